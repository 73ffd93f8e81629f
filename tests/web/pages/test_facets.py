"""What the results can be narrowed to, by following the links of the pages themselves."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient

from archive.article import Article
from tests.factories import archive_in, client_of
from tests.web.pages.anchors import Anchor, anchors, total


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


def test_a_year_gives_way_to_another_and_opens_its_months(client: FlaskClient) -> None:
    _, choices = facets(client, "/search?q=लावरोव+OR+बाढ़")
    found, choices = facets(client, choices["2025 13"].href)
    assert found == 13
    assert choices["2025 13"].current
    assert choices["अगस्त 6"]
    assert choices["दिसंबर 1"]
    found, months = facets(client, choices["दिसंबर 1"].href)
    assert found == 1
    assert months["दिसंबर 1"].current
    assert months["अगस्त 6"]
    found, choices = facets(client, choices["2026 1"].href)
    assert found == 1
    assert parse_qs(urlsplit(choices["2025 13"].href).query)["since"] == ["2025-01-01"]
    # The year in force leads back to all years.
    assert facets(client, choices["2026 1"].href)[0] == 14


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
    form = page.text.partition('<details class="dates"')[2].partition("</form>")[0]
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
    assert "11 से 12 तक" in page.text
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
