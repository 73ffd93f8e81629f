"""How English words are pronounced, and how likely that is for a Hindi word, P(sounds | hindi).

English spelling tells little of its sound: colonel is कर्नल, budget बजट. ``english.tsv`` has the
sounds of common English words and names (CMU Pronouncing Dictionary), ``sounds.tsv`` how often
each Hindi phoneme stands for which of them, learned from loan words. Their sum over all alignments
is the emission model's (Knight and Graehl 1998), with sounds in the place of letters and without
neighbours, which a sound hardly needs.
"""

from bisect import bisect_left
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from index.transliteration.emission import default_counts, sum_over_alignments
from index.transliteration.tables import (
    LETTER_CODES,
    MAX_PIECE_LENGTH,
    PHONEME_CODES,
    UNSEEN_PROBABILITY,
    Counts,
    encode,
    load,
    piece_columns,
)

SOUNDS: Final = {
    "AA": "a", "AE": "A", "AH": "V", "AH0": "x", "AO": "o", "AW": "W", "AY": "Y", "B": "b",
    "CH": "C", "D": "d", "DH": "D", "EH": "e", "ER": "R", "EY": "E", "F": "f", "G": "g",
    "HH": "h", "IH": "i", "IH0": "X", "IY": "I", "JH": "j", "K": "k", "L": "l", "M": "m",
    "N": "n", "NG": "N", "OW": "O", "OY": "B", "P": "p", "R": "r", "S": "s", "SH": "S",
    "T": "t", "TH": "T", "UH": "u", "UW": "U", "V": "v", "W": "w", "Y": "y", "Z": "z", "ZH": "Z",
}  # fmt: skip
"""One letter for each sound of ARPAbet; 0 marks an unstressed vowel, which is written otherwise."""

SOUND_CODES: Final = {"#": 0} | {sound: code for code, sound in enumerate(SOUNDS.values(), 1)}

_SOUND_CODE_OF_BYTE: Final = np.zeros(128, dtype=np.uint8)
for _sound, _code in SOUND_CODES.items():
    _SOUND_CODE_OF_BYTE[ord(_sound)] = _code

_PHONEMES_OF_SOUND: Final = (
    dict.fromkeys("aAVxoWYeEiXIOBuUy", ("a",))
    | {sound: (sound,) for sound in "bdghklmnprsvw"}
    | {
        "C": ("c",), "D": ("d",), "R": ("r",), "f": ("p",), "j": ("j",), "N": ("n", "ng"),
        "S": ("s",), "t": ("t",), "T": ("t",), "w": ("v",), "z": ("j", "s"), "Z": ("j", "s"),
    }
)  # fmt: skip
"""What a sound is in a consonant key."""

_MOST_KEYS: Final = 4
_FINAL_VOWEL: Final = PHONEME_CODES["a"]


class PlainModel:
    """P(symbols | hindi) where what a phoneme writes does not depend on its neighbours.

    Threads may share it.
    """

    def __init__(
        self, probabilities: NDArray[np.float32], columns: NDArray[np.int32], codes: dict[str, int]
    ) -> None:
        """Take in P(piece | phoneme), a row a piece; ``columns`` as ``piece_columns`` made them."""
        probabilities[:, 0] = 0
        probabilities[0, 0] = 1.0  # past its end a word writes nothing
        self._probabilities = probabilities
        self._column = columns
        self._codes = codes

    @classmethod
    def of(cls, counts: Counts, codes: dict[str, int]) -> Self:
        """The model of these counts, of pieces of symbols with these codes."""
        return cls(_shares(counts), piece_columns(counts.pieces, codes), codes)

    @classmethod
    @cache
    def english(cls) -> Self:
        """How Hindi phonemes sound in English words."""
        return cls.of(load(Path(__file__).with_name("sounds.tsv"), PHONEME_CODES), SOUND_CODES)

    @classmethod
    @cache
    def eastern(cls) -> Self:
        """How they are spelled in Bengal and Assam."""
        counts = default_counts()
        probabilities = _shares(counts)
        changed: dict[int, list[tuple[int, float]]] = {}
        for line in Path(__file__).with_name("eastern.tsv").read_text("utf-8").splitlines():
            if not line.startswith("#"):
                phoneme, letters, share, _ = line.split("\t")
                row = counts.pieces.index(letters)
                changed.setdefault(PHONEME_CODES[phoneme], []).append((row, float(share)))
        for column, shares in changed.items():
            probabilities[:, column] *= 1 - sum(share for _, share in shares)
            for row, part in shares:
                probabilities[row, column] += part
        return cls(probabilities, piece_columns(counts.pieces, LETTER_CODES), LETTER_CODES)

    def log_likelihoods(self, symbols: str, words: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Log P(symbols | word) of each word, floored at about -85.

        Args:
            symbols: Sounds as ``pronunciations`` gives them, or letters.
            words: Codes of the phonemes, a row a word, 0 before, after and beyond its end.
        """
        codes = [*encode(symbols, self._codes), *[0] * MAX_PIECE_LENGTH]
        numbers = np.zeros((MAX_PIECE_LENGTH + 1, len(symbols) + 1), dtype=np.int64)
        for length in range(1, MAX_PIECE_LENGTH + 1):
            numbers[length] = (
                numbers[length - 1] * len(self._codes) + codes[length - 1 : len(symbols) + length]
            )
        columns = self._column[np.minimum(numbers, len(self._column) - 1)]
        return sum_over_alignments(self._probabilities, columns, spoken(words)[:, 1:-1])


def _shares(counts: Counts) -> NDArray[np.float32]:
    """P(piece | phoneme) whatever its neighbours, a row a piece, the last for those never seen."""
    size = len(PHONEME_CODES)
    cell = counts.piece * size + counts.context[:, counts.context.shape[1] // 2]
    table = np.bincount(cell, counts.count, minlength=(len(counts.pieces) + 1) * size)
    table = table.reshape(-1, size) / np.maximum(table.reshape(-1, size).sum(axis=0), 1e-9)
    shares: NDArray[np.float32] = np.maximum(table, UNSEEN_PROBABILITY).astype(np.float32)
    return shares


def spoken(words: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The rows without the inherent vowel at the end, which nobody says: case is केस."""
    ends = np.count_nonzero(words, axis=1)
    rows = np.arange(len(words))
    silent = (words[rows, ends] == _FINAL_VOWEL) & (ends > 1)
    result = words.copy()
    result[rows[silent], ends[silent]] = 0
    return result


class _Dictionary:
    """The lines of ``english.tsv`` as one text, since half a megabyte is less than five."""

    def __init__(self, text: str) -> None:
        self._text = text
        lines = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
        self._starts = np.concatenate(([0], np.flatnonzero(lines == ord("\n")) + 1)).astype(
            np.int32
        )

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number + 1] - 1]

    @classmethod
    @cache
    def default(cls) -> Self:
        """The dictionary that comes with the project."""
        return cls(Path(__file__).with_name("english.tsv").read_text("ascii"))


def pronunciations(latin: str) -> tuple[str, ...]:
    """How an English word is said, a letter a sound; nothing if it is none that we know.

    Args:
        latin: In a to z.
    """
    words = _Dictionary.default()
    wanted = latin + "\t"
    number = bisect_left(words, wanted)
    if number == len(words) or not (line := words[number]).startswith(wanted):
        return ()
    return tuple(line[len(wanted) :].split(" "))


def pronunciation_keys(sounds: str) -> tuple[str, ...]:
    """The phonemes of which the consonant keys of the sounds are made, the likeliest first."""
    choices = islice(product(*(_PHONEMES_OF_SOUND[sound] for sound in sounds)), _MOST_KEYS)
    return tuple("".join(choice) for choice in choices)
