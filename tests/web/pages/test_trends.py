"""The page of trends: its chart, its links, and the same as JSON."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from math import hypot
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from archive.article import Article
from index.search import Point, Request, Trend
from tests.factories import archive_in, json_of
from tests.web.pages.anchors import anchors, total
from web.app import create_app
from web.pages.trends import trend_chart


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    start = date(2020, 1, 1)
    articles = [
        Article(
            str(n), "कोरोना की ख़बर" if n % 3 else "किसान की ख़बर",
            published=start + timedelta(days=n), dated_by="metadata",
        )
        for n in range(60)
    ]  # fmt: skip
    articles.append(Article("undated", "कोरोना"))
    with archive_in(tmp_path_factory.mktemp("trends"), articles) as archive:
        yield create_app(archive, rate_limit="off").test_client()


def test_each_point_leads_to_its_articles(client: FlaskClient) -> None:
    page = client.get("/trends?q=corona&q=kisan&lang=en").text
    links = re.findall(r'<a href="([^"]*)" aria-label="corona, January 2020: ([^"]*)"', page)
    ((address, said),) = links
    assert said == "20 of 31 articles (65%)"
    assert "<h1>“corona”: 20 articles" in client.get(address.replace("&amp;", "&")).text
    assert page.count("<polyline") == 2
    assert "41 articles, 1 without a date" in page


def test_a_line_can_be_taken_away_and_the_days_chosen(client: FlaskClient) -> None:
    page = client.get("/trends?q=corona&q=kisan&by=day&since=2020-02&lang=en").text
    (without, *_) = re.findall(r'class="not" href="([^"]*)"', page)
    assert "q=kisan" in without
    assert "corona" not in without
    assert "by=day" in without
    assert "since=2020-02-01" in without


@pytest.mark.parametrize("days", ["", "&since=2020-02", "&period=2020-01"])
def test_the_number_beside_a_search_is_that_of_its_results(client: FlaskClient, days: str) -> None:
    page = client.get(f"/trends?q=corona{days}&lang=en").text
    legend = page.partition('<ul class="legend">')[2].partition("</ul>")[0]
    (number, undated) = re.findall(r"([\d,]+) (?:articles|without)", legend)
    assert undated == "1"
    (link, *_) = [one.href for one in anchors(legend) if one.text == "corona"]
    assert total(client.get(f"{link}&lang=en").text) == int(number)


def test_without_a_search_it_says_what_it_does(client: FlaskClient) -> None:
    page = client.get("/trends?q=&q=+&lang=en")
    assert page.status_code == 200
    assert "How much of the news" in page.text
    assert "<polyline" not in page.text


def test_the_same_as_json(client: FlaskClient) -> None:
    answer = json_of(client.get("/api/v1/trends?q=corona&by=month"))
    assert answer["by"] == "month"
    (term,) = answer["terms"]
    assert (term["query"], term["total"], term["undated"]) == ("corona", 41, 1)
    assert term["points"][0] == {"period": "2020-01", "articles": 20, "of": 31, "share": 0.645161}
    refused = client.get("/api/v1/trends?q=corona&by=hour")
    assert refused.status_code == 400
    assert "year, month or day" in refused.text


def test_other_sites_may_show_the_chart_and_nothing_else(client: FlaskClient) -> None:
    framed = client.get("/embed/trends?q=corona")
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "<polyline" in framed.text
    assert "frame-ancestors 'none'" in client.get("/trends").headers["Content-Security-Policy"]


def points(*counts: tuple[str, int, int]) -> Trend:
    return Trend("क", 0, 0, tuple(Point(*each) for each in counts))


def test_a_gap_breaks_the_line_and_few_articles_are_pale(tmp_path: Path) -> None:
    found = points(
        ("2019", 1, 50), ("2020", 10, 100), ("2023", 1, 1), ("2024", 5, 100), ("2025", 5, 100)
    )
    with (
        archive_in(tmp_path, []) as archive,
        create_app(archive, rate_limit="off").test_request_context("/?lang=en"),
    ):
        chart = trend_chart([Request("क")], "year", [found])
    (line,) = chart.lines
    assert [len(run.split()) for run in line.runs] == [2, 3]
    assert len(chart.gaps) == 1
    assert [dot.few for dot in line.dots] == [False, False, True, False, False]
    # One article of one sets no scale: ten in a hundred do.
    assert [name for _, name in chart.levels] == ["0%", "5%", "10%"]
    assert chart.of == 351


def test_no_link_of_a_point_covers_the_middle_of_another(tmp_path: Path) -> None:
    months = [f"{2015 + n // 12}-{n % 12 + 1:02}" for n in range(60)]
    searches = [Request(word) for word in "कखगघच"]
    found = [
        points(*((month, (n * step) % 40, 40) for n, month in enumerate(months)))
        for step in (1, 3, 7, 11, 1)
    ]
    with (
        archive_in(tmp_path, []) as archive,
        create_app(archive, rate_limit="off").test_request_context("/?lang=en"),
    ):
        chart = trend_chart(searches, "month", found)
    dots = [
        (float(dot.x.rstrip("%")) * 9, float(dot.y), dot.reach)
        for line in chart.lines
        for dot in line.dots
        if dot.request
    ]
    assert {reach for _, _, reach in dots} > {4.0}
    for x, y, _ in dots:
        for other_x, other_y, reach in dots:
            distance = hypot(other_x - x, other_y - y)
            # Points in the same place, or nearly, are as small as can be.
            assert distance > reach or reach == 4 or (x, y) == (other_x, other_y)


def test_results_lead_to_a_comparison(client: FlaskClient) -> None:
    page = client.get("/search?q=किसान&since=2020&order=newest&lang=en").text
    (link,) = [one.href for one in anchors(page) if one.text == "+ compare"]
    address, _, mark = link.partition("#")
    asked = parse_qs(urlsplit(address).query)
    assert asked == {"q": ["किसान"], "since": ["2020-01-01"]}
    assert f'<input id="{mark}" name="q" value=""' in client.get(address).text
    # Where no word was searched for there is none to compare.
    assert "+ compare" not in client.get("/search?q=&since=2020&lang=en").text
