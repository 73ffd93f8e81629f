"""How likely a Latin spelling is of each of many Hindi words: P(latin | devanagari).

Every sound writes nought to three letters, by the learned table, seen between its two neighbours;
where the three were not seen together, the pairs decide, then the sound alone. All ways to cut
the spelling are summed, for all words at once.
"""

from functools import cache
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from index.transliteration import tables
from index.transliteration.phonemes import LETTERS, PHONEMES
from index.transliteration.tables import LETTER_CODES, Counts
from index.transliteration.training.aligning import MAX_PIECE_LENGTH

_PULL: Final = 2.0
"""How far a context leans on the narrower one (smoothing.py); 1 to 4 measure alike."""

_UNSEEN: Final = 1e-6
_BASE: Final = len(PHONEMES) + 1
_LETTERS: Final = len(LETTERS) + 1

Chances = NDArray[np.float32]


class EmissionModel:
    """The table, opened up: a row for each context, a column for each piece."""

    def __init__(self, counts: Counts) -> None:
        """Open the table up; a tenth of a second."""
        self._pieces = counts.pieces
        self._column = np.full(_LETTERS**MAX_PIECE_LENGTH, len(counts.pieces), dtype=np.int64)
        for column, piece in enumerate(counts.pieces):
            self._column[_number(piece)] = column
        width = len(counts.pieces) + 1
        left, unit, right = (counts.around[:, i].astype(np.int64) for i in range(3))
        alone = _lean(_sums(unit, counts, _BASE, width), np.full(width, _UNSEEN, np.float32))
        after = self._pairs(left * _BASE + unit, counts, alone[np.tile(np.arange(_BASE), _BASE)])
        before = self._pairs(
            unit * _BASE + right, counts, alone[np.repeat(np.arange(_BASE), _BASE)]
        )
        contexts, row = np.unique((left * _BASE + unit) * _BASE + right, return_inverse=True)
        back = (after[contexts // _BASE] + before[contexts % _BASE**2]) / 2
        chances = _lean(_sums(row, counts, len(contexts), width), back)
        # Contexts never seen: what is known of the sound and the one after it.
        self._row = np.tile(np.arange(_BASE**2) + len(contexts), _BASE).astype(np.int32)
        self._row[contexts] = np.arange(len(contexts))
        beyond = np.zeros((_BASE, width), dtype=np.float32)
        beyond[:, 0] = 1.0  # past its end a word writes nothing
        before[:_BASE] = beyond
        # A spelling has few pieces: theirs lie together, which the caches of a CPU reward.
        self._chances = np.ascontiguousarray(np.concatenate((chances, before)).T)

    @classmethod
    @cache
    def default(cls) -> Self:
        """The table that the project ships."""
        return cls(tables.spelling())

    def _pairs(self, key: tables.Ints, counts: Counts, back: Chances) -> Chances:
        return _lean(_sums(key, counts, _BASE**2, back.shape[1]), back)

    def likeliest(self, phonemes: bytes) -> str:
        """The Latin spelling that most would write for these codes of sounds."""
        row = np.frombuffer(b"\0" + phonemes + b"\0", dtype=np.uint8)[None, :]
        columns = self._chances[:-1, self.contexts(row)[0]].argmax(axis=0)
        return "".join(self._pieces[column] for column in columns.tolist())

    def contexts(self, words: NDArray[np.uint8]) -> NDArray[np.int32]:
        """The context of each sound.

        Args:
            words: Codes of the sounds, a row a word, 0 before, after and beyond its end.
        """
        wide = words.astype(np.int64)
        result: NDArray[np.int32] = self._row.take(
            (wide[:, :-2] * _BASE + wide[:, 1:-1]) * _BASE + wide[:, 2:], mode="clip"
        )
        return result

    def likelihoods(self, latin: str, words: NDArray[np.uint8]) -> Chances:
        """Log P(latin | word) of each word, floored at about -85.

        Args:
            latin: In a to z.
            words: As for ``contexts``.
        """
        contexts = np.ascontiguousarray(self.contexts(words).T)
        starts = (self._columns(latin) * self._chances.shape[1]).astype(np.int32)[:, :, None]
        places = len(latin) + 1
        flat = self._chances.ravel()
        # Places first, words last: every step below runs over memory that lies together.
        reached = np.zeros((places, len(words)), dtype=np.float32)
        reached[0] = 1.0
        for symbol in range(len(contexts)):
            chance = flat.take(starts + contexts[symbol], mode="clip")  # no check, no copy
            ahead = reached * chance[0]
            for length in range(1, min(MAX_PIECE_LENGTH + 1, places)):
                ahead[length:] += reached[:-length] * chance[length, :-length]
            reached = ahead
        result: Chances = np.log(reached[-1] + np.float32(1e-37))
        return result

    def prefix_likelihoods(self, latin: str, words: NDArray[np.uint8]) -> Chances:
        """Log P(a spelling of the word begins with these letters) of each word, floored at -85.

        The last letters may be the first of a piece that is not typed out yet: the s of ``sh``.

        Args:
            latin: In a to z.
            words: As for ``contexts``.
        """
        contexts = np.ascontiguousarray(self.contexts(words[:, : 2 * len(latin) + 4]).T)
        width = self._chances.shape[1]
        starts = (self._columns(latin) * width).astype(np.int32)[:, :, None]
        unfinished = [
            (len(latin) - rest, self._going_on(latin[-rest:]) * width)
            for rest in range(1, min(MAX_PIECE_LENGTH - 1, len(latin)) + 1)
        ]
        flat = self._chances.ravel()
        reached = np.zeros((len(latin) + 1, len(words)), dtype=np.float32)
        reached[0] = 1.0
        begun = np.zeros(len(words), dtype=np.float32)
        for symbol in contexts:
            chance = flat.take(starts + symbol, mode="clip")
            ahead = reached * chance[0]
            for length in range(1, min(MAX_PIECE_LENGTH, len(latin)) + 1):
                ahead[length:] += reached[:-length] * chance[length, :-length]
            for place, rows in unfinished:
                begun += reached[place] * flat.take(rows[:, None] + symbol, mode="clip").sum(axis=0)
            # What has come to the end of the letters has begun so, whatever follows.
            begun += ahead[-1]
            ahead[-1] = 0
            reached = ahead
        result: Chances = np.log(begun + np.float32(1e-37))
        return result

    def _going_on(self, letters: str) -> tables.Ints:
        """The columns of the pieces that begin with these letters and have more."""
        longer = (
            column
            for column, piece in enumerate(self._pieces)
            if len(piece) > len(letters) and piece.startswith(letters)
        )
        return np.fromiter(longer, np.int64)

    def _columns(self, latin: str) -> tables.Ints:
        """The column of the piece of each length from each place of the spelling."""
        codes = [*tables.code(latin, LETTER_CODES), *[0] * MAX_PIECE_LENGTH]
        numbers = np.zeros((MAX_PIECE_LENGTH + 1, len(latin) + 1), dtype=np.int64)
        for length in range(1, MAX_PIECE_LENGTH + 1):
            numbers[length] = (
                numbers[length - 1] * _LETTERS + codes[length - 1 : len(latin) + length]
            )
        return self._column[np.minimum(numbers, len(self._column) - 1)]


def _number(piece: str) -> int:
    number = 0
    for letter in piece:
        number = number * _LETTERS + LETTER_CODES[letter]
    return number


def _sums(row: tables.Ints, counts: Counts, height: int, width: int) -> Chances:
    cells = np.bincount(row * width + counts.piece, counts.count, minlength=height * width)
    return cells.reshape(height, width).astype(np.float32)


def _lean(weights: Chances, back: Chances) -> Chances:
    """Counts to probabilities, leaning on the narrower context (Witten and Bell 1991)."""
    pull = (_PULL * np.minimum(weights, 1).sum(axis=-1, keepdims=True) + 1e-9).astype(np.float32)
    total = weights.sum(axis=-1, keepdims=True)
    result: Chances = pull * back
    result += weights
    result /= total + pull
    return result
