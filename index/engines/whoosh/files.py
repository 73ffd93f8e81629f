"""Removes what a killed commit left in a build, and computes the checksums of segments.

Whoosh writes no checksums itself.
"""

import shutil
import zlib
from pathlib import Path

from whoosh.codec.base import Segment

_CHUNK = 1 << 20


def sweep_build(build: Path) -> None:
    """Remove what a killed commit left in the current build and Whoosh would never read."""
    shutil.rmtree(build / "MAIN.tmp", ignore_errors=True)
    for file in build.glob("_MAIN_*.toc.*"):
        file.unlink(missing_ok=True)


def checksum(file: Path) -> int:
    """CRC of a whole file."""
    crc = 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
    return crc


def seal(segment: Segment) -> int:
    """Of what Whoosh's table of contents says of a segment; ``checksum`` is of its file."""
    deleted = sorted(segment.deleted_docs())
    parts = segment.segment_id(), segment.doc_count_all(), deleted, segment.checksum
    return zlib.crc32(repr(parts).encode())
