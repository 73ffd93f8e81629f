"""The learned tables as files: a context, then the pieces that were written there and how often.

``emission.tsv`` says how Hindi phonemes are spelled in Latin letters (a phoneme between its two
neighbours), ``decoding.tsv`` how Latin letters are read (a letter, one before it, two after it).
The trainer writes both, ATTRIBUTION.md says from what; nobody edits them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.transliteration.phonemes import LETTERS, PHONEMES

EDGE: Final = "#"
"""Stands beyond either end of a word; its code is 0."""

MAX_PIECE_LENGTH: Final = 3
"""A symbol of one script is written with nought to this many of the other."""

UNSEEN_PROBABILITY: Final = 1e-6
"""Of a piece that was never seen written for any symbol."""

LEAST_PROBABILITY: Final = np.float32(1e-37)
"""Added before taking a logarithm: near the least that a float32 holds."""

PHONEME_CODES: Final = {EDGE: 0} | {phoneme: code for code, phoneme in enumerate(PHONEMES, 1)}
LETTER_CODES: Final = {EDGE: 0} | {letter: code for code, letter in enumerate(LETTERS, 1)}

PHONEME_CODE_OF_BYTE: Final = np.zeros(256, dtype=np.uint8)
for _phoneme, _code in PHONEME_CODES.items():
    PHONEME_CODE_OF_BYTE[ord(_phoneme)] = _code

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counts:
    """A table in columns.

    Attributes:
        context: The codes of a symbol and of its neighbours, a row an entry.
        piece: Which of ``pieces`` was written there.
        count: How often.
        pieces: All that are written, as text; the first is nothing.
    """

    context: NDArray[np.uint8]
    piece: Ints
    count: Floats
    pieces: tuple[str, ...]


def encode(text: str, codes: dict[str, int]) -> bytes:
    """The codes of a word; what has none is left out."""
    return bytes(codes[char] for char in text if char in codes)


def piece_columns(pieces: Sequence[str], codes: dict[str, int]) -> NDArray[np.int32]:
    """Which of the pieces each piece is, by its digits in the base of its alphabet.

    Args:
        pieces: Those of a table, in its order.
        codes: Of the symbols of the pieces. What was never written gets the next number.
    """
    columns = np.full(len(codes) ** MAX_PIECE_LENGTH, len(pieces), dtype=np.int32)
    for column, piece in enumerate(pieces):
        number = 0
        for symbol in piece:
            number = number * len(codes) + codes[symbol]
        columns[number] = column
    return columns


def format_rows(counts: Counts, codes: dict[str, int]) -> Iterator[str]:
    """The lines of the file."""
    symbols = "".join(codes)
    last, line = "", ""
    order = np.lexsort((counts.piece, *counts.context.T[::-1]))
    for entry in order.tolist():
        context = "".join(symbols[code] for code in counts.context[entry])
        if context != last:
            if line:
                yield line
            last, line = context, context
        line += f"\t{counts.pieces[counts.piece[entry]]} {counts.count[entry]:.3g}"
    if line:
        yield line


def load(path: Path, codes: dict[str, int]) -> Counts:
    """A table from its file.

    Args:
        path: As ``format_rows`` wrote it.
        codes: Of the symbols of the contexts.
    """
    contexts: list[str] = []
    entries: list[str] = []
    sizes: list[int] = []
    for line in path.read_text("ascii").splitlines():
        context, *written = line.split("\t")
        contexts.append(context)
        sizes.append(len(written))
        entries += written
    code_of_byte = np.array([codes.get(chr(byte), 0) for byte in range(128)], dtype=np.uint8)
    coded = code_of_byte[np.frombuffer("".join(contexts).encode("ascii"), dtype=np.uint8)]
    parts = [entry.split(" ") for entry in entries]
    numbers = {piece: number for number, piece in enumerate(sorted({p for p, _ in parts}))}
    return Counts(
        np.repeat(coded.reshape(len(contexts), -1), sizes, axis=0),
        np.array([numbers[piece] for piece, _ in parts]),
        np.array([count for _, count in parts], dtype=np.float64),
        tuple(numbers),
    )


def count_arrays(counts: Counts) -> dict[str, NDArray[Any]]:
    """A table as arrays of one dimension, which ``counts_in`` reads."""
    return {
        "context": counts.context.ravel(),
        "piece": counts.piece.astype(np.int16),
        "count": counts.count,
        "pieces": text_array(counts.pieces),
    }


def counts_in(arrays: Mapping[str, NDArray[Any]]) -> Counts:
    """The table that ``count_arrays`` gave."""
    piece = arrays["piece"]
    return Counts(
        arrays["context"].reshape(len(piece), -1),
        piece.astype(np.int64),
        arrays["count"],
        texts_in(arrays["pieces"]),
    )


def text_array(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Texts of ASCII letters as an array, which ``texts_in`` reads."""
    return np.frombuffer(" ".join(texts).encode("ascii"), dtype=np.uint8)


def texts_in(array: NDArray[np.uint8]) -> tuple[str, ...]:
    """The texts that ``text_array`` was given."""
    return tuple(array.tobytes().decode("ascii").split(" "))
