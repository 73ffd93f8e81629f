"""The words of the archive in columns, so that half a million open in under a second.

It finds words by spelling, prefix or consonant key; it does not rank them.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import islice
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.transliteration.consonant_key import consonant_keys, keys_one_edit_away
from index.transliteration.phonetic_key import LATIN_MARK, MAX_PHONEMES
from index.transliteration.prefilter import phoneme_counts
from index.transliteration.tables import PHONEME_CODE_OF_BYTE

Number = TypeVar("Number", bound=np.integer[Any])

_WORDS_AT_ONCE: Final = 1 << 13
"""Words worked on together: quick, in memory that is used again and again."""

_BLOCK: Final = 16
"""Words between two that are kept as strings: a word is looked up among those first, in C, which is
twice as quick, for about 1 MB more of 200,000 words."""

_MAX_PER_EQUAL_KEY: Final = 300
"""Words taken of one consonant key, those in most articles."""

_MAX_PER_NEAR_KEY: Final = 40
"""Words taken of one consonant key an edit away, those in most articles."""


def distinct(numbers: NDArray[Number]) -> NDArray[Number]:
    """Each number once, in order; ``numpy.unique`` would first load all of masked arrays."""
    ordered = np.sort(numbers)
    is_first = np.ones(len(ordered), dtype=np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


class Vocabulary:
    """Words, their phonemes and article counts, numbered in the order of their code points.

    Attributes:
        articles: How many articles hold each word.
        is_latin: Whether it is a Latin word.
        phoneme_counts: How often it has each phoneme, a row a word.
    """

    def __init__(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Take in (word, phonetic key, articles), each word once; quickest if in order."""
        words: list[str] = []
        keys: list[str] = []
        counts = array("q")
        rest = iter(rows)
        while some := list(islice(rest, _WORDS_AT_ONCE)):
            columns = zip(*some, strict=True)
            words.extend(next(columns))
            keys.extend(next(columns))
            counts.extend(next(columns))
        self.articles = np.frombuffer(counts, dtype=np.int64).astype(np.int32)
        if words != sorted(words):
            order = sorted(range(len(words)), key=words.__getitem__)
            words = [words[i] for i in order]
            keys = [keys[i] for i in order]
            self.articles = self.articles[order]
        self._text = "".join(words)
        self._starts, self._ends = _borders(map(len, words))
        self._firsts = words[::_BLOCK]
        blob = np.frombuffer("".join(keys).encode("ascii", "replace"), dtype=np.uint8)
        starts, ends = _borders(map(len, keys))
        self.is_latin = np.zeros(len(words), dtype=np.bool_)
        self.is_latin[ends > starts] = blob[starts[ends > starts]] == ord(LATIN_MARK)
        codes = PHONEME_CODE_OF_BYTE[blob]
        self.phoneme_counts = phoneme_counts(codes, ends)
        self._group_by_key(blob, starts, ends)
        # A zero on either side, so that a word can be taken together with its edges.
        self._codes = np.concatenate((np.zeros(1, np.uint8), codes, np.zeros(1, np.uint8)))
        self._phonemes_start = starts
        self._phonemes_size = (ends - starts).astype(np.int32)

    def _group_by_key(
        self, blob: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> None:
        """Sort the words by consonant key, and those of one key by how many articles hold them."""
        parts = [np.zeros(0, np.uint64)]
        for first in range(0, len(ends), _WORDS_AT_ONCE):
            stop = min(first + _WORDS_AT_ONCE, len(ends))
            part = blob[starts[first] : ends[stop - 1]]
            parts.append(consonant_keys(part, ends[first:stop] - starts[first]))
        keys = np.concatenate(parts)
        # A number has no sound, so no word is like it: its key is beyond all that words can have.
        keys[self.is_latin & (ends - starts == len(LATIN_MARK))] = ~np.uint64(0)
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
        """The codes of the phonemes of these words, a row a word, 0 before and beyond them."""
        sizes = self._phonemes_size[numbers]
        positions = np.arange(min(int(sizes.max(initial=0)), MAX_PHONEMES) + 2)
        # The first column reads whatever stands before the word; it is put right below.
        rows = self._codes.take(self._phonemes_start[numbers][:, None] + positions, mode="clip")
        rows[:, 0] = 0
        rows[positions[None, :] > sizes[:, None]] = 0
        return rows

    def first_phonemes(self) -> NDArray[np.uint8]:
        """The code of the first phoneme of every word."""
        result: NDArray[np.uint8] = self._codes[self._phonemes_start + 1]
        return result

    def consonant_keys(self) -> NDArray[np.uint64]:
        """The consonant key of every word."""
        result = np.zeros(len(self), dtype=np.uint64)
        result[self._order] = np.repeat(self._keys, np.diff(self._groups))
        return result

    def number(self, word: str) -> int | None:
        """The number of the word, or None."""
        block = max(bisect_right(self._firsts, word) - 1, 0)
        start, end = block * _BLOCK, min((block + 1) * _BLOCK, len(self))
        number = bisect_left(self, word, start, end)
        return number if number < len(self) and self[number] == word else None

    def with_prefix(self, prefix: str) -> range:
        """The numbers of the words that begin so."""
        start = bisect_left(self, prefix)
        return range(start, bisect_right(self, prefix, lo=start, key=lambda w: w[: len(prefix)]))

    def most_common_with_prefix(self, prefix: str, most: int) -> NDArray[np.int64]:
        """The numbers of at most so many words that begin so, those in most articles."""
        span = self.with_prefix(prefix)
        articles = self.articles[span.start : span.stop]
        if len(articles) <= most:
            return np.arange(span.start, span.stop)
        return span.start + np.argpartition(-articles, most)[:most]

    def about_as_long(self, numbers: NDArray[np.int64], length: int, by: int) -> NDArray[np.int64]:
        """Those of these words with so many characters, or by at most so many more or fewer."""
        lengths = self._ends[numbers] - self._starts[numbers]
        near: NDArray[np.int64] = numbers[np.abs(lengths - length) <= by]
        return near

    def with_near_keys(self, keys: Iterable[int]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Words whose consonant key is one of these, or one edit away.

        Returns:
            Their numbers, each once, and for each whether its key is equal to one of these.
        """
        equal = np.fromiter(keys, dtype=np.uint64)
        if not len(self) or not len(equal):
            return np.zeros(0, np.int64), np.zeros(0, np.bool_)
        wanted = np.concatenate((equal, keys_one_edit_away(equal)))
        groups = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        hit = self._keys[groups] == wanted
        of_equal = distinct(groups[: len(equal)][hit[: len(equal)]])
        of_near = distinct(groups[hit])
        for group in of_equal:  # a few at most
            of_near = of_near[of_near != group]
        first = self._most_common_of(of_equal, _MAX_PER_EQUAL_KEY)
        numbers = np.concatenate((first, self._most_common_of(of_near, _MAX_PER_NEAR_KEY)))
        return numbers.astype(np.int64), np.arange(len(numbers)) < len(first)

    def _most_common_of(self, groups: NDArray[np.int64], most: int) -> NDArray[np.int32]:
        """The words of these groups, at most so many of each."""
        starts = self._groups[groups]
        sizes = np.minimum(self._groups[groups + 1] - starts, most)
        ends = np.cumsum(sizes)
        # start, start + 1, … of every group, one group after the other
        rows = np.repeat(starts - ends + sizes, sizes) + np.arange(sizes.sum())
        result: NDArray[np.int32] = self._order[rows]
        return result


def _borders(sizes: Iterable[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where texts of these sizes start and end when they stand one after the other."""
    ends = np.cumsum(np.frombuffer(array("i", sizes), dtype=np.int32), dtype=np.int64)
    return np.concatenate((np.zeros(1, np.int64), ends))[:-1], ends
