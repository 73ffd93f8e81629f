"""The decoding model: how likely Hindi words are for a Latin spelling, P(hindi | latin).

Every letter, in the context of the one before it and the two after it, is read as nought to three
phonemes. English spelling (a silent e, ``tion``, ``ough``) shows here, since a letter has its
neighbours as context; the emission model, which starts from phonemes, cannot know it. All ways to
align the letters with the phonemes are summed, for all words at once (the forward algorithm).
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from index.transliteration import tables
from index.transliteration.arrays import Arrays, open_arrays
from index.transliteration.tables import (
    LEAST_PROBABILITY,
    LETTER_CODES,
    MAX_PIECE_LENGTH,
    PHONEME_CODES,
    UNSEEN_PROBABILITY,
    Counts,
)

_BACKOFF_WEIGHT: Final = 1.0
"""How much a context relies on the narrower one (Witten and Bell 1991)."""

_LETTER_BASE: Final = len(LETTER_CODES)
_PHONEME_BASE: Final = len(PHONEME_CODES)

_MAX_CACHED_CONTEXTS: Final = 16384
"""Contexts whose probabilities are kept, about as many as people type; 30 megabytes at most."""

_CONTEXT_LEVELS: Final = ((1,), (1, 2), (0, 1, 2), (0, 1, 2, 3))
"""Columns of a context, narrowest first: letter, one after, one before, two after."""

_KEPT: Final = "contexts ends pieces backoff weights".split()

TABLE: Final = Path(__file__).with_name("decoding.tsv")


class _ContextLevel:
    """Contexts of one width, and the probabilities of the pieces of each.

    The pieces of all contexts stand in one array, those of one context together.
    """

    def __init__(self, columns: tuple[int, ...], arrays: Arrays) -> None:
        self._columns = columns
        self._contexts, self._ends, self._pieces, self._backoff, self._weights = (
            arrays[_name(columns, what)] for what in _KEPT
        )

    def refine(self, context: bytes, probabilities: NDArray[np.float32]) -> None:
        """Correct the probabilities of a letter's pieces, in place, by what its context says."""
        key = 0
        for column in self._columns:
            key = key * _LETTER_BASE + context[column]
        row = int(self._contexts.searchsorted(np.int32(key)))
        if row < len(self._contexts) and self._contexts[row] == key:
            part = slice(self._ends[row], self._ends[row + 1])
            probabilities *= self._backoff[row]
            probabilities[self._pieces[part]] += self._weights[part]


class DecodingModel:
    """P(hindi | latin) by one table of counts. Threads may share it."""

    def __init__(self, arrays: Arrays) -> None:
        """Take in what ``make_arrays`` made of a table."""
        self._levels = [_ContextLevel(columns, arrays) for columns in _CONTEXT_LEVELS]
        self._probabilities = lru_cache(_MAX_CACHED_CONTEXTS)(self._probabilities_in)
        pieces = tables.texts_in(arrays["pieces"])
        self._width = len(pieces) + 1
        self._column = tables.piece_columns(pieces, PHONEME_CODES)

    @classmethod
    @cache
    def default(cls) -> Self:
        """The model of the table that comes with the project."""
        return cls(open_arrays(TABLE, read_arrays))

    def log_likelihoods(self, latin: str, words: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Log P(word | latin) of each word, floored at about -85.

        Args:
            latin: In a to z.
            words: Codes of the phonemes, a row a word, 0 before, after and beyond its end.
        """
        codes = np.frombuffer(b"\0" + tables.encode(latin, LETTER_CODES) + b"\0\0", dtype=np.uint8)
        phonemes = words[:, 1:-1].T
        columns = self._columns(phonemes)
        # The probability that the letters so far were read as the phonemes up to each position.
        reached = np.zeros((len(phonemes) + 1, len(words)), dtype=np.float32)
        reached[0] = 1.0
        for letter in range(len(latin)):
            probabilities = self._probabilities(codes[letter : letter + 4].tobytes())
            here = probabilities.take(columns, mode="clip")
            ahead = reached * here[0]
            for length in range(1, min(MAX_PIECE_LENGTH, len(phonemes)) + 1):
                ahead[length:] += reached[:-length] * here[length, :-length]
            reached = ahead
        ends = np.count_nonzero(phonemes, axis=0)
        result: NDArray[np.float32] = np.log(
            reached[ends, np.arange(len(ends))] + LEAST_PROBABILITY
        )
        return result

    def _probabilities_in(self, context: bytes) -> NDArray[np.float32]:
        """The probability of each piece that a letter may be read as, in its context."""
        probabilities = np.full(self._width, UNSEEN_PROBABILITY, dtype=np.float32)
        for level in self._levels:
            level.refine(context, probabilities)
        return probabilities

    def _columns(self, phonemes: NDArray[np.uint8]) -> NDArray[np.int32]:
        """The column of the piece of each length from each position of each word."""
        positions, count = phonemes.shape
        wide = np.zeros((positions + MAX_PIECE_LENGTH, count), dtype=np.int64)
        wide[:positions] = phonemes
        numbers = np.zeros((MAX_PIECE_LENGTH + 1, positions + 1, count), dtype=np.int64)
        for length in range(1, MAX_PIECE_LENGTH + 1):
            numbers[length] = (
                numbers[length - 1] * _PHONEME_BASE + wide[length - 1 : positions + length]
            )
        return self._column[numbers]


def make_arrays(counts: Counts) -> Arrays:
    """The probabilities of the pieces in each context, for each width of contexts."""
    arrays: dict[str, NDArray[Any]] = {"pieces": tables.text_array(counts.pieces)}
    for columns in _CONTEXT_LEVELS:
        key = np.zeros(len(counts.context), dtype=np.int64)
        for column in columns:
            key = key * _LETTER_BASE + counts.context[:, column]
        pairs, group = np.unique(key * len(counts.pieces) + counts.piece, return_inverse=True)
        count = np.bincount(group, counts.count)
        contexts, firsts = np.unique(pairs // len(counts.pieces), return_index=True)
        backoff = _BACKOFF_WEIGHT * np.add.reduceat(np.minimum(count, 1.0), firsts)
        total = np.add.reduceat(count, firsts) + backoff
        ends = np.append(firsts, len(pairs))
        made = (
            contexts.astype(np.int32),
            ends.astype(np.int32),
            (pairs % len(counts.pieces)).astype(np.int16),
            (backoff / total).astype(np.float32),
            (count / np.repeat(total, np.diff(ends))).astype(np.float32),
        )
        arrays |= {_name(columns, what): each for what, each in zip(_KEPT, made, strict=True)}
    return arrays


def read_arrays(table: Path) -> Arrays:
    """The arrays of a table in a file."""
    return make_arrays(tables.load(table, LETTER_CODES))


def _name(columns: tuple[int, ...], what: str) -> str:
    return f"{what} {len(columns)}"
