"""Which answers are compressed."""

import gzip
import sys

import pytest
from flask.testing import FlaskClient

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

GZIP = {"Accept-Encoding": "gzip, deflate, br"}
ZSTD = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.mark.parametrize("address", ["/", "/search?q=Lavrov", "/nowhere"])
def test_a_page_is_sent_small_to_who_takes_it_so(client: FlaskClient, address: str) -> None:
    plain = client.get(address)
    small, smallest = client.get(address, headers=GZIP), client.get(address, headers=ZSTD)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert smallest.headers["Content-Encoding"] == "zstd"
    assert gzip.decompress(small.data) == zstd.decompress(smallest.data) == plain.data
    for answer in (small, smallest):
        assert int(answer.headers["Content-Length"]) == len(answer.data) < 0.4 * len(plain.data)
        assert answer.status == plain.status
    for answer in (plain, small, smallest):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert "Cookie" in answer.headers["Vary"]


def test_the_same_page_is_the_same_bytes(client: FlaskClient) -> None:
    assert client.get("/help", headers=ZSTD).data == client.get("/help", headers=ZSTD).data


@pytest.mark.parametrize("taken", ["", "identity", "gzip;q=0, *;q=0.5", "zstd;q=0", "br"])
def test_who_does_not_take_it_gets_it_plain(client: FlaskClient, taken: str) -> None:
    answer = client.get("/", headers={"Accept-Encoding": taken})
    assert "Content-Encoding" not in answer.headers
    assert "<!doctype html>" in answer.text


def test_what_is_small_stays_as_it_is(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers


def test_a_head_and_an_unchanged_page_carry_nothing(client: FlaskClient) -> None:
    page = client.get("/search?q=Lavrov", headers=GZIP)
    again = client.get("/search?q=Lavrov", headers=GZIP | {"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.head("/search?q=Lavrov", headers=GZIP).data == b""


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl"])
def test_a_download_is_streamed_as_it_is(client: FlaskClient, kind: str) -> None:
    answer = client.get(f"/download.{kind}?q=बाढ़", headers=ZSTD)
    assert answer.is_streamed
    assert "Content-Encoding" not in answer.headers
