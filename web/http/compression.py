"""Compresses responses with Flask-Compress: Hindi in UTF-8 shrinks to a fifth.

Only whole texts: streamed downloads and static files go as they are. A proxy in front that
compresses by itself leaves alone what is compressed already.
"""

from flask import Flask, Response, request
from flask_compress import Compress

ALGORITHMS = ("zstd", "gzip")
"""Best first, of those that a client accepts equally. Brotli as small as these takes longer."""

CONFIG = {
    "COMPRESS_ALGORITHM": ALGORITHMS,
    # At 5, both make a page of results as small, zstd in two thirds of the time. Beyond, time
    # grows faster than the text shrinks.
    "COMPRESS_ZSTD_LEVEL": 5,
    "COMPRESS_LEVEL": 5,
    "COMPRESS_MIN_SIZE": 1000,
    "COMPRESS_MIMETYPES": (
        "text/html",
        "application/json",
        "application/problem+json",
        "application/atom+xml",
        "application/xml",
    ),
    "COMPRESS_STREAMS": False,
    # ETag and 304 are the work of web.http.caching.
    "COMPRESS_EVALUATE_CONDITIONAL_REQUEST": False,
}


class _Compress(Compress):
    def after_request(self, response: Response) -> Response:  # type: ignore[override]
        # Flask-Compress takes "gzip;q=0" for a wish, though it forbids gzip.
        if any(name in ALGORITHMS and not quality for name, quality in request.accept_encodings):
            response.vary.add("Accept-Encoding")
            return response
        # It would leave errors as they are; ours are whole pages.
        status = response.status
        if response.status_code >= 400:  # noqa: PLR2004
            response.status_code = 200
        super().after_request(response)
        response.status = status
        return response


def init_compression(app: Flask) -> None:
    """Compress responses for clients that accept it. Call it before other hooks: it runs last."""
    app.config.from_mapping(CONFIG)
    _Compress(app)
