"""The archive without a search: lists and calendar, every number checked against the search."""

import re

import pytest
from flask.testing import FlaskClient

from tests.web.pages.anchors import Anchor, anchors, total

MAIN, FOOTER = "<main", "<footer"


def links(client: FlaskClient, address: str) -> list[Anchor]:
    page = client.get(address)
    assert page.status_code == 200
    return anchors(page.text, MAIN, FOOTER)


def searches(client: FlaskClient, address: str) -> list[Anchor]:
    return [link for link in links(client, address) if link.href.startswith("/search")]


def test_the_overview_leads_everywhere(client: FlaskClient) -> None:
    hrefs = [link.href for link in links(client, "/browse")]
    for address in ("/browse/days", "/browse/sources", "/browse/authors", "/browse/categories"):
        assert address in hrefs
    assert "/browse/days/2025" in hrefs
    assert '<a href="/browse"' in client.get("/").text


@pytest.mark.parametrize(
    "address",
    [
        "/browse",
        "/browse/sources",
        "/browse/authors",
        "/browse/categories",
        "/browse/sources?by=size",
        "/browse/days/2025",
        "/browse/days/2025-12",
        "/coverage",
        "/coverage?year=2025",
    ],
)
def test_every_number_is_what_the_search_finds(client: FlaskClient, address: str) -> None:
    joint = "&" if "?" in address else "?"
    found = searches(client, f"{address}{joint}lang=en")
    assert found
    for link in found:
        number = re.findall(r"\d+", link.label.partition(": ")[2] or link.text)[-1]
        assert total(client.get(link.href).text) == int(number), link


def test_names_stand_in_the_order_of_the_dictionary_under_their_letters(
    client: FlaskClient,
) -> None:
    assert [link.text for link in searches(client, "/browse/sources")] == [
        "उत्तर पत्रिका 7",
        "पूर्वी समाचार 7",
        "<u>टीला</u> टाइम्स 1",
    ]
    page = client.get("/browse/sources")
    assert re.findall(r'<h2 lang="\w+">(.)</h2>', page.text) == ["उ", "प", "U"]
    assert "<u>" not in page.text


def test_one_letter_alone(client: FlaskClient) -> None:
    assert [link.text for link in searches(client, "/browse/sources?letter=प")] == ["पूर्वी समाचार 7"]
    letters = anchors(client.get("/browse/sources?letter=प").text, 'class="letters"', "</nav>")
    assert [(one.text, one.current) for one in letters] == [
        ("सभी", False),
        ("उ", False),
        ("प", True),
        ("U", False),
    ]
    everything = searches(client, "/browse/sources")
    for nothing in ("झ", "%00", "", "<script>"):
        assert searches(client, f"/browse/sources?letter={nothing}") == everything


def test_the_largest_first(client: FlaskClient) -> None:
    found = [link.text for link in searches(client, "/browse/categories?by=size")]
    assert found == ["राज्य 12", "विश्व 2"]


def test_the_calendar_goes_from_years_to_days(client: FlaskClient) -> None:
    assert [link.text for link in links(client, "/browse/days")][1:] == ["2026 1 लेख", "2025 13 लेख"]
    year = links(client, "/browse/days/2025")
    months = [link for link in year if "/browse/days/2025-" in link.href]
    assert [month.text for month in months] == ["जुलाई 6 लेख", "अगस्त 6 लेख", "दिसंबर 1 लेख"]
    assert year[-1].text == "2026 →"
    leaf = client.get("/browse/days/2025-08")
    days = anchors(leaf.text, "<tbody>", "</tbody>")
    assert [day.label for day in days][:2] == ["1 अगस्त 2025: 1 लेख", "3 अगस्त 2025: 1 लेख"]
    assert total(client.get(days[0].href).text) == 1
    legend = leaf.text.partition('<ul class="shades"')[2].partition("</ul>")[0]
    assert legend.count("<li>") == legend.count('class="l4"') == 1  # one article is the most
    beside = anchors(leaf.text, 'class="paging"', "</nav>")
    assert [link.text for link in beside] == ["← जुलाई 2025", "दिसंबर 2025 →"]


def test_a_leaf_has_weeks_that_begin_on_sunday(client: FlaskClient) -> None:
    leaf = client.get("/browse/days/2025-08?lang=en").text
    assert re.findall(r'abbr="(\w+)"', leaf)[0] == "Sunday"
    first = leaf.partition("<tbody>")[2].partition("</tr>")[0]
    # 1 August 2025 was a Friday.
    assert first.count("<td></td>") == 5


@pytest.mark.parametrize(
    "address",
    [
        "/browse/colours",
        "/browse/days/2024",
        "/browse/days/2025-09",
        "/browse/days/2025-13",
        "/browse/days/2025-8",
        "/browse/days/2025-08-01",
        "/browse/days/0000",
        "/browse/days/x",
        "/browse/days/" + "9" * 500,
        "/browse/days/%00",
    ],
)
def test_what_is_not_there(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "9" * 50, "²", ""])
def test_any_page_number_gives_a_page(client: FlaskClient, page: str) -> None:
    assert client.get("/browse/sources", query_string={"page": page}).status_code == 200


def test_an_archive_without_an_index_says_so(empty: FlaskClient) -> None:
    for address in ("/browse", "/browse/sources", "/browse/days", "/help", "/about"):
        answer = empty.get(address)
        assert answer.status_code == 503
        assert "reindex" in answer.text
    assert empty.get("/").status_code == 200


def test_the_newest_are_on_the_front_page(client: FlaskClient) -> None:
    found = anchors(client.get("/").text, 'class="newest"', "</ul>")
    assert [link.href for link in found][:2] == ["/articles/lavrov", "/articles/seed/wonsan"]
    assert len(found) == 6
