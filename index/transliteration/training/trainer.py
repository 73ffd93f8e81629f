"""Learns the two tables from pairs of spellings.

``python -m index.transliteration.training.trainer``.

The pairs are rows ``roman TAB devanagari`` of the ``*-train.tsv.gz`` in a directory. Words that
stand in a ``*-dev.tsv.gz`` there, or in the lists given with ``--without``, are never learned
from: they are what the tables are measured with. The same files give the same tables, byte for
byte.
"""

import argparse
import gzip
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from index.transliteration.phonemes import LETTERS, PHONEMES, to_letters, to_phonemes
from index.transliteration.tables import LETTER_CODES, PHONEME_CODES, Counts, encode, format_rows
from index.transliteration.training.aligning import Aligner, Events
from index.transliteration.training.smoothing import keys, smooth

_ROUNDS: Final = (6, 4)
"""Without contexts and with them; both have settled by then."""

_RARE: Final = 0.3, 0.95
_RARE_PIECE: Final = 2.0
"""What was seen less often, in expectation, is noise: dropping it costs nothing measurable."""

# Columns of a context, narrowest first.
_SPELLING: Final = ((1,), (1, 2), (0, 1, 2))
_READING: Final = ((2,), (2, 3), (1, 2, 3), (1, 2, 3, 4))


def load_pairs(directory: Path, without: Iterable[Path] = ()) -> list[tuple[str, str]]:
    """The pairs to learn from, each once, in order: (letters, units)."""
    kept_out = {word for path in sorted(directory.glob("*-dev.tsv.gz")) for _, word in _rows(path)}
    for path in without:
        for _, accepted in _rows(path):
            kept_out.update(accepted.split("|"))
    learned = {
        (to_letters(roman), to_phonemes(word))
        for path in sorted(directory.glob("*-train.tsv.gz"))
        for roman, word in _rows(path)
        if word not in kept_out
    }
    return sorted(pair for pair in learned if all(pair))


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in text.decode().splitlines():
        roman, tab, word = line.partition("\t")
        if tab and not line.startswith("#"):
            yield roman, word.split("\t")[0]


def train(words: Sequence[tuple[str, str]]) -> tuple[Counts, Counts]:
    """Both tables, from (letters, units)."""
    coded = [(encode(latin, LETTER_CODES), encode(hindi, PHONEME_CODES)) for latin, hindi in words]
    spelled = Aligner(
        [(hindi, latin) for latin, hindi in coded], (len(PHONEMES) + 1, len(LETTERS) + 1)
    )
    spelled.train_without_context(_ROUNDS[0])
    spelling = spelled.train_in_context(
        1, _ROUNDS[1], lambda events: smooth(events, _SPELLING, 1.0)
    )
    read = Aligner(coded, (len(LETTERS) + 1, len(PHONEMES) + 1))
    read.train_without_context(_ROUNDS[0])
    reading = read.train_in_context(2, _ROUNDS[1], lambda events: smooth(events, _READING, 1.0))
    return (
        _counts(spelling, (0, 1, 2), LETTERS, _RARE[0]),
        _counts(reading, (1, 2, 3, 4), PHONEMES, _RARE[1]),
    )


def _counts(events: Events, columns: Sequence[int], alphabet: str, rare: float) -> Counts:
    """What was seen often enough, over these columns only."""
    context = events.context[:, columns]
    often = np.bincount(events.piece, events.count)
    together, places, group = np.unique(
        np.stack((keys(events.context, columns), events.piece), axis=1),
        axis=0, return_index=True, return_inverse=True,
    )  # fmt: skip
    count = np.bincount(group.ravel(), events.count).astype(np.float64)
    kept = (count > rare) & (often[together[:, 1]] > _RARE_PIECE)
    numbers, piece = np.unique(together[kept, 1], return_inverse=True)
    texts = tuple(_text(int(number), alphabet) for number in numbers)
    return Counts(context[places[kept]], piece.astype(np.int64), count[kept], texts)


def _text(number: int, alphabet: str) -> str:
    text = ""
    while number:
        number, digit = divmod(number, len(alphabet) + 1)
        text = alphabet[digit - 1] + text
    return text


def main(arguments: Sequence[str]) -> int:
    """Learn from a directory, write ``spelling.tsv`` and ``reading.tsv`` into another."""
    parser = argparse.ArgumentParser(prog="python -m index.transliteration.training.trainer")
    parser.add_argument("directory", type=Path, help="holds the *-train.tsv.gz and *-dev.tsv.gz")
    parser.add_argument("out", type=Path, help="where the tables are written")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="lists to leave out")
    asked = parser.parse_args(arguments)
    words = load_pairs(asked.directory, asked.without)
    if not words:
        print(f"no pairs in {asked.directory}: it needs *-train.tsv.gz", file=sys.stderr)  # noqa: T201
        return 1
    tables = train(words)
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, counts, codes in zip(
        ("spelling.tsv", "reading.tsv"), tables, (PHONEME_CODES, LETTER_CODES), strict=True
    ):
        asked.out.joinpath(name).write_text("\n".join(format_rows(counts, codes)) + "\n", "ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
