"""Phonemes of Devanagari words, and plain letters of Latin ones."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.transliteration.phonemes import is_devanagari, to_letters, to_phonemes
from index.transliteration.tables import LETTER_CODES, PHONEME_CODES, encode


@pytest.mark.parametrize(
    ("word", "phonemes"),
    [
        ("लावरोव", "lAvarova"),
        ("हिन्दी", "hinxI"),
        ("हिंदी", "hiMxI"),
        ("ज़रूर", "7arUra"),
        ("जरूर", "jarUra"),
        ("पढ़ाई", "pa5AI"),
        ("मित्र", "miwra"),
        ("वॉनसान", "v0nasAna"),
        ("जगत्", "jagaw"),
        ("माँ", "mAM"),
        ("क़लम", "kalama"),
        ("अमेरिका", "amerikA"),
        ("कृषि", "kqRi"),
        ("दुःख", "xuHKa"),
        ("", ""),
        ("abc", ""),
        ("12", ""),
        ("ॐ", "om"),
    ],
)
def test_phonemes(word: str, phonemes: str) -> None:
    assert to_phonemes(word) == phonemes


def test_a_nukta_letter_of_its_own_is_as_good_as_one_with_a_nukta() -> None:
    for one in "\u095b\u095c\u095d\u095e":
        assert (
            to_phonemes(one) == to_phonemes(unicodedata.normalize("NFC", one)) != to_phonemes("क")
        )


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Lavrov", "lavrov"),
        ("lāvarova", "lavarova"),
        ("Réunion", "reunion"),
        ("O'Neil-2", "oneil"),
        ("śaṅkar", "sankar"),
        ("पर", ""),
        ("ﬁ", "fi"),
    ],
)
def test_letters(typed: str, plain: str) -> None:
    assert to_letters(typed) == plain


@given(st.text())
def test_whatever_comes_out_has_a_code(text: str) -> None:
    assert len(encode(to_phonemes(text), PHONEME_CODES)) == len(to_phonemes(text))
    assert len(encode(to_letters(text), LETTER_CODES)) == len(to_letters(text))
    assert not to_phonemes(text) or is_devanagari(unicodedata.normalize("NFC", text))
