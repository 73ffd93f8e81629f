"""Which passage is shown, and what is marked in it."""

import pytest

from index.analysis import analyze, term
from index.highlight.matcher import HighlightTerms
from index.highlight.snippet import SNIPPET_WORDS, TAIL_WORDS, Snippet
from tests.index.highlight.shown import mark, snippet

FILLER = "शहर में आज बाजार खुले और लोग घरों से निकले"


def word(*typed: str, exact: bool = False) -> HighlightTerms:
    """One word with its variants."""
    return HighlightTerms((frozenset(term(one)[0 if exact else 1] for one in typed),), exact)


def phrase(*typed: str, exact: bool = False) -> HighlightTerms:
    return HighlightTerms(tuple(frozenset({term(one)[0 if exact else 1]}) for one in typed), exact)


def marked(shown: Snippet) -> list[str]:
    return [shown.text[start:end] for start, end in shown.marks]


TEXT = (
    "प्योंगयांग। रूस के विदेश मंत्री सर्गेई लावरोव वॉनसान पहुंचे। वोनसान में उन्होंने किम से बात की। "
    "Lavrov ने कहा कि मंत्री का विदेश दौरा सफल रहा।"
)


def test_marks_are_exactly_the_words_wanted() -> None:
    shown = mark(TEXT, [word("लावरोव", "Lavrov"), word("वोनसान")])
    assert shown.text == TEXT
    assert marked(shown) == ["लावरोव", "वॉनसान", "वोनसान", "Lavrov"]


def test_an_exact_word_is_only_its_own_spelling() -> None:
    assert marked(mark(TEXT, [word("वोनसान", exact=True)])) == ["वोनसान"]


def test_a_phrase_is_marked_only_where_it_stands() -> None:
    assert marked(mark(TEXT, [phrase("विदेश", "मंत्री")])) == ["विदेश", "मंत्री"]
    assert mark(TEXT, [phrase("मंत्री", "विदेश")]).marks == ()


def test_a_phrase_may_have_variants_and_repeat_a_word() -> None:
    twice = HighlightTerms((frozenset({"a"}), frozenset({"a", "b"}), frozenset({"a"})))
    assert marked(mark("a a a a x b a a c a b a", [twice])) == ["a"] * 4 + ["a", "b", "a"]


def test_an_exact_phrase() -> None:
    text = "विदेश मंत्री। विदेश मंत्रियों। विदेश मंत्री"
    assert len(mark(text, [phrase("विदेश", "मंत्री", exact=True)]).marks) == 4
    assert len(mark(text, [phrase("विदेश", "मंत्री")]).marks) == 6


def test_a_word_wanted_twice_is_marked_once() -> None:
    both = [word("मंत्री"), phrase("विदेश", "मंत्री"), word("मंत्री")]
    assert marked(mark("विदेश मंत्री", both)) == ["विदेश", "मंत्री"]


@pytest.mark.parametrize("nothing", [[], [HighlightTerms(())], [HighlightTerms((frozenset(),))]])
def test_nothing_wanted_marks_nothing(nothing: list[HighlightTerms]) -> None:
    assert mark(TEXT, nothing) == Snippet(TEXT)
    assert snippet(TEXT, nothing) == Snippet(TEXT)


def test_a_short_text_is_shown_whole() -> None:
    assert snippet(f"\n {TEXT}\n", [word("लावरोव")]).text == TEXT


def test_of_a_long_text_the_beginning_when_nothing_is_found() -> None:
    text = f"{FILLER}। " * 20
    shown = snippet(text, [word("लावरोव")])
    assert shown.marks == ()
    assert shown.text.endswith("। …")
    assert text.startswith(shown.text.removesuffix(" …"))


def test_about_forty_words_that_begin_and_end_at_a_sentence() -> None:
    text = f"{FILLER}। " * 20 + "कल लावरोव ने कहा कि वे आएंगे। " + f"{FILLER}। " * 20
    shown = snippet(text, [word("लावरोव")])
    assert marked(shown) == ["लावरोव"]
    assert shown.text.startswith(("शहर", "कल"))
    assert shown.text.endswith("। …")
    assert SNIPPET_WORDS - TAIL_WORDS <= len(list(analyze(shown.text))) <= SNIPPET_WORDS


def test_no_passage_ends_with_an_open_bracket_or_a_comma() -> None:
    assert snippet("एक दो, " * 100, [word("एक")]).text.endswith("एक दो …")
    assert snippet("एक ( " * 100, [word("एक")]).text.endswith("एक …")
    assert snippet("- " * 600, []).text.startswith("- -")


def test_a_sentence_may_begin_with_the_word() -> None:
    text = f"{FILLER} " * 9 + "। लावरोव आए। " + f"{FILLER}। " * 9
    assert snippet(text, [word("लावरोव")]).text.startswith("लावरोव आए।")


def test_a_doctor_ends_no_sentence() -> None:
    text = f"{FILLER} " * 9 + "और डॉ. लावरोव आए " + f"{FILLER} " * 9
    shown = snippet(text, [word("लावरोव")])
    assert shown.text.startswith("… ")
    assert "और डॉ. लावरोव" in shown.text


def test_without_sentences_some_words_stand_before() -> None:
    text = f"{FILLER} " * 9 + "लावरोव " + f"{FILLER} " * 9
    shown = snippet(text, [word("लावरोव")])
    assert shown.text.startswith("… ")
    assert shown.text.endswith(" …")
    assert 5 <= len(list(analyze(shown.text[: shown.marks[0][0]]))) <= 14


def test_a_heading_is_a_sentence() -> None:
    text = f"{FILLER} " * 9 + f"\n\nलावरोव का दौरा\n\n{FILLER} " + f"{FILLER} " * 9
    assert snippet(text, [word("लावरोव")]).text.startswith("लावरोव का दौरा  शहर")


def test_the_end_of_a_text_has_no_dots() -> None:
    text = f"{FILLER}। " * 20 + "लावरोव आए।"
    assert snippet(text, [word("लावरोव")]).text.endswith("लावरोव आए।")


def test_the_passage_with_most_different_words_wins() -> None:
    far = f"{FILLER}। " * 8
    text = f"{far}लावरोव लावरोव लावरोव। {far}लावरोव और वोनसान। {far}वोनसान वोनसान।{far}"
    shown = snippet(text, [word("लावरोव"), word("वॉनसान")])
    assert marked(shown) == ["लावरोव", "वोनसान"]


def test_of_equals_the_one_with_more_then_the_first() -> None:
    far = f"{FILLER}। " * 8
    assert len(snippet(f"{far}लावरोव। {far}लावरोव लावरोव।{far}", [word("लावरोव")]).marks) == 2
    text = f"{far}पहले लावरोव। {far}फिर लावरोव।{far}"
    assert "पहले" in snippet(text, [word("लावरोव")]).text
