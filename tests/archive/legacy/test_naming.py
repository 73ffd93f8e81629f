"""Names of legacy fonts."""

import pytest

from archive.legacy import FONTS, UnknownFont, code_of, font_named


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("krutidev010", "Kruti Dev 010"),
        ("Kruti Dev 010", "Kruti Dev 010"),
        ("KRUTI-DEV", "Kruti Dev 010"),
        ("Kruti Dev 020", "Kruti Dev 010"),
        ("devlys010", "DevLys 010"),
        ("chanakya", "Chanakya"),
        ("walkman chanakya 905", "Walkman-Chanakya 905"),
        ("apsdv", "APS-DV-Priyanka"),
        ("ShreeLipi", "Shree-Lipi"),
        ("shree-dev-0714", "Shree-Lipi"),
    ],
)
def test_a_name_in_any_spelling(name: str, font: str) -> None:
    assert font_named(name) == font


@pytest.mark.parametrize("font", FONTS)
def test_each_font_has_a_code_and_is_found_by_it(font: str) -> None:
    assert font_named(code_of(font)) == font
    assert code_of(font).isalnum()
    assert code_of(font).islower()


@pytest.mark.parametrize("name", ["", "preeti", "arial", "kruti dev 010 bold italic"])
def test_a_font_that_cannot_be_read(name: str) -> None:
    with pytest.raises(UnknownFont, match="known are krutidev010, devlys010") as raised:
        font_named(name)
    assert "\n" not in str(raised.value)
