"""The access log and the log of slow searches: what is in them, and what never is."""

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.logs import log_of_its_own
from index.search import Request
from index.search.open import Archive
from web.app import create_app
from web.http.observing import Watch, query_shape

pytestmark = pytest.mark.usefixtures("own_logs")

Lines = Callable[[], list[dict[str, object]]]
PERSONAL = ("203.0.113.9", "Lavrov", "लावरोव", "Reader/7", "elsewhere.example", "cookie-value")
AS_A_READER = {
    "environ_base": {"REMOTE_ADDR": "203.0.113.9"},
    "headers": {
        "User-Agent": "Reader/7",
        "Referer": "https://elsewhere.example/?q=Lavrov",
        "Cookie": "lang=en; x=cookie-value",
    },
}


def watched(
    archive: Archive, folder: Path, *, slow_ms: int = 0, queries: bool = False, rate: str = "off"
) -> tuple[FlaskClient, Lines, Lines]:
    """A client, and what was written to the access log and to the log of slow searches."""

    def lines_of(name: str) -> Lines:
        return lambda: [json.loads(line) for line in (folder / name).read_text().splitlines()]

    watch = Watch(
        access=log_of_its_own("access", str(folder / "access"), "--access-log"),
        slow=log_of_its_own("slow", str(folder / "slow"), "--slow-log"),
        slow_ms=slow_ms,
        queries=queries,
    )
    client = create_app(archive, rate_limit=rate, watch=watch).test_client()
    return client, lines_of("access"), lines_of("slow")


def test_a_request_is_one_line_with_what_the_operator_needs(
    archive: Archive, tmp_path: Path
) -> None:
    client, access, _ = watched(archive, tmp_path)
    page = client.get("/search?q=Lavrov", **AS_A_READER)
    (line,) = access()
    assert line["time"]
    del line["time"], line["ms"]
    assert line == {
        "level": "info", "logger": "access", "message": "request", "method": "GET",
        "route": "/search", "status": 200, "bytes": len(page.data), "search": "plain",
    }  # fmt: skip


def test_no_log_says_who_asked_or_what_was_typed(archive: Archive, tmp_path: Path) -> None:
    client, access, slow = watched(archive, tmp_path)
    for address in (
        "/search?q=Lavrov",
        "/api/v1/search?q=लावरोव&source=लावरोव",
        "/articles/Lavrov?q=Lavrov",
        "/Lavrov",
        "/browse/Lavrov",
        "/download.csv?q=Lavrov",
        "/feed.atom?q=Lavrov",
        "/api/v1/suggest?q=Lavrov",
    ):
        client.get(address, **AS_A_READER, buffered=True)
    assert len(access()) == 8
    assert len(slow()) == 4
    written = (tmp_path / "access").read_text() + (tmp_path / "slow").read_text()
    for word in PERSONAL:
        assert word not in written
        assert json.dumps(word).strip('"') not in written


def test_what_was_typed_is_logged_only_if_a_setting_asks_for_it(
    archive: Archive, tmp_path: Path
) -> None:
    client, _, slow = watched(archive, tmp_path, queries=True)
    client.get("/search?q=लावरोव%0A\u202e", **AS_A_READER)
    assert slow()[0]["query"] == "लावरोव\n\u202e"
    assert len((tmp_path / "slow").read_text().splitlines()) == 1


def test_a_quick_search_is_in_no_log_of_slow_ones(archive: Archive, tmp_path: Path) -> None:
    client, access, slow = watched(archive, tmp_path, slow_ms=600_000)
    client.get("/search?q=Lavrov")
    assert (len(access()), slow()) == (1, [])


def test_a_slow_search_says_what_helps_to_mend_it(archive: Archive, tmp_path: Path) -> None:
    client, _, slow = watched(archive, tmp_path)
    query = 'लावरोव "विदेश मंत्री" -चीन source:भोर lav* OR x'
    client.get("/search", query_string={"q": query, "page": "1", "since": "2001"})
    (line,) = slow()
    assert (line["engine"], line["route"], line["status"]) == ("whoosh", "/search", 200)
    assert line["message"] == "slow search"
    assert isinstance(line["search_ms"], float)
    assert line["filters"] == ["dates", "source"]
    assert line["phrases"] == line["prefixes"] == line["excluded"] == line["alternatives"] == 1


@pytest.mark.parametrize(
    ("query", "shape"),
    [
        ("", {"words": 0, "scripts": [], "characters": 0}),
        ("Lavrov लावरोव لاوروف", {"words": 3, "scripts": ["devanagari", "latin", "other"]}),
        ("=लावरोव", {"exact": True, "words": 1}),
        ("a " * 5000, {"characters": 10_000}),
        ('"""((-- OR OR title: after:x', {}),
        ("\0\ud800\n", {}),
    ],
)
def test_the_shape_of_any_query_can_be_told(query: str, shape: dict[str, object]) -> None:
    assert shape.items() <= query_shape(Request(query)).items()


def test_a_streamed_answer_is_noted_once_it_was_sent(archive: Archive, tmp_path: Path) -> None:
    client, access, _ = watched(archive, tmp_path)
    client.get("/download.jsonl?q=लावरोव", buffered=True)
    (line,) = access()
    assert (line["route"], line["bytes"], line["search"]) == ("/download.<kind>", None, "plain")


def test_errors_static_files_and_refusals_are_noted(archive: Archive, tmp_path: Path) -> None:
    client, access, _ = watched(archive, tmp_path, rate="1/hour")
    client.get("/search?q=a")
    client.get("/search?q=b")
    client.get("/nowhere")
    client.open("/", method="BREW")
    client.get("/", headers={"Host": "<script>"})
    with client.get("/static/style.css"):
        pass
    assert [(line["method"], line["route"], line["status"]) for line in access()] == [
        ("GET", "/search", 200),
        ("GET", "/search", 429),
        ("GET", "none", 404),
        ("OTHER", "none", 405),
        ("GET", "/", 400),
        ("GET", "/static/<path:filename>", 200),
    ]


def test_what_fails_while_it_is_noted_breaks_no_page(
    archive: Archive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    client, _, _ = watched(archive, tmp_path)

    def fail(_query: str, **_more: object) -> None:
        raise RuntimeError("cannot be parsed")

    monkeypatch.setattr("web.http.observing.parse", fail)
    assert client.get("/search?q=Lavrov").status_code == 200
    assert "a request could not be noted" in caplog.text


def test_a_full_disk_breaks_no_page(archive: Archive) -> None:
    full = log_of_its_own("access", "/dev/full", "--access-log")
    app = create_app(archive, rate_limit="off", watch=Watch(access=full, slow=full, slow_ms=0))
    client = app.test_client()
    assert {client.get("/search?q=Lavrov").status_code for _ in range(5)} == {200}
    assert logging.getLogger("access").handlers
