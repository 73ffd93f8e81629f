"""The real server in a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from archive.errors import BadSetting, StoreUnavailable
from archive.settings import Settings
from index.engine import EngineError
from tests.archive.conftest import unprivileged
from tests.factories import archive_in, article
from web.listening import CannotListen
from web.serving import serve

SERVE = (
    "import os; from archive.settings import Settings; from web.serving import serve;"
    "serve('127.0.0.1', 0, 2, 4, settings=Settings.from_mapping(os.environ),"
    "ready=lambda address: print(address, flush=True))"
)


@contextmanager
def server(home: Path, **more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with subprocess.Popen(
        [sys.executable, "-c", SERVE],
        env={**os.environ, "ARCHIVE_HOME": str(home), **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def got(address: str) -> HTTPResponse:
    answer = urlopen(address)  # noqa: S310 - the server's own address
    assert isinstance(answer, HTTPResponse)
    return answer


def settings_in(home: Path, **more: str) -> Settings:
    return Settings.from_mapping({"ARCHIVE_HOME": str(home), **more})


def served(address: str) -> None:
    pytest.fail(f"it serves {address}")


@pytest.mark.thorough
def test_it_serves_and_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    with server(tmp_path) as (process, address):
        with got(address) as page:
            assert page.status == 200
            assert "अभिलेख" in page.read().decode()
        # A terminal sends Ctrl-C to the workers as well.
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.thorough
def test_a_long_search_reaches_the_site(tmp_path: Path) -> None:
    with server(tmp_path) as (_, address), got(f"{address}?q={'%E0%A4%95' * 800}") as page:
        assert page.status == 200


@pytest.mark.thorough
def test_all_workers_keep_one_budget(tmp_path: Path) -> None:
    def status(address: str) -> int:
        try:
            with got(f"{address}search?q=x") as page:
                return page.status
        except HTTPError as error:
            return error.code

    served_here = server(tmp_path, ARCHIVE_RATE_LIMIT="7/hour")
    with served_here as (_, address), ThreadPoolExecutor(8) as readers:
        answers = Counter(readers.map(status, [address] * 40))
    assert answers[429] == 33


def test_a_taken_port_is_one_line_with_its_cure(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            CannotListen, match=rf"127.0.0.1:{port}: the port is taken; .*--port 8001"
        ):
            serve("127.0.0.1", port, 1, 1, settings=settings_in(tmp_path), ready=served)


@pytest.mark.parametrize(
    ("host", "port", "why"),
    [
        ("127.0.0.1", 70_000, "no such port"),
        ("127.0.0.1", -1, "no such port"),
        ("no-such-host.invalid", 8000, "no such address"),
        ("192.0.2.1", 8000, "this machine does not have that address"),
    ],
)
def test_an_address_that_cannot_be_served_on(
    tmp_path: Path, host: str, port: int, why: str
) -> None:
    with pytest.raises(CannotListen, match=why) as caught:
        serve(host, port, 1, 1, settings=settings_in(tmp_path), ready=served)
    assert "\n" not in str(caught.value)


def test_a_port_of_the_system() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)  # pytest's own folders are closed to all but their owner
        with unprivileged(), pytest.raises(CannotListen, match="--port 8001"):
            serve("127.0.0.1", 80, 1, 1, settings=settings_in(Path(folder)), ready=served)


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("ARCHIVE_RATE_LIMIT", "lots", BadSetting),
        ("ARCHIVE_ENGINE_URL", "abacus:x", EngineError),
        ("ARCHIVE_DATABASE_URL", "sqlite:////dev/null/archive.db", StoreUnavailable),
    ],
)
def test_a_wrong_setting_stops_it_before_it_listens(
    tmp_path: Path, name: str, value: str, error: type[Exception]
) -> None:
    settings = settings_in(tmp_path, **{name: value})
    with pytest.raises(error) as caught:
        serve("127.0.0.1", 0, 1, 1, settings=settings, ready=served)
    assert "\n" not in str(caught.value)


def test_the_wsgi_module_reads_the_environment(tmp_path: Path) -> None:
    ask = "from web.wsgi import app; print(app.test_client().get('/').status_code)"

    def asked() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", ask],
            env={**os.environ, "ARCHIVE_HOME": str(tmp_path / "here")},
            capture_output=True,
            text=True,
            check=False,
        )

    done = asked()
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"Error: there is no archive in {tmp_path / 'here'}")
    assert not (tmp_path / "here").exists()
    with archive_in(tmp_path / "here", [article()]):
        pass
    done = asked()
    assert (done.stdout, done.stderr) == ("200\n", "")


@contextmanager
def on_socket(home: Path, path: Path) -> Iterator[subprocess.Popen[str]]:
    manage = Path(__file__).resolve().parents[2] / "manage.py"
    with subprocess.Popen(
        [sys.executable, str(manage), "serve", "--socket", str(path), "--workers", "2"],
        env={**os.environ, "ARCHIVE_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        try:
            assert process.stdout.readline() == f"Serving on unix:{path} (Ctrl-C ends)\n"
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def ask(path: Path, address: str, *headers: str) -> str:
    """The whole answer of a site on a socket."""
    lines = [f"GET {address} HTTP/1.1", "Host: localhost", *headers, "Connection: close", "", ""]
    with socket.socket(socket.AF_UNIX) as asked:
        asked.connect(str(path))
        asked.sendall("\r\n".join(lines).encode())
        return b"".join(iter(lambda: asked.recv(65536), b"")).decode()


@pytest.mark.thorough
def test_it_serves_on_a_socket_and_counts_over_all_processes(tmp_path: Path) -> None:
    path = tmp_path / "site.sock"
    # Left behind by a server that was killed.
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    with archive_in(tmp_path, [article()]):
        pass
    with on_socket(tmp_path, path) as process:
        assert path.stat().st_mode & 0o777 == 0o660
        with ThreadPoolExecutor(8) as readers:
            answers = list(readers.map(partial(ask, path), ["/articles/a%2F1"] * 20))
        assert all(answer.startswith("HTTP/1.1 200 ") for answer in answers)
        # Whichever process answers, all are counted.
        for _ in range(8):
            counted = 'requests_total{route="/articles/<id:id>",status="200"} 20.0'
            assert counted in ask(path, "/metrics")
        assert ask(path, "/metrics", "X-Forwarded-For: 203.0.113.9").startswith("HTTP/1.1 403 ")
        with pytest.raises(CannotListen, match="a server listens there already; stop that one"):
            serve("", 0, 1, 1, settings=settings_in(tmp_path), unix_socket=path, ready=served)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    # The first request with a header of a proxy tells the operator what to set, as a JSON line.
    assert "set ARCHIVE_PROXIES" in json.loads(err)["message"]
    assert not path.exists()


@pytest.mark.thorough
def test_a_worker_that_ends_takes_nothing_from_the_others(tmp_path: Path) -> None:
    path = tmp_path / "site.sock"
    with archive_in(tmp_path, [article()]):
        pass
    with on_socket(tmp_path, path) as process:
        while len(workers_of(process.pid)) < 2:
            time.sleep(0.05)
        assert ask(path, "/articles/a%2F1").startswith("HTTP/1.1 200 ")
        ended = workers_of(process.pid)[0]
        os.kill(ended, signal.SIGTERM)
        while ended in workers_of(process.pid):
            time.sleep(0.05)
        for _ in range(8):
            assert ask(path, "/articles/a%2F1").startswith("HTTP/1.1 200 ")
        assert "requests_total" in ask(path, "/metrics")
        os.killpg(process.pid, signal.SIGTERM)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert not path.exists()


def workers_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in children.read_text().split()]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("none/site.sock", "No such file or directory; make the folder .*none, or name another"),
        ("archive.db", "there is a file of that name, and it is no socket; name another"),
        (f"{'x' * 120}.sock", "a socket's path has 107 bytes at most; name another: --socket"),
    ],
)
def test_a_socket_that_cannot_be_made(tmp_path: Path, name: str, why: str) -> None:
    settings = settings_in(tmp_path)
    with pytest.raises(CannotListen, match=why) as caught:
        serve("", 0, 1, 1, settings=settings, unix_socket=tmp_path / name, ready=served)
    assert "\n" not in str(caught.value)
    assert (tmp_path / "archive.db").stat().st_size > 0


@pytest.mark.parametrize(
    ("host", "cure"), [("no-such-host.invalid", "--host"), ("192.0.2.1", "--host")]
)
def test_the_cure_for_a_wrong_host_is_another_host(tmp_path: Path, host: str, cure: str) -> None:
    with pytest.raises(CannotListen) as caught:
        serve(host, 8000, 1, 1, settings=settings_in(tmp_path), ready=served)
    assert cure in str(caught.value)
    assert "port" not in str(caught.value).partition(";")[2]
