"""The prefilter: phonemes are counted, and words that explain the letters come first."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.transliteration.phonemes import PHONEMES, to_phonemes
from index.transliteration.prefilter import Prefilter, phoneme_counts
from index.transliteration.tables import PHONEME_CODES, encode


def counts_of(*words: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    codes = np.frombuffer(b"".join(encode(word, PHONEME_CODES) for word in words), np.uint8)
    return phoneme_counts(codes, np.cumsum([len(word) for word in words], dtype=np.int64))


@given(st.lists(st.text(PHONEMES, max_size=12), max_size=6))
def test_every_phoneme_of_every_word_is_counted(words: list[str]) -> None:
    for row, word in zip(counts_of(*words), words, strict=True):
        counted = {phoneme: int(row[PHONEME_CODES[phoneme]]) for phoneme in set(word)}
        assert counted == Counter(word)
        assert row.sum() == len(word)


@pytest.mark.parametrize(
    ("latin", "best"),
    [("lavrov", "लावरोव"), ("putin", "पुतिन"), ("mantri", "मंत्री"), ("korea", "कोरिया")],
)
def test_the_word_that_has_the_letters_scores_best(latin: str, best: str) -> None:
    words = ["लावरोव", "पुतिन", "मंत्री", "कोरिया", "चेतावनी", "पर"]
    scores = Prefilter.default().scores(latin, counts_of(*map(to_phonemes, words)))
    assert words[int(scores.argmax())] == best


def test_the_order_of_the_letters_does_not_count() -> None:
    counts = counts_of(to_phonemes("लावरोव"))
    prefilter = Prefilter.default()
    assert prefilter.scores("lavrov", counts) == prefilter.scores("vorval", counts)
