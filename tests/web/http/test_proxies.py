"""Who is believed about where a request came from and where the site stands."""

import logging
import re

import pytest
from flask import request
from flask.testing import FlaskClient

from archive.site_address import site_url
from index.search.open import Archive
from tests.factories import json_of
from web.app import create_app
from web.http.proxies import reader_address

TELLING = ("/feed.atom", "/opensearch.xml", "/robots.txt", "/sitemap.xml", "/sitemap-1.xml")
PAGES = ("/articles/lavrov", "/embed", "/api")
SOME = ("/", "/search?q=Lavrov", "/browse", "/browse/days", "/help", "/about", *PAGES)
LINK = re.compile(r"""(?:href|src|action|data-[\w-]+)=["'](/[^"']*)""")
RAW = "/अ".encode().decode("latin-1")
EVIL = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-For": "203.0.113.9",
    "Forwarded": "host=evil.example;proto=https",
    "X-Script-Name": "/evil",
    "X-Original-URL": "/evil",
}


def site(archive: Archive, at: str = "", proxies: int = 0, rate: str = "off") -> FlaskClient:
    return create_app(archive, rate_limit=rate, site_url=at, proxies=proxies).test_client()


@pytest.mark.parametrize("address", [*TELLING, *PAGES])
def test_the_sites_own_address_stands_in_every_answer(archive: Archive, address: str) -> None:
    answer = site(archive, "https://news.example/archive").get(address, headers=EVIL)
    assert answer.status_code == 200
    assert "https://news.example/archive/" in answer.text
    assert "evil" not in answer.text + str(answer.headers)


@pytest.mark.parametrize("address", TELLING)
def test_an_address_that_only_the_reader_gave_is_kept_by_no_shared_cache(
    archive: Archive, address: str
) -> None:
    client = site(archive)
    first = client.get(address, headers={"Host": "evil.example"})
    again = client.get(
        address, headers={"Host": "evil.example", "If-None-Match": first.headers["ETag"]}
    )
    assert (first.status_code, again.status_code) == (200, 304)
    assert "private" in first.headers["Cache-Control"]
    assert "private" in again.headers["Cache-Control"]
    known = site(archive, "https://news.example").get(address)
    assert "public" in known.headers["Cache-Control"]


def test_no_header_of_a_stranger_moves_the_site(archive: Archive) -> None:
    for address in SOME:
        page = site(archive).get(address, headers=EVIL | {"Host": "here.example"})
        assert page.status_code == 200
        assert "evil" not in page.text
        assert "https://here" not in page.text


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("told", ["setting", "proxy"])
def test_under_a_path_every_link_stays_there(archive: Archive, told: str, kept: bool) -> None:
    headers = {"X-Forwarded-Prefix": "/archive"} if told == "proxy" else {}
    client = (
        site(archive, "https://news.example/archive")
        if told == "setting"
        else site(archive, proxies=1)
    )
    for address in SOME:
        page = client.get(f"/archive{address}" if kept else address, headers=headers)
        assert page.status_code == 200, address
        links = LINK.findall(page.text)
        assert links
        assert [link for link in links if not link.startswith("/archive/")] == [], address
    moved = client.get(("/archive" if kept else "") + "/search?q=Lavrov&page=99", headers=headers)
    assert moved.status_code == 302
    assert moved.headers["Location"].startswith("/archive/search?")
    described = json_of(client.get("/api/v1/openapi.json", headers=headers))
    assert described["servers"] == [{"url": "/archive"}]


@pytest.mark.parametrize("prefix", ["/search", "/articles", "/api", "/a/b", "/समाचार", "/browse"])
def test_a_path_may_be_called_like_a_page(archive: Archive, prefix: str) -> None:
    client = site(archive, site_url(f"https://news.example{prefix}"))
    for address in ("/search?q=x", "/articles/lavrov", "/api/v1/openapi.json", "/"):
        for asked in (address, prefix + address):
            assert client.get(asked).status_code == 200, asked
    assert 'name="q"' in client.get("/search?q=x").text


@pytest.mark.parametrize(
    ("proxies", "headers", "seen"),
    [
        (1, {"X-Forwarded-Host": "news.example"}, "http://news.example/"),
        (1, {"X-Forwarded-Host": "evil.example, news.example"}, "http://news.example/"),
        (2, {"X-Forwarded-Host": "evil.example, news.example, inner"}, "http://news.example/"),
        (2, {"X-Forwarded-Host": "evil.example"}, "http://localhost/"),
        (1, {"X-Forwarded-Proto": "https"}, "https://localhost/"),
        (1, {"X-Forwarded-Proto": "javascript"}, "http://localhost/"),
        (1, {"X-Forwarded-Prefix": "/archive/"}, "http://localhost/archive/"),
        (1, {"X-Forwarded-Prefix": "//evil.example"}, "http://localhost/"),
        (1, {"X-Forwarded-Prefix": "archive"}, "http://localhost/"),
        (1, {"X-Forwarded-Prefix": RAW}, "http://localhost/%E0%A4%85/"),
        (1, {"X-Forwarded-Prefix": "/%E0%A4%85"}, "http://localhost/%E0%A4%85/"),
        (1, {"X-Forwarded-Prefix": "/\xff"}, "http://localhost/"),
        (1, {"X-Forwarded-Prefix": "/%ff"}, "http://localhost/"),
        (1, {"X-Forwarded-Prefix": ", ,"}, "http://localhost/"),
        (1, {"X-Forwarded-Prefix": "/a/../b"}, "http://localhost/"),
        (1, {"X-Forwarded-Prefix": "/a?b"}, "http://localhost/"),
        (0, {"X-Forwarded-Prefix": "/archive", "X-Forwarded-Proto": "https"}, "http://localhost/"),
    ],
)
def test_only_what_a_trusted_proxy_added_counts(
    archive: Archive, proxies: int, headers: dict[str, str], seen: str
) -> None:
    answer = site(archive, proxies=proxies).get("/robots.txt", headers=headers)
    assert f"Sitemap: {seen}sitemap.xml" in answer.text


def test_readers_behind_a_proxy_have_budgets_of_their_own(archive: Archive) -> None:
    def asked(client: FlaskClient, sent: str) -> int:
        return client.get("/search?q=x", headers={"X-Forwarded-For": sent}).status_code

    client = site(archive, proxies=1, rate="1/hour")
    assert [asked(client, f"192.0.2.{number}") for number in range(5)] == [200] * 5
    assert asked(client, "192.0.2.1") == 429
    # What a reader writes before the proxy does is nobody's word.
    assert asked(client, "198.51.100.1, 192.0.2.2") == 429
    assert asked(client, "192.0.2.2:4711") == 429
    client = site(archive, proxies=0, rate="1/hour")
    assert [asked(client, f"192.0.2.{number}") for number in range(2)] == [200, 429]


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        (" 192.0.2.7:80 ", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unknown", ""),
        ("", ""),
        ("_hidden", ""),
        ("999.1.1.1", ""),
    ],
)
def test_an_address_in_a_header(sent: str, address: str) -> None:
    assert reader_address(sent) == address


@pytest.mark.parametrize(
    "host",
    [
        "evil.example/path",
        "a b",
        "a..b",
        '"><script>',
        "[::1",
        "host:99999",
        "host:x",
        "user@host",
        "-a-",
        ".",
        "समाचार.भारत".encode().decode("latin-1"),
        "x" * 300,
        "a,b",
    ],
)
@pytest.mark.parametrize("at", ["", "https://news.example"])
def test_a_malformed_host_is_told_in_both_dresses(archive: Archive, host: str, at: str) -> None:
    client = site(archive, at)
    page = client.get("/search?q=x", headers={"Host": host})
    assert page.status_code == 400
    assert 'class="masthead"' in page.text
    assert "<script>" not in page.text
    problem = client.get("/api/v1/search?q=x", headers={"Host": host})
    assert problem.status_code == 400
    assert problem.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "host", ["news.example", "news.example:8000", "[::1]:80", "my_box", "a.b.", "192.0.2.1", ""]
)
def test_a_host_that_is_one(archive: Archive, host: str) -> None:
    assert site(archive).get("/robots.txt", headers={"Host": host}).status_code == 200


def test_a_proxy_that_is_not_trusted_is_told_once(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    client = site(archive)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            client.get("/", headers={"X-Forwarded-For": "192.0.2.1"})
    assert caplog.text.count("ARCHIVE_PROXIES") == 1


def test_the_application_sees_the_reader(archive: Archive) -> None:
    app = create_app(archive, site_url="https://news.example:8443/a", proxies=1)
    app.add_url_rule("/seen", view_func=lambda: f"{request.remote_addr} {request.url}")
    seen = app.test_client().get("/seen", headers={"X-Forwarded-For": "2001:db8::7"})
    assert seen.text == "2001:db8::7 https://news.example:8443/a/seen"


@pytest.mark.parametrize(("at", "path"), [("", "/"), ("https://news.example/a/b", "/a/b")])
def test_choices_stay_under_the_sites_path(archive: Archive, at: str, path: str) -> None:
    chosen = site(archive, at).get("/help?lang=en").headers["Set-Cookie"]
    assert f"Path={path};" in f"{chosen};"
    assert ("Secure" in chosen) == bool(at)
