"""Gives a stream of text in UTF-16 or UTF-32 as one in UTF-8, for readers of large files."""

import codecs
import io
from typing import TYPE_CHECKING, cast

from archive.reading.encodings import wide_encoding

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 64 * 1024


def utf8_stream(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream in UTF-8 and without a byte order mark, as far as its first bytes tell."""
    head = stream.peek(_CHUNK)[:_CHUNK]
    if encoding := wide_encoding(head):
        recoded = cast("io.RawIOBase", _Recoded(stream, encoding))
        return io.BufferedReader(recoded, _CHUNK)
    if head.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
    return stream


class _Recoded(io.RawIOBase):
    """A stream as UTF-8; what is broken becomes U+FFFD."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._waiting = b""
        self._begun = False
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        while not self._waiting and not self._ended:
            chunk = self._stream.read(_CHUNK)
            self._ended = not chunk
            text = self._decoder.decode(chunk, final=self._ended)
            if text and not self._begun:
                self._begun = True
                text = text.removeprefix("\ufeff")
            self._waiting = text.encode(errors="replace")
        size = min(len(view), len(self._waiting))
        view[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size
