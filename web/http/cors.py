"""CORS: lets scripts of other sites read the API, feeds and downloads, and change nothing."""

import re

from flask import Response, request

READABLE_PATHS = re.compile(r"/api/|/feed\.atom$|/download\.\w+$|/opensearch\.xml$")
"""Responses for programs: no cookie changes them, so any site may read them."""

EXPOSED_HEADERS = (
    "Content-Disposition, ETag, Last-Modified, Retry-After, X-Note, X-Total-Count, "
    "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
)
PREFLIGHT_SECONDS = 24 * 3600
"""How long a browser may remember what a preflight request answered."""


def add_cors_headers(response: Response) -> Response:
    """Add the headers to a response, errors included. For ``Flask.after_request``."""
    if not READABLE_PATHS.match(request.path):
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        headers = request.headers.get("Access-Control-Request-Headers", "")
        if re.fullmatch(r"[\w, -]{1,200}", headers):
            response.headers["Access-Control-Allow-Headers"] = headers
        response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return response
