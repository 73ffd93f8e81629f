"""How English words sound, and which Hindi words sound so."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.transliteration.pronunciation import PlainModel, pronunciation_keys, pronunciations
from tests.index.transliteration.test_emission_and_decoding import rows


@pytest.mark.parametrize(
    ("english", "right", "wrong"),
    [
        ("colonel", "karnala", "kolonela"),
        ("case", "kesa", "kasa"),
        ("budget", "bajata", "buxXa"),
        ("viral", "vAyarala", "virAla"),
        ("youtube", "yUtyUba", "yowUbe"),
    ],
)
def test_english_words_are_heard_as_they_are_said(english: str, right: str, wrong: str) -> None:
    model = PlainModel.english()
    for sounds in pronunciations(english):
        better, worse = model.log_likelihoods(sounds, rows(right, wrong))
        assert better > worse


@pytest.mark.parametrize(
    ("typed", "right", "wrong"),
    [("ajoy", "ajaya", "ajiya"), ("bibek", "viveka", "bIbIka"), ("asis", "ASISa", "ososa")],
)
def test_eastern_spellings(typed: str, right: str, wrong: str) -> None:
    better, worse = PlainModel.eastern().log_likelihoods(typed, rows(right, wrong))
    assert better > worse


@given(st.text(string.ascii_lowercase, max_size=30))
def test_any_word_may_be_asked(latin: str) -> None:
    for sounds in pronunciations(latin):
        assert pronunciation_keys(sounds)


@pytest.mark.parametrize("word", ["", "zzzzq", "a", "chhattisgarh"])
def test_what_is_no_english_word_has_no_sounds(word: str) -> None:
    assert pronunciations(word) == ()


def test_a_second_pronunciation() -> None:
    assert len(pronunciations("ab")) > 1
