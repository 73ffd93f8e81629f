"""Forms of a word with a fault of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexicon import Lexicon
from index.transliteration.misspellings import (
    with_glued_ending,
    with_moved_reph,
    without_glued_ending,
)
from index.transliteration.phonetic_key import phonetic_key


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("आशीर्वाद", "आर्शीवाद"),
        ("आर्शीवाद", "आशीर्वाद"),
        ("पुनर्निर्माण", "पुर्ननिर्माण"),
        ("कार्रवाई", "र्कारवाई"),
    ],
)
def test_a_hook_on_the_akshara_before_or_behind(word: str, form: str) -> None:
    assert form in set(with_moved_reph(word))


@pytest.mark.parametrize("word", ["भारत", "", "BJP", "र्"])
def test_a_word_without_a_hook_has_none_to_move(word: str) -> None:
    assert list(with_moved_reph(word)) == []


def test_endings_are_glued_to_names_and_not_to_short_words() -> None:
    assert {"भारतमें", "भारतने"} <= {form for form, _ in with_glued_ending("भारत")}
    assert {"मोदींनी", "मोदीले", "मोदीको"} <= {form for form, _ in with_glued_ending("मोदी")}
    assert list(with_glued_ending("कस")) == []


def test_what_is_left_without_the_ending() -> None:
    assert list(without_glued_ending("भारतमें")) == ["भारत"]
    assert list(without_glued_ending("कसमें")) == []


@given(st.text())
def test_any_text_may_come(text: str) -> None:
    for function in (with_moved_reph, with_glued_ending, without_glued_ending):
        list(function(text))


WORDS = {
    "आशीर्वाद": 99,
    "आर्शीवाद": 8,
    "भारत": 900,
    "भारतमें": 2,
    "चुका": 50,
    "चुकाने": 3,
    "चुकाना": 3,
    "दीवार": 90,
    "दीवारको": 80,
}
# typed, a word, whether it is found, why
FOUND = [
    ("आशीर्वाद", "आर्शीवाद", True, "rare beside the right one"),
    ("आर्शीवाद", "आशीर्वाद", True, "and the right one from it"),
    ("भारत", "भारतमें", True, "an ending written to a name"),
    ("दिल्लीमें", "भारत", False, "another word"),
    ("चुका", "चुकाने", False, "a form of a verb"),
    ("दीवार", "दीवारको", False, "too frequent for a fault"),
]


@pytest.mark.parametrize(("typed", "word", "is_found", "why"), FOUND)
def test_faults_are_searched(typed: str, word: str, is_found: bool, why: str) -> None:
    lexicon = Lexicon((word, phonetic_key(word), count) for word, count in sorted(WORDS.items()))
    variants = {variant.term for variant in lexicon.find_variants(typed) if variant.weight > 0.56}
    assert (word in variants) == is_found, why
