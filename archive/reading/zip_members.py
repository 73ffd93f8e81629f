"""Goes through the files of a zip, also of one without its directory, and unpacks each."""

import io
import zlib
from collections.abc import Iterator
from contextlib import suppress

from archive.reading.files import Unreadable
from archive.reading.meter import Meter
from archive.reading.streams import Slice, Whole
from archive.reading.unpacking import Unpacked, zip_lzma
from archive.reading.zip_directory import (
    ZipEntry,
    entry_at,
    find_directory,
    listed,
    next_header,
    stored_length,
)

_STORED, _LZMA = 0, 14
_KINDS = {8: "deflate", 12: "bzip2", _LZMA: "LZMA", 93: "zstd", 95: "xz"}
_OTHERS = {1: "shrink", 6: "implode", 9: "Deflate64", 97: "WavPack", 98: "PPMd"}
_LZMA_HEADER = 4
_LZMA_PROPERTIES = 5
_NAMES_WITHIN = 1024 * 1024
"""Bytes at the beginning of a zip without directory in which names are looked for."""

_NO_DIRECTORY = (
    "cut short or damaged zip of {:,} bytes: its directory is missing; "
    "what is whole was read, fetch it again"
)
_DAMAGED = "damaged in the zip: its checksum is another; fetch the zip again"
_PASSWORD = "needs a password; unpack it with the password and import the folder"  # noqa: S105  none
_METHOD = "packed by {}, which is not read; unpack it yourself and import the folder"


class Zip:
    """A zip.

    Args:
        stream: Its bytes; can be sought.
        meter: What of the file that it lies in was unpacked.
    """

    def __init__(self, stream: io.BufferedReader, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter
        self._directory = find_directory(stream)
        self._member: _Checked | None = None
        self.damage = ""
        """What is wrong with it as a whole; known when all entries were read."""

    def names(self) -> Iterator[str]:
        """The names of the files, or of the first ones where the directory is missing."""
        if self._directory:
            with suppress(Unreadable):
                yield from (entry.name for entry in listed(self._stream, self._directory))
            return
        at = next_header(self._stream, 0)
        while at is not None and at < _NAMES_WITHIN:
            if found := entry_at(self._stream, at):
                yield found[0].name
            at = next_header(self._stream, at + 1)

    def entries(self) -> Iterator[ZipEntry]:
        """The files; each may be opened before the next is asked for."""
        place = 0
        if self._directory:
            try:
                for entry in listed(self._stream, self._directory):
                    yield entry
                    place = max(place, entry.start + (entry.packed or 0))
            except Unreadable:
                # The others are looked for behind those that the directory still told.
                pass
            else:
                return
        size = self._stream.seek(0, io.SEEK_END)
        self.damage = _NO_DIRECTORY.format(size)
        yield from self._walk(place)

    def open(self, entry: ZipEntry) -> Whole:
        """What is packed as a file.

        Raises:
            Unreadable: Its beginning is not where it should be, or damaged.
        """
        found = entry_at(self._stream, entry.start)
        if not found:
            raise Unreadable("its place in the zip is damaged; fetch the zip again")
        begin = found[1]
        packed = entry.packed
        if packed is None and entry.method == _STORED:
            packed = stored_length(self._stream, begin)
        self._stream.seek(begin)
        self._member = _Checked(self._unpacked(entry, _Window(self._stream, packed)), entry)
        return self._member

    def _unpacked(self, entry: ZipEntry, window: "_Window") -> Unpacked | Slice:
        if entry.method == _STORED:
            size = window.left if window.left is not None else entry.size
            if size is None:
                raise Unreadable("nothing tells how long it is; fetch the zip again")
            return Slice(window.read, size, _cut, self._meter)
        kind = _KINDS[entry.method]
        if entry.method != _LZMA:
            return Unpacked(window.read, kind, self._meter)
        header = window.read(_LZMA_HEADER)
        properties = window.read(_LZMA_PROPERTIES)
        if len(properties) < _LZMA_PROPERTIES or header[2:] != b"\x05\0":
            raise Unreadable("damaged LZMA; fetch the zip again")
        may_end = entry.size is not None
        return Unpacked(
            window.read, kind, self._meter, start=lambda: zip_lzma(properties), cut=may_end
        )

    def _walk(self, place: int) -> Iterator[ZipEntry]:
        """The files whose headers are found from a place on."""
        while (at := next_header(self._stream, place)) is not None:
            found = entry_at(self._stream, at)
            if not found:
                place = at + 1
                continue
            entry, begin = found
            self._member = None
            yield entry
            place = begin + (entry.packed or 0)
            if entry.packed is None and self._member:
                # Where it ends is known when it was read.
                self._member.drain()
                place = begin + self._member.packed


def why_not(entry: ZipEntry) -> str:
    """Why a file is not unpacked; empty: it can be."""
    if entry.encrypted:
        return _PASSWORD
    if entry.method in (_STORED, *_KINDS):
        return ""
    return _METHOD.format(_OTHERS.get(entry.method, f"method {entry.method}"))


class _Window:
    """The packed bytes of a file.

    Args:
        left: How many there are; None: what is packed tells its end.
    """

    def __init__(self, stream: io.BufferedReader, left: int | None) -> None:
        self._stream = stream
        self.left = left

    def read(self, size: int) -> bytes:
        if self.left is None:
            return self._stream.read(size)
        data = self._stream.read(min(size, self.left))
        self.left -= len(data)
        return data


class _Checked(Whole):
    """What was packed as a file, checked against the size and the checksum that the zip tells."""

    def __init__(self, inner: Unpacked | Slice, entry: ZipEntry) -> None:
        super().__init__()
        self._inner = inner
        self._left = entry.size
        self._wanted = entry.crc
        self._crc = 0

    @property
    def packed(self) -> int:
        """How many packed bytes were read."""
        return self._inner.position

    def _some(self, size: int) -> bytes:
        if self._left is not None:
            size = min(size, self._left)
        data = self._inner.read(size) or b""
        self._crc = zlib.crc32(data, self._crc)
        if self._left is not None:
            self._left -= len(data)
            if self._left and not data:
                raise Unreadable("shorter than the zip says; fetch the zip again")
        if size and not data and self._wanted not in (None, self._crc):
            raise Unreadable(_DAMAGED)
        if self._left == 0 and data and self._wanted not in (None, self._crc):
            raise Unreadable(_DAMAGED)
        return data


def _cut() -> str:
    return "cut short in the zip; fetch the zip again"
