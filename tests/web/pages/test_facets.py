"""What the results can be narrowed to, by following the links of the pages themselves."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

import web.pages.facets
from archive.article import Article
from index.engine import Days, Filters
from index.query.dates import first_day, last_day
from index.search.models import Request, Results
from tests.factories import archive_in, client_of
from tests.web.pages.anchors import Anchor, anchors, total
from web.pages.facets import date_choices, facet_views, toggled


def whole(text: str) -> Days:
    """The days of a year or month."""
    return first_day(text), last_day(text)


def facets(client: FlaskClient, address: str) -> tuple[int, dict[str, Anchor]]:
    """The total, and the choices of all facets by what they say."""
    page = client.get(address)
    assert page.status_code == 200
    found = anchors(page.text, '<aside class="facets"', "</aside>")
    return total(page.text), {choice.text: choice for choice in found}


def test_values_of_one_facet_add_up_and_can_be_left_out_again(client: FlaskClient) -> None:
    whole, choices = facets(client, "/search?q=बाढ़")
    assert whole == 12
    one, choices = facets(client, choices["पूर्वी समाचार 6"].href)
    assert one == 6
    assert choices["पूर्वी समाचार 6"].current
    # The other outlet can still be chosen, with the number that it would add.
    assert not choices["उत्तर पत्रिका 6"].current
    both, choices = facets(client, choices["उत्तर पत्रिका 6"].href)
    assert both == 12
    assert choices["पूर्वी समाचार 6"].current
    assert choices["उत्तर पत्रिका 6"].current
    other, choices = facets(client, choices["पूर्वी समाचार 6"].href)
    assert other == 6
    assert not choices["पूर्वी समाचार 6"].current


def test_different_facets_narrow_each_other(client: FlaskClient) -> None:
    _, choices = facets(client, "/search?q=समाचार+OR+बाढ़+OR+लावरोव&source=पूर्वी+समाचार")
    found, choices = facets(client, choices["राज्य 6"].href)
    assert found == 6
    assert choices["विश्व 1"]
    assert choices["पूर्वी समाचार 6"].current


def periods(choice: Anchor) -> list[str]:
    """The years, months and days that a link asks for."""
    return parse_qs(urlsplit(choice.href).query).get("period", [])


def test_years_add_up_and_one_opens_its_months(client: FlaskClient) -> None:
    _, choices = facets(client, "/search?q=लावरोव+OR+बाढ़")
    found, choices = facets(client, choices["2025 13"].href)
    assert found == 13
    assert choices["2025 13"].current
    assert choices["अगस्त 6"]
    assert choices["दिसंबर 1"]
    # Another year is added, as another outlet is, and each can be left out again.
    both, years = facets(client, choices["2026 1"].href)
    assert both == 14
    assert years["2025 13"].current
    assert years["2026 1"].current
    assert "अगस्त 6" not in years
    assert facets(client, years["2025 13"].href)[0] == 1
    assert periods(years["2026 1"]) == ["2025"]
    assert facets(client, choices["2025 13"].href)[0] == 14


def test_months_add_up_and_take_the_place_of_their_year(client: FlaskClient) -> None:
    _, choices = facets(client, "/search?q=लावरोव+OR+बाढ़&period=2025")
    found, months = facets(client, choices["दिसंबर 1"].href)
    assert found == 1
    assert months["दिसंबर 1"].current
    assert not months["2025 13"].current
    assert periods(months["अगस्त 6"]) == ["2025-12", "2025-08"]
    found, months = facets(client, months["अगस्त 6"].href)
    assert found == 7
    assert months["दिसंबर 1"].current
    assert months["अगस्त 6"].current
    assert not months["जुलाई 6"].current
    # A month and a year beside it.
    found, mixed = facets(client, months["2026 1"].href)
    assert found == 8
    assert mixed["2026 1"].current
    assert facets(client, months["दिसंबर 1"].href)[0] == 6


def test_years_of_old_addresses_count_as_years(client: FlaskClient) -> None:
    found, choices = facets(client, "/search?q=लावरोव+OR+बाढ़&since=2025-01-01&until=2025-12-31")
    assert found == 13
    assert choices["2025 13"].current
    assert facets(client, choices["2025 13"].href)[0] == 14


def test_a_label_is_excluded_by_a_link_of_its_own(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़&lang=en")
    (link,) = [
        one
        for one in anchors(page.text, '<aside class="facets"', "</aside>")
        if one.title == "Exclude पूर्वी समाचार"
    ]
    assert parse_qs(urlsplit(link.href).query) == {"q": ["बाढ़"], "not_source": ["पूर्वी समाचार"]}
    without = client.get(link.href)
    assert total(without.text) == 6
    assert set(re.findall(r'<span class="source" lang="hi">([^<]+)', without.text)) == {
        "उत्तर पत्रिका"
    }
    # The outlet is no longer among the choices; its chip leads back.
    assert not re.search(r'<aside class="facets".*>पूर्वी समाचार</span>', without.text, re.DOTALL)
    (chip,) = anchors(without.text, '<ul class="filters"', "</ul>")
    assert chip.text.partition(" (")[0] == "Excluding source: पूर्वी समाचार"
    assert total(client.get(chip.href).text) == 12


def test_what_is_wanted_is_no_longer_excluded_and_the_other_way_round(app: Flask) -> None:
    asked = Request("x", filters=Filters.of(source=["क"], not_source=["ख"]))
    with app.test_request_context("/"):
        out, back = toggled(asked, "not_source", "क"), toggled(asked, "source", "ख")
    assert out.filters == Filters.of(not_source=["ख", "क"])
    assert back.filters == Filters.of(source=["क", "ख"])


def test_two_excluded_and_what_they_leave(client: FlaskClient) -> None:
    asked = "/search?q=बाढ़+OR+लावरोव+OR+घोटाला"
    assert total(client.get(asked).text) == 15
    assert total(client.get(f"{asked}&not_source=पूर्वी+समाचार").text) == 8
    two = client.get(f"{asked}&not_source=पूर्वी+समाचार&not_source=उत्तर+पत्रिका")
    assert total(two.text) == 1
    assert total(client.get(f"{asked}&not_category=राज्य&source=पूर्वी+समाचार").text) == 1


def test_dates_are_chosen_by_one_click(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़+OR+पंचायत&lang=en").text
    choices = anchors(page, '<section class="dates"', "</section>")
    assert [choice.text for choice in choices] == [
        "All dates",
        "Last 7 days",
        "Last 30 days",
        "This year",
        "Date unknown (1)",
    ]
    assert [choice.current for choice in choices] == [True, False, False, False, False]
    undated = client.get(choices[-1].href).text
    assert total(undated) == 1
    assert "/articles/untitled" in undated
    again = anchors(undated, '<section class="dates"', "</section>")
    assert [choice.current for choice in again] == [False, False, False, False, True]
    assert total(client.get(again[0].href).text) == 13
    # Without an undated article there is nothing to choose.
    assert "Date unknown" not in client.get("/search?q=बाढ़&lang=en").text


def test_the_last_days_end_today_in_india(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.pages.facets, "today", lambda: date(2026, 3, 3))
    asked = Request("x", page=3, filters=Filters(undated=True, periods=(whole("2020"),)))
    with app.test_request_context("/?lang=en"):
        everything, week, month, year, undated = date_choices(asked, 4)
    assert everything.request == Request("x")
    # Seven days with today, across the end of a month.
    assert week.request.filters == Filters(since=date(2026, 2, 25))
    assert month.request.filters == Filters(since=date(2026, 2, 2))
    assert year.request.filters == Filters(periods=(whole("2026"),))
    assert undated.active
    assert not undated.request.filters.undated
    with app.test_request_context("/?lang=en"):
        (active,) = [one.name for one in date_choices(week.request, 0) if one.active]
    assert active == "Last 7 days"


def test_undated_ones_beside_a_year_are_added_to_it(client: FlaskClient) -> None:
    asked = "/search?q=बाढ़+OR+पंचायत+OR+लावरोव&lang=en"
    assert total(client.get(f"{asked}&undated=1").text) == 1
    assert total(client.get(f"{asked}&period=2026").text) == 1
    both = client.get(f"{asked}&undated=1&period=2026").text
    assert total(both) == 2
    names = [chip.text.partition(" (")[0] for chip in anchors(both, '<ul class="filters"', "</ul>")]
    assert names == ["2026", "date unknown"]


def test_a_period_that_is_none_is_left_out_by_the_page(client: FlaskClient) -> None:
    assert total(client.get("/search?q=बाढ़&period=zz&period=2025-13&period=2025-08").text) == 6
    assert total(client.get("/search?q=बाढ़&undated=zz").text) == 12


def test_a_long_facet_can_be_searched_by_script_and_a_short_one_needs_none(app: Flask) -> None:
    counts = tuple((f"लेखक {n:02}", 30 - n) for n in range(12))
    results = Results(Request("x"), 99, 1.0, (), (), {"author": counts, "category": counts[:3]})
    with app.test_request_context("/search?lang=en"):
        text = render_template(
            "facets.html",
            facets=facet_views(results.request, results),
            asked=results.request,
            date_choices=[],
        )
    assert re.findall(r'<section data-filter="([^"]+)">\s*<h2>([^<]+)', text) == [
        ("Find in Author", "Author")
    ]
    assert "<summary>5 more</summary>" in text


def test_a_label_in_force_that_nothing_has_is_shown_to_be_taken_away(client: FlaskClient) -> None:
    found, choices = facets(client, "/search?q=बाढ़&category=विश्व")
    assert found == 0
    assert choices["विश्व 0"].current
    assert facets(client, choices["विश्व 0"].href)[0] == 12


def test_every_filter_in_force_is_a_chip_that_removes_it(client: FlaskClient) -> None:
    address = "/search?q=बाढ़&source=उत्तर+पत्रिका&category=राज्य&since=2025-08-01&until=2025-08-31"
    page = client.get(address)
    chips = anchors(page.text, '<ul class="filters"', "</ul>")
    names = ["स्रोत: उत्तर पत्रिका", "श्रेणी: राज्य", "अगस्त 2025"]
    assert [chip.text.partition(" (")[0] for chip in chips] == names
    assert total(client.get(chips[2].href).text) == 6


def test_whole_years_and_single_days_have_names_as_chips(client: FlaskClient) -> None:
    for span, name in (("2025", "2025"), ("2025-08-03", "3 अगस्त 2025")):
        page = client.get("/search", query_string={"q": "बाढ़", "since": span, "until": span})
        (chip,) = anchors(page.text, '<ul class="filters"', "</ul>")
        assert chip.text.partition(" (")[0] == name


def test_the_dates_form_keeps_everything_else(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़&source=उत्तर+पत्रिका&order=newest&limit=20&since=2025-07-02")
    form = page.text.partition('<section class="dates"')[2].partition("</form>")[0]
    # What is chosen can be seen.
    assert "<details open>" in form
    assert 'name="since" value="2025-07-02"' in form
    assert 'name="until" value=""' in form
    for name, value in (
        ("q", "बाढ़"),
        ("source", "उत्तर पत्रिका"),
        ("order", "newest"),
        ("limit", "20"),
    ):
        assert f'<input type="hidden" name="{name}" value="{value}">' in form
    assert "page" not in form
    assert client.get("/search?q=बाढ़&since=&until=").status_code == 200


def test_page_sizes_begin_at_the_first_page_and_keep_the_rest(client: FlaskClient) -> None:
    page = client.get("/search?q=बाढ़&page=2&order=oldest")
    assert 'start="11"' in page.text
    assert page.text.count("<h2><a") == 2
    sizes = anchors(page.text, '<nav class="sizes"', "</nav>")
    assert [size.text for size in sizes] == ["10", "20", "50", "100"]
    assert [size.current for size in sizes] == [True, False, False, False]
    bigger = client.get(sizes[1].href)
    assert bigger.text.count("<h2><a") == 12
    assert '<a rel="next"' not in bigger.text
    assert 'class="sizes"' not in client.get("/search?q=Lavrov").text


def test_languages_are_shown_by_their_names(tmp_path: Path) -> None:
    articles = [
        Article("a", "मुंबई में बारिश", language="hi"),
        Article("b", "मुंबईत पाऊस, मुंबई", language="mr"),
    ]
    with archive_in(tmp_path / "data", articles) as archive:
        client = client_of(archive)
        page = client.get("/search?q=मुंबई").text
        assert "मराठी" in page
        assert "language=mr" in page
        assert "Marathi" in client.get("/search?q=मुंबई&language=mr&lang=en").text
        assert "Hindi" in client.get("/browse/languages?lang=en").text


FLOODS = [
    Article(f"f{n}", f"बाढ़ {n} से दरभंगा में नुकसान", source="भोर", published=date(2024, 7, 1 + n))
    for n in range(6)
]
OTHERS = [Article(f"o{n}", f"दिल्ली की ख़बर {n}", source="भोर") for n in range(40)]


def test_a_name_beside_the_results_is_added_by_a_click(tmp_path: Path) -> None:
    with archive_in(tmp_path, (*FLOODS, *OTHERS)) as archive:
        client = client_of(archive)
        address = "/search?q=बाढ़+OR+तूफ़ान&order=newest&source=भोर"
        page = client.get(f"{address}&lang=en&page=1")
        assert "Names in these articles" in page.text
        found, choices = facets(client, address)
        with_it = parse_qs(urlsplit(choices["दरभंगा"].href).query)
        assert with_it == {"q": ['बाढ़ OR तूफ़ान "दरभंगा"'], "order": ["newest"], "source": ["भोर"]}
        assert total(client.get(choices["दरभंगा"].href).text) == found == 6
        # It is asked for now, and offered no more.
        assert "दरभंगा" not in facets(client, choices["दरभंगा"].href)[1]
        # Behind half a pair of quotation marks it would be a part of the quotation.
        assert "दरभंगा" not in facets(client, '/search?q="बाढ़')[1]
        assert "दरभंगा" in facets(client, "/search?q=बाढ़&view=concordance")[1]
        answer = client.get("/api/v1/search?q=बाढ़&limit=1").get_json()
        assert answer["names"] == [{"name": "दरभंगा", "kind": "place", "articles": 6}]
