"""What OCR may have misread is found by who searches for it, and offered to nobody."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.article import Article
from index import indexing
from index.search.misreadings import MOST_ARTICLES, misreadings
from index.search.models import Request
from index.search.open import Archive
from index.search.suggest import Suggester
from tests.factories import archive_in

SCANNED = "ocr=0.91"
PAGES = (
    # प्रधानमत्री is misread for प्रधानमंत्री; वोनसान is a name that no list has.
    Article("page", "प्रधानमत्री ने वोनसान में भाषण दिया 2019", notes=SCANNED),
    *(Article(f"typed-{n}", "प्रधानमंत्री ने दिल्ली में भाषण दिया") for n in range(4)),
)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path, PAGES) as opened:
        yield opened


def suggested(archive: Archive, typed: str) -> set[str]:
    return {one.text for one in Suggester(archive).suggest(typed)}


def put(archive: Archive, *articles: Article) -> None:
    archive.store.put(articles)
    indexing.catch_up(archive.store, archive.engine)


def test_it_is_found_but_never_offered(opened: Archive) -> None:
    assert set(misreadings(opened.store)) == {"प्रधानमत्री", "वोनसान"}
    first, *_ = opened.searcher.search(Request("प्रधानमत्री")).results
    assert first.article.id == "page"
    assert opened.searcher.search(Request("wonsan")).total == 1
    assert suggested(opened, "प्रधानम") == {"प्रधानमंत्री"}
    assert suggested(opened, "वोन") == set()


def test_it_corrects_nothing(opened: Archive) -> None:
    results = opened.searcher.search(Request("वोनसानक"))
    assert not results.did_you_mean
    assert not opened.searcher.alternatives(results)
    put(opened, replace(PAGES[0], notes=""))
    assert opened.searcher.search(Request("वोनसानक")).did_you_mean == "वोनसान"


@pytest.mark.parametrize("notes", ["", SCANNED])
def test_it_is_offered_once_a_typed_article_or_several_pages_have_it(
    opened: Archive, notes: str
) -> None:
    more = MOST_ARTICLES if notes else 1
    put(opened, *(Article(f"more-{n}", "वोनसान में बैठक", notes=notes) for n in range(more)))
    assert suggested(opened, "वोन") == {"वोनसान"}
    assert set(misreadings(opened.store)) == {"प्रधानमत्री"}


def test_it_follows_nothing(opened: Archive) -> None:
    put(opened, *(Article(f"p{n}", f"उत्तर कोरिया उत्तर कोरीया {n}", notes=SCANNED) for n in (1, 2)))
    assert "उत्तर कोरीया" not in suggested(opened, "उत्तर ")
    assert "उत्तर कोरिया" in suggested(opened, "उत्तर ")
