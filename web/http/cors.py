"""Leave for pages of other sites to read what this one tells programs. They may change nothing."""

import re

from flask import Response, request

READABLE = re.compile(r"/api/|/feed\.atom$|/download\.\w+$|/opensearch\.xml$")
"""Addresses of answers for programs; no cookie changes them, so anyone may read them."""

EXPOSED = (
    "Content-Disposition, ETag, Last-Modified, Retry-After, X-Note, X-Total-Count, "
    "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
)
A_DAY = 24 * 3600


def let_others_read(response: Response) -> Response:
    """The answer with the headers that let scripts of other sites read it, errors included."""
    if not READABLE.match(request.path):
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        asked = request.headers.get("Access-Control-Request-Headers", "")
        if re.fullmatch(r"[\w, -]{1,200}", asked):
            response.headers["Access-Control-Allow-Headers"] = asked
        response.headers["Access-Control-Max-Age"] = str(A_DAY)
    return response
