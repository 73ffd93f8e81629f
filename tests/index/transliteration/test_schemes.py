"""Words typed in a transliteration scheme."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.transliteration.schemes import devanagari_readings


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("lāvarova", "लावरोव"),
        ("Lāvarōva", "लावरोव"),
        ("lAvarova", "लावरोव"),
        ("lāvarov", "लावरोव"),
        ("vônasāna", "वॉनसान"),
        ("pradhānamaṁtrī", "प्रधानमंत्री"),
        ("pyoMgayAMga", "प्योंगयांग"),
        ("rāṣṭrapati", "राष्ट्रपति"),
        ("kanāḍā", "कनाडा"),
    ],
)
def test_schemes_are_read(typed: str, word: str) -> None:
    assert word in devanagari_readings(typed)


@pytest.mark.parametrize("typed", ["Lavrov", "lavrov", "TASS", "", "पर", "12"])
def test_plain_words_are_in_no_scheme(typed: str) -> None:
    assert list(devanagari_readings(typed)) == []


@given(st.text(max_size=30))
def test_what_is_read_is_devanagari(typed: str) -> None:
    assert not any(char.isascii() for reading in devanagari_readings(typed) for char in reading)
