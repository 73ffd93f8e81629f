"""A whole result is what the pages show, in their order, however many there are."""

from dataclasses import replace

import pytest

import index.search.export
from archive.article import Article
from index import indexing
from index.search.models import Request
from index.search.open import Archive

QUERIES = (
    "Lavrov",
    "मंत्री",
    "मौसम कोरिया",
    "-मंत्री category:दुनिया",
    "source:nobody मंत्री",
    "",
    "लाव*",
)


def paged(opened: Archive, request: Request) -> list[tuple[str, float]]:
    """All pages of a search, two a page."""
    found: list[tuple[str, float]] = []
    for page in range(1, 10):
        results = opened.searcher.search(replace(request, page=page, limit=2)).results
        found += [(r.article.id, r.score) for r in results for _ in (r.article, *r.copies)]
    return found


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("order", ["relevance", "newest", "oldest"])
def test_it_is_all_that_the_pages_show(
    opened: Archive, monkeypatch: pytest.MonkeyPatch, query: str, order: str
) -> None:
    monkeypatch.setattr(index.search.export, "ARTICLES_PER_READ", 2)
    asked = Request(query, page=3, limit=1, order=order)  # type: ignore[arg-type]
    whole = opened.searcher.export(asked, 1000)
    shown = opened.searcher.search(replace(asked, page=1))
    assert whole.hits.total == shown.total
    assert (whole.relaxed, whole.with_all) == (shown.relaxed, shown.with_all)
    assert (whole.notes, whole.request.order) == (shown.notes, shown.request.order)
    got = list(whole.articles())
    assert [score for _, score in got] == [score for _, score in paged(opened, asked)]
    assert len({article.id for article, _ in got}) == len(got) == shown.total


def test_no_more_than_was_asked_for(opened: Archive) -> None:
    whole = opened.searcher.export(Request("मंत्री", order="newest"), 1)
    assert len(list(whole.articles())) == len(whole.hits.hits) == 1
    assert whole.hits.total > 1


def test_what_goes_meanwhile_is_left_out_and_what_comes_is_not_in_it(opened: Archive) -> None:
    gone, new = Article("gone", "ज्वालामुखी फटा"), Article("new", "ज्वालामुखी शांत हुआ")
    try:
        opened.store.put([gone, replace(gone, id="kept")])
        indexing.catch_up(opened.store, opened.engine)
        whole = opened.searcher.export(Request("ज्वालामुखी"), 10)
        opened.store.delete(["gone"])
        opened.store.put([new, replace(gone, id="kept", body="ज्वालामुखी फिर फटा")])
        indexing.catch_up(opened.store, opened.engine)
        ((article, _),) = whole.articles()
        assert (article.id, article.body) == ("kept", "ज्वालामुखी फिर फटा")
        assert whole.hits.total == 2
    finally:
        opened.store.delete(["gone", "kept", "new"])
        indexing.catch_up(opened.store, opened.engine)
