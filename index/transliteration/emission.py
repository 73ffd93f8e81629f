"""The emission model: how likely a Latin spelling is for Hindi words, P(latin | hindi).

Every phoneme writes nought to three letters, by the learned table, in the context of its two
neighbours; where the three were not seen together, the pairs decide, then the phoneme alone. All
ways to align the phonemes with the letters are summed, for all words at once (the forward
algorithm), as in Knight and Graehl, *Machine Transliteration* (1998).
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Self

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

_BACKOFF_WEIGHT: Final = 2.0
"""How much a context relies on the narrower one (Witten and Bell 1991); 1 to 4 measure alike."""

_COMMON_PIECES: Final = 200
"""Pieces whose probabilities all processes share, in 16 MB: nine of ten that are typed."""

_MAX_BEGINNINGS: Final = 50
"""Beginnings of pieces of which the sum is kept, in 4 MB."""

_PHONEME_BASE: Final = len(PHONEME_CODES)
_LETTER_BASE: Final = len(LETTER_CODES)

Float32s = NDArray[np.float32]


class EmissionModel:
    """P(latin | hindi) by one table of counts. Threads may share it.

    The whole table would take 35 MB, most of which is hardly ever asked for. So the probabilities
    of a piece are computed when the first spelling has it, in 0.1 ms; what all pieces together say
    of a context is known before.
    """

    def __init__(self, arrays: Arrays) -> None:
        """Take in what ``make_arrays`` made of a table."""
        self._arrays = arrays
        self._counts = tables.counts_in(arrays)
        self._column = tables.piece_columns(self._counts.pieces, LETTER_CODES)
        base, contexts = _PHONEME_BASE, arrays["contexts"]
        # Contexts never seen: what is known of the phoneme and the one after it.
        self._context_of = np.tile(np.arange(base**2, dtype=np.int32) + len(contexts), base)
        self._context_of[contexts] = np.arange(len(contexts))
        # [piece, context]: a spelling has few pieces, and a row of each lies together in memory.
        # What is never filled in takes no memory.
        pieces = len(self._counts.pieces) + 1
        self._table = np.empty((pieces, len(contexts) + base**2), dtype=np.float32)
        self._is_filled = np.zeros(pieces, dtype=np.bool_)
        # A method's lru_cache would be shared with other models.
        self._row_of_longer = lru_cache(_MAX_BEGINNINGS)(self._sum_of_longer)

    @classmethod
    @cache
    def default(cls) -> Self:
        """The model of the table that comes with the project."""
        return cls(_default_arrays())

    def warm(self) -> None:
        """Compute what most spellings need, which processes forked afterwards then share."""
        written = np.bincount(self._counts.piece, self._counts.count)
        # And of the pieces that were never written, whose row is the last.
        self._filled(np.append(np.argsort(-written, kind="stable")[:_COMMON_PIECES], len(written)))

    def _filled(self, rows: NDArray[np.integer]) -> Float32s:
        """The table of probabilities, with these rows filled in."""
        if not self._is_filled[rows].all():
            for row in set(rows.ravel().tolist()):
                # Two threads may fill in the same row, with the same numbers.
                if not self._is_filled[row]:
                    self._table[row] = self._probabilities(row)
                    self._is_filled[row] = True
        return self._table

    def _probabilities(self, piece: int) -> Float32s:
        """P(piece | context) of every context."""
        base, contexts = _PHONEME_BASE, self._arrays["contexts"]
        part = slice(*np.searchsorted(self._counts.piece, (piece, piece + 1)).tolist())
        keys = _keys(self._counts.context[part])

        def smoothed(level: str, key: tables.Ints, narrower: Float32s) -> Float32s:
            counted = np.bincount(key, self._counts.count[part], minlength=len(narrower))
            result: Float32s = self._arrays[f"{level}_backoff"] * narrower
            result += counted.astype(np.float32)
            result /= self._arrays[f"{level}_total"]
            return result

        alone = smoothed("alone", keys["alone"], np.full(base, UNSEEN_PROBABILITY, np.float32))
        after = smoothed("after", keys["after"], np.tile(alone, base))
        before = smoothed("before", keys["before"], np.repeat(alone, base))
        narrower = (after[contexts // base] + before[contexts % base**2]) / 2
        between = smoothed("between", contexts.searchsorted(keys["between"]), narrower)
        before[:base] = 0.0 if piece else 1.0  # past its end a word writes nothing
        return np.concatenate((between, before))

    def likeliest_spelling(self, phonemes: bytes) -> str:
        """The Latin spelling that most would write for a word, given the codes of its phonemes."""
        row = np.frombuffer(b"\0" + phonemes + b"\0", dtype=np.uint8)[None, :]
        whole = self._filled(np.arange(len(self._table)))
        columns = whole[:-1, self.contexts(row)[0]].argmax(axis=0)
        return "".join(self._counts.pieces[column] for column in columns.tolist())

    def contexts(self, words: NDArray[np.uint8]) -> NDArray[np.int32]:
        """The context of each phoneme, as a column of the probabilities.

        Args:
            words: Codes of the phonemes, a row a word, 0 before, after and beyond its end.
        """
        wide = words.astype(np.int64)
        left, phoneme, right = (wide[:, i : i + wide.shape[1] - 2] for i in range(3))
        number = (left * _PHONEME_BASE + phoneme) * _PHONEME_BASE + right
        contexts: NDArray[np.int32] = self._context_of.take(number, mode="clip")
        return contexts

    def log_likelihoods(self, latin: str, words: NDArray[np.uint8]) -> Float32s:
        """Log P(latin | word) of each word, floored at about -85.

        Args:
            latin: In a to z.
            words: As for ``contexts``.
        """
        columns = self._columns(latin)
        return sum_over_alignments(self._filled(columns), columns, self.contexts(words))

    def prefix_log_likelihoods(self, latin: str, words: NDArray[np.uint8]) -> Float32s:
        """Log P(a spelling of the word begins with these letters) of each word, floored at -85.

        The last letters may be the first of a piece that is not typed out yet: the s of ``sh``.

        Args:
            latin: In a to z.
            words: As for ``contexts``.
        """
        contexts = np.ascontiguousarray(self.contexts(words[:, : 2 * len(latin) + 4]).T)
        columns, width = self._columns(latin), self._table.shape[1]
        starts = (columns * width).astype(np.int32)[:, :, None]
        flat = self._filled(columns).ravel()
        unfinished = [
            (len(latin) - rest, self._row_of_longer(latin[-rest:]))
            for rest in range(1, min(MAX_PIECE_LENGTH - 1, len(latin)) + 1)
        ]
        reached = np.zeros((len(latin) + 1, len(words)), dtype=np.float32)
        reached[0] = 1.0
        begun = np.zeros(len(words), dtype=np.float32)
        for context in contexts:
            probability = flat.take(starts + context, mode="clip")
            ahead = reached * probability[0]
            for length in range(1, min(MAX_PIECE_LENGTH, len(latin)) + 1):
                ahead[length:] += reached[:-length] * probability[length, :-length]
            for position, row in unfinished:
                begun += reached[position] * row.take(context, mode="clip")
            # What has reached the end of the letters begins so, whatever follows: counted once,
            # then taken out of the walk.
            begun += ahead[-1]
            ahead[-1] = 0
            reached = ahead
        result: Float32s = np.log(begun + LEAST_PROBABILITY)
        return result

    def _sum_of_longer(self, letters: str) -> Float32s:
        """P(a piece that begins with these letters and has more | context) of every context."""
        longer = [
            number
            for number, piece in enumerate(self._counts.pieces)
            if len(piece) > len(letters) and piece.startswith(letters)
        ]
        total = np.zeros(self._table.shape[1], dtype=np.float32)
        for piece in longer:
            total += self._probabilities(piece)
        return total

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


def make_arrays(counts: Counts) -> Arrays:
    """The table in the order of its pieces, and what all pieces say of each context.

    That is how much a context backs off to the narrower one (Witten and Bell 1991), and by what
    its counts are divided; of a phoneme alone, after its left neighbour, before its right one, and
    between both.
    """
    order = np.argsort(counts.piece, kind="stable")
    counts = Counts(counts.context[order], counts.piece[order], counts.count[order], counts.pieces)
    keys = _keys(counts.context)
    contexts, keys["between"] = np.unique(keys["between"], return_inverse=True)
    base, width = _PHONEME_BASE, len(counts.pieces) + 1
    sizes = {"alone": base, "after": base**2, "before": base**2, "between": len(contexts)}
    arrays = tables.count_arrays(counts) | {"contexts": contexts.astype(np.int32)}
    for level, size in sizes.items():
        cells = np.bincount(keys[level] * width + counts.piece, counts.count, size * width)
        counted = cells.reshape(size, width).astype(np.float32)
        backoff = (_BACKOFF_WEIGHT * np.minimum(counted, 1).sum(axis=-1) + 1e-9).astype(np.float32)
        arrays[f"{level}_backoff"] = backoff
        arrays[f"{level}_total"] = counted.sum(axis=-1) + backoff
    return arrays


def read_arrays(table: Path) -> Arrays:
    """The arrays of a table in a file."""
    return make_arrays(tables.load(table, PHONEME_CODES))


TABLE: Final = Path(__file__).with_name("emission.tsv")


@cache
def _default_arrays() -> Arrays:
    return open_arrays(TABLE, read_arrays)


@cache
def default_counts() -> Counts:
    """How phonemes are spelled."""
    return tables.counts_in(_default_arrays())


def _keys(context: NDArray[np.uint8]) -> dict[str, tables.Ints]:
    """Each context as a number: of the phoneme alone, with either neighbour, and with both."""
    left, phoneme, right = (context[:, i].astype(np.int64) for i in range(3))
    after = left * _PHONEME_BASE + phoneme
    before = phoneme * _PHONEME_BASE + right
    return {
        "alone": phoneme,
        "after": after,
        "before": before,
        "between": after * _PHONEME_BASE + right,
    }
