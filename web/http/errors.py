"""Turns errors into responses: a page for readers, problem details (RFC 9457) for the API.

The text of an unexpected error is never shown; it goes to the log. A fault of the machine is named,
with its cure. Where the page cannot be made either, since templates and translations are files, a
plain one goes out, which needs nothing.
"""

from http import HTTPStatus
from typing import Any, TypedDict

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException, InternalServerError, TooManyRequests

from archive.errors import ArchiveError, StoreUnavailable
from archive.machine import describe, fault_of
from index.budget import OutOfTime
from index.engine import EngineError
from index.search import Request
from web.i18n import lazy_gettext
from web.request import BadParameter

STATUSES: tuple[tuple[type[Exception], HTTPStatus], ...] = (
    (BadParameter, HTTPStatus.BAD_REQUEST),
    (StoreUnavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    (EngineError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ArchiveError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
"""Our errors, whose message is shown, and their statuses; the first class that fits counts."""

HEADINGS = {
    400: lazy_gettext("This request cannot be understood"),
    404: lazy_gettext("Page not found"),
    410: lazy_gettext("This article is no longer here"),
    429: lazy_gettext("Too many searches; wait a minute"),
    503: lazy_gettext("The archive cannot be searched right now"),
}
ADVICE = {
    404: lazy_gettext("The article may have been removed, or the address mistyped. Search for it:"),
    410: lazy_gettext("It was removed from the archive for good. Search for others:"),
    429: lazy_gettext("Please wait a minute, then search again."),
    503: lazy_gettext("Please try again in a little while. For whoever runs this archive:"),
}
TOO_LONG_HEADING = lazy_gettext("This takes too long")
TOO_LONG_ADVICE = lazy_gettext(
    "Try something smaller, such as fewer words or a shorter phrase, or try again in a little "
    "while."
)
RETRY_SECONDS = 10
"""After so long a request that ran out of time may find the machine less busy."""

OTHER_HEADING = lazy_gettext("Something went wrong")
OTHER_ADVICE = lazy_gettext("It is not your fault. Try again, or start from the home page.")


_PLAIN = """\
<!doctype html>
<html lang="hi">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{code} · अभिलेख</title>
<h1>अभिलेख</h1>
<p>अभी यह पृष्ठ नहीं दिखाया जा सकता। थोड़ी देर बाद फिर कोशिश करें।</p>
<p lang="en">This page cannot be shown right now. Please try again in a little while.</p>
<p lang="en">{detail}</p>
</html>
"""


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


def register_error_handlers(app: Flask) -> None:
    """Answer every error with a page of the site, or with problem details under /api/."""
    for kind, _ in STATUSES:
        app.register_error_handler(kind, _known_error)
    app.register_error_handler(HTTPException, _http_error)


def _known_error(error: Exception) -> Response:
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    if isinstance(error, OutOfTime):
        current_app.logger.warning("%s %s: out of time", request.method, request.path)
        response = _response(status, str(error), TOO_LONG_HEADING, TOO_LONG_ADVICE)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s %s: %s", request.method, request.path, error)
    return _response(status, str(error))


def _http_error(error: HTTPException) -> Response:
    cause = error.original_exception if isinstance(error, InternalServerError) else None
    if cause and (number := fault_of(cause)):
        return _response(HTTPStatus.SERVICE_UNAVAILABLE, describe(number))
    response = _response(error.code or 500, _detail(error))
    for name, value in error.get_headers():
        if name != "Content-Type":  # Allow, Retry-After
            response.headers[name] = value
    return response


def _detail(error: HTTPException) -> str:
    if isinstance(error, InternalServerError):
        return "something went wrong here; the log says what"
    if isinstance(error, TooManyRequests):
        return f"more than {error.description} from one address; wait a little, then ask again"
    return error.description or error.name


def _response(code: int, detail: str, heading: Any = None, advice: Any = None) -> Response:
    if request.path.startswith("/api/"):
        problem: Problem = {
            "type": "about:blank",
            "title": HTTPStatus(code).phrase,
            "status": code,
            "detail": detail,
        }
        response = jsonify(problem)
        response.mimetype = "application/problem+json"
    else:
        page = _page(
            code,
            detail if code in (400, 503) and not advice else "",
            heading or HEADINGS.get(code, OTHER_HEADING),
            advice or ADVICE.get(code, OTHER_ADVICE),
        )
        response = make_response(page)
    response.status_code = code
    if code == HTTPStatus.GONE:
        # Caches may keep it unasked, and it may be let in again.
        response.cache_control.no_cache = True
    return response


def _page(code: int, detail: str, heading: object, advice: object) -> str:
    try:
        return render_template(
            "problem.html",
            asked=Request(""),
            code=code,
            heading=heading,
            advice=advice,
            detail=detail,
        )
    except Exception:  # an error's page must not fail, whatever is the matter
        current_app.logger.exception("the page of an error cannot be made")
        return _PLAIN.format(code=code, detail=escape(detail))
