"""The time limit of requests: everything that a view does counts against one budget.

What is streamed behind the view, as downloads are, is sent in small pieces of bounded work instead.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

from index.budget import spending

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def init_time_limit(app: Flask, seconds: float | None) -> None:
    """Let each request compute so many seconds; None: as long as it likes."""
    inner: WSGIApplication = app.wsgi_app

    def timed(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with spending(seconds):
            return inner(environ, start_response)

    app.wsgi_app = timed  # type: ignore[method-assign]
