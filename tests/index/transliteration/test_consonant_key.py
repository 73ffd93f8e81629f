"""Consonant keys: both scripts have the same, and one edit away is found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.transliteration.consonant_key import (
    MAX_CONSONANTS,
    consonant_key,
    consonant_keys,
    keys_one_edit_away,
    latin_readings,
)
from index.transliteration.phonemes import PHONEMES, to_phonemes

SOUNDS = st.text(PHONEMES, max_size=30)


def latin(word: str) -> set[int]:
    return {consonant_key(reading) for reading in latin_readings(word)}


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("lavrov", "लावरोव"),
        ("chhattisgarh", "छत्तीसगढ"),
        ("pradhanmantri", "प्रधानमंत्री"),
        ("korea", "कोरिया"),
        ("christopher", "क्रिस्टोफर"),
        ("nice", "नाइस"),
        ("gandhi", "गांधी"),
        ("jainiyon", "जैनियों"),
        ("exam", "एक्साम"),
        ("mumbai", "मुंबई"),
        ("accha", "अच्छा"),
        ("lucknow", "लकनौ"),
        ("germany", "जर्मनी"),
        ("janma", "जन्म"),
    ],
)
def test_both_scripts_meet(typed: str, word: str) -> None:
    assert consonant_key(to_phonemes(word)) in latin(typed)


@given(st.lists(SOUNDS, max_size=8))
def test_many_at_once_are_as_one_by_one(words: list[str]) -> None:
    blob = np.frombuffer("".join(words).encode(), dtype=np.uint8)
    ends = np.cumsum([len(word) for word in words], dtype=np.int64)
    assert consonant_keys(blob, ends).tolist() == [consonant_key(word) for word in words]


@given(st.lists(st.sampled_from("kgcjtdnpbvrlsh"), max_size=MAX_CONSONANTS - 1), st.data())
def test_one_edit_is_found(consonants: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(consonants)))
    more = [*consonants[:place], data.draw(st.sampled_from("kgcjtdnpbvrlsh")), *consonants[place:]]
    here, there = consonant_key("a".join(consonants)), consonant_key("a".join(more))
    assert there in keys_one_edit_away(np.array([here], dtype=np.uint64))
    assert here in keys_one_edit_away(np.array([there], dtype=np.uint64))


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=80))
def test_readings_are_few_and_known_sounds(typed: str) -> None:
    readings = latin_readings(typed)
    assert 1 <= len(readings) <= 6
    assert set("".join(readings)) <= set(PHONEMES)
