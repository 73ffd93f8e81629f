"""The learned tables as files: a context, then the pieces it wrote and how often.

``spelling.tsv`` says how Hindi sounds are spelled in Latin letters (a sound between its two
neighbours), ``reading.tsv`` how Latin letters are read (a letter, one before it, two after).
``training.py`` writes them, ATTRIBUTION says from what; nobody edits them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.transliteration.phonemes import LETTERS, PHONEMES

EDGE: Final = "#"
"""Stands beyond either end of a word."""

PHONEME_CODES: Final = {EDGE: 0} | {unit: code for code, unit in enumerate(PHONEMES, 1)}
LETTER_CODES: Final = {EDGE: 0} | {letter: code for code, letter in enumerate(LETTERS, 1)}

PHONEME_CODE_OF_BYTE: Final = np.zeros(256, dtype=np.uint8)
for _unit, _code in PHONEME_CODES.items():
    PHONEME_CODE_OF_BYTE[ord(_unit)] = _code

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counts:
    """A table in columns.

    Attributes:
        around: The codes of the symbol and its neighbours, a row an entry.
        piece: Which of ``pieces`` was written.
        count: How often.
        pieces: All that are written, as text; the first is nothing.
    """

    around: NDArray[np.uint8]
    piece: Ints
    count: Floats
    pieces: tuple[str, ...]


def code(text: str, codes: dict[str, int]) -> bytes:
    """The codes of a word; what has none is left out."""
    return bytes(codes[char] for char in text if char in codes)


def rows(counts: Counts, codes: dict[str, int]) -> Iterator[str]:
    """The lines of the file."""
    symbols = "".join(codes)
    last, line = "", ""
    order = np.lexsort((counts.piece, *counts.around.T[::-1]))
    for entry in order.tolist():
        around = "".join(symbols[c] for c in counts.around[entry])
        if around != last:
            if line:
                yield line
            last, line = around, around
        line += f"\t{counts.pieces[counts.piece[entry]]} {counts.count[entry]:.3g}"
    if line:
        yield line


def read(path: Path, codes: dict[str, int]) -> Counts:
    """A table as it was written."""
    around: list[str] = []
    entries: list[str] = []
    sizes: list[int] = []
    for line in path.read_text("ascii").splitlines():
        context, *written = line.split("\t")
        around.append(context)
        sizes.append(len(written))
        entries += written
    text = np.array([codes.get(chr(byte), 0) for byte in range(128)], dtype=np.uint8)
    contexts = text[np.frombuffer("".join(around).encode("ascii"), dtype=np.uint8)]
    parts = [entry.split(" ") for entry in entries]
    numbers = {piece: number for number, piece in enumerate(sorted({p for p, _ in parts}))}
    return Counts(
        np.repeat(contexts.reshape(len(around), -1), sizes, axis=0),
        np.array([numbers[piece] for piece, _ in parts]),
        np.array([often for _, often in parts], dtype=np.float64),
        tuple(numbers),
    )


@cache
def spelling() -> Counts:
    """How sounds are spelled, as shipped."""
    return read(Path(__file__).with_name("emission.tsv"), PHONEME_CODES)


@cache
def reading() -> Counts:
    """How letters are read, as shipped."""
    return read(Path(__file__).with_name("decoding.tsv"), LETTER_CODES)
