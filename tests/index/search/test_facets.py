"""Counts beside what is chosen: each is what a search for that value would find."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from index.engine import Filters
from index.search.models import Request, Results
from index.search.open import Archive
from tests.factories import archive_in

SOURCES = ("उत्तर", "पूर्व", "पश्चिम")
CATEGORIES = ("खेल", "राज्य", "")
DAYS = (
    date(2023, 1, 31),
    date(2023, 2, 1),
    date(2024, 12, 31),
    date(2025, 7, 12),
    date(2025, 7, 13),
    None,
)
ARTICLES = tuple(
    Article(
        id=f"{n}",
        title=f"नदी का समाचार {n}",
        body="नदी में पानी बढ़ा।" if n % 3 else "नदी और पुल पर काम चला।",
        source=source,
        category=category,
        author="मीरा" if n % 2 else "Ravi",
        published=day,
        dated_by="metadata" if day else "none",
    )
    for n, (source, category, day) in enumerate(product(SOURCES, CATEGORIES, DAYS))
    if n % 5
)


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Archive]:
    home = tmp_path_factory.mktemp(request.param)
    engine = f"{request.param}:{home / 'index'}"
    with archive_in(home, ARTICLES, ARCHIVE_ENGINE_URL=engine) as opened:
        yield opened


def found(opened: Archive, query: str = "नदी", **filters: object) -> Results:
    return opened.searcher.search(Request(query, filters=Filters.of(**filters)))  # type: ignore[arg-type]


def count(articles: list[Article], value: object) -> dict[str, int]:
    values = [value(article) for article in articles]  # type: ignore[operator]
    return {one: values.count(one) for one in values if one}


some = st.lists(st.sampled_from(SOURCES), max_size=2, unique=True).map(tuple)
spans = st.sampled_from(
    [
        (None, None),
        (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 7, 1), date(2025, 7, 31)),
        (date(2025, 7, 12), date(2025, 7, 12)),
        (date(2023, 1, 1), date(2024, 12, 31)),
        (date(2024, 1, 1), None),
        (None, date(2023, 12, 31)),
        (date(2019, 1, 1), date(2019, 12, 31)),
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    source=some,
    category=st.lists(st.sampled_from(["खेल", "राज्य"]), max_size=2, unique=True).map(tuple),
    span=spans,
    query=st.sampled_from(["नदी", "पुल", "पानी"]),
)
def test_every_count_is_that_of_a_scan_without_the_facets_own_filter(
    opened: Archive,
    source: tuple[str, ...],
    category: tuple[str, ...],
    span: tuple[date | None, date | None],
    query: str,
) -> None:
    since, until = span
    results = found(opened, query, source=source, category=category, since=since, until=until)

    def scan(
        *,
        source: tuple[str, ...] = source,
        category: tuple[str, ...] = category,
        since: date | None = since,
        until: date | None = until,
    ) -> list[Article]:
        return [
            article
            for article in ARTICLES
            if query in f"{article.title} {article.body}"
            and (not source or article.source in source)
            and (not category or article.category in category)
            and (since is None or (article.published and article.published >= since))
            and (until is None or (article.published and article.published <= until))
        ]

    undated = scan(since=None, until=None)

    def day(article: Article) -> str:
        return article.published.isoformat() if article.published else ""

    assert results.total == len(scan())
    assert dict(results.facets["source"]) == count(scan(source=()), lambda a: a.source)
    assert dict(results.facets["category"]) == count(scan(category=()), lambda a: a.category)
    assert dict(results.facets["author"]) == count(scan(), lambda a: a.author)
    assert dict(results.facets["year"]) == count(undated, lambda a: day(a)[:4])
    assert dict(results.facets["month"]) == count(undated, lambda a: day(a)[:7])

    line = results.histogram
    length = {"year": 4, "month": 7, "day": 10}[line.interval]
    expected = count(undated, lambda a: day(a)[:length])
    drawn = dict(line.counts)
    assert list(drawn) == sorted(drawn)
    assert drawn.items() <= expected.items()
    if line.interval == "year":
        assert drawn == expected


def test_the_histogram_goes_from_years_to_months_to_days(opened: Archive) -> None:
    assert found(opened).histogram.interval == "year"
    year = found(opened, since=date(2025, 1, 1), until=date(2025, 12, 31)).histogram
    assert (year.interval, [key for key, _ in year.counts]) == ("month", ["2025-07"])
    month = found(opened, since=date(2025, 7, 1), until=date(2025, 7, 31)).histogram
    assert (month.interval, [key for key, _ in month.counts]) == (
        "day",
        ["2025-07-12", "2025-07-13"],
    )
    day = found(opened, since=date(2025, 7, 12), until=date(2025, 7, 12)).histogram
    assert day == month


def test_what_is_all_of_one_month_is_drawn_by_days(opened: Archive) -> None:
    line = found(opened, "नदी after:2025").histogram
    assert (line.interval, [key for key, _ in line.counts]) == ("day", ["2025-07-12", "2025-07-13"])


def test_dates_in_the_query_are_no_filter_that_a_click_takes_away(opened: Archive) -> None:
    results = found(opened, "नदी after:2024", since=date(2025, 1, 1), until=date(2025, 12, 31))
    assert [year for year, _ in sorted(results.facets["year"])] == ["2024", "2025"]


def test_nothing_asked_is_nothing_counted(opened: Archive) -> None:
    results = opened.searcher.search(Request(""))
    assert (results.facets, results.histogram.counts) == ({}, ())


def test_a_count_is_the_total_of_the_search(opened: Archive) -> None:
    for query in ("नदी", "पुल पानी", "नदी source:उत्तर", "source:nobody", "", '"नदी पुल"'):
        asked = Request(query, limit=3, page=2)
        first = replace(asked, page=1)
        assert opened.searcher.count(asked) == opened.searcher.search(first).total
