"""Takes off what a server wrapped a page in: chunks, and packing in gzip, deflate, Brotli or zstd.

Headers claim what is not so, since crawlers unwrap pages and keep the headers, or a server errs.
So a claim counts only where the bytes do not speak against it.
"""

import io
import re
from collections.abc import Mapping

from archive.reading.files import Unreadable
from archive.reading.meter import Meter
from archive.reading.streams import Whole
from archive.reading.unpacking import Unpacked

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_MAX_CHUNK_LINE = 8 * 1024
_MAX_CODINGS = 3
"""More than two were never seen."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZLIB = 8
"""The low half of zlib's first byte; both first bytes as one number can be divided by 31."""

_PLAIN = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*[<{\[]|%PDF")


def decoded(body: Whole, headers: Mapping[str, str], meter: Meter) -> io.BufferedReader:
    """The page itself.

    Args:
        body: What the server sent behind the headers.
        headers: Values by names in small letters.
        meter: What of the file that all is in was unpacked.
    """
    stream = body.buffered()
    if "chunked" in headers.get("transfer-encoding", "").lower() and _CHUNK.match(
        stream.peek(1)[:_MAX_CHUNK_LINE]
    ):
        stream = _Chunks(stream).buffered()
    codings = headers.get("content-encoding", "").lower().split(",")
    for coding in codings[::-1][:_MAX_CODINGS]:
        if kind := _kind(coding.strip().removeprefix("x-"), stream.peek(1)):
            again = _GZIP if kind == "gzip" else b""
            stream = Unpacked(stream.read1, kind, meter, again=again).buffered()
    return stream


def _kind(coding: str, head: bytes) -> str:
    """What to unpack it as; empty: it is not packed."""
    if coding == "gzip" and head.startswith(_GZIP):
        return "gzip"
    if coding == "zstd" and head.startswith(_ZSTD):
        return "zstd"
    if coding == "deflate" and head and not _PLAIN.match(head):
        is_zlib = head[0] & 0xF == _ZLIB and not int.from_bytes(head[:2], "big") % 31
        return "zlib" if is_zlib else "deflate"
    return "brotli" if coding == "br" and head and not _PLAIN.match(head) else ""


class _Chunks(Whole):
    """What was sent in chunks, each with its size in a line before it."""

    def __init__(self, stream: io.BufferedReader) -> None:
        super().__init__()
        self._stream = stream
        self._left = 0
        self._first = True
        self._ended = False

    def _some(self, size: int) -> bytes:
        if not self._left and not self._ended:
            self._left = self._next()
            self._ended = not self._left
        if self._ended:
            return b""
        data = self._stream.read(min(size, self._left))
        if not data:
            raise Unreadable("the page is cut short in the web archive; crawl it again")
        self._left -= len(data)
        return data

    def _next(self) -> int:
        """The size of the next chunk; 0 at the end, which some servers leave out."""
        line = self._stream.readline(_MAX_CHUNK_LINE)
        if not self._first and line in (b"\r\n", b"\n"):
            line = self._stream.readline(_MAX_CHUNK_LINE)
        self._first = False
        if not line:
            return 0
        if found := _CHUNK.fullmatch(line):
            return int(found[1], 16)
        raise Unreadable("the chunks of the page are damaged in the web archive; crawl it again")
