"""How likely each of many Hindi words is what a Latin spelling says: P(devanagari | latin).

The second opinion, from the reader's side: every letter, seen with the one before and the two
after it, is read as nought to three sounds. English habits (a silent e, ``tion``, ``ough``) are
plain here, since a letter sees its neighbours, where a sound alone cannot know them.
"""

from functools import cache
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from index.transliteration import tables
from index.transliteration.phonemes import LETTERS, PHONEMES
from index.transliteration.tables import LETTER_CODES, PHONEME_CODES, Counts
from index.transliteration.training.aligning import MAX_PIECE_LENGTH

_PULL: Final = 1.0
_UNSEEN: Final = 1e-6
_BASE: Final = len(LETTERS) + 1
_UNITS: Final = len(PHONEMES) + 1

_REMEMBERED: Final = 16384
"""Contexts kept opened up, about as many as people type; 30 megabytes at most."""

_LEVELS: Final = ((1,), (1, 2), (0, 1, 2), (0, 1, 2, 3))
"""Columns of a context, narrowest first: letter, one after, one before, two after."""


class _Level:
    """Contexts of one width: where each one's pieces stand, and what they weigh."""

    def __init__(self, counts: Counts, columns: tuple[int, ...]) -> None:
        self._columns = columns
        key = self._keys(counts.around)
        together, group = np.unique(key * len(counts.pieces) + counts.piece, return_inverse=True)
        count = np.bincount(group, counts.count)
        contexts, firsts = np.unique(together // len(counts.pieces), return_index=True)
        pull = _PULL * np.add.reduceat(np.minimum(count, 1.0), firsts)
        whole = np.add.reduceat(count, firsts) + pull
        self._at = {context: row for row, context in enumerate(contexts.tolist())}
        self._ends = np.append(firsts, len(together)).tolist()
        self._pieces = (together % len(counts.pieces)).astype(np.int32)
        self._kept = (pull / whole).tolist()
        sizes = np.diff(self._ends)
        self._weights = (count / np.repeat(whole, sizes)).astype(np.float32)

    def _keys(self, around: NDArray[np.uint8]) -> tables.Ints:
        key = np.zeros(len(around), dtype=np.int64)
        for column in self._columns:
            key = key * _BASE + around[:, column]
        return key

    def refine(self, around: bytes, chances: NDArray[np.float32]) -> None:
        """Correct the probabilities of one letter's pieces by what is known of its context."""
        key = 0
        for column in self._columns:
            key = key * _BASE + around[column]
        row = self._at.get(key)
        if row is not None:
            part = slice(self._ends[row], self._ends[row + 1])
            chances *= self._kept[row]
            chances[self._pieces[part]] += self._weights[part]


class DecodingModel:
    """The table, opened up."""

    def __init__(self, counts: Counts) -> None:
        """Open the table up; a tenth of a second."""
        self._levels = [_Level(counts, columns) for columns in _LEVELS]
        self._remembered: dict[bytes, NDArray[np.float32]] = {}
        self._width = len(counts.pieces) + 1
        self._column = np.full(_UNITS**MAX_PIECE_LENGTH, len(counts.pieces), dtype=np.int32)
        for column, piece in enumerate(counts.pieces):
            number = 0
            for unit in piece:
                number = number * _UNITS + PHONEME_CODES[unit]
            self._column[number] = column

    @classmethod
    @cache
    def default(cls) -> Self:
        """The table that the project ships."""
        return cls(tables.reading())

    def likelihoods(self, latin: str, words: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Log P(word | latin) of each word, floored at about -85.

        Args:
            latin: In a to z.
            words: Codes of the sounds, a row a word, 0 before, after and beyond its end.
        """
        codes = np.frombuffer(b"\0" + tables.code(latin, LETTER_CODES) + b"\0\0", dtype=np.uint8)
        phonemes = words[:, 1:-1].T
        columns = self._columns(phonemes)
        reached = np.zeros((len(phonemes) + 1, len(words)), dtype=np.float32)
        reached[0] = 1.0
        for letter in range(len(latin)):
            chance = self._chances(codes[letter : letter + 4].tobytes())
            here = chance.take(columns, mode="clip")
            ahead = reached * here[0]
            for length in range(1, min(MAX_PIECE_LENGTH, len(phonemes)) + 1):
                ahead[length:] += reached[:-length] * here[length, :-length]
            reached = ahead
        ends = np.count_nonzero(phonemes, axis=0)
        result: NDArray[np.float32] = np.log(
            reached[ends, np.arange(len(ends))] + np.float32(1e-37)
        )
        return result

    def _chances(self, around: bytes) -> NDArray[np.float32]:
        """The probability of each piece that a letter may be read as, remembered a while."""
        chances = self._remembered.get(around)
        if chances is None:
            chances = np.full(self._width, _UNSEEN, dtype=np.float32)
            for level in self._levels:
                level.refine(around, chances)
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[around] = chances
        return chances

    def _columns(self, phonemes: NDArray[np.uint8]) -> NDArray[np.int32]:
        """The column of the piece of each length from each place of each word."""
        places, count = phonemes.shape
        wide = np.zeros((places + MAX_PIECE_LENGTH, count), dtype=np.int64)
        wide[:places] = phonemes
        numbers = np.zeros((MAX_PIECE_LENGTH + 1, places + 1, count), dtype=np.int64)
        for length in range(1, MAX_PIECE_LENGTH + 1):
            numbers[length] = numbers[length - 1] * _UNITS + wide[length - 1 : places + length]
        return self._column[numbers]
