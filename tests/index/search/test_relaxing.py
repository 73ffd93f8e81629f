"""What is found where too few articles have all the words."""

import pytest

from index.search.models import Request
from index.search.open import Archive


def test_too_few_with_all_words_is_said(opened: Archive) -> None:
    found = opened.searcher.search(Request("मौसम कोरिया"))
    assert (found.relaxed, found.with_all) == (True, 0)
    found = opened.searcher.search(Request("रूस मंत्री"))
    assert found.relaxed
    assert found.with_all == 2
    assert {result.article.id for result in found.results[:2]} == {"lavrov-1", "lavrov-2"}


def test_by_date_nothing_with_fewer_words_stands_above_what_has_all(opened: Archive) -> None:
    found = opened.searcher.search(Request("रूस मंत्री", order="newest"))
    assert (found.relaxed, found.total, found.with_all) == (False, 2, 2)


@pytest.mark.parametrize("query", ["", "source:nobody मंत्री"])
def test_what_asks_for_nothing_finds_nothing(opened: Archive, query: str) -> None:
    found = opened.searcher.search(Request(query))
    assert (found.relaxed, found.total) == (False, 0)
