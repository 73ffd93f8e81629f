"""No cut inside an akshara, marks in order, and time in proportion, whatever the text."""

import time

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.analysis import analyze
from index.highlight.matcher import HighlightTerms
from index.highlight.snippet import Snippet
from tests.index.highlight.shown import mark, snippet
from tests.index.highlight.test_snippet import FILLER, marked, phrase, word

LONGEST_PASSAGE = 1000


def boundaries(text: str) -> set[int]:
    ends = {0, len(text), *(one.end() for one in regex.finditer(r"\X", text))}
    # A space dropped from the end of a passage is no part of what a reader sees.
    return ends | {space.start() for space in regex.finditer(r"\s", text)}


def uncut(text: str, shown: Snippet) -> bool:
    """Whether the passage stands in the text between two aksharas."""
    passage = shown.text.removeprefix("… ").removesuffix(" …")
    ends = boundaries(text)
    places = [m.start() for m in regex.finditer(regex.escape(passage), text, overlapped=True)]
    return any(at in ends and at + len(passage) in ends for at in places)


@pytest.mark.parametrize(
    "akshara", ["क", "कि", "क्षि", "ज़ी", "न्द्र", "a\u0301", "👨‍👩‍👧", "🇮🇳", "ᄀ\u1161"]
)
def test_a_text_without_spaces_is_cut_between_aksharas(akshara: str) -> None:
    text = akshara * (100_000 // len(akshara))
    began = time.perf_counter()
    shown = snippet(text, [word(text)] if list(analyze(text)) else [])
    assert time.perf_counter() - began < 20
    assert uncut(text[:1000], shown)  # it begins with the text
    assert 300 < len(shown.text) < 500


def test_a_word_without_end_between_others_shows_its_mark() -> None:
    text = f"{FILLER}। " * 9 + "आज " + "कि" * 50_000 + f" {FILLER}। " * 9
    shown = snippet(text, [word("कि" * 50_000)])
    ((start, end),) = shown.marks
    assert regex.fullmatch("(कि)+", shown.text[start:end])
    assert len(shown.text) < LONGEST_PASSAGE


def test_one_akshara_without_end_is_bounded() -> None:
    assert len(snippet("क" + "\u0301" * 100_000, []).text) < LONGEST_PASSAGE


PIECES = [
    *"लावरोव वोनसान a b क्षि । . … ? \n \r\n \t ” ि \u0301 \u200d \ud800 \u0600 \u2028".split(" "),
    "👨\u200d👩\u200d👧",
    "🇮🇳",
    " ",
    "\n\n",
    "क" * 500,
    "। " * 300,
    f" {FILLER}। ",
]
texts = st.lists(st.sampled_from(PIECES), max_size=80).map("".join) | st.text(
    st.characters(), max_size=300
)
WANTED = [word("लावरोव"), word("a"), phrase("a", "b"), phrase("b", "b"), word("क" * 500)]
wanteds = st.lists(
    st.sampled_from([*WANTED, word("वोनसान", exact=True), HighlightTerms(())]), max_size=5
)


@settings(max_examples=300, deadline=None)
@given(texts, wanteds)
@example("a" + "। " * 300 + "b", [word("b")])
@example(" " * 2000 + "a", [word("a")])
@example("aि" * 600, [word("ि")])
def test_any_text_has_a_passage_with_marks_in_order(
    text: str, wanted: list[HighlightTerms]
) -> None:
    found = [(one.start, one.end) for one in analyze(text)]
    whole = mark(text, wanted)
    assert whole.text == text
    assert set(whole.marks) <= set(found)
    shown = snippet(text, wanted)
    assert len(shown.text) < LONGEST_PASSAGE
    assert bool(shown.marks) == bool(whole.marks)
    for passage in (whole, shown):
        before = 0
        for start, end in passage.marks:
            assert before <= start < end <= len(passage.text)
            before = end
    whole_words = {text[start:end] for start, end in whole.marks}
    assert all(any(one.startswith(shown_) for one in whole_words) for shown_ in marked(shown))


plain = st.text(st.sampled_from("कखमिीुं़् \u200dab\u0301।👨👩🇮🇳\u0600"), max_size=1500)


@settings(max_examples=300, deadline=None)
@given(plain)
def test_no_cut_is_inside_an_akshara(text: str) -> None:
    tokens = list(analyze(text))
    wanted = [word(tokens[len(tokens) // 2].exact)] if tokens else []
    shown = snippet(text, wanted)
    if not any(len(one) > 400 for one in regex.findall(r"\X", text)):
        assert uncut(text, shown)


HOSTILE = {
    "one word": "क ",
    "no space": "क।",
    "two words": "a b ",
    "sentences": "a। b। ",
    "lines": "a\n\n",
    "dots": "a.... ",
}


@pytest.mark.thorough
@pytest.mark.parametrize("part", HOSTILE.values(), ids=HOSTILE.keys())
def test_eight_megabytes_take_seconds(part: str) -> None:
    text = part * (8_000_000 // len(part.encode()))
    wanted = [word("a"), phrase("a", "b"), phrase(*"ab" * 16), phrase(*"a" * 32), word("क")]
    began = time.perf_counter()
    shown = snippet(text, wanted)
    assert time.perf_counter() - began < 90
    assert shown.marks


def test_a_word_far_down_a_long_text_is_found() -> None:
    text = f"{FILLER}। " * 50_000 + "कल लावरोव आए। " + f"{FILLER}। " * 50_000
    shown = snippet(text, [word("लावरोव")])
    assert marked(shown) == ["लावरोव"]
    assert shown.text.endswith("। …")


def test_time_grows_as_the_text_does() -> None:
    def seconds(words: int) -> float:
        text = " ".join("abcd"[n * n % 7 % 4] for n in range(words))
        began = time.perf_counter()
        snippet(text, [word("a"), word("b"), phrase("c", "d")])
        return time.perf_counter() - began

    seconds(1000)
    assert seconds(200_000) < 100 * max(seconds(20_000), 0.01)
