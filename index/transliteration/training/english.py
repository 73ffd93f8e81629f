"""Trains how English words are pronounced in Hindi: writes ``english.tsv`` and ``sounds.tsv``.

``python -m index.transliteration.training.english``.

The sounds come from the CMU Pronouncing Dictionary, for words of a list of common ones. How Hindi
phonemes stand for them is learned from the trainer's pairs whose typed word is in the dictionary;
those that do not sound so (a Hindi word that happens to be spelled like an English one) are left
out and the rest is learned again.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from index.transliteration.phonemes import PHONEMES
from index.transliteration.pronunciation import SOUND_CODES, SOUNDS, PlainModel
from index.transliteration.tables import PHONEME_CODES, Counts, encode, format_rows
from index.transliteration.training.aligning import Aligner
from index.transliteration.training.smoothing import smooth
from index.transliteration.training.trainer import load_pairs, to_counts

_ROUNDS_WITHOUT_CONTEXT: Final = 8
_ROUNDS_IN_CONTEXT: Final = 3
_ROUNDS_OF_LEAVING_OUT: Final = 3
"""Rounds after which nothing changes any more."""

_MIN_LOG_P: Final = -1.8
"""log P a sound below which a Hindi word is not said like the English one."""

_MIN_COUNT: Final = 1.0
"""Expected occurrences of sounds for a phoneme up to which they are noise."""

_MAX_PRONUNCIATIONS: Final = 2
"""Of one word."""

_STRESS: Final = re.compile("[012]$")
_ANOTHER: Final = re.compile(r"\(\d\)$")
_WORD: Final = re.compile("[a-z]{2,}")


def read_dictionary(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words of the CMU dictionary in a to z, with their sounds as we write them."""
    found: dict[str, list[str]] = {}
    for line in lines:
        word, *sounds = line.partition("#")[0].split()
        word = _ANOTHER.sub("", word)
        if _WORD.fullmatch(word):
            said = "".join(SOUNDS.get(s) or SOUNDS[_STRESS.sub("", s)] for s in sounds)
            if said not in found.setdefault(word, []):
                found[word].append(said)
    return {word: tuple(said[:_MAX_PRONUNCIATIONS]) for word, said in found.items()}


def train(pairs: Iterable[tuple[str, str]], dictionary: Mapping[str, tuple[str, ...]]) -> Counts:
    """How often each Hindi phoneme stands for which sounds.

    Args:
        pairs: (letters, phonemes).
        dictionary: The sounds of words.
    """
    every = sorted(
        (encode(phonemes.removesuffix("a") or phonemes, PHONEME_CODES), dictionary[letters][0])
        for letters, phonemes in pairs
        if letters in dictionary
    )
    kept = every
    for _ in range(_ROUNDS_OF_LEAVING_OUT):
        counts = _learn(kept)
        model = PlainModel.of(counts, SOUND_CODES)
        kept = [
            (word, sounds)
            for word, sounds in every
            if model.log_likelihoods(sounds, _row(word))[0] > _MIN_LOG_P * (len(sounds) + 1)
        ] or every
    return _learn(kept)


def _row(word: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.frombuffer(b"\0" + word + b"\0", dtype=np.uint8)[None, :]


def _learn(pairs: Sequence[tuple[bytes, str]]) -> Counts:
    coded = [(word, encode(sounds, SOUND_CODES)) for word, sounds in pairs]
    aligner = Aligner(coded, (len(PHONEMES) + 1, len(SOUND_CODES)))
    aligner.train_without_context(_ROUNDS_WITHOUT_CONTEXT)
    events = aligner.train_in_context(
        0, _ROUNDS_IN_CONTEXT, lambda events: smooth(events, ((0,),), 1.0)
    )
    return to_counts(events, (0,), "".join(SOUND_CODES)[1:], _MIN_COUNT)


def main(arguments: Sequence[str]) -> int:
    """Train, and write the two tables."""
    parser = argparse.ArgumentParser(prog="python -m index.transliteration.training.english")
    parser.add_argument("directory", type=Path, help="holds the *-train.tsv.gz and *-dev.tsv.gz")
    parser.add_argument("dictionary", type=Path, help="cmudict.dict")
    parser.add_argument("common", type=Path, help="common English words, one a line")
    parser.add_argument("out", type=Path, help="where the tables are written")
    parser.add_argument(
        "--without", type=Path, nargs="*", default=[], help="lists of words to leave out"
    )
    parser.add_argument("--names", type=Path, nargs="*", default=[], help="lists of names")
    asked = parser.parse_args(arguments)
    dictionary = read_dictionary(asked.dictionary.read_text("utf-8").splitlines())
    counts = train(load_pairs(asked.directory, asked.without, asked.names), dictionary)
    common = set(asked.common.read_text("utf-8").split())
    lines = [f"{word}\t{' '.join(dictionary[word])}" for word in sorted(common & set(dictionary))]
    asked.out.joinpath("english.tsv").write_text("\n".join(lines) + "\n", "ascii")
    sounds = "\n".join(format_rows(counts, PHONEME_CODES))
    asked.out.joinpath("sounds.tsv").write_text(sounds + "\n", "ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
