"""Matches of words and phrases, and the index of chunks that finds them."""

import threading
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import Token, analyze, term
from index.highlight import matcher
from index.highlight.matcher import (
    MAX_KEPT_CHUNK_CHARS,
    ChunkIndex,
    HighlightTerms,
    TermMatch,
    TermMatcher,
    chunk_starts,
)


def phrase(*positions: str, exact: bool = False) -> HighlightTerms:
    """A phrase of terms; the alternatives of a position are separated by a slash."""
    return HighlightTerms(tuple(frozenset(each.split("/")) for each in positions), exact)


def naive(text: str, terms: list[HighlightTerms]) -> list[tuple[int, int, int]]:
    """What a matcher should find: every phrase tried at every token."""
    tokens = list(analyze(text))
    found = set()
    for number, each in enumerate(dict.fromkeys(terms)):
        length = len(each.positions)
        for at in range(len(tokens) - length + 1):
            window = tokens[at : at + length]
            if all(_term(t, each) in p for t, p in zip(window, each.positions, strict=True)):
                found |= {(token.start, token.end, number) for token in window}
    return sorted(found)


def _term(token: Token, terms: HighlightTerms) -> str:
    return token.exact if terms.exact else token.stem


def matched(text: str, terms: list[HighlightTerms]) -> list[tuple[int, int, int]]:
    return [match[1:] for match in TermMatcher(terms).match(text).matches]


# text, phrase, the tokens that match by their numbers, why
PHRASES = [
    ("a b c", ("b", "c"), [1, 2], "neighbours"),
    ("b a c", ("b", "c"), [], "a word between"),
    ("b x c b c", ("b", "c"), [3, 4], "only where it is whole"),
    ("a a a", ("a", "a"), [0, 1, 2], "it may overlap itself"),
    ("a b a b a", ("a", "b", "a"), [0, 1, 2, 3, 4], "and share a word with itself"),
    ("a a b", ("a", "b"), [1, 2], "it may begin again"),
    ("a b a c", ("a", "b/c"), [0, 1, 2, 3], "alternatives"),
    ("a b", ("a", "b", "c"), [], "cut short by the end"),
    ("a-b,c", ("a", "b", "c"), [0, 1, 2], "within one chunk"),
    ("a-b c", ("b", "c"), [1, 2], "from one chunk to the next"),
    ("a … b", ("a", "b"), [0, 1], "a chunk without a token is no gap"),
    ("a ʼ b", ("a", "b"), [0, 1], "nor is one of which nothing is left"),
]


@pytest.mark.parametrize(("text", "positions", "numbers", "why"), PHRASES)
def test_phrases(text: str, positions: tuple[str, ...], numbers: list[int], why: str) -> None:
    tokens = list(analyze(text))
    expected = [(tokens[n].start, tokens[n].end, 0) for n in numbers]
    assert matched(text, [phrase(*positions)]) == expected, why


letters = st.sampled_from("abc")
positions = st.lists(st.sampled_from(["a", "b", "c", "a/b", "b/c"]), min_size=1, max_size=4)
phrases = st.builds(lambda words, exact: phrase(*words, exact=exact), positions, st.booleans())
texts = st.lists(st.sampled_from(["a", "b", "c", "a-b", "b,c", "…", "x", "A"]), max_size=40)


@given(texts, st.lists(phrases, max_size=4), st.sampled_from([" ", "\n", "  "]))
@example(["a"] * 6, [phrase("a", "a", "a"), phrase("a", "a")], " ")
def test_the_same_as_trying_each_phrase_at_each_token(
    words: list[str], terms: list[HighlightTerms], space: str
) -> None:
    text = space.join(words)
    assert matched(text, terms) == naive(text, terms)


def test_every_short_text_and_phrase_of_two_letters() -> None:
    terms = [phrase(*each) for n in (1, 2, 3) for each in product("ab", repeat=n)]
    matchers = [(each, TermMatcher([each])) for each in terms]
    for words in product("abx", repeat=5):
        text = " ".join(words)
        for each, one in matchers:
            assert [m[1:] for m in one.match(text).matches] == naive(text, [each])


def test_matches_are_numbered_by_their_terms_given_once() -> None:
    terms = [phrase("a"), phrase(), phrase("b", exact=True), phrase("a"), phrase("a", "b")]
    found = TermMatcher(terms).match(" a b").matches
    assert found == [
        TermMatch(0, 1, 2, 0),
        TermMatch(0, 1, 2, 2),
        TermMatch(1, 3, 4, 1),
        TermMatch(1, 3, 4, 2),
    ]


def test_a_text_without_matches_has_no_chunks() -> None:
    assert TermMatcher([phrase("लावरोव")]).match("a b c") == ((), (), ())


def test_an_index_gives_chunks_by_either_form() -> None:
    index = ChunkIndex()
    index.add(["मंत्रियों,", "(मंत्री)", "कोविड-19", "…"])
    assert index.token_counts == {"मंत्रियों,": 1, "(मंत्री)": 1, "कोविड-19": 2, "…": 0}
    assert index.with_any([term("मंत्री")[1]], []) == {"मंत्रियों,", "(मंत्री)"}
    assert index.with_any([], ["मंत्री", "19"]) == {"(मंत्री)", "कोविड-19"}
    assert index.with_any(["नहीं"], ["नहीं"]) == set()


def test_long_chunks_do_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChunkIndex, "_shared", None)
    one = TermMatcher([phrase("लावरोव")])
    long = "क" * (MAX_KEPT_CHUNK_CHARS + 1)
    assert len(one.match(f"लावरोव {long} लावरोव").matches) == 2
    assert not ChunkIndex.shared().token_counts
    assert len(one.match("लावरोव आए").matches) == 1
    assert set(ChunkIndex.shared().token_counts) == {"लावरोव", "आए"}


def test_a_full_index_gives_way_to_an_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChunkIndex, "_shared", None)
    monkeypatch.setattr(matcher, "MAX_KEPT_CHUNKS", 3)
    before = TermMatcher([phrase("a")])
    assert len(before.match("a b c d").matches) == 1
    after = TermMatcher([phrase("a")])
    assert len(after.match("x a").matches) == 1
    assert set(ChunkIndex.shared().token_counts) == {"x", "a"}
    assert len(before.match("y a a").matches) == 2


def test_threads_share_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChunkIndex, "_shared", None)
    found: list[int] = []
    start = threading.Barrier(4)

    def match(number: int) -> None:
        one = TermMatcher([phrase("a", "b")])
        start.wait()
        for n in range(300):
            text = f"{n} a b {n * number} a. b, {n}-{number}"
            found.append(len(one.match(text).matches))

    threads = [threading.Thread(target=match, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [4] * 1200


@given(st.text("ab \n\u3000", max_size=30))
def test_chunks_are_where_they_start(text: str) -> None:
    chunks = text.split()
    starts = chunk_starts(text, chunks)
    assert len(starts) == len(chunks)
    at = 0
    for number, chunk in enumerate(chunks):
        assert text.startswith(chunk, starts[number])
        assert not text[at : starts[number]].strip()
        at = starts[number] + len(chunk)
