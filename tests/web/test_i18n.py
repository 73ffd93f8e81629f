from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.i18n import day, month, number, other_language


@pytest.mark.parametrize(
    ("lang", "a_day", "a_month", "a_number"),
    [
        ("hi", "१२ जनवरी २०२६", "जनवरी २०२६", "१२,३४,५६७"),
        ("en", "January 12, 2026", "January 2026", "1,234,567"),
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
    assert "समाचार खोजें" in page.text
    assert "Set-Cookie" not in page.headers


def test_english_is_a_click_away_and_remembered(client: FlaskClient) -> None:
    chosen = client.get("/search?q=Lavrov&lang=en")
    assert '<html lang="en">' in chosen.text
    cookie = chosen.headers["Set-Cookie"]
    assert cookie.startswith("lang=en;")
    assert "SameSite=Lax" in cookie
    assert "HttpOnly" in cookie
    assert "results" in client.get("/search?q=Lavrov").text
    assert "परिणाम" in client.get("/search?q=Lavrov&lang=hi").text
    assert "परिणाम" in client.get("/search?q=Lavrov").text


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
        assert other_language() == ("hi", "हिन्दी", "?q=a+%26+b&source=x&source=y&lang=hi")


def test_caches_are_told_that_pages_differ(client: FlaskClient) -> None:
    assert "Cookie" in client.get("/").headers["Vary"]
