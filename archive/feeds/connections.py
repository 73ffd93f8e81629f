"""One request over HTTP, within limits of time and size, to an address that was checked."""

import socket
import ssl
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import BadStatusLine, HTTPException
from threading import Timer
from urllib.parse import SplitResult, quote

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import DecodeError, HTTPError
from urllib3.response import HTTPResponse

from archive.errors import FetchFailed
from archive.feeds.hosts import resolve
from archive.feeds.links import SAFE, host_header

OK = 200

_CHUNK = 64 * 1024
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/html;q=0.8, */*;q=0.1"
)
_ENDED = "the server closed the connection before the end"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much. Seconds and bytes.

    Attributes:
        connect: For a connection to one IP address, TLS included.
        read: Without a byte.
        total: For a request and its answer; a server that sends drop by drop ends here.
        size: Of the content, unpacked.
        redirects: In a row.
    """

    connect: float = 10
    read: float = 20
    total: float = 60
    size: int = 16 * 1024 * 1024
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the content is read of status 200 only, and unpacked."""

    status: int
    headers: urllib3.HTTPHeaderDict
    data: bytes


class Connector:
    """Makes single requests.

    Args:
        agent: The user agent.
        limits: Of time and size.
        allow_private: Whether addresses of this machine and its network may be connected to.
    """

    def __init__(self, agent: str, limits: Limits, *, allow_private: bool = False) -> None:
        self._agent = agent
        self._limits = limits
        self._allow_private = allow_private
        self._tls = ssl.create_default_context()

    def get(self, parts: SplitResult, headers: dict[str, str]) -> Answer:
        """One request and its answer; nothing follows a redirect here."""
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        deadline = time.monotonic() + self._limits.total
        addresses = resolve(host, port, allow_private=self._allow_private)
        for number, address in enumerate(addresses, 1):
            connection = self._connection(parts.scheme, host, address, port)
            try:
                connection.connect()
            except (HTTPError, OSError, ValueError) as error:
                connection.close()
                if number == len(addresses) or time.monotonic() > deadline:
                    raise FetchFailed(_describe(error, host)) from error
            else:
                break
        try:
            return self._exchange(connection, parts, headers, deadline)
        finally:
            connection.close()

    def _connection(self, scheme: str, host: str, address: str, port: int) -> HTTPConnection:
        timeout = self._limits.connect
        if scheme == "http":
            return HTTPConnection(address, port, timeout=timeout)
        name = host if host.isascii() else host.encode("idna").decode()
        return HTTPSConnection(
            address,
            port,
            timeout=timeout,
            ssl_context=self._tls,
            # The certificate is checked for this name, though an address is connected to.
            server_hostname=name,
        )

    def _exchange(
        self,
        connection: HTTPConnection,
        parts: SplitResult,
        headers: dict[str, str],
        deadline: float,
    ) -> Answer:
        sock: socket.socket = connection.sock
        sock.settimeout(self._limits.read)
        connection.timeout = self._limits.read
        # Each byte restarts the time that a read may take; this ends them all.
        late = Timer(max(deadline - time.monotonic(), 0.01), _end, (sock,))
        late.daemon = True
        late.start()
        try:
            connection.request(
                "GET",
                quote(parts.path or "/", SAFE)
                + (f"?{quote(parts.query, SAFE)}" if parts.query else ""),
                headers={
                    "Host": host_header(parts),
                    "User-Agent": self._agent,
                    "Accept": _ACCEPT,
                    "Accept-Encoding": "gzip, deflate",
                    "Connection": "close",
                    **headers,
                },
                preload_content=False,
            )
            with closing(connection.getresponse()) as answer:
                return Answer(answer.status, answer.headers, self._read(answer, deadline))
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            if time.monotonic() >= deadline:
                raise FetchFailed(f"not done after {self._limits.total:g} seconds") from error
            raise FetchFailed(_describe(error, parts.hostname or "")) from error
        finally:
            late.cancel()

    def _read(self, answer: HTTPResponse, deadline: float) -> bytes:
        if answer.status != OK:
            return b""
        data = bytearray()
        while chunk := answer.read1(_CHUNK, decode_content=True):
            data += chunk
            if len(data) > self._limits.size:
                raise FetchFailed(
                    f"larger than {self._limits.size // 1024 // 1024:,} MiB; nothing of it was kept"
                )
        if time.monotonic() >= deadline:
            # The connection was ended from here, which reads as the end of the content.
            raise FetchFailed(f"not done after {self._limits.total:g} seconds")
        return bytes(data)


def _end(sock: socket.socket) -> None:
    """End a connection from another thread; whoever reads from it gets no more."""
    with suppress(OSError):
        # Not TLS's own shutdown, which is another thing.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _describe(error: Exception, host: str) -> str:
    """What went wrong, in words, and where it helps what to do."""
    cause = error
    while isinstance(inner := cause.__cause__ or cause.__context__, Exception):
        cause = inner
    texts = f"{error} {cause}".lower()
    if "certificate" in texts:
        detail = getattr(cause, "verify_message", "") or "it is for another name"
        return f"the certificate of {host} is not valid: {detail}; nothing was fetched"
    if isinstance(error, DecodeError):
        return "what it sent is packed otherwise than it says, or damaged"
    for words, told in (
        ("ssl", f"no secure connection to {host}: {getattr(cause, 'reason', '') or cause}"),
        ("timed out", f"{host} did not answer in time"),
        ("refused", f"{host} refuses connections; is its server running?"),
        ("incomplete", _ENDED),
        ("reset by peer", _ENDED),
        ("broken pipe", _ENDED),
        ("without response", _ENDED),
    ):
        if words in texts:
            return told
    if isinstance(cause, (BadStatusLine, ValueError)):
        return f"what answers at {host} does not speak HTTP as it should; check the address"
    reason = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    # A server's own words may be in it, and could control a terminal.
    printable = "".join(sign if sign.isprintable() else " " for sign in str(reason)[:200])
    return f"{host} cannot be read: {' '.join(printable.split())}"
