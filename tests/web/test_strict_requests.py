"""What is not plain HTTP: raw Unicode in addresses, requests that cannot be read."""

import socket
from collections.abc import Iterator
from http import HTTPStatus

import pytest

from archive.settings import Settings
from index.indexing import catch_up
from index.search import open_archive
from tests.newsroom import LAVROV
from tests.web.test_serving import server
from web.strict_requests import Refused, check, percent_encoded, refusal


@pytest.mark.parametrize(
    ("line", "encoded"),
    [
        ("GET /search?q=लाव HTTP/1.1", "GET /search?q=%E0%A4%B2%E0%A4%BE%E0%A4%B5 HTTP/1.1"),
        ("GET /articles/é HTTP/1.1", "GET /articles/%C3%A9 HTTP/1.1"),
        ("GET /?q=%E0%A4%B2 HTTP/1.1", "GET /?q=%E0%A4%B2 HTTP/1.1"),
        ("GET / HTTP/1.1", "GET / HTTP/1.1"),
        ("GÉT / HTTP/1.1", "GÉT / HTTP/1.1"),
        ("é", "é"),
        ("", ""),
    ],
)
def test_an_address_in_any_script(line: str, encoded: str) -> None:
    assert percent_encoded(line.encode()) == encoded.encode()


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET / HTTP/1.1|Host: x", 0),
        ("GET http://x/search?q=%E0 HTTP/1.1|Host: x|X-a: b:c", 0),
        ("OPTIONS * HTTP/1.1|Host: x", 0),
        ("POST / HTTP/1.1|Host: x|Content-Length: 3", 0),
        ("POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked", 0),
        ("POST / HTTP/1.1|Host: x|Content-Length: 3|Transfer-Encoding: chunked", 400),
        ("POST / HTTP/1.1|Host: x|Content-Length: 3|Content-Length: 3", 400),
        ("POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked|transfer-encoding: x", 400),
        ("POST / HTTP/1.0|Host: x|Transfer-Encoding: chunked", 400),
        ("POST / HTTP/1.1|Host: x|Transfer-Encoding: xchunked", 501),
        ("POST / HTTP/1.1|Host: x|Transfer-Encoding: gzip, chunked", 501),
        ("GET / HTTP/1.1|Host: x|Host: y", 400),
        ("GET / HTTP/1.1|Host: x| folded", 400),
        ("GET / HTTP/1.1| folded|Host: x", 400),
        ("GET / HTTP/1.1|Host: x\nX-a: b", 400),
        ("GET / HTTP/1.1\nHost: x|", 400),
        ("GET / HTTP/1.1|Host: x|Expect: money", 417),
        ("GET / HTTP/2.0|Host: x", 400),
        ("GET /|Host: x", 400),
        ("GET  / HTTP/1.1|Host: x", 400),
        ("GET / x HTTP/1.1|Host: x", 400),
        ("GET search HTTP/1.1|Host: x", 400),
        ("GET /\x01 HTTP/1.1|Host: x", 400),
        ("GET /\x7f HTTP/1.1|Host: x", 400),
        ("G\u00c9T / HTTP/1.1|Host: x", 400),
        ("GET /" + "\u0915" * 3000 + " HTTP/1.1|Host: x", 414),
    ],
)
def test_what_may_be_read_in_two_ways_is_refused(head: str, status: int) -> None:
    lines = f"{head}||".replace("|", "\r\n").encode()
    if not status:
        assert check(lines) == lines
        return
    with pytest.raises(Refused) as caught:
        check(lines)
    assert caught.value.status == status


def test_what_cannot_be_read_gets_a_page_of_ours() -> None:
    for status in (400, 408, 413, 414, 417, 431, 500, 501):
        headers, page = refusal(HTTPStatus(status))
        assert "अभिलेख" in page.decode()
        assert dict(headers)["Cache-Control"] == "no-store"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where the real server listens, over one article."""
    home = tmp_path_factory.mktemp("served")
    archive = open_archive(Settings.from_mapping({"ARCHIVE_HOME": str(home)}))
    archive.store.put([LAVROV])
    catch_up(archive.store, archive.engine)
    archive.close()
    with server(home, ARCHIVE_RATE_LIMIT="off") as (_, address):
        yield int(address.rstrip("/").rpartition(":")[2])


def answer(port: int, request: str) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request.encode())
        parts = iter(lambda: connection.recv(65536), b"")
        return b"".join(parts).decode()


def asked(address: str, *headers: str, host: str = "x") -> str:
    lines = [f"GET {address} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""])


@pytest.mark.thorough
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/search?q=लावरोव",
        "/api/v1/search?q=%E0%A4%B2ावरोव",
        "http://x/api/v1/search?q=लावरोव",
    ],
)
def test_raw_unicode_finds_what_the_encoded_finds(port: int, address: str) -> None:
    found = answer(port, asked(address))
    assert found.startswith("HTTP/1.1 200 ")
    assert '"total":1' in found.replace(" ", "").replace("\n", "")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (asked("/search?q=a b"), 400),
        (asked("/\x01"), 400),
        (asked("search"), 400),
        (asked("/", host="a b"), 400),
        (asked("/", host="<script>"), 400),
        (asked("/", host="समाचार"), 400),
        (asked("/", "no colon"), 400),
        (asked("/" + "क" * 3000), 414),
        ("GET\r\n\r\n", 400),
        ("GET / HTTP/1.1\nHost: x\n\n", 400),
        (asked("/", " folded"), 400),
        (asked("/", "space : x"), 400),
        (asked("/", "Host: y"), 400),
        (asked("/", "Content-Length: +5"), 400),
        (asked("/", "Content-Length: 5", "Content-Length: 5"), 400),
        (asked("/", "Content-Length: 5", "Transfer-Encoding: chunked"), 400),
        (asked("/", "Transfer-Encoding: chunked", "Transfer-Encoding: x"), 400),
        (asked("/", "Transfer-Encoding: gzip"), 501),
        (asked("/", "Transfer-Encoding: chunked") + "zz\r\n", 400),
        (asked("/", "Content-Length: 100000"), 413),
        (asked("/", "X-a: " + "a" * 70_000), 431),
        (asked("/", "Expect: money"), 417),
    ],
)
def test_malformed_requests_get_a_page_of_ours(port: int, request_: str, status: int) -> None:
    page = answer(port, request_)
    assert page.startswith(f"HTTP/1.1 {status} ")
    assert "अभिलेख" in page
    assert "<script>" not in page


@pytest.mark.thorough
def test_no_request_hides_in_the_body_of_another(port: int) -> None:
    hidden = asked("/robots.txt")
    whole = asked("/healthz", f"Content-Length: {len(hidden)}").replace("Connection: close\r\n", "")
    found = answer(port, whole + hidden + asked("/opensearch.xml"))
    assert found.count("HTTP/1.1 200 ") == 2
    assert "OpenSearchDescription" in found
    assert "User-agent" not in found


@pytest.mark.thorough
def test_no_header_moves_the_site_or_tells_the_server(port: int) -> None:
    headers = (
        "SCRIPT_NAME: /evil",
        "Script-Name: /evil",
        "PATH_INFO: /evil",
        "X-Forwarded-Prefix: /evil",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Ssl: on",
    )
    page = answer(port, asked("/evil/search?q=x", *headers))
    assert page.startswith("HTTP/1.1 404 ")
    page = answer(port, asked("/robots.txt", *headers))
    assert page.startswith("HTTP/1.1 200 ")
    assert "evil" not in page
    assert "https" not in page
    assert "gunicorn" not in page
    assert "waitress" not in page
    assert "Server:" not in page
