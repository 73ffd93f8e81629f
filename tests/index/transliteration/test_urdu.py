"""Urdu words by sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.transliteration.consonant_key import consonant_key
from index.transliteration.phonemes import to_phonemes
from index.transliteration.urdu import read_urdu

# typed, a word that it may be, one that it is not, why
READ = [
    ("مودی", "मोदी", "मीडिया", "vav as a vowel"),
    ("پوتن", "पुतिन", "पोतने", "a vowel that is not written"),
    ("وزیر", "वज़ीर", "ज़ीरो", "vav as a consonant"),
    ("دہلی", "दिल्ली", "दलाल", "he that is not spoken, l that is double"),
    ("ہندوستان", "हिंदुस्तान", "हिंदी", "nun as a nasal"),
    ("بھارتی", "भारती", "भर्ती", "alif is always spoken"),
    ("گاندھی", "गांधी", "गंदगी", "an aspirated letter"),
    ("اعظم", "आज़म", "जिम", "a word that begins with a vowel"),
    ("امریکہ", "अमेरिका", "मर्क", "whatever vowel it is"),
    ("قانون", "क़ानून", "कान", "a consonant written twice"),
    ("خان", "ख़ान", "खाने", "no vowel is left out at the end"),
    ("لاوروف", "लावरोव", "लावा", "a Russian name"),
    ("لکھنؤ", "लखनऊ", "लाख", "vav with hamza"),
    ("كشمير", "कश्मीर", "कसम", "letters as Arabs write them"),
    ("مُودی", "मोदी", "मद", "signs of short vowels"),
]


@pytest.mark.parametrize(("typed", "word", "other", "why"), READ)
def test_what_a_word_may_be(typed: str, word: str, other: str, why: str) -> None:
    reading = read_urdu(typed)
    assert reading is not None
    assert consonant_key(to_phonemes(word)) in reading.keys, why
    assert reading.pattern.fullmatch(to_phonemes(word)), why
    assert not reading.pattern.fullmatch(to_phonemes(other)), why


@pytest.mark.parametrize("typed", ["मोदी", "Modi", "মোদী", "", "آ", "ھ", "370", "مودیX"])
def test_other_words_have_no_reading(typed: str) -> None:
    assert read_urdu(typed) is None


@given(st.text("اآبپتٹدرسشعغفقکگلمنںوہھءیے", max_size=60))
def test_any_string_is_read(text: str) -> None:
    reading = read_urdu(text)
    if reading:
        assert len(reading.keys) <= 16
        reading.pattern.fullmatch("kuAoaiU" * 8)
