"""Posting lists in arrays: phrases, leads and labels, without an index."""

import numpy as np
import pytest

from index.engine import LEAD
from index.engines.whoosh.postings import LabelColumn, Postings, group_by_document, phrase_starts

BITS = 8


def postings(*places: tuple[int, int]) -> Postings:
    """One term at these places, each a document and a position in it."""
    keys = np.array([(doc << BITS) + position for doc, position in places], dtype=np.int64)
    docs, frequencies = group_by_document(keys >> BITS)
    return Postings(docs, frequencies, keys, BITS)


def found(words: list[list[Postings]], slop: int = 0) -> list[tuple[int, int]]:
    return [divmod(int(key), 1 << BITS) for key in phrase_starts(words, slop)]


def test_documents_are_counted_once_each() -> None:
    docs, frequencies = group_by_document(np.array([0, 0, 3, 5, 5, 5]))
    assert (docs.tolist(), frequencies.tolist()) == ([0, 3, 5], [2.0, 1.0, 3.0])
    docs, frequencies = group_by_document(np.array([], dtype=np.int64))
    assert (docs.tolist(), frequencies.tolist()) == ([], [])


def test_the_lead_is_the_first_words_only() -> None:
    docs, frequencies = postings((0, 0), (0, LEAD - 1), (0, LEAD), (2, LEAD), (7, 3)).lead()
    assert (docs.tolist(), frequencies.tolist()) == ([0, 7], [2.0, 1.0])


@pytest.mark.parametrize(
    ("slop", "expected"), [(0, [(1, 4)]), (1, [(1, 4), (2, 0)]), (9, [(1, 4), (2, 0), (2, 9)])]
)
def test_a_phrase_begins_where_the_next_word_is_near(
    slop: int, expected: list[tuple[int, int]]
) -> None:
    first = postings((0, 5), (1, 4), (2, 0), (2, 9), (3, 7))
    second = postings((0, 4), (1, 5), (2, 2), (2, 19))
    assert found([[first], [second]], slop) == expected


def test_the_nearest_next_word_may_be_a_dead_end() -> None:
    first, second, third = postings((0, 0)), postings((0, 1), (0, 2)), postings((0, 4))
    assert found([[first], [second], [third]], slop=1) == [(0, 0)]


def test_a_word_may_have_alternatives() -> None:
    first = [postings((0, 0)), postings((1, 0))]
    second = [postings((1, 1)), postings((0, 1))]
    assert found([first, second]) == [(0, 0), (1, 0)]


def test_no_phrase_reaches_into_the_next_document() -> None:
    last, next_first = postings((0, (1 << BITS) - 1)), postings((1, 0))
    assert found([[postings((0, 9))], [next_first]], slop=10_000) == []
    assert found([[last], [postings()]]) == []


def test_labels_are_numbered_as_they_come() -> None:
    labels = LabelColumn.of(["x", "", "x", "y"])
    assert (labels.codes.tolist(), labels.values) == ([0, 1, 0, 2], ("x", "", "y"))
