"""Conditional requests: who has an answer is not sent it again, and no change is missed."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.http import http_date
from werkzeug.test import TestResponse

from archive.article import Article
from archive.store import Store
from index.engine import EngineUnavailable
from index.indexing import catch_up
from index.search.open import Archive
from index.search.searcher import Searcher
from tests.factories import archive_in, client_of
from tests.newsroom import LAVROV, WONSAN
from web.app import create_app
from web.http.caching import ConditionalRequests, program_digest

ADDRESSES = [
    "/api/v1/search?q=Lavrov",
    "/api/v1/articles/lavrov",
    "/api/v1/openapi.json",
    "/feed.atom?q=Lavrov",
    "/download.csv?q=Lavrov",
    "/download.json?q=Lavrov",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/robots.txt",
    "/opensearch.xml",
    "/search?q=Lavrov",
    "/articles/lavrov?q=Lavrov",
    "/api",
    "/embed",
    "/embed/box",
]
SEARCHES = [address for address in ADDRESSES if "q=" in address]
PERSONAL = [address for address in ADDRESSES if address.startswith(("/search", "/art", "/embed"))]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path, [LAVROV, WONSAN]) as archive:
        yield archive


def again(client: FlaskClient, address: str, answer: TestResponse) -> TestResponse:
    return client.get(address, headers={"If-None-Match": answer.headers["ETag"]})


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_an_answer_is_not_sent_it_again(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    assert first.status_code == 200
    assert first.headers["ETag"].startswith('W/"')
    modified = first.last_modified
    assert modified
    assert modified <= datetime.now(UTC)
    by_tag = again(client, address, first)
    by_date = client.get(address, headers={"If-Modified-Since": http_date(modified)})
    for answer in (by_tag, by_date):
        assert answer.status_code == 304
        assert answer.data == b""
        for name in ("ETag", "Cache-Control", "Content-Security-Policy"):
            assert answer.headers[name] == first.headers[name]
        assert set(answer.vary) == set(first.vary)
    other = client.get(address, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200
    early = client.get(address, headers={"If-Modified-Since": http_date(modified - timedelta(1))})
    assert early.status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_says_the_same_without_a_body(client: FlaskClient, address: str) -> None:
    got, asked = client.get(address), client.head(address)
    assert asked.status_code == 200
    assert asked.data == b""
    assert asked.headers["ETag"] == got.headers["ETag"]
    assert asked.headers["Content-Type"] == got.headers["Content-Type"]
    assert again(client, address, asked).status_code == 304


@pytest.mark.parametrize("address", SEARCHES)
def test_a_304_runs_no_search(own: Archive, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    client = client_of(own)
    first = client.get(address)

    def searched(*_args: object, **_more: object) -> None:
        raise AssertionError("a search was run")

    for name in ("search", "export", "highlight"):
        monkeypatch.setattr(Searcher, name, searched)
    monkeypatch.setattr(type(own.engine), "search", searched)
    assert again(client, address, first).status_code == 304


@pytest.mark.parametrize("address", [a for a in SEARCHES if "download" not in a])
def test_every_change_is_seen(own: Archive, address: str) -> None:
    client = client_of(own)
    first = client.get(address)
    own.store.put([replace(LAVROV, title="लावरोव लौटे")])
    put = again(client, address, first)
    assert put.status_code == 200
    catch_up(own.store, own.engine)
    indexed = again(client, address, put)
    assert indexed.status_code == 200
    assert "लौटे" in indexed.text
    assert again(client, address, indexed).status_code == 304
    own.store.put([replace(LAVROV, title="लावरोव फिर गए")])
    catch_up(own.store, own.engine)
    since = {"If-Modified-Since": indexed.headers["Last-Modified"]}
    assert client.get(address, headers=since).status_code == 200


def test_changes_within_a_second_are_told_apart(own: Archive) -> None:
    requests = ConditionalRequests(own)
    began = time.time()
    moments = []
    for number in range(5):
        own.store.put([Article(str(number), "बाढ़")])
        state = requests.state(own.generation())
        assert state == requests.state(own.generation())
        moments.append(state.since)
    assert time.time() - began < 4
    assert len(set(moments)) == 5
    told = client_of(own).get("/sitemap.xml").last_modified
    assert told
    assert told <= datetime.now(UTC)


def test_other_addresses_and_hosts_have_other_tags(client: FlaskClient) -> None:
    addresses = [*ADDRESSES, "/feed.atom?q=lavrov", "/feed.atom?q=Lavrov&limit=3"]
    tags = {client.get(address).headers["ETag"] for address in addresses}
    tags.add(client.get(ADDRESSES[0], base_url="http://other.example").headers["ETag"])
    assert len(tags) == len(addresses) + 1


@pytest.mark.parametrize("address", PERSONAL)
def test_pages_are_of_the_reader(client: FlaskClient, address: str) -> None:
    hindi = client.get(address)
    assert "private" in hindi.headers["Cache-Control"]
    assert "Cookie" in hindi.headers["Vary"]
    client.set_cookie("lang", "en")
    english = again(client, address, hindi)
    assert english.status_code == 200
    assert 'lang="en"' in english.text


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a not in (*PERSONAL, "/api")])
def test_what_programs_read_may_be_shared(archive: Archive, address: str) -> None:
    # Where the operator says what the site's address is; tests/web/http/test_proxies.py else.
    client = create_app(archive, rate_limit="off", site_url="https://news.example").test_client()
    # The API has no such parameter, and refuses it.
    choice = "" if address.startswith("/api/v1") else "&lang=en" if "?" in address else "?lang=en"
    answer = client.get(address + choice)
    assert "public" in answer.headers["Cache-Control"]
    assert set(answer.vary) == {"Accept-Encoding"}
    assert "Set-Cookie" not in answer.headers
    client.set_cookie("lang", "en")
    tag = client.get(address).headers["ETag"]
    client.delete_cookie("lang")
    assert client.get(address).headers["ETag"] == tag


@pytest.mark.parametrize("address", ["/api/v1/articles/none", "/api/v1/search?page=0", "/none"])
def test_what_went_wrong_is_not_kept(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers={"If-None-Match": "*"} if "none" not in address else {})
    assert "ETag" not in answer.headers or answer.status_code == 304


def test_an_index_that_cannot_be_read_is_no_reason_for_304(
    own: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(own)
    first = client.get("/api/v1/articles/lavrov")

    def away(*_args: object, **_more: object) -> None:
        raise EngineUnavailable("away; start it")

    monkeypatch.setattr(type(own.engine), "checkpoint", away)
    answer = again(client, "/api/v1/articles/lavrov", first)
    assert answer.status_code == 200
    assert "ETag" not in answer.headers


def count_calls(
    monkeypatch: pytest.MonkeyPatch, owner: type, name: str, calls: Counter[str]
) -> None:
    method = getattr(owner, name)

    def counted(self: object) -> object:
        calls[name] += 1
        return method(self)

    monkeypatch.setattr(owner, name, counted)


ASKED_ONCE = (
    "/search?q=Lavrov+wonsan",
    "/search?q=zzqq",
    "/articles/lavrov?q=Lavrov",
    "/help",
    "/api/v1/suggest?q=lav",
)


@pytest.mark.parametrize("address", ASKED_ONCE)
def test_whether_anything_has_changed_is_asked_once(
    own: Archive, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    client = client_of(own)
    own.words.warm()
    reads: Counter[str] = Counter()
    count_calls(monkeypatch, type(own.engine), "checkpoint", reads)
    count_calls(monkeypatch, Store, "checkpoints", reads)
    count_calls(monkeypatch, Store, "words_checkpoint", reads)
    assert client.get(address).status_code == 200
    assert reads == {"checkpoint": 1, "checkpoints": 1}


def test_the_program_is_the_same_on_every_machine() -> None:
    assert program_digest() == program_digest()
    assert len(program_digest()) == 16
