"""What crawlers and browsers look for: sitemap, robots.txt, OpenSearch description."""

import json
from datetime import date
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

import web.export.crawlers
from archive.article import Article
from index.search.open import Archive
from tests.factories import client_of
from tests.newsroom import HOSTILE, SITE_ARTICLES

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def xml(client: FlaskClient, address: str) -> ET.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert str(answer.mimetype).endswith("xml")
    return ET.fromstring(answer.data)  # noqa: S314  our own answer


def found(element: ET.Element, tag: str) -> list[str]:
    return [child.text or "" for child in element.iter(f"{SITEMAP}{tag}")]


def crawled(client: FlaskClient) -> list[str]:
    """Every address of the sitemap, part by part."""
    index = xml(client, "/sitemap.xml")
    assert index.tag == f"{SITEMAP}sitemapindex"
    every = []
    for part in found(index, "loc"):
        urls = xml(client, part)
        assert urls.tag == f"{SITEMAP}urlset"
        addresses = found(urls, "loc")
        assert 0 < len(addresses) <= web.export.crawlers.CHANGES_PER_PART <= 50_000
        every += addresses
    return every


def test_the_sitemap_leads_to_every_article(client: FlaskClient) -> None:
    addresses = crawled(client)
    assert len(addresses) == len(set(addresses)) == len(SITE_ARTICLES)
    for address in addresses:
        assert address.startswith("http://localhost/articles/")
        assert client.get(address).status_code == 200
    urls = xml(client, "/sitemap-1.xml")
    days = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in urls}
    assert days["http://localhost/articles/lavrov"] == "2026-01-12"
    assert days["http://localhost/articles/untitled"] is None


def test_it_comes_in_parts_without_those_that_are_empty(
    own: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web.export.crawlers, "CHANGES_PER_PART", 4)
    own.store.put(Article(str(number), f"बाढ़ {number}") for number in range(22))
    own.store.delete(str(number) for number in range(4, 12))
    own.store.put([Article("0", "बाढ़ बदली")])
    client = client_of(own)
    kept = [*range(1, 4), *range(12, 22), 0]
    assert crawled(client) == [f"http://localhost/articles/{number}" for number in kept]
    # 22 articles, 8 deletions and a change are 31 numbers; the deletions fill parts of their own.
    parts = found(xml(client, "/sitemap.xml"), "loc")
    assert parts == [f"http://localhost/sitemap-{number}.xml" for number in (1, 4, 5, 6, 8)]
    assert client.get("/sitemap-2.xml").status_code == 404
    assert client.get("/sitemap-7.xml").status_code == 404


def test_an_empty_archive_has_an_empty_index(empty: FlaskClient) -> None:
    assert crawled(empty) == []
    for number in (0, 1, 999_999_999, 10**20, 10**4000, "-1", "१", ""):
        assert empty.get(f"/sitemap-{number}.xml").status_code == 404


def test_the_longest_ids_stay_within_fifty_megabytes(own: Archive) -> None:
    own.store.put(
        Article("🙂" * 290 + str(number), "बाढ़", published=date(2025, 1, 1), dated_by="url")
        for number in range(50)
    )
    answer = client_of(own).get("/sitemap-1.xml")
    assert len(answer.data) / 50 * web.export.crawlers.CHANGES_PER_PART < 50_000_000


def test_robots_may_read_articles_and_not_wander_through_searches(client: FlaskClient) -> None:
    answer = client.get("/robots.txt", base_url="https://archive.example")
    assert answer.mimetype == "text/plain"
    robots = RobotFileParser()
    robots.parse(answer.text.splitlines())
    for address in ("/", "/articles/lavrov", "/articles/a/b", "/about"):
        assert robots.can_fetch("*", f"https://archive.example{address}"), address
    for address in (
        "/search?q=Lavrov",
        "/search?q=Lavrov&source=x&since=2025-01",
        "/api/v1/search?q=x",
        "/feed.atom?q=x",
        "/download.csv?q=x",
    ):
        assert not robots.can_fetch("*", f"https://archive.example{address}"), address
    assert robots.site_maps() == ["https://archive.example/sitemap.xml"]


def test_the_browser_gets_a_search_box(client: FlaskClient) -> None:
    link = '<link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml"'
    assert link in client.get("/").text
    box = xml(client, "/opensearch.xml")
    assert box.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert len(box.findtext(f"{OPENSEARCH}ShortName") or "x" * 17) <= 16
    assert len(box.findtext(f"{OPENSEARCH}Description") or "") <= 1024
    templates = {url.get("type"): url.get("template", "") for url in box.iter(f"{OPENSEARCH}Url")}
    assert templates["application/x-suggestions+json"] == (
        "http://localhost/api/v1/suggest?q={searchTerms}&format=opensearch"
    )
    page = client.get(templates["text/html"].replace("{searchTerms}", "Lavrov"))
    assert "<mark>लावरोव</mark>" in page.text
    feed = templates["application/atom+xml"]
    feed = feed.replace("{searchTerms}", "Lavrov").replace("{startPage?}", "")
    assert client.get(feed).mimetype == "application/atom+xml"


def test_hostile_ids_are_addresses(client: FlaskClient) -> None:
    (address,) = [one for one in crawled(client) if "%3Ci%3E" in one]
    assert json.loads(client.get(address.replace("/articles/", "/api/v1/articles/")).text)[
        "id"
    ] == (HOSTILE.id)
