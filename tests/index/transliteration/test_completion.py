"""Completions of half-typed words among the words of a small vocabulary."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.transliteration.completion import Completer
from index.transliteration.emission import EmissionModel
from index.transliteration.phonemes import to_phonemes
from index.transliteration.phonetic_key import phonetic_key
from index.transliteration.vocabulary import Vocabulary

WORDS = {
    "लावरोव": 12, "लावारिस": 9, "लव": 80, "लोग": 5000, "अनुपम": 4, "नेपाल": 300, "मृदुला": 2,
    "मरम्मत": 60, "ओवैसी": 7, "आज": 4000, "शिन्हुआ": 20, "चुनाव": 1500, "कोर्ट": 600,
    "प्रोफ़ेसर": 40, "ज्योति": 70, "विदेश": 1100, "विदिशा": 16, "lavender": 2, "वृंदा": 9,
}  # fmt: skip


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return Vocabulary((word, phonetic_key(word), WORDS[word]) for word in sorted(WORDS))


@pytest.fixture(scope="module")
def completer(words: Vocabulary) -> Completer:
    return Completer(words)


def terms(words: Vocabulary, scored: dict[int, float]) -> list[str]:
    return [words[number] for number in sorted(scored, key=lambda n: -scored[n])]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("lavr", "लावरोव"),
        ("l", "लोग"),
        ("an", "अनुपम"),  # a first vowel is heard: not नेपाल
        ("mridu", "मृदुला"),  # an r that is no consonant
        ("vrin", "वृंदा"),
        ("owai", "ओवैसी"),  # w before a vowel, or silent
        ("xinh", "शिन्हुआ"),  # one consonant another
        ("c", "चुनाव"),  # the first half of ch
        ("co", "कोर्ट"),
        ("prof", "प्रोफ़ेसर"),
        ("jyo", "ज्योति"),
    ],
)
def test_latin_letters_become_words(
    completer: Completer, words: Vocabulary, typed: str, word: str
) -> None:
    assert terms(words, completer.complete_latin(typed))[0] == word


def test_an_initial_vowel_is_no_consonant(completer: Completer, words: Vocabulary) -> None:
    assert "नेपाल" not in terms(words, completer.complete_latin("an"))
    assert "अनुपम" not in terms(words, completer.complete_latin("n"))


def test_latin_words_are_completed_by_spelling_only(
    completer: Completer, words: Vocabulary
) -> None:
    assert "lavender" not in terms(words, completer.complete_latin("lav"))
    assert terms(words, completer.by_spelling("lav")) == ["lavender"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("वदश", {"विदेश", "विदिशा"}),
        ("विदश", {"विदेश", "विदिशा"}),
        ("वीदे", {"विदेश"}),
        ("परफसर", {"प्रोफ़ेसर"}),
        ("लव", {"लावरोव", "लावारिस", "लव"}),
        ("लो", {"लोग"}),
        ("ली", set()),
    ],
)
def test_matras_may_be_missing_but_not_others(
    completer: Completer, words: Vocabulary, typed: str, found: set[str]
) -> None:
    assert set(terms(words, completer.complete_devanagari(to_phonemes(typed)))) == found


@pytest.mark.parametrize("word", sorted(word for word in WORDS if not word.isascii()))
def test_a_longer_beginning_is_never_likelier(words: Vocabulary, word: str) -> None:
    """A probability: a spelling that begins so begins with its own first letters too."""
    number = words.number(word)
    assert number is not None
    row = words.phonemes(np.array([number], dtype=np.int64))
    latin = EmissionModel.default().likeliest_spelling(row[0][row[0] > 0].tobytes())
    found = [
        float(EmissionModel.default().prefix_log_likelihoods(latin[:size], row)[0])
        for size in range(1, len(latin) + 1)
    ]
    assert all(-86 < one <= math.log(1.001) for one in found)
    assert all(after <= before + 0.01 for before, after in pairwise(found))
    assert found[-1] >= float(EmissionModel.default().log_likelihoods(latin, row)[0]) - 1e-4


@settings(max_examples=200, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=45))
def test_any_letters_are_answered(completer: Completer, letters: str) -> None:
    assert all(math.isfinite(score) for score in completer.complete_latin(letters).values())


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(min_codepoint=0x900, max_codepoint=0x97F), max_size=45))
def test_any_devanagari_is_answered(completer: Completer, text: str) -> None:
    if phonemes := to_phonemes(text):
        scores = completer.complete_devanagari(phonemes).values()
        assert all(math.isfinite(score) for score in scores)


def test_an_empty_vocabulary_has_no_words() -> None:
    empty = Completer(Vocabulary(()))
    assert empty.complete_latin("lav") == empty.complete_devanagari("lA") == {}
    assert empty.by_spelling("l") == {}
