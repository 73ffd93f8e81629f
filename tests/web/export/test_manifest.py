"""The web manifest and the icons, wherever the site stands."""

import io
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image

from tests.factories import archive_in
from web.app import create_app


@pytest.mark.parametrize(("lang", "short"), [("hi", "अभिलेख"), ("en", "Abhilekh")])
def test_it_says_what_is_installed(client: FlaskClient, lang: str, short: str) -> None:
    page = client.get(f"/?lang={lang}").text
    assert f'<link rel="manifest" href="/manifest.webmanifest?lang={lang}">' in page
    # Browsers ask without cookies.
    answer = client.get(f"/manifest.webmanifest?lang={lang}")
    assert answer.mimetype == "application/manifest+json"
    told = json.loads(answer.text)
    assert (told["short_name"], told["lang"], told["display"]) == (short, lang, "standalone")
    assert told["name"]
    assert told["start_url"] == told["scope"] == "/"
    for icon in told["icons"]:
        picture = client.get(icon["src"], buffered=True)
        with Image.open(io.BytesIO(picture.data)) as image:
            assert icon["sizes"] == f"{image.width}x{image.height}"
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}


def test_under_a_prefix(tmp_path: Path) -> None:
    with archive_in(tmp_path, []) as archive:
        client = create_app(archive, site_url="https://news.example/archive").test_client()
        told = json.loads(client.get("/archive/manifest.webmanifest?lang=en").text)
        assert told["start_url"] == told["scope"] == told["id"] == "/archive/"
        assert all(icon["src"].startswith("/archive/static/icon-") for icon in told["icons"])
        page = client.get("/archive/").text
        assert 'href="/archive/manifest.webmanifest?lang=hi"' in page
        assert 'href="/archive/apple-touch-icon.png"' in page


def test_icons_where_browsers_look_for_them(client: FlaskClient) -> None:
    for address, kind, size in (
        ("/favicon.ico", "ICO", (48, 48)),
        ("/apple-touch-icon.png", "PNG", (180, 180)),
    ):
        answer = client.get(address, buffered=True)
        assert answer.status_code == 200
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        with Image.open(io.BytesIO(answer.data)) as image:
            assert (image.format, image.size) == (kind, size)


def test_the_colour_of_what_is_around_the_page(client: FlaskClient) -> None:
    auto = client.get("/help").text
    assert auto.count('<meta name="theme-color"') == 2
    dark = client.get("/help?look=dark").text
    assert '<meta name="theme-color" content="#181613">' in dark
