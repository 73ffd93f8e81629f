"""All engines put the same articles first, on all the real news and for real queries."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.documents import document, document_fingerprint
from index.engine import Checkpoint
from index.engines import open_engine
from index.search.models import Request, Results
from index.search.searcher import Searcher
from tests.benchmarks.queries import real_queries
from tests.realnews import RealNews

QUERIES = 300
LEAST = 0.99
TEN = 10
NEAR = 1e-5
"""What ties: Tantivy adds up floats of 32 bits."""


pytestmark = pytest.mark.quality


@pytest.fixture(params=["tantivy", "opensearch"])
def other(realnews: RealNews, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Searcher]:
    """The same archive on another engine; the store is shared, and nothing is written to it."""
    store = realnews.opened.store
    url = f"tantivy:{tmp_path / 'index'}"
    if request.param == "opensearch":
        url = request.getfixturevalue("opensearch").url("agreement")
    with closing(open_engine(url)) as engine:
        with engine.rebuild() as writer:
            writer.add(map(document, store.articles()))
            writer.finish(Checkpoint(document_fingerprint(), store.seq()))
        yield Searcher(store, engine)


def test_the_first_ten_are_the_same(shared: Path, realnews: RealNews, other: Searcher) -> None:
    differing = []
    for query in real_queries(shared, QUERIES):
        asked = Request(query, limit=TEN + 5)
        ours = realnews.opened.searcher.search(asked)
        theirs = other.search(asked)
        assert told(ours) == told(theirs), query
        if not (first(ours) <= first_or_tied(theirs) and first(theirs) <= first_or_tied(ours)):
            differing.append(query)
    assert len(differing) <= (1 - LEAST) * QUERIES, differing


def told(results: Results) -> tuple[object, ...]:
    """What must be the same to the last digit, since it tells what was found and not how well."""
    return results.total, results.with_all, results.relaxed, results.facets, results.words


def scores(results: Results) -> list[tuple[bool, float, str]]:
    """The articles found, the best first; copies stand with the first of them.

    Those that have all the words are better than any other.
    """
    found = (
        (results.ranks[article.id] <= results.with_all, result.score, article.id)
        for result in results.results
        for article in (result.article, *result.copies)
    )
    return sorted(found, reverse=True)


def first(results: Results) -> set[str]:
    return {id_ for *_, id_ in scores(results)[:TEN]}


def first_or_tied(results: Results) -> set[str]:
    found = scores(results)
    has_all, last, _ = found[:TEN][-1] if found else (False, 0.0, "")
    least = (has_all, last * (1 - NEAR))
    return {id_ for *score, id_ in found if tuple(score) >= least}
