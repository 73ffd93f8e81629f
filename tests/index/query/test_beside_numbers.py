"""Months and units beside numbers."""

import csv
from importlib.resources import files

import pytest

from index.analysis import term
from index.query.beside_numbers import SIGNS, companion, month, suits


@pytest.mark.parametrize(
    ("word", "kind", "other"),
    [
        ("january", "month", "जनवरी"),
        ("अक्तूबर", "month", "अक्टूबर"),
        ("सितम्बर", "month", "सितंबर"),
        ("may", "month", "मई"),
        ("rs", "unit", "रुपये"),
        ("₹", "unit", "रु"),
        ("%", "unit", "फीसदी"),
    ],
)
def test_a_word_leads_to_its_other_names(word: str, kind: str, other: str) -> None:
    found = companion(word)
    assert found is not None
    assert found.kind == kind
    assert term(other)[1] in found.stems


@pytest.mark.parametrize("word", ["", "नव", "जन", "रूस", "26"])
def test_any_other_word_is_none(word: str) -> None:
    assert companion(word) is None


def test_every_sign_is_in_the_table() -> None:
    assert all(companion(sign) for sign in SIGNS)


@pytest.mark.parametrize(
    ("number", "word", "fits"),
    [
        ("26", "january", True),
        ("31", "मई", True),
        ("0", "मई", False),
        ("32", "मई", False),
        ("2020", "मई", True),
        ("9999", "मई", False),
        ("6.5", "मई", False),
        ("2020", "rs", True),
        ("6.5", "%", True),
        ("रूस", "%", False),
    ],
)
def test_which_numbers_suit(number: str, word: str, *, fits: bool) -> None:
    found = companion(word)
    assert found is not None
    assert suits(number, found) is fits


def test_months_are_in_their_order() -> None:
    names = [found.name for number in range(14) if (found := month(number))]
    assert (names[0], names[6], names[-1], len(names)) == ("जनवरी", "जुलाई", "दिसंबर", 12)


def test_every_row_has_a_reason() -> None:
    text = files("index.query").joinpath("beside_numbers.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(row["reason"] and row["kind"] in ("month", "unit") for row in rows)
