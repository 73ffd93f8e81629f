"""Errors to answers: one table, a page for people and a problem (RFC 9457) for programs.

Nothing of an unforeseen error's text is shown; it goes to the log.
"""

from http import HTTPStatus
from typing import TypedDict

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_babel import lazy_gettext
from werkzeug.exceptions import HTTPException, InternalServerError, TooManyRequests

from archive.errors import ArchiveError, StoreUnavailable
from index.engine import EngineError
from index.search.models import Request
from web.request import BadParameter

STATUSES: tuple[tuple[type[Exception], HTTPStatus], ...] = (
    (BadParameter, HTTPStatus.BAD_REQUEST),
    (StoreUnavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    (EngineError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ArchiveError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
"""The errors whose own line is shown; the first that fits counts. Werkzeug's know their status."""

HEADINGS = {
    400: lazy_gettext("This request cannot be understood"),
    404: lazy_gettext("This page is not here"),
    429: lazy_gettext("Too many searches at once"),
    503: lazy_gettext("The archive cannot be searched right now"),
}
ADVICE = {
    404: lazy_gettext("The article may have been removed, or the address mistyped. Search for it:"),
    429: lazy_gettext("Please wait a minute, then search again."),
    503: lazy_gettext("Please try again in a little while. For whoever runs this archive:"),
}
OTHER_HEADING = lazy_gettext("Something went wrong")
OTHER_ADVICE = lazy_gettext("It is not your fault. Try again, or start from the home page.")


class Problem(TypedDict):
    """What went wrong, as RFC 9457 says it.

    Attributes:
        type: about:blank: the status says what kind it is.
        title: The status in words.
        status: The HTTP status.
        detail: One line: what, where, and the cure.
    """

    type: str
    title: str
    status: int
    detail: str


def answer_errors(app: Flask) -> None:
    """Answer every error in the site's dress, or as a problem under /api/."""
    for kind, _ in STATUSES:
        app.register_error_handler(kind, _own)
    app.register_error_handler(HTTPException, _http)


def _own(error: Exception) -> Response:
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s %s: %s", request.method, request.path, error)
    return _answer(status, str(error))


def _http(error: HTTPException) -> Response:
    answer = _answer(error.code or 500, _detail(error))
    for name, value in error.get_headers():
        if name != "Content-Type":  # Allow, Retry-After
            answer.headers[name] = value
    return answer


def _detail(error: HTTPException) -> str:
    if isinstance(error, InternalServerError):
        return "something went wrong here; the log says what"
    if isinstance(error, TooManyRequests):
        return f"more than {error.description} from one address; wait a little, then ask again"
    return error.description or error.name


def _answer(code: int, detail: str) -> Response:
    if request.path.startswith("/api/"):
        problem: Problem = {
            "type": "about:blank",
            "title": HTTPStatus(code).phrase,
            "status": code,
            "detail": detail,
        }
        answer = jsonify(problem)
        answer.mimetype = "application/problem+json"
    else:
        page = render_template(
            "problem.html",
            asked=Request(""),
            code=code,
            heading=HEADINGS.get(code, OTHER_HEADING),
            advice=ADVICE.get(code, OTHER_ADVICE),
            detail=detail if code in (400, 503) else "",
        )
        answer = make_response(page)
    answer.status_code = code
    return answer
