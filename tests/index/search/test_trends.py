"""Trends: how much of the news of each time a search finds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive.article import Article
from index.engine import Filters
from index.search import Archive, Request, trends_as_json
from tests.factories import archive_in


def article(id_: str, body: str, day: date | None, source: str = "एक") -> Article:
    return Article(id_, body, source=source, published=day, dated_by="metadata" if day else "none")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Archive]:
    articles = [
        article("1", "कोरोना से बचाव", date(2020, 3, 1)),
        article("2", "लावरोव पहुंचे", date(2020, 3, 9), "दो"),
        article("3", "Lavrov और corona", date(2020, 4, 1)),
        article("4", "बाढ़ का पानी", date(2022, 1, 1)),
        article("5", "लावरोव लौटे", None),
    ]
    with archive_in(tmp_path, articles) as archive:
        yield archive


def test_a_search_is_counted_with_its_spellings_beside_all_dated_articles(opened: Archive) -> None:
    found = opened.searcher.trend(Request("लावरोव"), "month")
    assert (found.total, found.undated) == (3, 1)
    counts = [(point.period, point.articles, point.of) for point in found.points]
    assert counts == [("2020-03", 1, 2), ("2020-04", 1, 1), ("2022-01", 0, 1)]
    assert [point.share for point in found.points] == [0.5, 1.0, 0.0]


def test_days_and_labels_narrow_both_numbers(opened: Archive) -> None:
    filters = Filters.of(source=("एक",), until=date(2020, 12, 31))
    found = opened.searcher.trend(Request("लावरोव", filters=filters), "year")
    assert (found.total, found.undated) == (2, 1)
    assert [(point.period, point.articles, point.of) for point in found.points] == [("2020", 1, 2)]
    dated = opened.searcher.trend(Request("लावरोव after:2020-04"), "day")
    assert (dated.total, dated.undated) == (1, 0)
    assert [point.period for point in dated.points] == ["2020-04-01", "2022-01-01"]


def test_what_finds_nothing_has_its_points_all_the_same(opened: Archive) -> None:
    found = opened.searcher.trend(Request("zzqqxx"), "year")
    assert (found.total, found.undated) == (0, 0)
    assert [(point.period, point.articles) for point in found.points] == [("2020", 0), ("2022", 0)]


def test_the_answer_for_programs(opened: Archive) -> None:
    answer = trends_as_json("year", [opened.searcher.trend(Request("कोरोना"), "year")])
    (term,) = answer["terms"]
    assert answer["by"] == "year"
    assert term["query"] == "कोरोना"
    assert term["points"][0] == {"period": "2020", "articles": 2, "of": 3, "share": 0.666667}
