"""Language, numbers and dates; preferences are chosen by a link and kept in a cookie."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.pages.anchors import anchors, heading
from web.i18n import day, month, number, other_language


@pytest.mark.parametrize(
    ("lang", "a_day", "a_month", "a_number"),
    [
        ("hi", "12 जनवरी 2026", "जनवरी 2026", "12,34,567"),
        ("en", "12 January 2026", "January 2026", "12,34,567"),
    ],
)
def test_numbers_and_dates(app: Flask, lang: str, a_day: str, a_month: str, a_number: str) -> None:
    with app.test_request_context("/", query_string={"lang": lang}):
        assert day(date(2026, 1, 12)) == a_day
        assert month(date(2026, 1, 12)) == a_month
        assert number(1234567) == a_number


def test_hindi_is_the_default_whatever_the_browser_says(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "en-US,en;q=0.9"})
    assert '<html lang="hi">' in page.text
    assert "ख़बरें खोजें" in page.text
    assert "Set-Cookie" not in page.headers


def test_english_is_a_click_away_and_remembered(client: FlaskClient) -> None:
    chosen = client.get("/search?q=Lavrov&lang=en")
    assert '<html lang="en">' in chosen.text
    cookie = chosen.headers["Set-Cookie"]
    assert cookie.startswith("lang=en;")
    assert "SameSite=Lax" in cookie
    assert "HttpOnly" in cookie
    assert heading(client.get("/search?q=Lavrov").text) == "“Lavrov”: 2 articles"
    assert heading(client.get("/search?q=Lavrov&lang=hi").text) == "“Lavrov”: 2 लेख"
    assert heading(client.get("/search?q=Lavrov").text) == "“Lavrov”: 2 लेख"


def test_the_cookie_is_secure_where_the_site_is(client: FlaskClient) -> None:
    assert "Secure" in client.get("/?lang=en", base_url="https://a.example").headers["Set-Cookie"]


@pytest.mark.parametrize("lang", ["fr", "", "hi;x", "../en", "\r\nSet-Cookie: a=b"])
def test_other_languages_are_not_spoken_nor_remembered(client: FlaskClient, lang: str) -> None:
    page = client.get("/", query_string={"lang": lang})
    assert '<html lang="hi">' in page.text
    assert "Set-Cookie" not in page.headers
    client.set_cookie("lang", "zz")
    assert '<html lang="hi">' in client.get("/").text


def test_the_link_keeps_the_query_and_is_never_a_path(app: Flask) -> None:
    with app.test_request_context("//evil.example/?q=a+%26+b&source=x&source=y&lang=en"):
        assert other_language() == ("hi", "हिंदी", "?q=a+%26+b&source=x&source=y&lang=hi")


def test_devanagari_digits_are_grouped_as_in_india_too(app: Flask) -> None:
    with app.test_request_context("/", query_string={"digits": "deva"}):
        assert day(date(2026, 1, 12)) == "१२ जनवरी २०२६"
        assert month(date(2026, 1, 12)) == "जनवरी २०२६"
        assert number(1234567) == "१२,३४,५६७"


def test_caches_are_told_that_pages_differ(client: FlaskClient) -> None:
    assert "Cookie" in client.get("/").headers["Vary"]


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
    assert "“Lavrov”: 2 लेख" in client.get("/search?q=Lavrov").text
    page = client.get("/search?q=Lavrov&digits=deva")
    assert "“Lavrov”: २ लेख" in page.text
    assert "१२ जनवरी २०२६" in page.text
    assert "12 जनवरी" not in page.text
    assert "“Lavrov”: २ लेख" in client.get("/search?q=Lavrov").text
    client.get("/?digits=latn")
    assert "“Lavrov”: 2 लेख" in client.get("/search?q=Lavrov").text


def test_english_is_in_latin_digits_whatever_was_chosen_in_hindi(client: FlaskClient) -> None:
    client.get("/?digits=deva")
    page = client.get("/search?q=Lavrov&lang=en")
    assert heading(page.text) == "“Lavrov”: 2 articles"
    assert "digits=" not in page.text


def test_every_choice_is_a_link_to_this_very_page(client: FlaskClient) -> None:
    page = client.get("/search?q=a+%26+b&source=x&look=dark&lang=hi")
    links = anchors(page.text, '<div class="preferences"')
    assert [link.href for link in links] == [
        f"?q=a+%26+b&source=x&{choice}" for choice in ("look=auto", "look=light", "digits=deva")
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
