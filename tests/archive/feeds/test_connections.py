"""Connections over TLS: to the address that was checked, under the name that was asked for."""

import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import FetchFailed
from archive.feeds import connections
from archive.feeds.connections import Connector
from archive.feeds.links import split_url
from tests.archive.feeds import bad_server as ways
from tests.archive.feeds.bad_server import BadServer, bad_server
from tests.archive.feeds.conftest import QUICK

NAME = "news.bhor.example"
pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for the name, signed by itself, with its key in one file."""
    folder = tmp_path_factory.mktemp("tls")
    command = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={NAME} "
        f"-addext subjectAltName=DNS:{NAME} -keyout key.pem -out cert.pem"
    )
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_text((folder / "key.pem").read_text() + (folder / "cert.pem").read_text())
    return both


@pytest.fixture
def secure(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BadServer]:
    """A server over TLS, which every name leads to."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    monkeypatch.setattr(connections, "resolve", lambda *_, **__: ["127.0.0.1"])
    with bad_server(context) as running:
        yield running


def get(bad: BadServer, name: str, trusted: Path | None) -> bytes:
    connector = Connector("x", QUICK)
    if trusted:
        connector._tls.load_verify_locations(trusted)
    port = bad.address.rpartition(":")[2]
    return connector.get(split_url(f"https://{name}:{port}/it"), {}).data


def test_the_name_is_checked_and_not_the_address(secure: BadServer, certificate: Path) -> None:
    secure.set("/it", "<rss/>")
    assert get(secure, NAME, certificate) == b"<rss/>"
    assert secure.asked[-1][1]["host"].startswith(f"{NAME}:")
    for name, trusted in ((NAME, None), ("other.example", certificate)):
        with pytest.raises(FetchFailed, match=r"certificate of .* is not valid"):
            get(secure, name, trusted)


@pytest.mark.parametrize("answer", [ways.drops, ways.drops_of_headers, ways.never])
def test_limits_hold_over_tls(secure: BadServer, certificate: Path, answer: ways.Answer) -> None:
    secure.set("/it", answer)
    begun = time.monotonic()
    with pytest.raises(FetchFailed, match=r"in time|not done after"):
        get(secure, NAME, certificate)
    assert time.monotonic() - begun < 15


def test_the_next_address_is_tried(bad: BadServer, monkeypatch: pytest.MonkeyPatch) -> None:
    bad.set("/it", "<rss/>")
    monkeypatch.setattr(connections, "resolve", lambda *_, **__: ["127.0.0.2", "127.0.0.1"])
    port = bad.address.rpartition(":")[2]
    assert Connector("x", QUICK).get(split_url(f"http://a.example:{port}/it"), {}).data
