"""Coverage: every number of the table is told right, adds up and leads to its articles."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.article import Article
from index.search import Archive
from tests.factories import archive_in, client_of
from tests.web.pages.anchors import anchors, total
from web.pages import coverage
from web.pages.coverage import Coverage, CoverageRow, CoverageTable

DAYS = {
    "उत्तर & पत्र": ["2019-02-03", "2019-02-04", "2022-07-01", ""],
    "पूर्व": ["2022-07-02"] * 9,
    "": ["2022-01-01", ""],
}


def articles(days: dict[str, list[str]]) -> list[Article]:
    return [
        Article(
            f"{source}{n}",
            f"बाढ़ की ख़बर {n} {source}",
            source=source,
            published=date.fromisoformat(day) if day else None,
            dated_by="metadata" if day else "none",
        )
        for source, some in days.items()
        for n, day in enumerate(some)
    ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with archive_in(tmp_path_factory.mktemp("coverage"), articles(DAYS)) as archive:
        yield archive


@pytest.fixture
def client(archive: Archive) -> FlaskClient:
    return client_of(archive)


def table(archive: Archive, address: str) -> CoverageTable:
    with client_of(archive).application.test_request_context(address):
        return Coverage(archive).table()


def counts(row: CoverageRow | None) -> list[int]:
    return [cell.count for cell in row.every] if row else []


def test_years_stand_side_by_side_with_those_that_have_nothing(archive: Archive) -> None:
    found = table(archive, "/coverage")
    assert found.periods == ("2019", "2020", "2021", "2022")
    assert {row.label: counts(row) for row in found.rows} == {
        "पूर्व": [0, 0, 0, 9, 0, 9],
        "उत्तर & पत्र": [2, 0, 0, 1, 1, 4],
    }
    assert counts(found.others) == [0, 0, 0, 1, 1, 2]
    assert counts(found.total) == [2, 0, 0, 11, 2, 15]


def test_a_year_has_its_twelve_months_which_add_up(archive: Archive) -> None:
    found = table(archive, "/coverage?year=2022")
    assert len(found.periods) == 12
    assert counts(found.total) == [1, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 11]
    assert counts(found.rows[0]) == [0] * 6 + [9] + [0] * 5 + [9]


def test_where_few_months_are_spanned_they_are_the_columns(tmp_path: Path) -> None:
    with archive_in(tmp_path, articles({"पूर्व": ["2019-11-30", "2020-02-01"]})) as small:
        found = table(small, "/coverage")
    assert found.periods == ("2019-11", "2019-12", "2020-01", "2020-02")
    assert counts(found.total) == [1, 0, 0, 1, 0, 2]


def test_every_cell_leads_to_just_its_articles(client: FlaskClient) -> None:
    for address in ("/coverage?lang=en", "/coverage?year=2022&lang=en"):
        page = client.get(address).text
        cells = re.findall(r'<td[^>]*><a href="([^"]*)">(\d+)</a>', page)
        assert len(cells) > 5
        for link, count in cells:
            assert total(client.get(link.replace("&amp;", "&")).text) == int(count), link


def test_shades_tell_few_from_many_and_the_legend_says_which(archive: Archive) -> None:
    found = table(archive, "/coverage")
    assert found.shades[0] == (1, 2)
    assert found.shades[-1][1] == 9
    levels = {cell.count: cell.level for row in found.rows for cell in row.cells}
    assert levels[0] == 0
    assert levels[1] == 1
    assert levels[9] == 4
    for count, level in levels.items():
        if level:
            low, high = found.shades[level - 1]
            assert low <= count <= high


def test_only_the_largest_have_a_row_and_the_rest_is_said(
    monkeypatch: pytest.MonkeyPatch, archive: Archive
) -> None:
    monkeypatch.setattr(coverage, "MAX_OUTLETS", 1)
    found = table(archive, "/coverage")
    assert [row.label for row in found.rows] == ["पूर्व"]
    assert found.left_out == 1
    assert counts(found.others) == [2, 0, 0, 2, 2, 6]
    assert (
        "1 other source, and articles without one"
        in client_of(archive).get("/coverage?lang=en").text
    )


def test_a_year_without_articles_is_no_page(client: FlaskClient) -> None:
    for year in ("2020", "0000", "20", "abc", "2022-07", "²⁰²²"):
        assert client.get("/coverage", query_string={"year": year}).status_code == 404


def test_only_years_that_have_articles_lead_to_a_page(client: FlaskClient) -> None:
    links = [one.href for one in anchors(client.get("/coverage").text, "<thead>", "</thead>")]
    assert len(links) == 2
    assert {client.get(link).status_code for link in links} == {200}


def test_an_empty_archive_says_so(empty: FlaskClient) -> None:
    assert empty.get("/coverage?lang=en").status_code == 503


def test_articles_without_a_source_or_date_are_counted_too(tmp_path: Path) -> None:
    with archive_in(tmp_path, [Article("1", "बाढ़")]) as small:
        page = client_of(small).get("/coverage?lang=en").text
    assert "Without a source" in page


def test_it_is_found_from_where_the_archive_is_told_of(client: FlaskClient) -> None:
    for address in ("/about", "/browse", "/trends?q=baadh"):
        assert 'href="/coverage"' in client.get(address).text, address
