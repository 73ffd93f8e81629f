"""What monitors are told: that the site is alive, that it can answer, and why not."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.version import version
from index.indexing import catch_up
from index.search.open import Archive
from tests.factories import archive_in, article, client_of, json_of
from web.app import create_app
from web.http.observing import Watch


def test_alive_says_the_version(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, json_of(answer)) == (200, {"status": "ok", "version": version()})
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_says_how_far_the_index_is_behind(own: Archive) -> None:
    client = client_of(own, article(id="a"))
    answer = client.get("/readyz")
    facts = json_of(answer)
    assert (answer.status_code, facts["status"], facts["behind"]) == (200, "ready", 0)
    assert answer.headers["Cache-Control"] == "no-store"
    own.store.put([article(id="b"), article(id="c")])
    answer = client.get("/readyz")
    assert (answer.status_code, json_of(answer)["behind"]) == (200, 2)
    assert "by 2" in json_of(answer)["index"]
    catch_up(own.store, own.engine)
    assert json_of(client.get("/readyz"))["behind"] == 0


def test_without_an_index_it_is_alive_but_not_ready(empty: FlaskClient) -> None:
    assert empty.get("/healthz").status_code == 200
    answer = empty.get("/readyz")
    facts = json_of(answer)
    assert (answer.status_code, facts["status"]) == (503, "unavailable")
    assert facts["reason"] == "index: the archive is empty; run: manage.py import PATH"


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_an_index_that_is_damaged_is_not_ready(tmp_path: Path, engine: str) -> None:
    url = f"{engine}:{tmp_path / 'index'}"
    with archive_in(tmp_path, [article()], ARCHIVE_ENGINE_URL=url):
        pass
    for file in (tmp_path / "index").glob("build-*/*"):
        file.write_bytes(b"")
    with archive_in(tmp_path, ARCHIVE_ENGINE_URL=url) as archive:
        answer = create_app(archive, rate_limit="off").test_client().get("/readyz")
    assert answer.status_code == 503
    assert "cannot be read" in json_of(answer)["reason"]


def test_an_index_of_another_store_is_not_ready(tmp_path: Path) -> None:
    with archive_in(tmp_path, [article()]):
        pass
    (tmp_path / "archive.db").unlink()
    with archive_in(tmp_path / "other", [article(id="x")]):
        pass
    (tmp_path / "other" / "archive.db").rename(tmp_path / "archive.db")
    with archive_in(tmp_path) as archive:
        answer = create_app(archive, rate_limit="off").test_client().get("/readyz")
    assert answer.status_code == 503
    assert "of another store" in json_of(answer)["reason"]


def test_a_database_that_cannot_be_read_is_the_reason(tmp_path: Path) -> None:
    with archive_in(tmp_path, [article()]) as archive:
        client = create_app(archive, rate_limit="off").test_client()
        assert client.get("/readyz").status_code == 200
        for file in tmp_path.glob("archive.db*"):
            file.unlink()
        answer = client.get("/readyz")
        assert client.get("/healthz").status_code == 200
    assert answer.status_code == 503
    assert json_of(answer)["reason"].startswith("articles: ")
    assert "\n" not in json_of(answer)["reason"]


@pytest.mark.parametrize(("left", "warned"), [(10**12, False), (10**6, True)])
def test_what_is_left_of_the_disk_is_told_and_is_no_reason_to_stop(
    archive: Archive, left: int, *, warned: bool
) -> None:
    app = create_app(archive, rate_limit="off", watch=Watch(disk_left=lambda: left))
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 200
    assert json_of(answer)["disk_free_bytes"] == left
    assert ("warnings" in json_of(answer)) is warned


def test_a_disk_that_cannot_be_asked_is_left_out(archive: Archive) -> None:
    def fail() -> int:
        raise FileNotFoundError

    app = create_app(archive, rate_limit="off", watch=Watch(disk_left=fail))
    facts = json_of(app.test_client().get("/readyz"))
    assert facts["status"] == "ready"
    assert "disk_free_bytes" not in facts


def test_monitors_have_no_rate_limit(archive: Archive) -> None:
    client = create_app(archive, rate_limit="2/hour").test_client()
    for address in ("/healthz", "/readyz", "/metrics"):
        answers = [client.get(address) for _ in range(6)]
        assert {answer.status_code for answer in answers} == {200}
        assert "RateLimit-Limit" not in answers[0].headers
