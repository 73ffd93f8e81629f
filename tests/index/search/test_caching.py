"""Answers are kept, and never beyond a change."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.article import Article
from index import indexing
from index.search.models import Request, Results
from index.search.open import Archive
from index.search.searcher import Searcher
from tests.factories import archive_in

ONE = Article("1", "रूस के विदेश मंत्री सर्गेई लावरोव वॉनसान पहुंचे।", "लावरोव वॉनसान में")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path, [ONE]) as archive:
        yield archive


def told(results: Results) -> Results:
    return replace(results, took_ms=0)


def test_an_answer_is_the_same_whether_kept_or_not(archive: Archive) -> None:
    request = Request("Lavrov")
    first = archive.searcher.search(request)
    again = archive.searcher.search(request)
    assert again.results is first.results
    assert told(again) == told(Searcher(archive.store, archive.engine).search(request))


def test_every_change_is_seen_at_once(archive: Archive) -> None:
    request = Request("Lavrov")
    assert archive.searcher.search(request).total == 1
    archive.store.put([replace(ONE, id="2"), replace(ONE, title="लावरोव कहां हैं")])
    # The article is read anew though the index does not know of the change yet.
    assert archive.searcher.search(request).results[0].article.title == "लावरोव कहां हैं"
    indexing.catch_up(archive.store, archive.engine)
    assert archive.searcher.search(request).total == 2
    archive.store.delete(["1", "2"])
    assert archive.searcher.search(request).results == ()
    indexing.catch_up(archive.store, archive.engine)
    assert archive.searcher.search(request).total == 0


def test_large_pages_are_not_kept(archive: Archive) -> None:
    request = Request("Lavrov", limit=100)
    first = archive.searcher.search(request)
    assert archive.searcher.search(request).results is not first.results
