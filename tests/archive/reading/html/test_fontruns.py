"""Text that a page sets in legacy fonts, and only that."""

import pytest

from archive.article import Article
from archive.reading import Options
from archive.reading.html.fontruns import font_of
from tests.factories import read_bytes

FONT = "Kruti Dev 010"
TEXT = "gLirky esa fpfdRldksa us ejht dks cpk;k vkSj ljdkj us iqjLdkj fn;kA " * 4
READ = "हस्पताल में चिकित्सकों ने मरीज को बचाया"


def body(html: str, options: Options | None = None) -> Article:
    (found,) = read_bytes(f"<html><body>{html}</body></html>".encode(), "x.html", options)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    "html",
    [
        f'<font face="Kruti Dev 010">{TEXT}</font>',
        f"<font face='KRUTI DEV 011, Arial'>{TEXT}</font>",
        f'<p style="font-size:12pt;font-family:Kruti Dev 010">{TEXT}</p>',
        f"<p style=\"font-family:'Kruti Dev 010', serif\">{TEXT}</p>",
        f"<p style=\"font:14pt 'Kruti Dev 010'\">{TEXT}</p>",
        f"<style>.k, .m {{font-family:'Kruti Dev 010'}}</style><p class='a k'>{TEXT}</p>",
        f"<style>p {{font-family:Kruti Dev 010; color:red}}</style><p>{TEXT}</p>",
        f"<div style='font-family:DevLys 010'><p>{TEXT}</p></div>",
    ],
)
def test_ways_to_name_a_font(html: str) -> None:
    found = body(html)
    assert READ in found.body
    assert "font=" in found.notes


def test_the_font_changes_inside_a_line() -> None:
    found = body(
        f'<p><font face="{FONT}">{TEXT}</font><font face="Arial">NTPC Ltd: 4711/12</font>'
        f'<font face="{FONT}">fnukad</font> <span style="font-family:Mangal">हिन्दी</span></p>'
    )
    assert "NTPC Ltd: 4711/12दिनांक हिन्दी" in found.body
    assert found.notes == "font=krutidev010"


def test_what_names_no_legacy_font_stays() -> None:
    assert font_of("Arial, 'Kruti Dev 010'") is None
    assert font_of("Kruti Dev Unicode") is None
    english = "The minister said that the canal would be finished by March next year. " * 4
    assert english[:60] in body(f"<p>{english}</p><p>Kruti Dev is a font.</p>").body


@pytest.mark.parametrize("name", [FONT, "krutidev010", "kruti dev"])
def test_the_font_that_a_person_names(name: str) -> None:
    found = body(f"<p>{TEXT}</p>", Options(font=name))
    assert READ in found.body
