"""Files that hold several articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading.several import cut_articles

LINE = "बाढ़ के पानी ने कई गांवों को घेर लिया है और लोग ऊंची जगहों पर जा रहे हैं। "
TEXT = [LINE * 3, LINE * 2]


def cut(*lines: str) -> list[tuple[int, str]]:
    return [(at, article[0]) for at, article in cut_articles(lines)]


def test_numbered_headlines() -> None:
    assert cut("1. पटना में बाढ़", *TEXT, "2.गया में बारिश", *TEXT, "3) रांची में धूप", *TEXT) == [
        (0, "पटना में बाढ़"),
        (3, "गया में बारिश"),
        (6, "रांची में धूप"),
    ]


def test_lines_that_part() -> None:
    assert cut("पटना में बाढ़", *TEXT, "-----", "गया में बारिश", *TEXT, "*****") == [
        (0, "पटना में बाढ़"),
        (4, "गया में बारिश"),
    ]


def test_short_articles_with_bylines() -> None:
    one = ("पटना में बाढ़", "एजेंसी | १५ अगस्त २०२४", LINE)
    two = ("गया में बारिश", "ब्यूरो | शनिवार, 17 अगस्त 2024", LINE)
    assert [at for at, _ in cut(*one, "=====", *two)] == [0, 4]
    assert [at for at, _ in cut(one[0], LINE, "=====", two[0], LINE)] == [0]


def test_labelled_headlines() -> None:
    assert cut("शीर्षक: पटना में बाढ़", *TEXT, "शीर्षक : गया", *TEXT) == [
        (0, "पटना में बाढ़"),
        (3, "गया"),
    ]


def test_bare_headlines_before_datelines() -> None:
    first, *rest = TEXT
    lines = []
    for headline, place in (
        ("पटना में बाढ़", "पटना। "),
        ("गया में बारिश", "गया, 12 जुलाई 2024 (भाषा)। "),
        ("दिल्ली में धूप", "नई दिल्ली। "),
    ):
        lines += [headline, place + first, *rest]
    assert [at for at, _ in cut_articles(lines)] == [0, len(TEXT) + 1, 2 * len(TEXT) + 2]
    # Subheadings have no datelines below them, and what is above the first one is no article.
    assert len(cut_articles([*lines[: -len(TEXT)], *TEXT])) == 1
    assert len(cut_articles(["भोर समाचार", *lines])) == 1


@pytest.mark.parametrize(
    "lines",
    [
        ["पटना में बाढ़", *TEXT, "गया में बारिश", *TEXT],
        # The entries of a list.
        ["1. पानी पिएं", "2. धूप से बचें", "3. आराम करें", *TEXT],
        ["पांच उपाय", "1. पानी", *TEXT, "2. धूप", *TEXT],
        ["1. पानी", *TEXT, "3. धूप", *TEXT],
        ["1. " + LINE, *TEXT, "2. " + LINE, *TEXT],
        ["पटना में बाढ़", *TEXT, "-----", "फोटो: रवि"],
        ["शीर्षक: पटना में बाढ़", *TEXT],
        [""],
        [],
    ],
)
def test_what_is_one_article(lines: list[str]) -> None:
    assert cut_articles(lines) == [(0, lines)]


@given(st.lists(st.sampled_from(["1. क", "2. ख", "---", "शीर्षक: ग", LINE * 5, "घ"])))
def test_no_line_of_text_is_lost(lines: list[str]) -> None:
    pieces = cut_articles(lines)
    kept = "".join(line for _, piece in pieces for line in piece)
    assert kept.count(LINE) == "".join(lines).count(LINE)
