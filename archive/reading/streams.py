"""Streams of bytes that lie in other streams: parts, counted ones, unpacked ones."""

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from archive.reading.files import READ_ERRORS, Unreadable
from archive.reading.meter import Meter

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER = 64 * 1024
"""As many bytes as are looked at to tell a format, so that one look sees them all."""


class Whole(io.RawIOBase):
    """A stream that gives all the bytes that are asked for, unless it ends.

    What fails while it is read fails at the first byte that is missing, and then each time: what
    comes before is given, if a reader asks by ``read1``. A subclass defines ``_some``.
    """

    def __init__(self) -> None:
        self._error: Exception | None = None

    @property
    def failed(self) -> bool:
        """Whether its end cannot be read."""
        return self._error is not None

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer, and say how much of it."""
        view = memoryview(buffer).cast("B")
        done = 0
        while done < len(view):
            if self._error:
                if done:
                    break
                raise self._error
            try:
                data = self._some(len(view) - done)
            except READ_ERRORS as error:
                self._error = error
                continue
            if not data:
                break
            view[done : done + len(data)] = data
            done += len(data)
        return done

    def buffered(self) -> io.BufferedReader:
        """The stream to read from."""
        return io.BufferedReader(self, BUFFER)

    def drain(self) -> None:
        """Read it to its end, or to where it fails."""
        data = bytearray(BUFFER)
        while not self._error and self.readinto(data):
            pass

    def _some(self, size: int) -> bytes:
        """At least one byte and at most ``size``; none at the end."""
        raise NotImplementedError


class Counted(io.RawIOBase):
    """A stream that counts into a meter how much of it was read, at most its size."""

    def __init__(self, stream: io.BufferedReader, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter
        self._size = _size(stream)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Whether the stream that is counted can be sought."""
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """The place."""
        return self._stream.tell()

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer, and say how much of it."""
        read = self._stream.readinto(buffer)
        packed = self._meter.packed + read
        # What is read twice is no more to unpack.
        self._meter.packed = packed if self._size is None else min(packed, self._size)
        return read

    def buffered(self) -> io.BufferedReader:
        """The stream to read from."""
        return io.BufferedReader(self, BUFFER)


def _size(stream: io.BufferedReader) -> int | None:
    if not stream.seekable():
        return None
    here = stream.tell()
    end = stream.seek(0, io.SEEK_END)
    stream.seek(here)
    return end


class Slice(Whole):
    """The next bytes of a stream.

    Args:
        read: Reads the stream that it is a part of.
        size: How many bytes belong to it.
        missing: Called where the stream ends before the part does; says so for the user.
    """

    def __init__(
        self, read: Callable[[int], bytes], size: int, missing: Callable[[], str], meter: Meter
    ) -> None:
        super().__init__()
        self._read = read
        self._missing = missing
        self._meter = meter
        self._size = size
        self.left = size

    @property
    def position(self) -> int:
        """How many bytes were read."""
        return self._size - self.left

    def _some(self, size: int) -> bytes:
        data = self._read(min(size, self.left))
        if not data and self.left:
            raise Unreadable(self._missing())
        self.left -= len(data)
        self._meter.add_unpacked(len(data))
        return data
