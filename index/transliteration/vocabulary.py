"""The words of the archive in columns, so that half a million open in under a second.

It knows where words stand and which share a skeleton; it does not rank them.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.transliteration.consonant_key import consonant_keys, keys_one_edit_away
from index.transliteration.prefilter import phoneme_counts
from index.transliteration.tables import PHONEME_CODE_OF_BYTE

LATIN_MARK: Final = "="
"""Opens the sound of a Latin word; what follows is its consonants as units."""

LONGEST: Final = 40
"""Sounds looked at of a word."""

_AT_ONCE: Final = 1 << 13
"""Words worked on together: quick, in memory that is used again and again."""

MAX_PER_EQUAL_KEY: Final = 300
MAX_PER_NEAR_KEY: Final = 40
"""Words looked at of one skeleton, and of one an edit away; those in most articles first."""


def _ends(lengths: Iterable[int]) -> NDArray[np.int64]:
    return np.cumsum(np.frombuffer(array("i", lengths), dtype=np.int32), dtype=np.int64)


class Vocabulary:
    """Words, their sounds and article counts, numbered in the order of their code points."""

    def __init__(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Take in (word, sound, articles), each word once; quickest when they come in order."""
        words: list[str] = []
        phonemes: list[str] = []
        counts = array("q")
        rest = iter(rows)
        while some := list(islice(rest, _AT_ONCE)):
            columns = zip(*some, strict=True)
            words.extend(next(columns))
            phonemes.extend(next(columns))
            counts.extend(next(columns))
        self.articles = np.frombuffer(counts, dtype=np.int64).astype(np.int32)
        if words != sorted(words):
            order = sorted(range(len(words)), key=words.__getitem__)
            words = [words[i] for i in order]
            phonemes = [phonemes[i] for i in order]
            self.articles = self.articles[order]
        self._text = "".join(words)
        self._ends = _ends(map(len, words))
        self._starts = np.concatenate((np.zeros(1, np.int64), self._ends))[:-1]
        units = np.frombuffer("".join(phonemes).encode("ascii", "replace"), dtype=np.uint8)
        ends = _ends(map(len, phonemes))
        starts = np.concatenate((np.zeros(1, np.int64), ends))[:-1]
        self.latin = np.zeros(len(words), dtype=np.bool_)
        self.latin[ends > starts] = units[starts[ends > starts]] == ord(LATIN_MARK)
        self.phoneme_counts = phoneme_counts(PHONEME_CODE_OF_BYTE[units], ends)
        parts = [np.zeros(0, np.uint64)]
        for first in range(0, len(ends), _AT_ONCE):
            stop = min(first + _AT_ONCE, len(ends))
            part = units[starts[first] : ends[stop - 1]]
            parts.append(consonant_keys(part, ends[first:stop] - starts[first]))
        self._by_skeleton(np.concatenate(parts))
        # A zero on either side, so that a word can be taken together with its edges.
        self._codes = np.concatenate(
            (np.zeros(1, np.uint8), PHONEME_CODE_OF_BYTE[units], np.zeros(1, np.uint8))
        )
        self._sound_starts = starts
        self._sound_sizes = (ends - starts).astype(np.int32)

    def _by_skeleton(self, keys: NDArray[np.uint64]) -> None:
        by_articles = np.argsort(-self.articles, kind="stable")
        order = by_articles[np.argsort(keys[by_articles], kind="stable")]
        self._order = order.astype(np.int32)
        keys = keys[order]
        firsts = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
        self._keys = keys[firsts]
        self._groups = np.append(firsts, len(order))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._text[self._starts[number] : self._ends[number]]

    def phonemes(self, numbers: NDArray[np.int64]) -> NDArray[np.uint8]:
        """The codes of the sounds of these words, a row a word, 0 before and beyond them."""
        sizes = self._sound_sizes[numbers]
        places = np.arange(min(int(sizes.max(initial=0)), LONGEST) + 2)
        # The first column reads whatever stands before the word; it is put right below.
        rows = self._codes.take(self._sound_starts[numbers][:, None] + places, mode="clip")
        rows[:, 0] = 0
        rows[places[None, :] > sizes[:, None]] = 0
        return rows

    def first_phonemes(self) -> NDArray[np.uint8]:
        """The code of the first sound of every word."""
        result: NDArray[np.uint8] = self._codes[self._sound_starts + 1]
        return result

    def consonant_keys(self) -> NDArray[np.uint64]:
        """The skeleton of every word."""
        result = np.zeros(len(self), dtype=np.uint64)
        result[self._order] = np.repeat(self._keys, np.diff(self._groups))
        return result

    def number(self, word: str) -> int | None:
        """Where the word stands, or None."""
        place = bisect_left(self, word)
        return place if place < len(self) and self[place] == word else None

    def with_prefix(self, prefix: str) -> range:
        """The numbers of the words that begin so."""
        start = bisect_left(self, prefix)
        return range(start, bisect_right(self, prefix, lo=start, key=lambda w: w[: len(prefix)]))

    def commonest_with(self, prefix: str, most: int) -> NDArray[np.int64]:
        """The numbers of at most so many words that begin so, those in most articles."""
        span = self.with_prefix(prefix)
        articles = self.articles[span.start : span.stop]
        if len(articles) <= most:
            return np.arange(span.start, span.stop)
        return span.start + np.argpartition(-articles, most)[:most]

    def near(self, keys: Iterable[int]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Words whose skeleton is one of the keys, or one edit away.

        Returns:
            Their numbers, each once, and for each whether its skeleton is equal to a key.
        """
        equal = np.fromiter(keys, dtype=np.uint64)
        if not len(self) or not len(equal):
            return np.zeros(0, np.int64), np.zeros(0, np.bool_)
        around = np.concatenate((equal, keys_one_edit_away(equal)))
        places = np.minimum(np.searchsorted(self._keys, around), len(self._keys) - 1)
        hit = self._keys[places] == around
        exactly = np.unique(places[: len(equal)][hit[: len(equal)]])
        others = np.unique(places[hit])
        for one in exactly:  # a few at most
            others = others[others != one]
        first = self._of(exactly, MAX_PER_EQUAL_KEY)
        numbers = np.concatenate((first, self._of(others, MAX_PER_NEAR_KEY)))
        return numbers.astype(np.int64), np.arange(len(numbers)) < len(first)

    def _of(self, places: NDArray[np.int64], most: int) -> NDArray[np.int32]:
        """The words of the skeletons at these places, at most so many of each."""
        starts = self._groups[places]
        sizes = np.minimum(self._groups[places + 1] - starts, most)
        ends = np.cumsum(sizes)
        rows = np.repeat(starts - ends + sizes, sizes) + np.arange(sizes.sum())
        result: NDArray[np.int32] = self._order[rows]
        return result
