"""Which of some thousand candidates deserve a close look, by counting sounds and letters only.

Each letter of the spelling wants a sound in the word that writes it, each sound wants its letters
in the spelling; where they stand is not looked at. Model 1 of Brown et al. (1993), both ways.
"""

from functools import cache
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from index.transliteration import tables
from index.transliteration.phonemes import LETTERS, PHONEMES
from index.transliteration.tables import LETTER_CODES, Counts

_LETTER_LEFT: Final = 0.01
_SOUND_LEFT: Final = 0.001
"""What a letter or a sound is worth that nothing on the other side accounts for."""


def phoneme_counts(codes: NDArray[np.uint8], ends: tables.Ints) -> NDArray[np.uint8]:
    """How often each word has each sound, a row a word.

    Args:
        codes: The codes of the sounds of all words, one after the other.
        ends: Where each word ends in it.
    """
    width = len(PHONEMES) + 1
    result = np.zeros((len(ends), width), dtype=np.uint8)
    step = 1 << 13
    for first in range(0, len(ends), step):
        stop = min(first + step, len(ends))
        start = int(ends[first - 1]) if first else 0
        sizes = np.diff(ends[first:stop], prepend=start)
        cell = np.repeat(np.arange(stop - first) * width, sizes) + codes[start : ends[stop - 1]]
        counted = np.bincount(cell, minlength=(stop - first) * width)
        result[first:stop] = np.minimum(counted, 255).reshape(-1, width)
    return result


class Prefilter:
    """What each sound writes, whatever stands around it."""

    def __init__(self, counts: Counts) -> None:
        """Sum the table over its contexts."""
        height, width = len(PHONEMES) + 1, len(counts.pieces)
        cell = counts.around[:, 1].astype(np.int64) * width + counts.piece
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
        """Of the table that the project ships."""
        return cls(tables.spelling())

    def scores(self, latin: str, phoneme_counts: NDArray[np.uint8]) -> NDArray[np.float32]:
        """How well each word accounts for the spelling; only the order means something."""
        codes = list(tables.code(latin, LETTER_CODES))
        absent = np.ones(len(LETTERS) + 1)
        absent[codes] = 0
        filters = (self._letters @ absent) == 0
        silent = np.log(self._writes @ filters + _SOUND_LEFT).astype(np.float32)
        silent[0] = 0
        letters = sorted(set(codes))
        times = [codes.count(letter) for letter in letters]
        # Some processors' libraries flag an invalid value in a product though there is none.
        with np.errstate(invalid="ignore"):
            # One product for both, since bringing the bags to the CPU is what takes the time.
            found = phoneme_counts.astype(np.float32) @ np.column_stack(
                (self._expected[:, letters], silent)
            )
            written = np.log(found[:, :-1] + np.float32(_LETTER_LEFT))
            result: NDArray[np.float32] = found[:, -1] + written @ np.array(times, dtype=np.float32)
        return result
