"""Titles: the page's heading where it agrees with what is said, never the site's name."""

import pytest

from archive.reading.html.blocks import find_blocks
from archive.reading.html.headline import agree, choose_title, first_heading, without_outlet
from archive.reading.html.page import read_page


def title(body: str, *said: str, outlet: str = "भोर") -> str:
    page = read_page(f"<html><body>{body}</body></html>".encode())
    return choose_title(find_blocks(page.root), said, outlet)


@pytest.mark.parametrize(
    ("found", "outlet", "clean"),
    [
        ("नहर खुद गई - भोर", "भोर", "नहर खुद गई"),
        ("भोर: नहर खुद गई", "भोर", "नहर खुद गई"),
        ("नहर खुद गई | भोर", "भोर", "नहर खुद गई"),
        ("नहर खुद गई – News18 हिंदी", "News18 हिंदी", "नहर खुद गई"),
        ("बिजनेस स्टैंडर्ड निर्यात फिर से घट गया", "बिजनेस स्टैंडर्ड", "निर्यात फिर से घट गया"),
        ("भोर", "भोर", ""),
        ("बिहार: नहर - कब खुदेगी?", "भोर", "बिहार: नहर - कब खुदेगी?"),
        ("भोर में नहर", "", "भोर में नहर"),
        ("Print - नहर खुद गई", "भोर", "नहर खुद गई"),
        ("भोर होते ही निकली नहर की यात्रा", "भोर समाचार", "भोर होते ही निकली नहर की यात्रा"),
    ],
)
def test_outlets_are_no_part_of_titles(found: str, outlet: str, clean: str) -> None:
    assert without_outlet(found, outlet) == clean


def test_the_heading_that_agrees() -> None:
    body = "<h1>भोर</h1><h1>गांव ने खोदी अपनी नहर</h1><h2>और खबरें पढ़िए यहां</h2>"
    assert title(body, "गांव ने खोदी अपनी नहर - Samastipur News") == "गांव ने खोदी अपनी नहर"
    assert title(body, "Village digs canal") == "Village digs canal"
    assert title("<h3>गांव ने खोदी अपनी नहर</h3>", "गांव ने खोदी अपनी नहर") == "गांव ने खोदी अपनी नहर"
    assert title("<h1>पकड़े गए:<span>दो चोर रात में</span></h1>", "पकड़े गए: दो चोर रात में") == (
        "पकड़े गए: दो चोर रात में"
    )
    assert title("", "भोर") == ""
    assert title("") == ""


def test_a_title_that_was_cut_is_taken_whole() -> None:
    whole = "गांव ने खोदी अपनी नहर, " * 6 + "अब खेतों तक पानी"
    assert title("", f"{whole[:70]}...", whole) == whole
    assert title("", whole[:110], f"{whole} - भोर") == whole
    assert title(f"<h1>{whole}</h1>", f"{whole[:90]}…") == whole
    assert title("", "गांव ने खोदी", "गांव ने खोदी अपनी नहर") == "गांव ने खोदी"


def test_agree() -> None:
    assert agree("Shimla News: सेब पर लगेगा क्यूआर कोड", "सेब पर लगेगा क्यूआर कोड")
    assert not agree("नहर", "गांव ने अपने हाथों से खोदी दो किलोमीटर लंबी नहर")
    assert not agree("", "नहर")


def test_a_bold_line_above_the_text() -> None:
    page = "<body><a href='/'><b>मुख पृष्ठ देखें</b></a><p><b>गांव ने खोदी नहर</b><p>वह लंबी है।"
    blocks = find_blocks(read_page(page.encode()).root)
    assert first_heading(blocks, "भोर", ["वह लंबी है।"]) == "गांव ने खोदी नहर"
