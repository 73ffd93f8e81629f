"""Prefilters some thousand candidates by counting their phonemes and the letters of the spelling.

Each letter of the spelling needs a phoneme in the word that writes it, each phoneme needs its
letters in the spelling; their order does not count. IBM Model 1 (Brown, Della Pietra, Della Pietra
and Mercer 1993), in both directions.
"""

from functools import cache
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from index.transliteration import tables
from index.transliteration.emission import default_counts
from index.transliteration.phonemes import LETTERS, PHONEMES
from index.transliteration.tables import LETTER_CODES, Counts

_UNEXPLAINED_LETTER: Final = 0.01
"""The probability of a letter that no phoneme of the word writes."""

_UNEXPLAINED_PHONEME: Final = 0.001
"""The probability of a phoneme whose letters are not in the spelling."""

_WORDS_AT_ONCE: Final = 1 << 13

_PRODUCT_WORDS: Final = 256
"""Words in one product: OpenBLAS shares larger ones among threads, which wait for one another up to
8 ms where other processes are at work."""


def phoneme_counts(codes: NDArray[np.uint8], ends: tables.Ints) -> NDArray[np.uint8]:
    """How often each word has each phoneme, a row a word.

    Args:
        codes: The codes of the phonemes of all words, one after the other.
        ends: Where each word ends in it.
    """
    width = len(PHONEMES) + 1
    result = np.zeros((len(ends), width), dtype=np.uint8)
    for first in range(0, len(ends), _WORDS_AT_ONCE):
        stop = min(first + _WORDS_AT_ONCE, len(ends))
        start = int(ends[first - 1]) if first else 0
        sizes = np.diff(ends[first:stop], prepend=start)
        cell = np.repeat(np.arange(stop - first) * width, sizes) + codes[start : ends[stop - 1]]
        counted = np.bincount(cell, minlength=(stop - first) * width)
        result[first:stop] = np.minimum(counted, 255).reshape(-1, width)
    return result


class Prefilter:
    """What each phoneme writes, whatever its neighbours are."""

    def __init__(self, counts: Counts) -> None:
        """Sum the table over its contexts."""
        height, width = len(PHONEMES) + 1, len(counts.pieces)
        cell = counts.context[:, 1].astype(np.int64) * width + counts.piece
        weights = np.bincount(cell, counts.count, minlength=height * width).reshape(height, width)
        self._writes = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
        self._letters = np.zeros((len(counts.pieces), len(LETTERS) + 1))
        for row, piece in enumerate(counts.pieces):
            for letter in piece:
                self._letters[row, LETTER_CODES[letter]] += 1
        self._expected = (self._writes @ self._letters).astype(np.float32)

    @classmethod
    @cache
    def default(cls) -> Self:
        """Of the table that comes with the project."""
        return cls(default_counts())

    def scores(self, latin: str, counted: NDArray[np.uint8]) -> NDArray[np.float32]:
        """How well each word explains the spelling; only the order of the scores means something.

        Args:
            latin: In a to z.
            counted: The ``phoneme_counts`` of the words.
        """
        codes = list(tables.encode(latin, LETTER_CODES))
        absent = np.ones(len(LETTERS) + 1)
        absent[codes] = 0
        spellable = (self._letters @ absent) == 0
        silent = np.log(self._writes @ spellable + _UNEXPLAINED_PHONEME).astype(np.float32)
        silent[0] = 0
        letters = sorted(set(codes))
        times = [codes.count(letter) for letter in letters]
        # Some processors' libraries flag an invalid value in a product though there is none.
        with np.errstate(invalid="ignore"):
            # One product for both, since bringing the counts to the CPU is what takes the time.
            table = np.column_stack((self._expected[:, letters], silent))
            found = np.empty((len(counted), len(letters) + 1), dtype=np.float32)
            for first in range(0, len(counted), _PRODUCT_WORDS):
                part = slice(first, first + _PRODUCT_WORDS)
                np.matmul(counted[part].astype(np.float32), table, out=found[part])
            written = np.log(found[:, :-1] + np.float32(_UNEXPLAINED_LETTER))
            result: NDArray[np.float32] = found[:, -1] + written @ np.array(times, dtype=np.float32)
        return result
