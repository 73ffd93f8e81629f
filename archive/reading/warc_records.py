"""Reads the pages in a web archive (WARC): answers with status 200 that may hold articles.

What programs ask for beside pages (pictures, styles, scripts, robots.txt), requests, redirects and
errors are passed over without a word. The day on which a page was fetched is not handed on: it is
not the day on which it was published.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, cast
from urllib.parse import unquote, urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from archive.article import Rejected
from archive.reading.files import READ_ERRORS, Unreadable, describe
from archive.reading.formats import HEAD_BYTES, recognize
from archive.reading.http_bodies import decoded
from archive.reading.members import inside
from archive.reading.reader import Options, Origin, Source
from archive.reading.streams import BUFFER, Slice
from archive.reading.unpacking import Unpacked

_MAX_HEADER = 64 * 1024
"""Bytes of the headers of a record; real ones have some hundreds."""

_BETWEEN = 512
"""Bytes between records that are no record: blank lines, and headers written with more space."""

_TAIL = 128 * 1024
"""Bytes at the end of what was read that are looked at for a record that has only begun."""

_OK = 200
_FETCHED = ("http://", "https://", "ftp://", "file://")
_NO_TEXT = (
    "image/", "video/", "audio/", "font/", "model/", "text/css", "text/javascript", "text/vtt",
    "application/javascript", "application/x-javascript", "application/ecmascript",
    "application/font", "application/x-font", "application/vnd.ms-fontobject",
    "application/wasm", "application/ocsp", "application/x-shockwave-flash",
)  # fmt: skip
_NO_PAGES = re.compile(r"/(?:robots|ads|app-ads|security|humans)\.txt|/manifest\.json", re.ASCII)
_HINDI = re.compile(rb"\xe0\xa4|\\u09[0-7]|&#2[34]\d\d;|&#x09[0-7]", re.IGNORECASE)
_DATA = ("jsonlines", "text")
"""Formats in which pages send for data, too: it is none of ours where it holds no Hindi."""

_DAMAGED = "damaged WARC, from byte {:,} to {:,}; the rest was read, fetch it again"
_NO_PAGE = "no page that could hold an article is in it ({}); crawl the pages that hold articles"
_EXTRACTED = "text without its page"
_WET = (
    "{:,} records hold text without its page (WET), from which title and day are gone; "
    "import the WARC that they were made from"
)


def sources(source: Source, _options: Options) -> Iterator[Source | Rejected]:
    """The pages in a web archive."""
    yield from _Archive(source).pages()


class _Archive:
    """A web archive that is being read; its stream is what FastWARC reads."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._base = 0
        self._position = 0
        self._found = 0
        self._tail = b""
        self._failed = False
        self._left_out: Counter[str] = Counter()

    def read(self, size: int = BUFFER) -> bytes:
        data = self._source.stream.read1(size)
        self._position += len(data)
        if data:
            self._tail = self._tail[-_TAIL:] + data
        return data

    def tell(self) -> int:
        return self._position

    def pages(self) -> Iterator[Source | Rejected]:
        """The pages, also behind what is damaged where each record is packed by itself."""
        while True:
            self._failed = False
            try:
                yield from self._pages()
            except READ_ERRORS as error:
                if not self._resume():
                    raise
                yield Rejected(self._source.origin.name, None, describe(error))
            else:
                if not (self._failed and self._resume()):
                    return

    def _resume(self) -> bool:
        stream = self._source.stream.raw
        if self._source.meter.used_up or not isinstance(stream, Unpacked) or not stream.resume():
            return False
        self._base += self._position
        self._position, self._tail = 0, b""
        return True

    def _pages(self) -> Iterator[Source | Rejected]:
        end = slack = 0
        for record in ArchiveIterator(
            cast("BinaryIO", self),
            parse_http=True,
            quirks_mode=True,
            max_header_len=_MAX_HEADER,
            stream_detect=False,
        ):
            if end and record.stream_pos > end + _BETWEEN:
                yield self._damage(end, record.stream_pos)
            size = record.content_length
            # Blank lines behind it, and the CR of each line, may be left out.
            slack = len(record.headers) + len("\r\n\r\n\r\n")
            if not record.headers.get("Content-Length"):
                # The end of its headers was not seen.
                slack = -_BETWEEN
            end = record.stream_pos + _header_length(record)
            if reason := _why_not(record):
                self._left_out[reason] += 1
                left = size
            else:
                body = Slice(record.reader.read, size, self._cut, self._source.meter)
                page = self._page(record, body)
                if page:
                    self._found += 1
                    yield page
                if body.failed:
                    # It was told with this page.
                    self._failed = True
                    return
                left = body.left
            if left and record.consume(left) < left:
                raise Unreadable(self._cut())
        if self._is_cut(end, slack):
            raise Unreadable(self._cut())
        yield from self._told()

    def _is_cut(self, end: int, slack: int) -> bool:
        """Whether the last record is not whole, or the beginning of another stands behind it."""
        if self._position < end - slack:
            return True
        behind = self._tail[-(self._position - end) :].strip() if self._position > end else b""
        return b"WARC/" in behind or (bool(behind) and b"WARC/".startswith(behind))

    def _page(self, record: WarcRecord, body: Slice) -> Source | Rejected | None:
        """The page in a record, if its beginning is that of one."""
        headers = record.http_headers
        named = {name.lower(): value for name, value in headers.to_tuples()} if headers else {}
        sent_as = named.get("content-type") or record.headers.get("Content-Type") or ""
        origin = _origin(self._source.origin, _address(record), sent_as)
        try:
            page = decoded(body, named, self._source.meter)
            head = page.peek(HEAD_BYTES)[:HEAD_BYTES]
        except READ_ERRORS as error:
            return Rejected(origin.name, None, describe(error))
        format_ = recognize(head, origin)
        if format_ in ("", "image") or (format_ in _DATA and not _HINDI.search(head)):
            self._left_out["without Hindi"] += 1
            return None
        self._source.meter.add_member()
        return Source(origin, page, self._source.meter)

    def _told(self) -> Iterator[Rejected]:
        """What has to be said at the end."""
        if extracted := self._left_out[_EXTRACTED]:
            yield Rejected(self._source.origin.name, None, _WET.format(extracted))
        elif not self._found:
            counts = [f"{count:,} {reason}" for reason, count in self._left_out.most_common()]
            reason = _NO_PAGE.format(", ".join(counts) or "no records")
            yield Rejected(self._source.origin.name, None, reason)

    def _damage(self, start: int, end: int) -> Rejected:
        return Rejected(
            self._source.origin.name, None, _DAMAGED.format(self._base + start, self._base + end)
        )

    def _cut(self) -> str:
        return (
            f"cut short WARC, after byte {self._base + self._position:,}; "
            "what comes before was read, fetch it again"
        )


def _why_not(record: WarcRecord) -> str:
    """Why a record is passed over; empty: it may hold a page."""
    if record.record_type == WarcRecordType.conversion:
        return _EXTRACTED
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        return "of the crawl itself"
    address = _address(record)
    if not address.startswith(_FETCHED) or _NO_PAGES.search(address):
        return "of the crawl itself"
    sent_as = record.headers.get("Content-Type") or ""
    if headers := record.http_headers:
        if headers.status_code != _OK:
            return "redirects, errors and the like"
        sent_as = headers.get("Content-Type") or ""
    if sent_as.lower().lstrip().startswith(_NO_TEXT):
        return "pictures, styles and the like"
    return "" if record.content_length else "empty"


def _address(record: WarcRecord) -> str:
    """The address that a page was fetched from, in a form that can be requested."""
    # Some versions of Wget write it in <>.
    address = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    return address.replace(" ", "%20")


def _origin(outer: Origin, address: str, sent_as: str) -> Origin:
    try:
        parts = urlsplit(address)
        path = f"{parts.hostname or ''}{unquote(parts.path)}"
    except ValueError:
        path = ""
    url = address if address.startswith(("http://", "https://")) else ""
    return inside(outer, path, shown=address, url=url, content_type=sent_as)


def _header_length(record: WarcRecord) -> int:
    """About how many bytes the record has, with what the next one is parted by."""
    headers = sum(len(name) + len(value) + len(": \r\n") for name, value in record.headers)
    length = record.headers.get("Content-Length") or ""
    blank = len("WARC/1.0\r\n") + len("\r\n") + len("\r\n\r\n")
    return headers + blank + (int(length) if length.isdecimal() else 0)
