"""Trains the two tables from pairs of spellings.

``python -m index.transliteration.training.trainer``.

The pairs are rows ``roman TAB devanagari`` of the ``*-train.tsv.gz`` in a directory, and of lists
of names, of which only those count whose consonants agree, since such lists have rows that are
shifted or translated. Words of a ``*-dev.tsv.gz`` there, or of the lists given with ``--without``,
are never trained on: they are what the tables are measured with. The same files give the same
tables, byte for byte.
"""

import argparse
import gzip
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from index.transliteration.consonant_key import consonant_key, latin_readings
from index.transliteration.phonemes import LETTERS, PHONEMES, to_letters, to_phonemes
from index.transliteration.tables import LETTER_CODES, PHONEME_CODES, Counts, encode, format_rows
from index.transliteration.training.aligning import Aligner, Events
from index.transliteration.training.smoothing import context_keys, smooth

_ROUNDS_WITHOUT_CONTEXT: Final = 6
"""Rounds of EM in which a symbol's pieces are independent of its neighbours; they have settled."""

_ROUNDS_IN_CONTEXT: Final = 4
"""Rounds of EM with contexts, after those; they have settled too."""

_MIN_EMISSIONS: Final = 0.3
"""Expected occurrences of a piece in its context up to which it is noise, and left out of the table
of emission: that costs nothing measurable."""

_MIN_DECODINGS: Final = 0.95
"""The same, for the table of decoding."""

_MIN_PIECE: Final = 3.0
"""The same, for a piece in all contexts of either table."""

_EMISSION_LEVELS: Final = ((1,), (1, 2), (0, 1, 2))
"""Columns of a context, narrowest first: phoneme, the one after it, the one before it."""

_DECODING_LEVELS: Final = ((2,), (2, 3), (1, 2, 3), (1, 2, 3, 4))
"""Columns of a context, narrowest first: letter, one after, one before, two after."""


def load_pairs(
    directory: Path, without: Iterable[Path] = (), names: Iterable[Path] = ()
) -> list[tuple[str, str]]:
    """The pairs to train on, (letters, phonemes), each once, sorted.

    Args:
        directory: Holds the files.
        without: Lists whose words are left out: a typed word, then its spellings with | between.
        names: More files, of names; a row counts if the consonants agree.
    """
    held_out = {word for path in sorted(directory.glob("*-dev.tsv.gz")) for _, word in _rows(path)}
    typed = set()
    for path in without:
        for roman, accepted in _rows(path):
            held_out.update(accepted.split("|"))
            typed.add(roman)
    wanted = {
        (to_letters(roman), to_phonemes(word))
        for path in sorted(directory.glob("*-train.tsv.gz"))
        for roman, word in _rows(path)
        if word not in held_out
    }
    wanted |= {
        pair
        for path in names
        for roman, word in _rows(path)
        if word not in held_out
        and roman.lower() not in typed
        and _same_consonants(*(pair := (to_letters(roman), to_phonemes(word))))
    }
    return sorted(pair for pair in wanted if all(pair))


def _same_consonants(letters: str, phonemes: str) -> bool:
    """Whether a spelling, in one of its readings, has the consonants of the word."""
    return consonant_key(phonemes) in map(consonant_key, latin_readings(letters))


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in text.decode().splitlines():
        roman, tab, word = line.partition("\t")
        if tab and not line.startswith("#"):
            yield roman, word.split("\t")[0]


def train(pairs: Sequence[tuple[str, str]]) -> tuple[Counts, Counts]:
    """The tables of emission and of decoding, from (letters, phonemes)."""
    coded = [(encode(latin, LETTER_CODES), encode(hindi, PHONEME_CODES)) for latin, hindi in pairs]
    letters, phonemes = len(LETTER_CODES), len(PHONEME_CODES)
    swapped = [(hindi, latin) for latin, hindi in coded]
    emission = _events(swapped, (phonemes, letters), 1, _EMISSION_LEVELS)
    decoding = _events(coded, (letters, phonemes), 2, _DECODING_LEVELS)
    return (
        to_counts(emission, (0, 1, 2), LETTERS, _MIN_EMISSIONS),
        to_counts(decoding, (1, 2, 3, 4), PHONEMES, _MIN_DECODINGS),
    )


def _events(
    pairs: Sequence[tuple[bytes, bytes]],
    bases: tuple[int, int],
    reach: int,
    levels: Sequence[Sequence[int]],
) -> Events:
    """What the symbols of the sources write.

    Args:
        pairs: Source and target, as codes.
        bases: How many codes either has.
        reach: Neighbours on either side that a context has.
        levels: The columns of each context, narrowest first.
    """
    aligner = Aligner(pairs, bases)
    aligner.train_without_context(_ROUNDS_WITHOUT_CONTEXT)
    return aligner.train_in_context(
        reach, _ROUNDS_IN_CONTEXT, lambda events: smooth(events, levels, 1.0)
    )


def to_counts(events: Events, columns: Sequence[int], alphabet: str, least: float) -> Counts:
    """What was seen more than so often, over these columns of the context only.

    Args:
        events: What the symbols wrote.
        columns: Of the context, those that count.
        alphabet: The symbols of the pieces.
        least: Expected occurrences up to which an entry is noise.
    """
    context = events.context[:, columns]
    piece_count = np.bincount(events.piece, events.count)
    entries, firsts, entry = np.unique(
        np.stack((context_keys(events.context, columns), events.piece), axis=1),
        axis=0, return_index=True, return_inverse=True,
    )  # fmt: skip
    count = np.bincount(entry.ravel(), events.count).astype(np.float64)
    kept = (count > least) & (piece_count[entries[:, 1]] > _MIN_PIECE)
    numbers, piece = np.unique(entries[kept, 1], return_inverse=True)
    texts = tuple(_text(int(number), alphabet) for number in numbers)
    return Counts(context[firsts[kept]], piece.astype(np.int64), count[kept], texts)


def _text(number: int, alphabet: str) -> str:
    """The piece whose digits these are."""
    text = ""
    while number:
        number, digit = divmod(number, len(alphabet) + 1)
        text = alphabet[digit - 1] + text
    return text


def main(arguments: Sequence[str]) -> int:
    """Train on a directory, write ``emission.tsv`` and ``decoding.tsv`` into another."""
    parser = argparse.ArgumentParser(prog="python -m index.transliteration.training.trainer")
    parser.add_argument("directory", type=Path, help="holds the *-train.tsv.gz and *-dev.tsv.gz")
    parser.add_argument("out", type=Path, help="where the tables are written")
    parser.add_argument(
        "--without", type=Path, nargs="*", default=[], help="lists of words to leave out"
    )
    parser.add_argument("--names", type=Path, nargs="*", default=[], help="lists of names")
    asked = parser.parse_args(arguments)
    words = load_pairs(asked.directory, asked.without, asked.names)
    if not words:
        print(f"no pairs in {asked.directory}: it needs *-train.tsv.gz", file=sys.stderr)  # noqa: T201
        return 1
    tables = train(words)
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, counts, codes in zip(
        ("emission.tsv", "decoding.tsv"), tables, (PHONEME_CODES, LETTER_CODES), strict=True
    ):
        asked.out.joinpath(name).write_text("\n".join(format_rows(counts, codes)) + "\n", "ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
