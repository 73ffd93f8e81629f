"""The files of a Tantivy build, and whether they hold what was written.

Tantivy ends each file with a checksum that it does not look at when it maps the file: a damaged one
would give wrong answers or end the process.
"""

import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from index.engines.folder import Damaged

_PARTS = ("idx", "pos", "term", "store", "fast", "fieldnorm")
_OWN = ("meta.json", ".managed.json")
_CHUNK = 1 << 20
_TRAILER = 8
"""Bytes behind the footer: its length and a magic number."""

_FOOTER = 1000


def generation(build: Path) -> tuple[Path, int, int, int]:
    """A key that is another one after every commit; raises as ``Contents.read``."""
    try:
        meta = (build / "meta.json").stat()
    except NotADirectoryError as error:
        raise Damaged(str(error)) from error
    return build, meta.st_ino, meta.st_mtime_ns, meta.st_size


@dataclass(frozen=True, slots=True)
class Contents:
    """A build's table of contents.

    Attributes:
        fields: The names of its fields; a label that came later is not among them.
        size: How many documents are in the files, deleted ones too.
        alive: How many of them are not deleted.
    """

    files: frozenset[Path]
    fields: frozenset[str]
    size: int
    alive: int

    @classmethod
    def read(cls, build: Path) -> Self:
        """Read it.

        Raises:
            Damaged: It is no table of contents.
            FileNotFoundError: There is none.
        """
        try:
            meta = json.loads((build / "meta.json").read_bytes())
            segments = meta["segments"]
            files = (build / name for segment in segments for name in _names(segment))
            size = sum(segment["max_doc"] for segment in segments)
            dropped = (segment["deletes"] or {"num_deleted_docs": 0} for segment in segments)
            alive = size - sum(each["num_deleted_docs"] for each in dropped)
            fields = frozenset(each["name"] for each in meta["schema"])
            return cls(frozenset(files), fields, size, alive)
        except FileNotFoundError:
            raise
        except (ValueError, TypeError, LookupError, AttributeError, OSError) as error:
            raise Damaged(str(error)) from error


def sweep_build(build: Path) -> None:
    """Remove what a killed commit left in the current build; nobody else may be writing it.

    Tantivy counts on from the last commit: where a list of deleted documents is left, it finds its
    name taken, and no later commit would succeed.
    """
    kept = Contents.read(build).files
    for file in build.iterdir():
        if file not in kept and file.name not in _OWN and file.suffix != ".lock":
            file.unlink(missing_ok=True)


def _names(segment: dict[str, str | dict[str, int] | None]) -> list[str]:
    name = str(segment["segment_id"]).replace("-", "")
    names = [f"{name}.{part}" for part in _PARTS]
    if isinstance(deletes := segment["deletes"], dict):
        names.append(f"{name}.{deletes['opstamp']}.del")
    return names


def check(file: Path) -> None:
    """Compare a file with the checksum at its end.

    Raises:
        Damaged: It is not what was written.
        FileNotFoundError: There is none.
    """
    try:
        with file.open("rb") as stream:
            end = stream.seek(0, 2) - _TRAILER
            stream.seek(max(end, 0))
            length = int.from_bytes(stream.read(4), "little")
            left = end - length
            if length > _FOOTER or left < 0:
                raise Damaged(f"{file.name} has no end")
            stream.seek(left)
            wanted = json.loads(stream.read(length))["crc"]
            stream.seek(0)
            crc = 0
            while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
                crc = zlib.crc32(chunk, crc)
                left -= len(chunk)
    except FileNotFoundError:
        raise
    except (ValueError, TypeError, LookupError, OSError) as error:
        raise Damaged(f"{file.name}: {error}") from error
    if left or crc != wanted:
        raise Damaged(f"{file.name} is not what was written")
