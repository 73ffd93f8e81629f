"""Queries typed for a legacy font, over the words of the small archive."""

import pytest

from index.search.legacy_queries import as_hindi
from index.search.models import Request
from index.search.open import Archive

# typed, read as, why
READ = [
    ("ykojkso", "लावरोव", "a word of the archive"),
    ("fons'k ea=h", "विदेश मंत्री", "two of them"),
    ("ykojkso xzst", "", "one that the archive does not have"),
    ("Lavrov", "", "Latin letters that sound like a word"),
    ("xyzzy", "", "no word either way"),
    ("us", "", "two letters, which become a word by chance"),
    ("लावरोव", "", "Devanagari"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("typed", "read", "why"), READ)
def test_what_a_query_is_read_as(opened: Archive, typed: str, read: str, why: str) -> None:
    assert as_hindi(typed, opened.words.lexicon()) == read, why


def test_it_is_searched_and_said(opened: Archive) -> None:
    found = opened.searcher.search(Request("ykojkso"))
    assert found.total == 2
    assert [(note.kind, *note.values) for note in found.notes] == [("read_as", "लावरोव")]
    assert found.request.query == "ykojkso"
    assert opened.searcher.count(Request("ykojkso")) == 2
    assert opened.searcher.search(Request("ykojkso", exact=True)).total == 0
