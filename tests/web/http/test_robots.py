"""A site that is to be in no search engine says so everywhere, and still answers its readers."""

import re
from urllib.robotparser import RobotFileParser

import pytest
from flask.testing import FlaskClient

from index.search.open import Archive
from web.app import create_app

META = re.compile(r'<meta name="robots" content="([^"]*)">')
PAGES = ("/", "/search?q=Lavrov", "/articles/lavrov", "/browse", "/browse/days", "/browse/source",
         "/help", "/about", "/embed", "/embed/box", "/api", "/nowhere")  # fmt: skip
OTHERS = ("/robots.txt", "/feed.atom", "/opensearch.xml", "/healthz", "/api/v1/search?q=Lavrov",
          "/api/v1/openapi.json", "/download.csv?q=Lavrov", "/static/icon.svg")  # fmt: skip


@pytest.fixture(scope="module")
def closed(archive: Archive) -> FlaskClient:
    return create_app(archive, rate_limit="off", robots=False).test_client()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_it_once(closed: FlaskClient, address: str) -> None:
    page = closed.get(address)
    assert META.findall(page.text) == ["noindex, nofollow"]
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("address", OTHERS)
def test_so_does_every_other_answer(closed: FlaskClient, address: str) -> None:
    with closed.get(address) as answer:
        assert answer.status_code == 200
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_robots_may_come_nowhere_and_get_no_list(closed: FlaskClient) -> None:
    rules = RobotFileParser()
    rules.parse(closed.get("/robots.txt").text.splitlines())
    assert not any(rules.can_fetch("*", address) for address in (*PAGES, *OTHERS))
    assert rules.site_maps() is None
    assert closed.get("/sitemap.xml").status_code == 404
    assert closed.get("/sitemap-1.xml").status_code == 404


def test_without_the_setting_articles_are_welcome(client: FlaskClient) -> None:
    article = client.get("/articles/lavrov")
    assert META.findall(article.text) == []
    assert "X-Robots-Tag" not in article.headers
    assert META.findall(client.get("/search?q=Lavrov").text) == ["noindex"]


def test_a_crawler_that_was_welcome_is_told_what_changed(
    client: FlaskClient, closed: FlaskClient
) -> None:
    before = client.get("/robots.txt").headers["ETag"]
    assert closed.get("/robots.txt", headers={"If-None-Match": before}).status_code == 200
