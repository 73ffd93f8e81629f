"""The worker of gunicorn as the site needs it: addresses as people type them, errors of our own.

gunicorn refuses an address with letters that are not ASCII, as curl and scripts send them, and
answers what it cannot read with a page of its own, before the application sees anything.
"""

import re
from http import HTTPStatus
from typing import Any

from gunicorn.http import wsgi
from gunicorn.http.errors import (
    ExpectationFailed,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
    UnsupportedTransferCoding,
)
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from web.http.security import PERMISSIONS_POLICY

_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_STATUSES = {
    LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
}
"""Of what cannot be read; of all else, 400."""

_TOO_LONG = (
    "यह पता बहुत लंबा है। खोज छोटी करें।",
    "This address is too long. Make the search shorter.",
)
_UNCLEAR = (
    "यह अनुरोध समझा नहीं जा सका। पता जाँचें।",
    "This request cannot be understood. Check the address.",
)
_PAGE = """\
<!doctype html>
<html lang="hi">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{code} · अभिलेख</title>
<h1>अभिलेख</h1>
<p>{hindi}</p>
<p lang="en">{english}</p>
</html>
"""
_HEAD = """\
HTTP/1.1 {code} {phrase}\r
Connection: close\r
Content-Type: text/html; charset=utf-8\r
Content-Length: {length}\r
Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r
X-Content-Type-Options: nosniff\r
Referrer-Policy: same-origin\r
Permissions-Policy: {permissions}\r
Cross-Origin-Opener-Policy: same-origin\r
Cross-Origin-Resource-Policy: same-origin\r
Cache-Control: no-store\r
\r
"""


def percent_encoded(line: bytes) -> bytes:
    """A request's first line with the bytes of its address that are not ASCII percent-encoded."""
    if line.isascii():
        return line
    method, space, rest = line.partition(b" ")
    address, blank, version = rest.rpartition(b" ")
    return method + space + _NOT_ASCII.sub(_percent, address) + blank + version


def _percent(found: re.Match[bytes]) -> bytes:
    return b"%%%02X" % found[0][0]


def refusal(error: ParseException) -> bytes:
    """The whole answer to a request that cannot be read: a page, since whoever asks may be anybody.

    Nothing of the request is in it.
    """
    status = _STATUSES.get(type(error), HTTPStatus.BAD_REQUEST)
    hindi, english = _TOO_LONG if isinstance(error, LimitRequestLine) else _UNCLEAR
    page = _PAGE.format(code=status.value, hindi=hindi, english=english).encode()
    head = _HEAD.format(
        code=status.value,
        phrase=status.phrase,
        length=len(page),
        permissions=PERMISSIONS_POLICY,
    )
    return head.encode("ascii") + page


class _Request(Request):  # type: ignore[misc]
    """A request whose address may be in any script."""

    def parse_request_line(self, line_bytes: bytes) -> None:
        super().parse_request_line(percent_encoded(line_bytes))


class _Response(wsgi.Response):  # type: ignore[misc]
    """A response that does not tell what serves it."""

    def default_headers(self) -> list[str]:
        return [line for line in super().default_headers() if not line.startswith("Server:")]


class Worker(ThreadWorker):  # type: ignore[misc]
    """Threads that answer requests; for gunicorn's setting ``worker_class``."""

    def init_process(self) -> None:
        """Serve until told to end."""
        # gunicorn has no setting for either. Only this process has them so.
        RequestParser.mesg_class = _Request
        wsgi.Response = _Response
        super().init_process()

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer a request that failed outside the application."""
        ours = (InvalidResponseHeader, InvalidResponseHeaderName)
        if not isinstance(exc, ParseException) or isinstance(exc, ours):
            super().handle_error(req, client, addr, exc)
            return
        try:
            write_nonblock(client, refusal(exc))
        except OSError:
            self.log.debug("whoever asked is gone")
