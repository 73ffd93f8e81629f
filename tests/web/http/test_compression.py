import gzip

import pytest
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("address", ["/", "/search?q=Lavrov", "/nowhere"])
def test_a_page_is_sent_small_to_who_takes_it_so(client: FlaskClient, address: str) -> None:
    plain, small = client.get(address), client.get(address, headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert int(small.headers["Content-Length"]) == len(small.data) < 0.4 * len(plain.data)
    assert gzip.decompress(small.data) == plain.data
    for answer in (plain, small):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert "Cookie" in answer.headers["Vary"]


def test_the_same_page_is_the_same_bytes(client: FlaskClient) -> None:
    assert client.get("/help", headers=GZIP).data == client.get("/help", headers=GZIP).data


@pytest.mark.parametrize("taken", ["", "identity", "gzip;q=0, *;q=0.5", "br"])
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
