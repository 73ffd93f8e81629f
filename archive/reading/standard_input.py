"""Standard input as a source: whatever is piped in, read once."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from archive.reading.files import Progress, Unreadable
from archive.reading.reader import Origin
from archive.reading.streams import Whole

ORIGIN = Origin("standard input", "standard input")
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


class _Piped(Whole):
    """A stream that may give a few bytes at a time; the first look must see more."""

    def __init__(self, stream: BinaryIO, progress: Progress | None) -> None:
        super().__init__()
        self._stream = stream
        self._progress = progress

    def _some(self, size: int) -> bytes:
        data = self._stream.read(size)
        if self._progress:
            self._progress(len(data))
        return data
