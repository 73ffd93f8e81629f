"""Reads the files in a tar archive, one after the other, without unpacking any to the disk.

Python's ``tarfile`` reads single headers. The loop is our own, since tarfile keeps all headers in
memory, reads a name of whatever length an archive claims, and ends at the first damaged header.
"""

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass

from archive.article import Rejected
from archive.reading.files import Unreadable
from archive.reading.members import Tally, inside, is_hidden
from archive.reading.reader import Options, Source
from archive.reading.streams import BUFFER, Slice

_BLOCK = 512
_MAX_LONG_NAME = 1024 * 1024
"""Bytes of a header that only says how the next file is called."""

_FILES = {tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE}
_LONG_HEADERS = {tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE}
_VOLUME = b"V"
_QUIET = {tarfile.DIRTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK, _VOLUME}
_SPARSE = "a file with holes, which is not read; unpack the archive and import the folder"
_DEVICE = "a device or pipe, which is not read; leave it out"
_UNKNOWN = "no file, link or folder of a kind that is known; leave it out"
_LEFT_OUT = {
    tarfile.LNKTYPE: "a link to another file of the archive, which is read where it stands; "
    "nothing is to be done",
    tarfile.SYMTYPE: "a link, which is not followed; import the file that it leads to",
    tarfile.CHRTYPE: _DEVICE,
    tarfile.BLKTYPE: _DEVICE,
    tarfile.FIFOTYPE: _DEVICE,
    tarfile.GNUTYPE_SPARSE: _SPARSE,
}
_PAX_RECORD = re.compile(rb"(\d{1,7}) ([^=\n]+)=")

_PAX_SIZE = re.compile(rb"\d{1,19}")


@dataclass(slots=True)
class _Said:
    """What long headers say of the file that follows them."""

    path: str = ""
    size: int | None = None
    sparse: bool = False


def sources(source: Source, _options: Options) -> Iterator[Source | Rejected]:
    """The files in an archive; links and devices are told, and left out."""
    tally = Tally(source.origin)
    error: OSError | None = None
    try:
        yield from _Tar(source, tally).files()
    except OSError as raised:
        error = raised
    yield from tally.rejected()
    if error:
        raise error


class _Tar:
    """An archive that is being read.

    Args:
        tally: What is left out.
    """

    def __init__(self, source: Source, tally: Tally) -> None:
        self._source = source
        self._tally = tally
        self._position = 0

    def files(self) -> Iterator[Source | Rejected]:
        said = _Said()
        for header in self._headers():
            if isinstance(header, Rejected):
                yield header
                continue
            if header.type in _LONG_HEADERS:
                self._learn(header, said)
                continue
            name = said.path or header.name
            size = header.size if said.size is None else said.size
            content = Slice(self._read, size, self._cut, self._source.meter)
            if reason := self._why_not(header, said):
                self._tally.add(reason, name)
            elif header.type in _FILES and not (name.endswith("/") or is_hidden(name)):
                self._source.meter.add_member()
                origin = inside(self._source.origin, name)
                yield Source(origin, content.buffered(), self._source.meter)
                if content.failed:
                    # It was told with this file.
                    return
            self._skip(content.left + -size % _BLOCK)
            if header.type not in (tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK):
                said = _Said()

    def _why_not(self, header: tarfile.TarInfo, said: _Said) -> str:
        if header.type in _FILES:
            return _SPARSE if said.sparse else ""
        return "" if header.type in _QUIET else _LEFT_OUT.get(header.type, _UNKNOWN)

    def _headers(self) -> Iterator[tarfile.TarInfo | Rejected]:
        """The headers; what stands between and is none is told once, with its place."""
        damaged_at: int | None = None
        while len(block := self._read(_BLOCK)) == _BLOCK:
            if not block.strip(b"\0"):
                # Two are the end, unless archives were put one behind the other.
                continue
            try:
                header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
                usable = header.size >= 0
            except (tarfile.HeaderError, ValueError):
                usable = False
            if not usable:
                damaged_at = self._position - _BLOCK if damaged_at is None else damaged_at
                continue
            if damaged_at is not None:
                yield self._damage(damaged_at, self._position - _BLOCK)
                damaged_at = None
            yield header
        if damaged_at is not None:
            yield self._damage(damaged_at, self._position)
        elif block.strip(b"\0"):
            raise Unreadable(self._cut())

    def _damage(self, start: int, end: int) -> Rejected:
        reason = f"damaged tar, from byte {start:,} to {end:,}; the rest was read, fetch it again"
        return Rejected(self._source.origin.name, None, reason)

    def _learn(self, header: tarfile.TarInfo, said: _Said) -> None:
        """Read what a long header says."""
        content = self._read(min(header.size, _MAX_LONG_NAME))
        if len(content) < min(header.size, _MAX_LONG_NAME):
            raise Unreadable(self._cut())
        self._skip(header.size - len(content) + -header.size % _BLOCK)
        if header.type == tarfile.GNUTYPE_LONGNAME:
            said.path = _text(content.partition(b"\0")[0])
            return
        for key, value in _pax_records(content):
            if key == "path":
                said.path = said.path or _text(value)
            elif key == "GNU.sparse.name":
                said.path = _text(value)
            elif key == "size" and _PAX_SIZE.fullmatch(value):
                said.size = int(value)
            said.sparse |= key.startswith("GNU.sparse.")

    def _read(self, size: int) -> bytes:
        data = self._source.stream.read(size)
        self._position += len(data)
        return data

    def _skip(self, size: int) -> None:
        while size and (data := self._read(min(size, BUFFER))):
            size -= len(data)
        if size > _BLOCK:
            # Some programs leave the last block unfilled.
            raise Unreadable(self._cut())

    def _cut(self) -> str:
        return f"cut short tar, after byte {self._position:,}; fetch it again"


def _pax_records(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Keys and values: lines of "length key=value", where the length says where a line ends."""
    place = 0
    while found := _PAX_RECORD.match(content, place):
        end = place + int(found[1])
        if end <= found.end() or end > len(content):
            return
        yield _text(found[2]), content[found.end() : end - 1]
        place = end


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
