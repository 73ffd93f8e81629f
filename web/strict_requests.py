"""Reads requests more strictly than waitress does; what cannot be read gets a page of ours.

Whatever two servers in a row might read differently is refused, since a request could be hidden in
it. An address may be in any script, as curl and scripts send it.
"""

import re
from http import HTTPStatus
from typing import Any

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask
from waitress.utilities import BadRequest

from web.http.security import PERMISSIONS_POLICY

MAX_REQUEST_LINE = 8190
"""Bytes; a search of 800 characters of Devanagari fits."""

_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_REQUEST_LINE = re.compile(
    rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,30} (?:/|\*(?= )|https?://[^/?# ]+)[\x21-\x7e]* HTTP/1\.[01]"
)
_BARE_NEWLINE = re.compile(rb"(?<!\r)\n")
_ONCE = (b"content-length", b"transfer-encoding", b"host")
"""Headers that say where a request ends and whose it is."""

_TOO_LONG = (
    "यह पता बहुत लंबा है। खोज छोटी करें।",
    "This address is too long. Make the search shorter.",
)
_UNCLEAR = (
    "यह अनुरोध समझा नहीं जा सका। पता जाँचें।",
    "This request cannot be understood. Check the address.",
)
_TOO_SLOW = (
    "यह अनुरोध समय पर पूरा नहीं आया। फिर से भेजें।",
    "This request did not arrive in time. Send it again.",
)
_FAILED = (
    "कुछ गड़बड़ हो गई। फिर से भेजें।",
    "Something went wrong. Send it again.",
)
_TEXTS = {
    HTTPStatus.REQUEST_URI_TOO_LONG: _TOO_LONG,
    HTTPStatus.REQUEST_TIMEOUT: _TOO_SLOW,
    HTTPStatus.INTERNAL_SERVER_ERROR: _FAILED,
}
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
_HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS_POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)


class Refused(ParsingError):  # type: ignore[misc]
    """A request that is not answered.

    Attributes:
        status: Why not.
    """

    def __init__(self, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(status.phrase)
        self.status = status


def percent_encoded(line: bytes) -> bytes:
    """A request's first line with the bytes of its address that are not ASCII percent-encoded."""
    if line.isascii():
        return line
    method, space, rest = line.partition(b" ")
    address, blank, version = rest.rpartition(b" ")
    return method + space + _NOT_ASCII.sub(_percent, address) + blank + version


def _percent(found: re.Match[bytes]) -> bytes:
    return b"%%%02X" % found[0][0]


def check(head: bytes) -> bytes:
    """The head of a request with an address in ASCII.

    Args:
        head: The request line and the headers, with the empty line at their end.

    Raises:
        Refused: It is not one, or may be read in two ways.
    """
    first, _, rest = head.partition(b"\r\n")
    if len(first) > MAX_REQUEST_LINE:
        raise Refused(HTTPStatus.REQUEST_URI_TOO_LONG)
    line = percent_encoded(first)
    if not _REQUEST_LINE.fullmatch(line) or _BARE_NEWLINE.search(head):
        raise Refused
    lines = [each for each in rest.split(b"\r\n") if each]
    if any(each.startswith((b" ", b"\t")) for each in lines):
        raise Refused  # a line that goes on in the next
    fields = [each.partition(b":")[::2] for each in lines]
    values = {name.lower(): value.strip(b" \t") for name, value in fields}
    names = [name.lower() for name, _ in fields]
    if any(names.count(name) > 1 for name in _ONCE):
        raise Refused
    if (coding := values.get(b"transfer-encoding")) is not None:
        if b"content-length" in values or line.endswith(b"1.0"):
            raise Refused
        if coding.lower() != b"chunked":
            raise Refused(HTTPStatus.NOT_IMPLEMENTED)
    if values.get(b"expect", b"100-continue").lower() != b"100-continue":
        raise Refused(HTTPStatus.EXPECTATION_FAILED)
    return line + b"\r\n" + rest


class StrictParser(HTTPRequestParser):  # type: ignore[misc]
    """Collects a request.

    Attributes:
        refused: The status if it will not be answered; None as long as nothing is wrong.
    """

    refused: HTTPStatus | None = None

    def received(self, data: bytes) -> int:
        """Take in bytes; see waitress."""
        taken: int = super().received(data)
        if not self.completed and not self.headers_finished:
            if len(self.header_plus.partition(b"\r\n")[0]) > MAX_REQUEST_LINE:
                self.refuse(HTTPStatus.REQUEST_URI_TOO_LONG)
            elif _BARE_NEWLINE.search(self.header_plus):
                self.refuse(HTTPStatus.BAD_REQUEST)
        return taken

    def parse_header(self, header_plus: bytes) -> None:
        """Take the head apart; see waitress."""
        try:
            super().parse_header(check(header_plus))
        except Refused as error:
            self.refused = error.status
            raise

    def refuse(self, status: HTTPStatus) -> None:
        """Let it be answered as it is, with this status."""
        self.refused = status
        self.error = BadRequest(status.phrase)
        self.completed = True


def refusal(status: HTTPStatus) -> tuple[list[tuple[str, str]], bytes]:
    """The headers and the page for who sent what is not answered: anybody may have.

    Nothing of the request is in it.
    """
    hindi, english = _TEXTS.get(status, _UNCLEAR)
    page = _PAGE.format(code=status.value, hindi=hindi, english=english).encode()
    return list(_HEADERS), page


class Refusal(ErrorTask):  # type: ignore[misc]
    """Sends the answer to a request that was refused."""

    request: Any

    def execute(self) -> None:
        """See waitress."""
        status = self.request.__dict__.get("refused") or HTTPStatus(self.request.error.code)
        headers, page = refusal(status)
        self.version = "1.1"  # of the request it may not be known
        self.status = f"{status.value} {status.phrase}"
        self.response_headers.extend(headers)
        self.set_close_on_finish()
        self.content_length = len(page)
        # What was not read would make the system take the answer back.
        self.channel.lingers = True
        self.write(page)
