"""The floor for the names beside the results, on the real news and on pairs that were judged."""

import pytest

from index.search import Request
from tests.realnews import RealNews
from tests.relevance.names_beside import offers

# Measured on Whoosh: 0.939 of 264 pairs.
pytestmark = pytest.mark.quality


def test_nine_of_ten_names_are_right(realnews: RealNews) -> None:
    found = offers(realnews.opened)
    assert len(found.pairs) >= 200
    assert found.precision >= 0.92, found.wrong


def test_a_name_added_to_the_search_is_found(realnews: RealNews) -> None:
    searcher = realnews.opened.searcher
    for query in ("किसान आंदोलन", "Lavrov", "karnataka"):
        for name in searcher.names(Request(query)):
            with_it = searcher.count_with_all(Request(f'{query} "{name.text}"'))
            assert with_it >= name.articles, (query, name)
