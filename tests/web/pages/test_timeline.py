"""The bars of years, months and days."""

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.article import Article
from index.engine import Filters
from index.search.models import DateHistogram, Request, Results
from tests.factories import archive_in, client_of
from tests.web.pages.anchors import Anchor, anchors, total
from web.pages.timeline import (
    MAX_BAR_HEIGHT,
    MAX_YEARS,
    MIN_BAR_HEIGHT,
    MIN_EMPTY_YEARS,
    Chart,
    chart,
)


def drawn(
    app: Flask, line: DateHistogram, filters: Filters | None = None, lang: str = "en"
) -> Chart | None:
    asked = Request("x", filters=filters or Filters())
    results = Results(asked, 1, 1.0, (), (), {}, histogram=line)
    with app.test_request_context("/", query_string={"lang": lang}):
        return chart(asked, results)


def bars(text: str) -> list[Anchor]:
    return anchors(text, '<svg class="bars', "</svg>")


def test_a_year_opens_its_months_a_month_its_days_and_the_way_back_is_there(
    client: FlaskClient,
) -> None:
    page = client.get("/search?q=बाढ़+OR+लावरोव&lang=en")
    assert [bar.label for bar in bars(page.text)] == ["2025: 13 articles", "2026: 1 article"]
    page = client.get(bars(page.text)[0].href)
    assert total(page.text) == 13
    labels = [bar.label for bar in bars(page.text)]
    assert labels == [
        "July 2025: 6 articles",
        "August 2025: 6 articles",
        "December 2025: 1 article",
    ]
    page = client.get(bars(page.text)[1].href)
    assert total(page.text) == 6
    days = bars(page.text)
    assert [day.label for day in days][:2] == [
        "1 August 2025: 1 article",
        "3 August 2025: 1 article",
    ]
    page = client.get(days[1].href)
    assert total(page.text) == 1
    # The other days stay in sight, and the day chosen is marked.
    assert [day.current for day in bars(page.text)] == [False, True, False, False, False, False]
    up = anchors(page.text, '<nav class="up"', "</nav>")
    assert [one.text for one in up] == ["All years", "2025"]
    assert total(client.get(up[1].href).text) == 13
    assert total(client.get(up[0].href).text) == 14


def test_every_bar_finds_what_it_says(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़&lang=en")
    assert len(bars(page.text)) == 2
    mixed = client.get("/search?q=बाढ़+OR+पंचायत+OR+लावरोव&lang=en")
    assert len(bars(mixed.text)) == 3
    for bar in (*bars(page.text), *bars(mixed.text)):
        count = int(re.findall(r": (\d+) article", bar.label)[0])
        assert total(client.get(bar.href).text) == count


def test_numbers_are_text_and_the_chart_has_a_name(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़")
    assert 'role="group" aria-labelledby="when"' in page.text
    assert '<h2 id="when" class="hide">कब प्रकाशित हुए</h2>' in page.text
    assert bars(page.text)[0].label == "जुलाई 2025: 6 लेख"
    assert re.search(r'<text class="n"[^>]*>6</text>', page.text)


def test_nothing_is_drawn_where_there_is_nothing_to_compare(client: FlaskClient) -> None:
    for query in ("पंचायत", "title:घोटाला", "zzqqxx"):
        assert '<svg class="bars' not in client.get("/search", query_string={"q": query}).text


def test_articles_without_a_date_have_a_bar_of_their_own(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़+OR+पंचायत+OR+लावरोव&lang=en")
    assert total(page.text) == 15
    undated, *dated = bars(page.text)
    assert undated.label == "Date unknown: 1 article"
    assert [bar.label for bar in dated] == ["2025: 13 articles", "2026: 1 article"]
    # It is drawn as another kind of thing.
    assert page.text.count('<rect class="bar undated"') == 1
    # All of the articles are in the chart.
    said = [int(re.findall(r": (\d+) article", bar.label)[0]) for bar in bars(page.text)]
    assert sum(said) == total(page.text)

    listed = client.get(undated.href)
    assert total(listed.text) == 1
    assert "<span>date unknown</span>" in listed.text
    assert "<time" not in listed.text.partition('<ol class="results"')[2].partition("</ol>")[0]
    assert bars(listed.text)[0].current
    up = anchors(listed.text, '<nav class="up"', "</nav>")
    assert [total(client.get(one.href).text) for one in up] == [15]

    assert "Date unknown" not in client.get("/search?q=बाढ़&lang=en").text


def test_undated_ones_stay_in_sight_within_a_year(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़+OR+पंचायत+OR+लावरोव&period=2025&lang=en")
    undated = bars(page.text)[0]
    assert undated.label == "Date unknown: 1 article"
    assert not undated.current
    assert total(client.get(undated.href).text) == 1


def test_a_bar_says_its_days_for_the_brush(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़+OR+पंचायत+OR+लावरोव").text
    days = re.findall(r'data-first="([\d-]+)" data-last="([\d-]+)"', page)
    assert days == [("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31")]


def test_only_undated_articles_need_no_chart(app: Flask) -> None:
    assert drawn(app, DateHistogram("year", (), 4)) is None


def test_empty_years_in_a_row_are_one_gap(app: Flask) -> None:
    """One stray year would otherwise press the others together at one side."""
    last = 2000 + MIN_EMPTY_YEARS + 1
    line = drawn(app, DateHistogram("year", (("2000", 5), (str(last), 9), (str(last + 2), 7))))
    assert line
    told = [(bar.name, bar.label, bar.count) for bar in line.bars]
    assert told == [
        ("2000", "2000", 5),
        ("", "…", 0),
        (str(last), str(last), 9),
        (str(last + 1), str(last + 1), 0),
        (str(last + 2), str(last + 2), 7),
    ]
    gap = line.bars[1]
    assert (gap.request, gap.active, gap.first, gap.last) == (None, False, None, None)
    # One year less, and each has its place.
    near = drawn(app, DateHistogram("year", (("2000", 5), (str(last - 1), 9))))
    assert near
    assert [bar.name for bar in near.bars] == [str(2000 + n) for n in range(MIN_EMPTY_YEARS + 1)]


def test_a_gap_is_no_link_in_the_page(tmp_path: Path) -> None:
    articles = [
        Article(str(year), "बाढ़ आई।", published=date(year, 5, 1), dated_by="metadata")
        for year in (1999, 2020, 2021)
    ]
    with archive_in(tmp_path, articles) as archive:
        page = client_of(archive).get("/search?q=बाढ़&lang=en").text
    assert [bar.label for bar in bars(page)] == [
        "1999: 1 article",
        "2020: 1 article",
        "2021: 1 article",
    ]
    assert re.search(r'<text class="label"[^>]*>…</text>', page)


def test_the_only_month_or_year_is_named(app: Flask) -> None:
    month = drawn(app, DateHistogram("day", (("2025-07-03", 1), ("2025-07-04", 2))))
    year = drawn(app, DateHistogram("month", (("2025-07", 1), ("2025-09", 2))))
    assert month
    assert year
    assert (month.here, month.up) == ("July 2025", [])
    assert (year.here, year.up) == ("2025", [])


def test_gaps_keep_their_place_and_have_no_link(app: Flask) -> None:
    line = drawn(app, DateHistogram("year", (("2001", 1), ("2004", 400))))
    assert line
    assert [bar.name for bar in line.bars] == ["2001", "2002", "2003", "2004"]
    assert [bar.height for bar in line.bars] == [MIN_BAR_HEIGHT, 0, 0, MAX_BAR_HEIGHT]
    assert [bar.left for bar in line.bars] == ["0.00%", "25.00%", "50.00%", "75.00%"]
    assert line.slot == "25.00%"


def test_many_years_are_drawn_as_decades(app: Flask) -> None:
    years = (("1899", 2), ("1950", 3), ("1959", 4), ("2026", 1))
    line = drawn(app, DateHistogram("year", years))
    assert line
    assert [bar.name for bar in line.bars][:2] == ["1890s", "1900s"]
    assert [(bar.name, bar.count) for bar in line.bars if bar.count] == [
        ("1890s", 2),
        ("1950s", 7),
        ("2020s", 1),
    ]
    request = line.bars[6].request
    assert request
    filters = request.filters
    assert (filters.since, filters.until) == (date(1950, 1, 1), date(1959, 12, 31))
    every = tuple((str(1990 + n), 1) for n in range(0, MAX_YEARS, MIN_EMPTY_YEARS))
    few = drawn(app, DateHistogram("year", (*every, (str(1990 + MAX_YEARS - 1), 1))))
    assert few
    assert len(few.bars) == MAX_YEARS
    hindi = drawn(app, DateHistogram("year", years), lang="hi")
    assert hindi
    assert hindi.bars[0].name == "1890 का दशक"


def test_the_first_and_last_years_that_there_can_be(app: Flask, client: FlaskClient) -> None:
    line = drawn(app, DateHistogram("year", (("0001", 1), ("9999", 1))))
    assert line
    first, last = line.bars[0].request, line.bars[-1].request
    assert first
    assert last
    assert first.filters.since == date(1, 1, 1)
    assert last.filters.until == date(9999, 12, 31)
    assert (
        client.get("/search?q=x&since=0001&until=9999&period=0001&period=9999").status_code == 200
    )


@pytest.mark.parametrize(("month", "days"), [("2024-02", 29), ("2025-02", 28), ("2025-07", 31)])
def test_a_month_has_all_its_days_and_labels_that_fit(app: Flask, month: str, days: int) -> None:
    line = drawn(app, DateHistogram("day", ((f"{month}-03", 1), (f"{month}-04", 2))))
    assert line
    assert len(line.bars) == days
    labels = [bar for bar in line.bars if bar.label]
    assert len(labels) <= 12
    assert sum(not bar.minor for bar in labels) <= 6
    assert not line.counted


def test_a_stretch_with_an_open_end_marks_all_that_is_in_it(app: Flask) -> None:
    counts = DateHistogram("year", (("2023", 1), ("2024", 1), ("2025", 1)))
    line = drawn(app, counts, Filters(since=date(2024, 5, 1)))
    assert line
    assert [bar.active for bar in line.bars] == [False, True, True]
    assert [name for name, _ in line.up] == ["All years"]
