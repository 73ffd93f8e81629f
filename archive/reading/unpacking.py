"""Unpacks bytes that gzip, bzip2, xz, zstd, Brotli and their like have packed, a buffer at a time.

It holds no more than a buffer and what the format itself needs, and every byte is metered.
"""

import bz2
import lzma
import sys
import zlib
from collections.abc import Callable
from typing import Protocol

import brotli

from archive.reading.files import Unreadable
from archive.reading.meter import Meter
from archive.reading.streams import BUFFER, Whole

if sys.version_info >= (3, 14):
    from compression import zstd as _zstd
else:
    from backports import zstd as _zstd

MAX_WINDOW = 128 * 1024 * 1024
"""Bytes that a format may keep in memory to unpack the next ones: xz -9 needs 65 MB, zstd --ultra
--long 128 MB. A header can ask for 4 GB."""

_ZSTD_SKIPPED = b"\x2a\x4d\x18"
"""Behind its first byte: a frame that says something to programs, and holds nothing."""

_ERRORS = (zlib.error, lzma.LZMAError, brotli.error, _zstd.ZstdError, OSError, EOFError, ValueError)


class Decompressor(Protocol):
    """What unpacks bytes; those of bz2, lzma and zstd are so from the start."""

    @property
    def eof(self) -> bool:
        """Whether the end of what is packed was met."""

    @property
    def needs_input(self) -> bool:
        """Whether it can give nothing more without more packed bytes."""

    @property
    def unused_data(self) -> bytes:
        """Packed bytes that stand behind the end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Unpack, at most so many bytes."""


class _Inflater:
    """zlib's decompressor in the shape of the others.

    Args:
        window: What zlib calls wbits: 31 for gzip, 15 for zlib, -15 for neither.
    """

    def __init__(self, window: int) -> None:
        self._zlib = zlib.decompressobj(window)
        self._full = False

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not (self._full or self._zlib.unconsumed_tail or self.eof)

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        unpacked = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self._full = len(unpacked) == max_length
        return unpacked


class _Brotli:
    """Brotli's decompressor in the shape of the others."""

    unused_data = b""

    def __init__(self) -> None:
        self._brotli = brotli.Decompressor()
        self._left = b""
        self._full = False

    @property
    def eof(self) -> bool:
        return not self._left and bool(self._brotli.is_finished())

    @property
    def needs_input(self) -> bool:
        return not (self._full or self._left) and bool(self._brotli.can_accept_more_data())

    def decompress(self, data: bytes, max_length: int) -> bytes:
        if data or not self._left:
            # It may give more than the limit, by less than a buffer.
            self._left += self._brotli.process(data, output_buffer_limit=max_length)
            self._full = len(self._left) >= max_length
        unpacked, self._left = self._left[:max_length], self._left[max_length:]
        return unpacked


def zstd() -> Decompressor:
    """What unpacks zstd."""
    limit: dict[int, int] = {
        _zstd.DecompressionParameter.window_log_max: MAX_WINDOW.bit_length() - 1
    }
    return _zstd.ZstdDecompressor(options=limit)


def xz() -> Decompressor:
    """What unpacks xz."""
    return lzma.LZMADecompressor(memlimit=MAX_WINDOW)


def zip_lzma(properties: bytes) -> Decompressor:
    """What unpacks LZMA in a zip.

    Args:
        properties: Five bytes: a number that packs lc, lp and pb together, then the window.

    Raises:
        Unreadable: They are none, or ask for too much memory.
    """
    packed, window = properties[0], int.from_bytes(properties[1:5], "little")
    if packed >= 9 * 5 * 5 or window > MAX_WINDOW:
        raise Unreadable("damaged, or packed for more memory than is taken; unpack it yourself")
    rest, lc = divmod(packed, 9)
    pb, lp = divmod(rest, 5)
    only = {"id": lzma.FILTER_LZMA1, "dict_size": window, "lc": lc, "lp": lp, "pb": pb}
    try:
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[only])
    except (lzma.LZMAError, ValueError) as error:
        raise Unreadable(f"damaged LZMA ({error}); fetch it again") from error


STARTS: dict[str, Callable[[], Decompressor]] = {
    # what people call it: what unpacks it
    "gzip": lambda: _Inflater(31),
    "zlib": lambda: _Inflater(15),
    "deflate": lambda: _Inflater(-15),
    "bzip2": bz2.BZ2Decompressor,
    "xz": xz,
    "zstd": zstd,
    "brotli": _Brotli,
}


class Unpacked(Whole):
    """What is packed in a stream; several packed one behind the other are one.

    Args:
        read: Reads the packed bytes.
        kind: A key of ``STARTS``.
        meter: What of the file that all is in was unpacked.
        start: Makes the decompressor, if it is none of ``STARTS``.
        again: The bytes with which another one may begin behind the end of the first; empty:
            there is only one, and what follows is none of ours.
        cut: Whether it may end early: what is told from elsewhere, such as its size.
    """

    def __init__(
        self,
        read: Callable[[int], bytes],
        kind: str,
        meter: Meter,
        *,
        start: Callable[[], Decompressor] | None = None,
        again: bytes = b"",
        cut: bool = False,
    ) -> None:
        super().__init__()
        self._read = read
        self._kind = kind
        self._meter = meter
        self._start = start or STARTS[kind]
        self._again = again
        self._may_be_cut = cut
        self._unpacker = self._start()
        self._waiting = b""
        self._chunk = b""
        self._began = 0
        self._taken = 0
        self._ended = False

    @property
    def unused(self) -> bytes:
        """What was read of the stream, and stands behind the end of what is packed."""
        return self._unpacker.unused_data or self._waiting

    @property
    def position(self) -> int:
        """How many packed bytes were unpacked."""
        return self._taken - len(self.unused)

    def resume(self) -> bool:
        """Go on at the next one that is packed behind what is damaged; whether there is any."""
        while self._again and self._chunk:
            start = self._taken - len(self._chunk)
            at = self._chunk.find(self._again, max(0, self._began + 1 - start))
            if at >= 0:
                self._waiting = self._chunk[at:]
                self._began = start + at
                self._unpacker = self._start()
                self._error = None
                return True
            self._more()
        return False

    def _some(self, size: int) -> bytes:
        while not self._ended:
            if self._unpacker.eof and not self._next():
                break
            packed = self._waiting
            self._waiting = b""
            if not packed and self._unpacker.needs_input:
                packed = self._more()
                if not packed:
                    if self._may_be_cut:
                        break
                    raise Unreadable(
                        f"cut short {self._kind}, after byte {self._taken:,}; "
                        "what comes before was read, fetch it again"
                    )
            if unpacked := self._unpack(packed, size):
                self._meter.add_unpacked(len(unpacked))
                return unpacked
        self._ended = True
        return b""

    def _unpack(self, packed: bytes, size: int) -> bytes:
        try:
            return self._unpacker.decompress(packed, size)
        except _ERRORS as error:
            raise Unreadable(
                f"damaged {self._kind}, near byte {self._taken:,} ({error}); "
                "what comes before was read, fetch it again"
            ) from error

    def _more(self) -> bytes:
        self._chunk = self._read(BUFFER)
        self._taken += len(self._chunk)
        return self._chunk

    def _next(self) -> bool:
        """Whether another one begins; if so, it is started."""
        if not self._again:
            return False
        self._waiting = self._unpacker.unused_data
        # Tapes and xz fill up with NULs.
        while not self._waiting.strip(b"\0"):
            self._waiting = self._more()
            if not self._waiting:
                return False
        self._waiting = self._waiting.lstrip(b"\0")
        while len(self._waiting) < len(self._again) and (more := self._more()):
            self._waiting += more
        is_skipped = self._kind == "zstd" and self._waiting[1:].startswith(_ZSTD_SKIPPED)
        if not (self._waiting.startswith(self._again) or is_skipped):
            raise Unreadable(
                f"what stands behind byte {self._taken - len(self._waiting):,} is no "
                f"{self._kind}; what comes before was read, fetch it again"
            )
        self._began = self._taken - len(self._waiting)
        self._unpacker = self._start()
        return True
