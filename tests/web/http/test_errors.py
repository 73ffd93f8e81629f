"""Each error with its status, as a page and as a problem document."""

import errno
import logging
import os
import resource
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.errors import ArchiveError, BadSetting, StoreUnavailable
from index.engine import EngineBusy, EngineError, EngineHindered, EngineUnavailable
from index.search.open import Archive
from tests.factories import client_of, json_of
from tests.newsroom import LAVROV
from web.app import create_app
from web.http.errors import STATUSES
from web.request import BadParameter

RAISED: list[tuple[Exception, HTTPStatus]] = [
    (BadParameter("page='x' cannot be used"), HTTPStatus.BAD_REQUEST),
    (StoreUnavailable("the database is away; start it"), HTTPStatus.SERVICE_UNAVAILABLE),
    (EngineUnavailable("no index yet; run: manage.py reindex"), HTTPStatus.SERVICE_UNAVAILABLE),
    (EngineBusy("being written; wait"), HTTPStatus.SERVICE_UNAVAILABLE),
    (EngineHindered("cannot read x: the disk is full"), HTTPStatus.SERVICE_UNAVAILABLE),
    (BadSetting("wrong"), HTTPStatus.INTERNAL_SERVER_ERROR),
    (ZeroDivisionError("secret"), HTTPStatus.INTERNAL_SERVER_ERROR),
]


@pytest.fixture
def failing(archive: Archive) -> Iterator[Flask]:
    """The site with views that raise; errors answered as they are in production."""
    app = create_app(archive, rate_limit="off")

    def fail(number: int) -> str:
        raise RAISED[number][0]

    app.add_url_rule("/fail/<int:number>", view_func=fail)
    app.add_url_rule("/api/fail/<int:number>", "api_fail", fail)
    app.logger.setLevel(logging.CRITICAL)
    yield app
    app.logger.setLevel(logging.NOTSET)


@pytest.mark.parametrize("number", range(len(RAISED)))
def test_every_error_has_its_status_in_both_dresses(failing: Flask, number: int) -> None:
    error, status = RAISED[number]
    page = failing.test_client().get(f"/fail/{number}?lang=en")
    assert page.status_code == status
    assert page.mimetype == "text/html"
    assert 'class="masthead"' in page.text
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    problem = failing.test_client().get(f"/api/fail/{number}")
    assert problem.status_code == status
    assert problem.mimetype == "application/problem+json"
    assert json_of(problem)["status"] == status
    if isinstance(error, ZeroDivisionError):
        assert "secret" not in page.text + problem.text
        assert "Something went wrong" in page.text
    else:
        assert json_of(problem)["detail"] == str(error)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.EMFILE, "Too many open files"), "ulimit -n"),
        (OSError(errno.ENOSPC, "No space left on device", "secret"), "the disk is full"),
        (OSError(errno.EIO, "Input/output error"), "check the disk"),
        (MemoryError(), "no memory is left"),
        (RuntimeError("can't start new thread"), "ulimit -u"),
    ],
)
def test_a_fault_of_the_machine_is_named_with_its_cure(
    archive: Archive, error: Exception, words: str
) -> None:
    app = create_app(archive, rate_limit="off")
    app.logger.setLevel(logging.CRITICAL)

    def fail() -> str:
        raise error

    app.add_url_rule("/fail", view_func=fail)
    app.add_url_rule("/api/fail", "api_fail", fail)
    for address in ("/fail", "/api/fail"):
        answer = app.test_client().get(address)
        assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert words in answer.text
        assert "secret" not in answer.text
        assert "reindex" not in answer.text


def test_an_error_is_answered_although_its_page_cannot_be_made(archive: Archive) -> None:
    app = create_app(archive, rate_limit="off")
    app.logger.setLevel(logging.CRITICAL)
    client = app.test_client()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.dup(0)
    os.close(lowest)
    # Nothing was rendered yet: templates and translations are files that cannot be opened now.
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
    try:
        answer = client.get("/nowhere")
        home = client.get("/")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "कोशिश" in answer.text
    assert home.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "open files" in home.text


def test_the_table_knows_every_error_of_the_trees() -> None:
    kinds = tuple(kind for kind, _ in STATUSES)
    for error in (ArchiveError, BadSetting, StoreUnavailable, EngineError, EngineUnavailable):
        assert issubclass(error, kinds)


def test_an_unforeseen_error_goes_to_the_log(
    failing: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    failing.logger.setLevel(logging.ERROR)
    failing.test_client().get(f"/fail/{len(RAISED) - 1}")
    assert "ZeroDivisionError: secret" in caplog.text


@pytest.mark.parametrize("address", ["/nowhere", "/articles/none", "//evil.example/x", "/%00"])
def test_what_is_not_there(client: FlaskClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 404
    assert "यह पन्ना नहीं मिला" in page.text
    assert '<form class="search"' in page.text
    assert "evil" not in page.text


def test_other_methods_are_refused(client: FlaskClient) -> None:
    page = client.post("/search", data={"q": "x"})
    assert page.status_code == 405
    assert 'class="masthead"' in page.text
    assert "GET" in page.headers["Allow"]


def test_without_an_index_the_page_names_the_cure(empty: FlaskClient) -> None:
    page = empty.get("/search?q=Lavrov")
    assert page.status_code == 503
    assert "manage.py reindex" in page.text
    problem = empty.get("/api/v1/search?q=Lavrov")
    assert problem.status_code == 503
    assert "manage.py reindex" in json_of(problem)["detail"]
    assert empty.get("/").status_code == 200


def test_articles_can_be_read_without_an_index(own: Archive) -> None:
    own.store.put([LAVROV])
    client = client_of(own)
    assert "लावरोव" in client.get("/articles/lavrov?q=Lavrov").text
    assert client.get("/readyz").status_code == 503
