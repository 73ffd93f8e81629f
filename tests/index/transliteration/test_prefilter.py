"""The prefilter: phonemes are counted, and words that explain the letters come first."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.transliteration.phonetic_key import phonetic_key
from index.transliteration.prefilter import Prefilter, phoneme_counts
from index.transliteration.tables import PHONEME_CODES, encode

WORDS = ("लावरोव", "पुतिन", "मंत्री", "कोरिया", "चेतावनी", "पर")


def counts_of(encoded: list[bytes]) -> NDArray[np.uint8]:
    codes = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    return phoneme_counts(codes, np.cumsum([len(one) for one in encoded], dtype=np.int64))


def encoded(words: tuple[str, ...]) -> list[bytes]:
    return [encode(phonetic_key(word), PHONEME_CODES) for word in words]


@given(st.lists(st.text("कमलनािी", min_size=1, max_size=400), min_size=1, max_size=5))
def test_phonemes_are_counted_word_by_word_up_to_a_byte(words: list[str]) -> None:
    phonemes = encoded(tuple(words))
    for row, one in zip(counts_of(phonemes), phonemes, strict=True):
        expected = {code: min(count, 255) for code, count in Counter(one).items()}
        assert {code: count for code, count in enumerate(row.tolist()) if count} == expected


@pytest.mark.parametrize(
    ("latin", "best"),
    [("lavrov", "लावरोव"), ("putin", "पुतिन"), ("mantri", "मंत्री"), ("korea", "कोरिया")],
)
def test_the_word_that_has_the_letters_scores_best(latin: str, best: str) -> None:
    scores = Prefilter.default().scores(latin, counts_of(encoded(WORDS)))
    assert WORDS[int(scores.argmax())] == best


def test_the_order_of_the_letters_does_not_count() -> None:
    counts, prefilter = counts_of(encoded(WORDS)), Prefilter.default()
    assert prefilter.scores("lavrov", counts) == pytest.approx(prefilter.scores("vorval", counts))
