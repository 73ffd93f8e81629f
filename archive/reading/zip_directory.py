"""Finds the files in a zip: by its directory, or where that is cut off or damaged, one by one.

Python's ``zipfile`` needs the directory, reads all of it into memory, and stops at the first
mistake. Here an entry is read when it is asked for. The format is PKWARE's APPNOTE 6.3.
"""

import io
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from archive.reading.files import Unreadable

LOCAL = b"PK\x03\x04"
_CENTRAL = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_LOCATOR64 = b"PK\x06\x07"
_DESCRIPTOR = b"PK\x07\x08"

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_CENTRAL_HEADER = struct.Struct("<4s6H3I5H2I")
_END_RECORD = struct.Struct("<4s4H2IH")
_END_RECORD64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR_RECORD64 = struct.Struct("<4sIQI")

_MAX_COMMENT = 65_535
_UNKNOWN = 0xFFFFFFFF
_ZIP64, _UNICODE_NAME = 0x0001, 0x7075
_ENCRYPTED, _HAS_DESCRIPTOR, _UTF8 = 1 << 0, 1 << 3, 1 << 11
_AT_ONCE = 256 * 1024
_MAX_PLACE = 1 << 62
"""A damaged zip tells places that no system can seek."""


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """A file in a zip.

    Attributes:
        start: Where its header stands; what is packed stands behind that.
        packed, size: Bytes, packed and not; None: nothing tells before it is unpacked.
        crc: The checksum of its bytes; None: nothing tells before it is unpacked.
    """

    name: str
    start: int
    method: int
    encrypted: bool
    packed: int | None
    size: int | None
    crc: int | None


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the directory of a zip stands.

    Attributes:
        shift: What has to be added to each place in it, since something stands before the zip.
    """

    start: int
    size: int
    shift: int


def find_directory(stream: io.BufferedReader) -> Directory | None:
    """The directory of a zip; None: it is cut off, or damaged."""
    end = stream.seek(0, os.SEEK_END)
    tail_start = stream.seek(max(0, end - _MAX_COMMENT - _END_RECORD.size - _LOCATOR_RECORD64.size))
    tail = stream.read()
    found = tail.rfind(_END)
    if found < 0 or len(tail) < found + _END_RECORD.size:
        return None
    *_, size, start, _ = _END_RECORD.unpack_from(tail, found)
    place = tail_start + found
    locator = found - _LOCATOR_RECORD64.size
    if locator >= 0 and tail.startswith(_LOCATOR64, locator):
        _, _, wanted, _ = _LOCATOR_RECORD64.unpack_from(tail, locator)
        near = tail_start + locator - _END_RECORD64.size
        for each in (wanted, near):
            record = _read_at(stream, each, _END_RECORD64.size) if 0 <= each < end else b""
            if record.startswith(_END64) and len(record) == _END_RECORD64.size:
                *_, size, start = _END_RECORD64.unpack(record)
                place = each
                break
    begins = place - size
    if begins < 0 or (size and _read_at(stream, begins, 4) != _CENTRAL):
        return None
    return Directory(begins, size, begins - start)


def listed(stream: io.BufferedReader, directory: Directory) -> Iterator[ZipEntry]:
    """The files that a directory lists.

    Raises:
        Unreadable: The directory is damaged; what came before is right.
    """
    place, end = directory.start, directory.start + directory.size
    waiting = b""
    while place < end:
        if len(waiting) < _CENTRAL_HEADER.size + 3 * _MAX_COMMENT:
            waiting = _read_at(stream, place, min(_AT_ONCE, end - place))
        if len(waiting) < _CENTRAL_HEADER.size or not waiting.startswith(_CENTRAL):
            raise Unreadable(f"the directory of the zip is damaged at byte {place:,}")
        fields = _CENTRAL_HEADER.unpack_from(waiting)
        _, _, _, flags, method, _, _, crc, packed, size, *more = fields
        name_size, extra_size, comment_size, _, _, _, start = more
        name_end = _CENTRAL_HEADER.size + name_size
        raw_name = waiting[_CENTRAL_HEADER.size : name_end]
        extra = _extra(waiting[name_end : name_end + extra_size])
        size, packed, start = _large(extra, size, packed, start)
        yield ZipEntry(
            _name(raw_name, flags, extra),
            start + directory.shift,
            method,
            bool(flags & _ENCRYPTED),
            packed,
            size,
            crc,
        )
        length = name_end + extra_size + comment_size
        place += length
        waiting = waiting[length:]


def entry_at(stream: io.BufferedReader, place: int) -> tuple[ZipEntry, int] | None:
    """The file whose header stands at a place, and where what is packed begins; None: none does."""
    header = _read_at(stream, place, _LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(LOCAL):
        return None
    fields = _LOCAL_HEADER.unpack(header)
    _, _, flags, method, _, _, crc, packed, size, name_size, extra_size = fields
    name = stream.read(name_size)
    extra = _extra(stream.read(extra_size))
    size, packed, _ = _large(extra, size, packed, 0)
    told = not flags & _HAS_DESCRIPTOR
    entry = ZipEntry(
        _name(name, flags, extra),
        place,
        method,
        bool(flags & _ENCRYPTED),
        packed if told or packed else None,
        size if told or size else None,
        crc if told or crc else None,
    )
    return entry, place + _LOCAL_HEADER.size + name_size + extra_size


def next_header(stream: io.BufferedReader, place: int) -> int | None:
    """Where the next header of a file stands, from a place on; None: the directory or the end."""
    kept = b""
    stream.seek(place)
    while data := stream.read(_AT_ONCE):
        block = kept + data
        found = [at for sign in (LOCAL, _CENTRAL, _END64) if (at := block.find(sign)) >= 0]
        if found:
            first = min(found)
            return place + first if block.startswith(LOCAL, first) else None
        kept = block[-len(LOCAL) + 1 :]
        place += len(block) - len(kept)
    return None


def stored_length(stream: io.BufferedReader, place: int) -> int | None:
    """How many bytes are stored from a place on, where only what stands behind them tells."""
    start, kept = place, b""
    stream.seek(place)
    while data := stream.read(_AT_ONCE):
        block = kept + data
        at = block.find(_DESCRIPTOR)
        while 0 <= at <= len(block) - 16:
            if int.from_bytes(block[at + 8 : at + 12], "little") == place + at - start:
                return place + at - start
            at = block.find(_DESCRIPTOR, at + 1)
        kept = block[-15:]
        place += len(block) - len(kept)
    return None


def _read_at(stream: io.BufferedReader, place: int, size: int) -> bytes:
    if not 0 <= place < _MAX_PLACE:
        return b""
    stream.seek(place)
    return stream.read(size)


def _extra(data: bytes) -> dict[int, bytes]:
    """The additional fields by their numbers."""
    found: dict[int, bytes] = {}
    place = 0
    while place + 4 <= len(data):
        number, size = struct.unpack_from("<2H", data, place)
        found.setdefault(number, data[place + 4 : place + 4 + size])
        place += 4 + size
    return found


def _large(extra: dict[int, bytes], *numbers: int) -> tuple[int, ...]:
    """Size, packed size and place; those that need 64 bits stand apart, in this order."""
    data = extra.get(_ZIP64, b"")
    found = []
    for number in numbers:
        if number == _UNKNOWN and len(data) >= 8:  # noqa: PLR2004  64 bits
            found.append(int.from_bytes(data[:8], "little"))
            data = data[8:]
        else:
            found.append(number)
    return tuple(found)


def _name(raw: bytes, flags: int, extra: dict[int, bytes]) -> str:
    """A file's name: in UTF-8 where it says so or can be, else as DOS wrote it."""
    unicode_name = extra.get(_UNICODE_NAME, b"")[5:]
    for each in (raw if flags & _UTF8 else unicode_name, raw):
        try:
            if each:
                return each.decode()
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")
