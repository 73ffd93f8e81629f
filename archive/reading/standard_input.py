"""Standard input and named pipes as sources: whatever is piped in, read once."""

import io
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from archive.reading.files import Progress, Unreadable
from archive.reading.reader import Origin
from archive.reading.streams import Whole

ORIGIN = Origin("standard input", "standard input")
_WAIT_MS = 5_000
_NO_WRITER = "a pipe that nobody writes into; start what does, then this"
_CLOSED = "it is closed; pipe a file into it, or name the file"


@contextmanager
def open_standard_input(progress: Progress | None) -> Iterator[io.BufferedReader]:
    """The bytes that are piped in.

    Args:
        progress: Called with the number of bytes read since the last call.

    Raises:
        Unreadable: There is no standard input.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise Unreadable(_CLOSED)
    yield _Piped(sys.stdin.buffer, progress).buffered()


@contextmanager
def open_pipe(path: Path, progress: Progress | None) -> Iterator[io.BufferedReader]:
    """The bytes that are written into a named pipe.

    Args:
        path: The pipe.
        progress: Called with the number of bytes read since the last call.

    Raises:
        Unreadable: For some seconds nobody writes into it.
    """
    opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(opened, "rb") as stream:
        first = _first_byte(stream.fileno())
        os.set_blocking(stream.fileno(), True)
        yield _Piped(stream, progress, first).buffered()


def _first_byte(pipe: int) -> bytes:
    """Wait until a pipe has a writer; what is read of it meanwhile."""
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    if waiting.poll(_WAIT_MS):
        return b""
    try:
        first = os.read(pipe, 1)
    except BlockingIOError:
        # Whoever writes takes time.
        return b""
    if not first:
        raise Unreadable(_NO_WRITER)
    return first


class _Piped(Whole):
    """A stream that may give a few bytes at a time; the first look must see more."""

    def __init__(self, stream: BinaryIO, progress: Progress | None, first: bytes = b"") -> None:
        super().__init__()
        self._stream = stream
        self._first = first
        self._progress = progress

    def _some(self, size: int) -> bytes:
        data, self._first = self._first or self._stream.read(size), b""
        if self._progress:
            self._progress(len(data))
        return data
