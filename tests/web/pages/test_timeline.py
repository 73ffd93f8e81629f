"""The bars of years, months and days."""

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.engine import Filters
from index.search.models import DateHistogram, Request, Results
from tests.web.pages.anchors import Anchor, anchors, total
from web.pages.timeline import MAX_BAR_HEIGHT, MAX_YEARS, MIN_BAR_HEIGHT, Chart, chart


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
        "August 1, 2025: 1 article",
        "August 3, 2025: 1 article",
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
    for bar in bars(page.text):
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


def test_articles_without_a_date_are_told_of(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़+OR+पंचायत+OR+लावरोव&lang=en")
    assert total(page.text) == 15
    assert "1 article without a date" in page.text
    assert "without a date" not in client.get("/search?q=बाढ़&lang=en").text
    assert "without a date" not in client.get(bars(page.text)[0].href + "&lang=en").text


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
    few = drawn(app, DateHistogram("year", (("1990", 1), (str(1990 + MAX_YEARS - 1), 1))))
    assert few
    assert len(few.bars) == MAX_YEARS
    hindi = drawn(app, DateHistogram("year", years), lang="hi")
    assert hindi
    assert hindi.bars[0].name == "1890 का दशक"


def test_the_first_and_last_years_that_there_can_be(app: Flask) -> None:
    line = drawn(app, DateHistogram("year", (("0001", 1), ("9999", 1))))
    assert line
    first, last = line.bars[0].request, line.bars[-1].request
    assert first
    assert last
    assert first.filters.since == date(1, 1, 1)
    assert last.filters.until == date(9999, 12, 31)


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
