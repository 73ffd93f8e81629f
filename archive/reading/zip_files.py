"""Reads the files in a zip: news in folders, web archives (WACZ), texts of Word and LibreOffice.

Nothing is unpacked to the disk under the names that a zip gives. A zip that comes through a pipe,
or lies in another archive, is first copied to a file without a name, since its directory stands at
its end.
"""

import io
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath
from typing import IO, cast

from archive.article import Rejected
from archive.reading.files import READ_ERRORS, Unreadable, describe
from archive.reading.formats import WORKBOOK, reader
from archive.reading.members import Tally, inside, is_hidden
from archive.reading.meter import TooMuch
from archive.reading.office_texts import text_of
from archive.reading.reader import Options, Source
from archive.reading.streams import BUFFER
from archive.reading.zip_members import Zip, why_not

_MAX_COPY = 16 * 1024**3
"""Bytes of a zip that are copied to the disk: more than news weigh, less than disks have free."""

_IN_MEMORY = 4 * 1024 * 1024
"""A zip that is smaller is copied to memory."""

_LOOKED_AT = 5000
"""Names that are looked at to tell what a zip is."""

_TOO_LARGE = "too large to be copied; save it as a file by itself and import that"
_NOTHING = "no file is in it; leave it out"
_WARC = re.compile(r"archive/.*\.warc(?:\.gz|\.zst)?", re.IGNORECASE | re.DOTALL)
_NO_WORKBOOKS = "an Excel table, which is not read; save it as .csv"
_UNREAD_KINDS = (
    # a name in it, what it is then
    ("ppt/presentation.xml", "a presentation, which is not read; save it as .docx or .txt"),
    ("META-INF/container.xml", "an e-book (EPUB), which is not read; leave it out"),
    ("AndroidManifest.xml", "a program for phones, which holds no articles; leave it out"),
)
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_OPEN_TABLE = b"application/vnd.oasis.opendocument.spreadsheet"
_NO_OPEN_TABLES = "an OpenDocument table, which is not read; save it as .xlsx or .csv"
_NO_OPEN_TEXT = "an OpenDocument file that is no text, which is not read; save it as .odt or .txt"
_MAX_TYPE = 200


def sources(source: Source, _options: Options) -> Iterator[Source | Rejected]:
    """The files in a zip, or its text if it is a document."""
    if source.stream.seekable():
        yield from _Content(source, None).sources()
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        error = _copy(source.stream, copy)
        copy.seek(0)
        stream: io.BufferedReader = io.BufferedReader(cast("io.RawIOBase", copy), BUFFER)
        yield from _Content(replace(source, stream=stream), error).sources()


def _copy(stream: io.BufferedReader, copy: IO[bytes]) -> Exception | None:
    """Copy what can be read; returns why it is not all."""
    try:
        while data := stream.read1(BUFFER):
            if copy.tell() > _MAX_COPY:
                return Unreadable(_TOO_LARGE)
            copy.write(data)
    except TooMuch:
        raise
    except READ_ERRORS as error:
        return error
    return None


class _Content:
    """What is in a zip.

    Args:
        source: Its stream can be sought.
        error: Why the stream ends early, if it does.
    """

    def __init__(self, source: Source, error: Exception | None) -> None:
        self._source = source
        self._name = source.origin.name
        self._error = error
        self._zip = Zip(source.stream, source.meter)

    def sources(self) -> Iterator[Source | Rejected]:
        names = set(islice(self._zip.names(), _LOOKED_AT))
        if reason := next((reason for name, reason in _UNREAD_KINDS if name in names), ""):
            yield Rejected(self._name, None, reason)
        elif not names.isdisjoint({"xl/workbook.xml", "xl/workbook.bin"}):
            yield self._workbook()
        elif "word/document.xml" in names:
            yield self._text("word/document.xml")
        elif {"mimetype", "content.xml"} <= names:
            yield self._open_document()
        else:
            is_wacz = "datapackage.json" in names or self._source.origin.path.endswith(".wacz")
            only_warcs = is_wacz and any(_WARC.fullmatch(name) for name in names)
            yield from self._files(_WARC if only_warcs else None)

    def _files(self, wanted: re.Pattern[str] | None) -> Iterator[Source | Rejected]:
        """The files in it; those with other names than the wanted are passed over."""
        tally = Tally(self._source.origin)
        found = 0
        for entry in self._zip.entries():
            self._source.meter.add_member()
            name = entry.name
            passed_over = name.endswith(("/", "\\")) or is_hidden(name)
            if passed_over or (wanted and not wanted.fullmatch(name)):
                continue
            found += 1
            if reason := why_not(entry):
                tally.add(reason, name)
                continue
            origin = inside(self._source.origin, name)
            try:
                member = self._zip.open(entry)
            except READ_ERRORS as error:
                yield Rejected(origin.name, None, describe(error))
            else:
                yield Source(origin, member.buffered(), self._source.meter)
        yield from tally.rejected()
        if self._error:
            raise self._error
        if self._zip.damage or not found:
            yield Rejected(self._name, None, self._zip.damage or _NOTHING)

    def _workbook(self) -> Source | Rejected:
        """The zip itself, as what it is."""
        if not reader("xlsx"):
            return Rejected(self._name, None, _NO_WORKBOOKS)
        self._source.stream.seek(0)
        return replace(self._source, origin=replace(self._source.origin, content_type=WORKBOOK))

    def _open_document(self) -> Source | Rejected:
        try:
            kind = self._read("mimetype", _MAX_TYPE).strip()
        except READ_ERRORS as error:
            return Rejected(self._name, None, describe(error))
        if kind.startswith(_OPEN_TEXT):
            return self._text("content.xml")
        return Rejected(self._name, None, _NO_OPEN_TABLES if kind == _OPEN_TABLE else _NO_OPEN_TEXT)

    def _read(self, name: str, size: int) -> bytes:
        """The beginning of a file."""
        entry = next((entry for entry in self._zip.entries() if entry.name == name), None)
        if entry is None or why_not(entry):
            return b""
        return self._zip.open(entry).buffered().read(size)

    def _text(self, name: str) -> Source | Rejected:
        """The text of a document, as a file of its own."""
        try:
            for entry in self._zip.entries():
                if entry.name == name:
                    if reason := why_not(entry):
                        return Rejected(self._name, None, reason)
                    text, title = text_of(self._zip.open(entry).buffered())
                    break
            else:
                return Rejected(self._name, None, _NOTHING)
        except READ_ERRORS as error:
            return Rejected(self._name, None, describe(error))
        path = PurePosixPath(self._source.origin.path)
        origin = replace(self._source.origin, path=str(path.with_suffix(".txt")), title=title)
        data = io.BytesIO(text.encode(errors="replace"))
        return Source(origin, io.BufferedReader(cast("io.RawIOBase", data)), self._source.meter)
