"""Keywords, labels and urls below a text, and lines that stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading.tails import TAIL_LABELS, cut_tail

URL = "https://www.a.example/news/x-1"
KEYWORDS = "world news, latest world news, hindi news today, oxbig"


@pytest.mark.parametrize(
    ("tail", "url"),
    [
        ([KEYWORDS, "English News", URL], URL),
        ([KEYWORDS, "English News"], ""),
        ([URL], URL),
        (["Source: " + URL], URL),
        (["स्रोत: " + URL], URL),
        (["Read more: https://a.example/other", URL], URL),
        (["ये भी पढ़ें: कोई और खबर", "यह भी पढ\u093cें", URL], URL),
        (["Tags: रूस, कोरिया"], ""),
        (["#russia #lavrov"], ""),
        (["Follow us on Google News"], ""),
        ([KEYWORDS.upper() + ", TASS"], ""),
        (["https://twitter.com/a/status/1"], ""),
        (["javascript:alert(1)"], None),
        (["उन्होंने कहा कि देखें " + URL], None),
        (["रूसी विदेश मंत्री ने क्या दी चेतावनी?"], None),
        (["TASS, KCNA और रूस, कोरिया"], None),
        (["He said yes, no, maybe."], None),
        (["two, pieces"], None),
        (["one, " + "many words " * 5 + ", three, four"], None),
        (["English News is a page"], None),
    ],
)
def test_a_tail(tail: list[str], url: str | None) -> None:
    text = ["पहला पैरा।", KEYWORDS, "आखिरी पैरा।"]
    kept = text if url is not None else text + tail
    assert cut_tail(text + tail) == (url or "", kept)


def test_nothing_but_a_tail() -> None:
    assert cut_tail([KEYWORDS, URL]) == (URL, [])
    assert cut_tail([]) == ("", [])


def test_every_label_has_a_reason() -> None:
    assert all(names and reason for names, reason in TAIL_LABELS)


@given(st.lists(st.text(min_size=1)))
def test_only_whole_lines_at_the_end_go(lines: list[str]) -> None:
    _, kept = cut_tail(lines)
    assert kept == lines[: len(kept)]
