"""Answers sent small: Hindi in UTF-8 shrinks to a fifth, which is what an old phone waits for.

Only whole texts; downloads that are streamed and files go as they are. A proxy in front that
compresses by itself leaves alone what is compressed already.
"""

import gzip

from flask import Flask, Response, request

KINDS = frozenset(
    {
        "text/html",
        "application/json",
        "application/problem+json",
        "application/atom+xml",
        "application/xml",
    }
)
LEAST = 1000
"""Bytes below which nothing is gained."""

LEVEL = 5
"""Of 1 to 9: beyond it, time grows faster than the text shrinks."""


def compress(app: Flask) -> None:
    """Compress answers for whoever takes them so. Call it before other hooks: it acts last."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if response.mimetype not in KINDS or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    wanted = request.accept_encodings.quality("gzip") > 0
    data = response.get_data() if wanted and "Content-Encoding" not in response.headers else b""
    if len(data) >= LEAST:
        # No time in it: the same page is the same bytes.
        response.set_data(gzip.compress(data, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
