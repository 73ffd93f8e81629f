"""Slow clients and the real server: they are ended in time, and meanwhile others are answered."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from tests.benchmarks.slow import KINDS, ask, slow_clients
from tests.factories import archive_in, article
from tests.web.test_serving import server
from web import connections
from web.connections import Connection, Loop

MANY = 50
SEARCH = "/api/v1/search?q=%E0%A4%B2%E0%A4%BE%E0%A4%B5%E0%A4%B0%E0%A5%8B%E0%A4%B5"
STALL = 3.0
"""Seconds that an answer may take longer than ten times as long as without slow clients, on a busy
machine; where a connection holds a thread, it takes 5 to 60."""
BIG = "the " * 100_000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Where the real server listens, over articles that fill any window."""
    home = tmp_path_factory.mktemp("slow")
    with archive_in(
        home, [article(), *(article(id=f"{n}", title="", body=f"{n} {BIG}") for n in range(12))]
    ):
        pass
    with server(home, ARCHIVE_RATE_LIMIT="off") as (_, address):
        yield "127.0.0.1", int(address.rstrip("/").rpartition(":")[2])


def longest(place: tuple[str, int]) -> float:
    """Seconds of the slowest of some answers."""
    times = []
    for path in ["/healthz", SEARCH] * 5:
        began = time.monotonic()
        assert ask(place, path, patience=60).startswith(b"HTTP/1.1 200 ")
        times.append(time.monotonic() - began)
    return max(times)


@pytest.fixture(scope="module")
def usual(place: tuple[str, int]) -> float:
    longest(place)
    return longest(place)


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_slow_clients_stop_nobody(place: tuple[str, int], usual: float, kind: str) -> None:
    with slow_clients(place, kind, MANY):
        # To compute what the slow readers asked for takes its time.
        ask(place, "/healthz", patience=120)
        assert longest(place) < 10 * usual + STALL


class Served:
    """A small application on a real socket; deadlines are a tenth of a second."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("HEADER_SECONDS", "BODY_SECONDS", "IDLE_SECONDS", "STALLED_SECONDS"):
            monkeypatch.setattr(connections, name, 0.1)
        monkeypatch.setattr(connections, "LOOK_SECONDS", 0.05)
        app = Flask(__name__)
        app.add_url_rule("/", "short", lambda: "short")
        app.add_url_rule("/long", "long", lambda: "long" * 8_000_000)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.place = self._listener.getsockname()
        self._loop = Loop(app, self._listener, 2)

    def connection(self, first: bytes = b"") -> socket.socket:
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(self.place)
        client.sendall(first)
        return client

    def turn(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self._loop.run(lambda: time.monotonic() < end)

    def turn_until_all_are_ended(self, patience: float = 20) -> None:
        end = time.monotonic() + patience
        self._loop.run(lambda: bool(self.open) and time.monotonic() < end)
        assert self.open == []

    @property
    def open(self) -> list[Connection]:
        return self._loop._connections

    def close(self) -> None:
        self._loop.finish(1)
        self._listener.close()


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    one = Served(monkeypatch)
    yield one
    one.close()


def left(client: socket.socket) -> bytes:
    """All that still comes until the other side ends."""
    client.settimeout(5)
    return b"".join(iter(lambda: client.recv(1 << 16), b""))


@pytest.mark.parametrize(
    ("first", "answer"),
    [
        (b"", b""),
        (b"GET / HT", b"HTTP/1.1 408 "),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-a: ", b"HTTP/1.1 408 "),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx", b"HTTP/1.1 408 "),
        (
            b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n",
            b"HTTP/1.1 408 ",
        ),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"HTTP/1.1 200 "),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /", b"HTTP/1.1 200 "),
    ],
)
def test_what_owes_something_is_ended(served: Served, first: bytes, answer: bytes) -> None:
    with served.connection(first) as client:
        served.turn(0.6)
        assert left(client).startswith(answer)
    served.turn_until_all_are_ended()


def test_a_reader_that_takes_nothing_is_ended(served: Served) -> None:
    with served.connection(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n") as client:
        served.turn(0.6)
        served.turn_until_all_are_ended()
        assert 0 < len(left(client)) < len(b"long") * 8_000_000


def test_a_reader_that_drips_is_ended(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "STALLED_SECONDS", 60)
    monkeypatch.setattr(connections, "PACE_SECONDS", 0.1)
    monkeypatch.setattr(connections, "LEAST_PACE", 1 << 30)
    with served.connection(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n") as client:
        for _ in range(8):
            served.turn(0.1)
            client.recv(10_000)
        served.turn_until_all_are_ended()


def test_of_too_many_connections_those_go_that_wait_longest(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HEADER_SECONDS", "IDLE_SECONDS"):
        monkeypatch.setattr(connections, name, 60)
    server_ = served._loop._server
    server_.adj.connection_limit = connections._OTHER_FILES + 3
    with ExitStack() as stack:
        silent = []
        for n in range(5):
            silent.append(stack.enter_context(served.connection()))
            served.turn(0.1)
            assert len(served.open) == min(n + 1, 3)
        assert [left(one) for one in silent[:2]] == [b"", b""]
        asking = stack.enter_context(served.connection(b"GET / HTTP/1.0\r\nHost: x\r\n\r\n"))
        served.turn(0.3)
        assert left(asking).startswith(b"HTTP/1.")


def test_who_is_refused_reads_why_however_threads_take_turns(
    served: Served, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(partial(sys.setswitchinterval, sys.getswitchinterval()))
    sys.setswitchinterval(1e-5)

    def refused(_: int) -> bool:
        with socket.create_connection(served.place) as client:
            client.sendall(b"GET /" + b"b" * 10_000)
            return left(client).startswith(b"HTTP/1.1 414 ")

    with ThreadPoolExecutor(4) as crowd:
        answers = [crowd.submit(refused, n) for n in range(1000)]
        while not all(each.done() for each in answers):
            served.turn(0.1)
    assert all(each.result() for each in answers)


@pytest.mark.thorough
def test_a_running_download_is_finished_at_the_end(tmp_path: Path) -> None:
    with archive_in(tmp_path, [article(id=f"{n}", body=BIG) for n in range(4)]):
        pass
    with server(tmp_path) as (process, address):
        where = "127.0.0.1", int(address.rstrip("/").rpartition(":")[2])
        with socket.create_connection(where) as client:
            client.sendall(b"GET /download.jsonl?q=the HTTP/1.1\r\nHost: x\r\n\r\n")
            first = client.recv(1000)
            os.kill(process.pid, signal.SIGTERM)
            rest = left(client)
        out, err = process.communicate(timeout=20)
    assert first.startswith(b"HTTP/1.1 200 ")
    assert (first + rest).endswith(b"0\r\n\r\n")
    assert (process.returncode, out, err) == (0, "", "")
