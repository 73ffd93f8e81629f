"""Light or dark, and which digits: chosen by a link, kept in a cookie."""

import pytest
from flask.testing import FlaskClient

from tests.web.pages.anchors import anchors


def html(client: FlaskClient, address: str) -> str:
    """The element that all of a page is in."""
    return client.get(address).text.split("\n")[1]


def test_colours_follow_the_device_until_chosen(client: FlaskClient) -> None:
    page = client.get("/")
    assert '<html lang="hi">' in page.text
    assert '<meta name="color-scheme" content="light dark">' in page.text

    dark = client.get("/search?q=Lavrov&look=dark")
    assert '<html lang="hi" data-look="dark">' in dark.text
    assert '<meta name="color-scheme" content="dark">' in dark.text
    assert dark.headers["Set-Cookie"].startswith("look=dark;")
    assert html(client, "/") == '<html lang="hi" data-look="dark">'
    assert html(client, "/?look=light") == '<html lang="hi" data-look="light">'
    assert html(client, "/help") == '<html lang="hi" data-look="light">'

    client.get("/?look=auto")
    assert html(client, "/") == '<html lang="hi">'


def test_digits_are_a_choice_in_hindi(client: FlaskClient) -> None:
    assert "२ परिणाम" in client.get("/search?q=Lavrov").text
    page = client.get("/search?q=Lavrov&digits=latn")
    assert "2 परिणाम" in page.text
    assert "12 जनवरी 2026" in page.text
    assert "2 परिणाम" in client.get("/search?q=Lavrov").text
    client.get("/?digits=deva")
    assert "२ परिणाम" in client.get("/search?q=Lavrov").text


def test_english_is_in_latin_digits_whatever_was_chosen_in_hindi(client: FlaskClient) -> None:
    client.get("/?digits=deva")
    page = client.get("/search?q=Lavrov&lang=en")
    assert "2 results" in page.text
    assert "digits=" not in page.text


def test_every_choice_is_a_link_to_this_very_page(client: FlaskClient) -> None:
    page = client.get("/search?q=a+%26+b&source=x&look=dark&lang=hi")
    links = anchors(page.text, '<div class="preferences"')
    assert [link.href for link in links] == [
        f"?q=a+%26+b&source=x&{choice}" for choice in ("look=auto", "look=light", "digits=latn")
    ]


def test_several_choices_in_one_address_are_all_kept(client: FlaskClient) -> None:
    page = client.get("/?lang=en&look=dark&digits=latn")
    kept = {cookie.partition("=")[0] for cookie in page.headers.getlist("Set-Cookie")}
    assert kept == {"lang", "look", "digits"}


@pytest.mark.parametrize("value", ["", "red", "dark;x", "\r\nSet-Cookie: a=b", '"><script>'])
def test_other_values_are_neither_used_nor_kept(client: FlaskClient, value: str) -> None:
    page = client.get("/", query_string={"look": value, "digits": value})
    assert "Set-Cookie" not in page.headers
    assert '<html lang="hi">' in page.text
    client.set_cookie("look", "zz")
    assert html(client, "/") == '<html lang="hi">'
