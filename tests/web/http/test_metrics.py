"""The figures for Prometheus, read as Prometheus reads them; and who gets them."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from archive.version import version
from index.search.open import Archive
from web.app import create_app
from web.http.observing import Watch

SIDE_DOOR = {"base_url": "http://127.0.0.1:8000"}


def site(archive: Archive, **more: Any) -> FlaskClient:
    return create_app(archive, **{"rate_limit": "off", **more}).test_client()


def figures(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels, in order of their names."""
    answer = client.get("/metrics", **SIDE_DOOR)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_and_status(archive: Archive) -> None:
    client = site(archive)
    for address in ("/articles/lavrov", "/articles/none", "/articles/none2", "/x/1", "/x/2", "/"):
        client.get(address)
    client.open("/", method="BREW")
    found = figures(client)
    assert found["abhilekh_requests_total", "/articles/<id:id>", "200"] == 1
    assert found["abhilekh_requests_total", "/articles/<id:id>", "404"] == 2
    assert found["abhilekh_requests_total", "none", "404"] == 2
    assert found["abhilekh_requests_total", "/", "200"] == 1
    assert found["abhilekh_request_seconds_count", "/articles/<id:id>"] == 3
    assert found["abhilekh_request_seconds_bucket", "+Inf", "/"] == 1


def test_labels_are_bounded_whatever_is_asked(archive: Archive) -> None:
    client = site(archive)

    def ask(word: str) -> set[tuple[str, ...]]:
        client.open(f"/{word}", method=word.upper(), headers={"Host": word})
        client.get(f"/articles/{word}")
        client.get(f"/api/v1/search?q={word}&source={word}")
        return set(figures(client))

    ask("first")
    assert ask("second") == ask("third")


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("लावरोव", "plain"),
        ("लावरोव ळळळळळ", "relaxed"),
        ("ळळळळळ", "nothing_found"),
    ],
)
@pytest.mark.parametrize("address", ["/search", "/api/v1/search", "/download.jsonl", "/feed.atom"])
def test_searches_are_counted_by_kind(
    archive: Archive, address: str, query: str, kind: str
) -> None:
    client = site(archive)
    client.get(address, query_string={"q": query}, buffered=True)
    assert figures(client)["abhilekh_searches_total", kind] == 1


def test_what_was_answered_304_is_no_search(archive: Archive) -> None:
    client = site(archive)
    tag = client.get("/search?q=लावरोव").headers["ETag"]
    assert client.get("/search?q=लावरोव", headers={"If-None-Match": tag}).status_code == 304
    found = figures(client)
    assert found["abhilekh_searches_total", "plain"] == 1
    assert found["abhilekh_requests_total", "/search", "304"] == 1


def test_a_search_that_failed_is_counted(empty: FlaskClient) -> None:
    assert empty.get("/search?q=x").status_code == 503
    found = figures(empty)
    assert found["abhilekh_searches_total", "failed"] == 1
    assert found["abhilekh_ready",] == 0
    assert found["abhilekh_articles",] == 0


def test_refusals_of_the_rate_limit_are_counted(archive: Archive) -> None:
    client = site(archive, rate_limit="2/hour")
    for _ in range(5):
        client.get("/search?q=x")
    assert figures(client)["abhilekh_rate_limited_total",] == 3


def test_the_archive_is_told(archive: Archive) -> None:
    found = figures(site(archive, watch=Watch(disk_left=lambda: 12345)))
    assert found["abhilekh_info", version()] == 1
    assert found["abhilekh_articles",] == 16
    assert found["abhilekh_behind_changes",] == 0
    assert found["abhilekh_ready",] == 1
    assert found["abhilekh_disk_free_bytes",] == 12345
    for name in ("store_bytes", "index_bytes", "index_written_timestamp_seconds"):
        assert found[f"abhilekh_{name}",] > 1000


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", ""])
@pytest.mark.parametrize("proxies", [0, 1])
def test_programs_of_this_machine_get_them(archive: Archive, peer: str, proxies: int) -> None:
    client = site(archive, proxies=proxies, site_url="https://news.example/archive")
    for host in ("127.0.0.1:8000", "localhost", "[::1]:8000", "[::1]"):
        answer = client.get("/metrics", environ_base={"REMOTE_ADDR": peer}, headers={"Host": host})
        assert answer.status_code == 200, host


FOREIGN: tuple[tuple[str, dict[str, str]], ...] = (
    ("203.0.113.9", {}),
    ("10.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
    ("2001:db8::1", {"X-Forwarded-For": "::1", "Host": "localhost"}),
    ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
    ("127.0.0.1", {"X-Forwarded-For": ""}),
    ("127.0.0.1", {"X-Real-IP": "203.0.113.9"}),
    ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
    ("127.0.0.1", {"Via": "1.1 proxy"}),
    ("127.0.0.1", {"X-Forwarded-Proto": "https"}),
    ("", {"X-Forwarded-For": "203.0.113.9"}),
    # A page elsewhere whose name leads to this machine, or a proxy that hands on the host alone.
    ("127.0.0.1", {"Host": "news.example"}),
    ("127.0.0.1", {"Host": "127.0.0.1.evil.example"}),
    ("127.0.0.1", {"Host": "localhost.evil.example:80"}),
)


@pytest.mark.parametrize(("peer", "headers"), FOREIGN)
@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_nobody_else_gets_them(
    archive: Archive, peer: str, headers: dict[str, str], proxies: int
) -> None:
    answer = site(archive, proxies=proxies).get(
        "/metrics", environ_base={"REMOTE_ADDR": peer}, headers={"Host": "127.0.0.1", **headers}
    )
    assert answer.status_code == 403
    assert "abhilekh_" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
