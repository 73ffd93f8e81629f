"""The distance between two spellings of a Hindi word, by a table of what writers interchange.

A weighted edit distance over phonemes (Wagner and Fischer 1974) whose costs are in
``respellings.tsv``; a change that is not in the table makes another word. Deviation: some costs
hold inside a word only, since the last vowel of a Hindi word is its ending, and the first is never
left out, and some only at the beginning.
"""

from collections.abc import Sequence
from functools import cache
from math import inf
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from index.transliteration.consonant_key import CONSONANT_CLASS
from index.transliteration.phonemes import PHONEMES, to_phonemes
from index.transliteration.tables import PHONEME_CODES, encode

_SIZE: Final = len(PHONEMES) + 1

UNKNOWN_CHANGE_COST: Final = 3.0
"""The cost of a change that is not in the table."""

_DOUBLED_COST: Final = 0.7
"""The cost of a consonant written twice or once: अम्मान, अमान; of an aspirated one too: वर्द्धमान."""

_ASPIRATED: Final = np.full(_SIZE, 255, dtype=np.uint8)
"""The code of the aspirated sound that goes with each: द and ध; a word may have ध or द्ध."""

for _plain, _aspirated in ("kK", "gG", "cC", "jJ", "tT", "dD", "wW", "xX", "pP", "bB"):
    _ASPIRATED[PHONEME_CODES[_plain]] = PHONEME_CODES[_aspirated]

Costs = NDArray[np.float32]


class RespellingDistance:
    """The costs for a word's first phoneme, inside it, and for its last; code 0 is no phoneme."""

    def __init__(self, path: Path) -> None:
        inside = np.full((_SIZE, _SIZE), UNKNOWN_CHANGE_COST, dtype=np.float32)
        np.fill_diagonal(inside, 0)
        first, last = inside.copy(), inside.copy()
        places = {"any": (first, inside, last), "inside": (inside,), "first": (first,)}
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("#"):
                continue
            one, other, cost, where, _ = line.split("\t")
            pair = PHONEME_CODES[one], PHONEME_CODES.get(other, 0)
            for matrix in places[where]:
                matrix[pair] = matrix[pair[::-1]] = float(cost)
        # A final schwa is written or struck out (जगत्, जगत) and means nothing.
        last[PHONEME_CODES["a"], 0] = last[0, PHONEME_CODES["a"]] = 0.1
        self._first, self._inside, self._last = first, inside, last

    @classmethod
    @cache
    def default(cls) -> Self:
        """The table that comes with the project."""
        return cls(Path(__file__).with_name("respellings.tsv"))

    def distances(self, word: NDArray[np.uint8], others: NDArray[np.uint8]) -> Costs:
        """From the phonemes of one word to those of many.

        Args:
            word: Codes of its phonemes; zeros around them do not count.
            others: The same, a row a word, 0 before, after and beyond its end.
        """
        mine = word[word > 0]
        theirs = others[:, 1:-1].T
        sizes = np.count_nonzero(theirs, axis=0)
        ending = np.arange(len(theirs))[:, None] == sizes - 1
        costs = self._inside[mine]
        costs[:1] = self._first[mine[:1]]
        costs[-1:] = self._last[mine[-1:]]
        # The cost of each of their phonemes in place of each of ours; at either end of a word the
        # higher of the two costs.
        replaced = costs[:, theirs]
        np.maximum(replaced, self._last[mine][:, theirs], out=replaced, where=ending)
        replaced[:, 0] = np.maximum(replaced[:, 0], self._first[mine][:, theirs[0]])
        dropped = costs[:, 0]
        dropped[1:][mine[1:] == mine[:-1]] = _DOUBLED_COST
        dropped[:-1][mine[1:] == _ASPIRATED[mine[:-1]]] = _DOUBLED_COST
        added = np.where(ending, self._last[0][theirs], self._inside[0][theirs])
        added[0] = self._first[0][theirs[0]]
        added[1:][theirs[1:] == theirs[:-1]] = _DOUBLED_COST
        added[:-1][theirs[1:] == _ASPIRATED[theirs[:-1]]] = _DOUBLED_COST
        reached = np.zeros((len(theirs) + 1, theirs.shape[1]), dtype=np.float32)
        np.cumsum(added, axis=0, out=reached[1:])
        for row, drop in zip(replaced, dropped, strict=True):
            ahead = reached + drop
            np.minimum(ahead[1:], reached[:-1] + row, out=ahead[1:])
            # At most one phoneme is added in one place: two would make another word.
            np.minimum(ahead[1:], ahead[:-1] + added, out=ahead[1:])
            reached = ahead
        result: Costs = reached[sizes, np.arange(len(sizes))]
        return result


def consonants(word: str) -> int:
    """How many consonants a Devanagari word has, nasal signs among them."""
    return sum(CONSONANT_CLASS[ord(phoneme)] > 0 for phoneme in to_phonemes(word))


def respelling_distance(word: str, other: str) -> float:
    """How far two spellings of a word are apart: 0 for one and the same.

    Infinite if either has no Devanagari letter.
    """
    return respelling_distances(word, (other,))[0]


def respelling_distances(word: str, others: Sequence[str]) -> list[float]:
    """How far each of these is from a word, as another spelling of it, all at once."""
    mine, *theirs = (encode(to_phonemes(text), PHONEME_CODES) for text in (word, *others))
    width = max(map(len, theirs), default=0) + 2
    rows = np.frombuffer(b"".join(b"\0" + one.ljust(width - 1, b"\0") for one in theirs), np.uint8)
    if not (mine and width > 2):  # noqa: PLR2004  none has a letter
        return [inf] * len(theirs)
    distances = RespellingDistance.default().distances(
        np.frombuffer(b"\0" + mine + b"\0", np.uint8), rows.reshape(len(theirs), width)
    )
    pairs = zip(theirs, distances.tolist(), strict=True)
    return [distance if one else inf for one, distance in pairs]
