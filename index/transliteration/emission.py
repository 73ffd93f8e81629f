"""The emission model: how likely a Latin spelling is for Hindi words, P(latin | hindi).

Every phoneme writes nought to three letters, by the learned table, in the context of its two
neighbours; where the three were not seen together, the pairs decide, then the phoneme alone. All
ways to align the phonemes with the letters are summed, for all words at once (the forward
algorithm), as in Knight and Graehl, *Machine Transliteration* (1998).
"""

from functools import cache
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from index.transliteration import tables
from index.transliteration.tables import (
    LEAST_PROBABILITY,
    LETTER_CODES,
    MAX_PIECE_LENGTH,
    PHONEME_CODES,
    UNSEEN_PROBABILITY,
    Counts,
)

_BACKOFF_WEIGHT: Final = 2.0
"""How much a context relies on the narrower one (Witten and Bell 1991); 1 to 4 measure alike."""

_PHONEME_BASE: Final = len(PHONEME_CODES)
_LETTER_BASE: Final = len(LETTER_CODES)

Float32s = NDArray[np.float32]


class EmissionModel:
    """P(latin | hindi) by one table of counts. Threads may share it."""

    def __init__(self, counts: Counts) -> None:
        """Make probabilities of the counts; a tenth of a second."""
        self._pieces = counts.pieces
        self._column = tables.piece_columns(counts, LETTER_CODES)
        base, every = _PHONEME_BASE, np.arange(_PHONEME_BASE)
        unseen = np.full(len(counts.pieces) + 1, UNSEEN_PROBABILITY, np.float32)
        left, phoneme, right = (counts.context[:, i].astype(np.int64) for i in range(3))
        # A phoneme alone, after its left neighbour, before its right one, between both.
        alone = _smoothed(counts, phoneme, base, unseen)
        after = _smoothed(counts, left * base + phoneme, base**2, alone[np.tile(every, base)])
        before = _smoothed(counts, phoneme * base + right, base**2, alone[np.repeat(every, base)])
        contexts, row = np.unique((left * base + phoneme) * base + right, return_inverse=True)
        narrower = (after[contexts // base] + before[contexts % base**2]) / 2
        between = _smoothed(counts, row, len(contexts), narrower)
        # Contexts never seen: what is known of the phoneme and the one after it.
        self._row = np.tile(np.arange(base**2) + len(contexts), base).astype(np.int32)
        self._row[contexts] = np.arange(len(contexts))
        before[:base] = 0
        before[:base, 0] = 1.0  # past its end a word writes nothing
        # [piece, context]: a spelling has few pieces, and a row of each lies together in memory.
        self._probabilities = np.ascontiguousarray(np.concatenate((between, before)).T)

    @classmethod
    @cache
    def default(cls) -> Self:
        """The model of the table that comes with the project."""
        return cls(tables.emission_counts())

    def likeliest_spelling(self, phonemes: bytes) -> str:
        """The Latin spelling that most would write for a word, given the codes of its phonemes."""
        row = np.frombuffer(b"\0" + phonemes + b"\0", dtype=np.uint8)[None, :]
        columns = self._probabilities[:-1, self.contexts(row)[0]].argmax(axis=0)
        return "".join(self._pieces[column] for column in columns.tolist())

    def contexts(self, words: NDArray[np.uint8]) -> NDArray[np.int32]:
        """The context of each phoneme, as a column of the probabilities.

        Args:
            words: Codes of the phonemes, a row a word, 0 before, after and beyond its end.
        """
        wide = words.astype(np.int64)
        left, phoneme, right = (wide[:, i : i + wide.shape[1] - 2] for i in range(3))
        number = (left * _PHONEME_BASE + phoneme) * _PHONEME_BASE + right
        contexts: NDArray[np.int32] = self._row.take(number, mode="clip")
        return contexts

    def log_likelihoods(self, latin: str, words: NDArray[np.uint8]) -> Float32s:
        """Log P(latin | word) of each word, floored at about -85.

        Args:
            latin: In a to z.
            words: As for ``contexts``.
        """
        return sum_over_alignments(self._probabilities, self._columns(latin), self.contexts(words))

    def prefix_log_likelihoods(self, latin: str, words: NDArray[np.uint8]) -> Float32s:
        """Log P(a spelling of the word begins with these letters) of each word, floored at -85.

        The last letters may be the first of a piece that is not typed out yet: the s of ``sh``.

        Args:
            latin: In a to z.
            words: As for ``contexts``.
        """
        contexts = np.ascontiguousarray(self.contexts(words[:, : 2 * len(latin) + 4]).T)
        width = self._probabilities.shape[1]
        starts = (self._columns(latin) * width).astype(np.int32)[:, :, None]
        unfinished = [
            (len(latin) - rest, self._columns_of_longer(latin[-rest:]) * width)
            for rest in range(1, min(MAX_PIECE_LENGTH - 1, len(latin)) + 1)
        ]
        flat = self._probabilities.ravel()
        reached = np.zeros((len(latin) + 1, len(words)), dtype=np.float32)
        reached[0] = 1.0
        begun = np.zeros(len(words), dtype=np.float32)
        for context in contexts:
            probability = flat.take(starts + context, mode="clip")
            ahead = reached * probability[0]
            for length in range(1, min(MAX_PIECE_LENGTH, len(latin)) + 1):
                ahead[length:] += reached[:-length] * probability[length, :-length]
            for position, rows in unfinished:
                begun += reached[position] * flat.take(rows[:, None] + context, mode="clip").sum(
                    axis=0
                )
            # What has reached the end of the letters begins so, whatever follows: counted once,
            # then taken out of the walk.
            begun += ahead[-1]
            ahead[-1] = 0
            reached = ahead
        result: Float32s = np.log(begun + LEAST_PROBABILITY)
        return result

    def _columns_of_longer(self, letters: str) -> tables.Ints:
        """The columns of the pieces that begin with these letters and have more."""
        longer = (
            column
            for column, piece in enumerate(self._pieces)
            if len(piece) > len(letters) and piece.startswith(letters)
        )
        return np.fromiter(longer, np.int64)

    def _columns(self, latin: str) -> NDArray[np.int32]:
        """The column of the piece of each length from each position of the spelling."""
        codes = [*tables.encode(latin, LETTER_CODES), *[0] * MAX_PIECE_LENGTH]
        numbers = np.zeros((MAX_PIECE_LENGTH + 1, len(latin) + 1), dtype=np.int64)
        for length in range(1, MAX_PIECE_LENGTH + 1):
            numbers[length] = (
                numbers[length - 1] * _LETTER_BASE + codes[length - 1 : len(latin) + length]
            )
        return self._column[np.minimum(numbers, len(self._column) - 1)]


def sum_over_alignments(
    probabilities: Float32s, columns: NDArray[np.int32], contexts: NDArray[np.integer]
) -> Float32s:
    """Log P(spelling | word) of each word, all alignments summed (the forward algorithm).

    Args:
        probabilities: Of each piece, a row, in each context, a column.
        columns: The piece, as a row of ``probabilities``, of each length from each position of the
            spelling; its positions are one more than its symbols.
        contexts: Of each phoneme, a row a word.
    """
    starts = (columns * probabilities.shape[1]).astype(np.int32)[:, :, None]
    positions = columns.shape[1]
    flat = probabilities.ravel()
    # The probability that the phonemes so far have written the letters up to each position.
    # Positions first, words last: every step below runs over memory that lies together.
    reached = np.zeros((positions, len(contexts)), dtype=np.float32)
    reached[0] = 1.0
    for context in np.ascontiguousarray(contexts.T):
        probability = flat.take(starts + context, mode="clip")  # no check, no copy
        ahead = reached * probability[0]
        for length in range(1, min(MAX_PIECE_LENGTH + 1, positions)):
            ahead[length:] += reached[:-length] * probability[length, :-length]
        reached = ahead
    result: Float32s = np.log(reached[-1] + LEAST_PROBABILITY)
    return result


def _smoothed(counts: Counts, row: tables.Ints, rows: int, narrower: Float32s) -> Float32s:
    """P(piece | context), backing off to the narrower context (Witten and Bell 1991).

    Args:
        counts: The table.
        row: The context that each of its entries counts for.
        rows: How many contexts there are.
        narrower: The probabilities to back off to, a row a context.
    """
    columns = narrower.shape[-1]
    cells = np.bincount(row * columns + counts.piece, counts.count, minlength=rows * columns)
    counted = cells.reshape(rows, columns).astype(np.float32)
    kinds = np.minimum(counted, 1).sum(axis=-1, keepdims=True)
    backoff = (_BACKOFF_WEIGHT * kinds + 1e-9).astype(np.float32)
    total = counted.sum(axis=-1, keepdims=True)
    result: Float32s = backoff * narrower
    result += counted
    result /= total + backoff
    return result
