"""What a user is told when a cluster cannot be used: one line, the cure, and never a password."""

import http.server
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from index.engine import Checkpoint, Engine, EngineUnavailable, Term
from index.engines import open_engine
from index.engines.opensearch.address import ClusterAddress
from tests.index.engines.conftest import Make, index_name
from tests.index.engines.corpus import ask, document, fill, found
from tests.opensearch.cluster import Cluster, administrator


def line(url: str) -> str:
    """What is said when it is used."""
    with closing(open_engine(url)) as engine:
        with pytest.raises(EngineUnavailable) as raised:
            ask(engine, Term("क"))
        with pytest.raises(EngineUnavailable, match="^" + str(raised.value)[:20]):
            engine.checkpoint()
    told = str(raised.value)
    assert "secret" not in told
    assert "\n" not in told
    return told


def test_an_address_names_hosts_an_account_and_an_index() -> None:
    place = ClusterAddress.from_url(
        "opensearch+https://me:a%40b%3A%2F@one.example,[::1]:9201,two:9300/news_1"
    )
    assert place.hosts == (("one.example", 9200), ("[::1]", 9201), ("two", 9300))
    assert (place.user, place.password, place.name) == ("me", "a@b:/", "news_1")
    assert place.secure
    assert str(place) == "OpenSearch at one.example:9200,[::1]:9201,two:9300"
    assert "a@b" not in repr(place)
    assert not ClusterAddress.from_url("opensearch+http://one/n").secure


@pytest.mark.parametrize(
    "url",
    [
        "opensearch:secret",
        "opensearch://me:secret@one/news",
        "opensearch+http:me:secret@one/news",
        "opensearch+http://me:secret@one",
        "opensearch+http://me:secret@one/",
        "opensearch+http://me:secret@/news",
        "opensearch+http://me:secret@one/News",
        "opensearch+http://me:secret@one/-news",
        "opensearch+http://me:secret@one/news*",
        "opensearch+http://me:secret@one/news,others",
        "opensearch+http://me:secret@one/a/b",
        "opensearch+http://me:secret@one/news#x",
        "opensearch+http://me:secret@one:0/news",
        "opensearch+http://me:secret@one:99999/news",
        "opensearch+http://me:secret@one:x/news",
        "opensearch+http://me:secret@on e/news",
        "opensearch+http://me:secret/x@one/news",
        "opensearch+http://me:sec[ret@one/news",
        "opensearch+https://me:secret@one/news?verify=no",
        "opensearch+https://me:secret@one/news?ca_certs",
        "opensearch+https://me:secret@one/news?ca_certs=/nowhere/secret.pem",
        "opensaerch+https://me:secret@one/news",
        "https://me:secret@one/news",
    ],
)
def test_an_address_of_another_form_is_not_repeated(url: str) -> None:
    with pytest.raises(EngineUnavailable, match=r"^ARCHIVE_ENGINE_URL ") as raised:
        open_engine(url)
    assert "secret" not in str(raised.value)
    assert "opensearch+https://user:password@host:9200/name" in str(raised.value)


def test_no_index_yet(engine: Engine) -> None:
    assert engine.checkpoint() is None
    for act in (
        lambda: ask(engine, Term("क")),
        lambda: engine.frequencies(["क"]),
        lambda: engine.apply([document("a", "क")], [], Checkpoint("test", 1)),
    ):
        with pytest.raises(EngineUnavailable, match=r"^no index .* yet; run: manage.py reindex$"):
            act()
    fill(engine, [document("a", "क")])
    assert found(engine) == ["a"]


def test_a_name_that_nothing_can_be_called(opensearch: Cluster) -> None:
    url = opensearch.url("nothing-of-this-name")
    assert line_of_search(url).startswith(
        "no index nothing-of-this-name in OpenSearch at localhost"
    )


def line_of_search(url: str) -> str:
    with closing(open_engine(url)) as engine, pytest.raises(EngineUnavailable) as raised:
        ask(engine)
    return str(raised.value)


def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    told = line(f"opensearch+http://me:secret@127.0.0.1:{port}/news")
    assert told == (
        f"OpenSearch at 127.0.0.1:{port} cannot be reached; start it, or correct ARCHIVE_ENGINE_URL"
    )


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.engines.opensearch.address._TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        told = line(f"opensearch+http://me:secret@127.0.0.1:{silent.getsockname()[1]}/news")
    assert told.endswith("does not answer in time; look at its load, or try again")


@contextmanager
def another_server(answer: bytes, kind: str, status: int = 200) -> Iterator[int]:
    class Answering(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            {"version": {"number": "8.1.0"}},
            "is another server 8.1.0, not OpenSearch 3 or later; upgrade it",
        ),
        (
            {"version": {"number": "2.19.1", "distribution": "opensearch"}},
            "is opensearch 2.19.1, not OpenSearch 3 or later; upgrade it",
        ),
        (
            {"version": {"number": "x", "distribution": "opensearch"}},
            "is opensearch x, not OpenSearch 3 or later; upgrade it",
        ),
        ({"version": None}, "answers what OpenSearch does not; correct ARCHIVE_ENGINE_URL"),
        ({"version": 7}, "answers what OpenSearch does not; correct ARCHIVE_ENGINE_URL"),
        ([], "answers what OpenSearch does not; correct ARCHIVE_ENGINE_URL"),
    ],
)
def test_an_older_version_or_another_server(answer: object, expected: str) -> None:
    with another_server(json.dumps(answer).encode(), "application/json") as port:
        assert line(f"opensearch+http://me:secret@127.0.0.1:{port}/news").endswith(expected)


@pytest.mark.parametrize("status", [200, 404, 418, 500])
def test_a_page_of_some_proxy(status: int) -> None:
    with another_server(b"<html>\nsecret</html>", "text/html", status) as port:
        told = line(f"opensearch+http://me:secret@127.0.0.1:{port}/news")
    assert told.endswith("answers what OpenSearch does not; correct ARCHIVE_ENGINE_URL")


def test_an_index_whose_copies_are_all_gone(
    make: Make, folder: Path, opensearch: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.engines.opensearch.engine._ATTEMPTS", 2)
    name = index_name(folder)
    engine = make(folder)
    fill(engine, [document("a", "क")])
    with closing(administrator(opensearch)) as client:
        # A new index that no node may hold takes the alias.
        settings = {"index.routing.allocation.require._name": "nobody"}
        body = {"settings": settings, "aliases": {name: {}}}
        (old,) = client.indices.get_alias(name=name)
        client.indices.delete(index=old)
        client.indices.create(
            index=f"{name}-1700000000001", body=body, params={"wait_for_active_shards": "0"}
        )
    for act in (
        lambda: ask(engine, Term("क")),
        engine.checkpoint,
        lambda: engine.frequencies(["क"]),
    ):
        with pytest.raises(
            EngineUnavailable, match=r"has no working copy of .* \(red\); start the"
        ):
            act()
    fill(engine, [document("b", "क")])
    assert found(engine) == ["b"]


def test_an_index_that_takes_no_writes(engine: Engine, folder: Path, opensearch: Cluster) -> None:
    fill(engine, [document("a", "क")])
    with closing(administrator(opensearch)) as client:
        client.indices.put_settings(
            index=index_name(folder), body={"index.blocks.read_only_allow_delete": True}
        )
    with pytest.raises(EngineUnavailable, match=r"free its disks and lift the block$"):
        engine.apply([document("b", "क")], [], Checkpoint("test", 2))
    assert found(engine) == ["a"]


@pytest.fixture
def make(make_opensearch: Make) -> Make:
    return make_opensearch
