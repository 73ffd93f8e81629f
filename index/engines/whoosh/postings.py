"""Posting lists and label columns as arrays, and the places where a phrase begins.

It knows no clauses and no scores, and nothing of the library that the lists come from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from index.engine import LEAD
from index.fields import Facet

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """A column of labels: a number a document, and what the numbers stand for."""

    codes: Integers
    values: tuple[str, ...]

    @classmethod
    def of(cls, column: Sequence[str]) -> Self:
        """Number the values of a column."""
        numbers: dict[str, int] = {}
        codes = [numbers.setdefault(value, len(numbers)) for value in column]
        return cls(np.array(codes, dtype=np.int64), tuple(numbers))


@dataclass(frozen=True, slots=True)
class Postings:
    """One term in one field. A key is the document's number shifted left, plus a position."""

    docs: Integers
    frequencies: Floats
    keys: Integers
    position_bits: int

    def lead(self) -> tuple[Integers, Floats]:
        """Documents and frequencies within the lead."""
        early = self.keys[(self.keys & ((1 << self.position_bits) - 1)) < LEAD]
        return group_by_document(early >> self.position_bits)


class PostingsSource(Protocol):
    """Where documents and postings come from; all arrays are as long as there are documents."""

    size: int
    live: Booleans
    ids: NDArray[np.object_]
    rank_of_id: Integers
    days: Integers
    arrivals: Integers
    lengths: dict[str, Floats]
    labels: dict[Facet, LabelColumn]

    def postings(self, field: str, term: str) -> Postings:
        """The live documents that have the term in the field."""


def group_by_document(docs: Integers) -> tuple[Integers, Floats]:
    """Each of the documents once, and how often it stands there; they are in order."""
    first = np.flatnonzero(np.diff(docs, prepend=-1))
    return docs[first], np.diff(first, append=len(docs)).astype(np.float64)


def phrase_starts(lists: list[list[Postings]], slop: int) -> Integers:
    """The keys at which the phrase begins, each word at most ``slop`` words behind the last.

    Args:
        lists: For each word of the phrase the postings of its alternatives.
        slop: How many other words may stand in each gap.
    """
    return _in_a_row(lists) if not slop else _with_gaps(lists, slop)


def _in_a_row(lists: list[list[Postings]]) -> Integers:
    """Where the words stand next to each other.

    It begins with the rarest word and asks of the few places that are left whether each other word
    stands there, so that a phrase of stop words costs no more than its rarest word.
    """
    position_mask = (1 << lists[0][0].position_bits) - 1
    rarest_first = sorted(range(len(lists)), key=lambda place: _occurrences(lists[place]))
    first, *others = rarest_first
    keys = _merged(lists[first])
    # Nearer to the start of a text no phrase has room before it.
    starts = keys[(keys & position_mask) >= first] - first
    for place in others:
        if not len(starts):
            break
        found = np.zeros(len(starts), dtype=bool)
        for postings in lists[place]:
            found |= _stands_at(postings.keys, starts + place)
        starts = starts[found]
    return starts


def _stands_at(keys: Integers, places: Integers) -> Booleans:
    """Which of the places are among the keys; both are in order."""
    if not len(keys):
        return np.zeros(len(places), dtype=bool)
    index = np.searchsorted(keys, places)
    found: Booleans = keys[np.minimum(index, len(keys) - 1)] == places
    return found


def _with_gaps(lists: list[list[Postings]], slop: int) -> Integers:
    merged = [_merged(word) for word in lists]
    # More would reach into the next document.
    farthest = 1 + min(slop, 1 << (lists[0][0].position_bits - 1))
    # From the end, since the nearest next word may be a dead end where a later one is none.
    following = merged[-1]
    for keys in reversed(merged[:-1]):
        if not len(following):
            return following
        index = np.searchsorted(following, keys, side="right")
        nearest = following[np.minimum(index, len(following) - 1)]
        following = keys[(nearest > keys) & (nearest <= keys + farthest)]
    return following


def _occurrences(word: list[Postings]) -> int:
    return sum(len(postings.keys) for postings in word)


def _merged(word: list[Postings]) -> Integers:
    """The keys of all alternatives of a word, in order, each once."""
    if len(word) == 1:
        return word[0].keys
    # The lists are in order each, which this sort makes use of; numpy.unique is 20 times slower.
    keys = np.sort(np.concatenate([postings.keys for postings in word]), kind="stable")
    return keys[np.flatnonzero(np.diff(keys, prepend=-1))]
