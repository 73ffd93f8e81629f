"""Keeps the files of a build safe: what is committed lasts, what a killed commit left goes.

Whoosh waits for no disk itself, and writes no checksums.
"""

import io
import pickle
import shutil
import zlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO

from whoosh import columns, index, legacy
from whoosh.codec import whoosh3
from whoosh.codec.base import Segment
from whoosh.filedb import structfile
from whoosh.filedb.filestore import FileStorage

from archive.durable import sync

_CHUNK = 1 << 20
_PICKLED = frozenset(
    {
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("index.engines.whoosh.schema", "TermsCodec"),
        ("index.engines.whoosh_schema", "TermsCodec"),
        ("collections", "defaultdict"),
        ("builtins", "int"),
        ("builtins", "set"),
        ("_codecs", "encode"),
    }
)
"""What an index names of Python. To read a pickle is to call what it names: whoever can write an
index that another user reads must not be able to name more."""


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self._named: list[tuple[type, dict[str, Any]]] = []

    def load(self) -> Any:
        """Read a pickle; it may fill objects, but not change classes."""
        try:
            found = super().load()
        finally:
            changed = [kind for kind, before in self._named if _restore(kind, before)]
        if changed:
            raise pickle.UnpicklingError("it changes a class")
        return found

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _PICKLED:
            raise pickle.UnpicklingError(f"{module}.{name} stands in no index")
        if name == "encode":
            return _encode
        kind: type = super().find_class(module, name)
        self._named.append((kind, dict(vars(kind))))
        return kind


def _restore(kind: type, before: dict[str, Any]) -> bool:
    """Put back what was set on a class; whether there was anything."""
    now = dict(vars(kind))
    changed = [name for name in {*now, *before} if now.get(name) is not before.get(name)]
    for name in changed:
        if name in before:
            setattr(kind, name, before[name])
        else:
            delattr(kind, name)
    return bool(changed)


def _encode(text: str, coding: str) -> bytes:
    """Bytes as the oldest pickles hold them; other codings compute much, or load modules."""
    if coding != "latin1":
        raise pickle.UnpicklingError(f"the coding {coding} stands in no index")
    return text.encode(coding)


def _load(file: BinaryIO) -> Any:
    return _Unpickler(file).load()


def _loads(data: bytes) -> Any:
    return _Unpickler(io.BytesIO(data)).load()


# Whoosh has no setting for it. All that it reads of an index comes through these.
structfile.load_pickle = _load
columns.loads = _loads
whoosh3.loads = _loads
index.pickle = SimpleNamespace(loads=_loads, dumps=pickle.dumps, PicklingError=pickle.PicklingError)
# Tables of contents of Whoosh's first versions are read by an unpickler of its own.
legacy.toc_loaders.clear()


class DurableStorage(FileStorage):  # type: ignore[misc]
    """A table of contents lasts before what it replaces is removed, and its segments before it."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Whoosh's call, to put a new table of contents in its place."""
        folder = Path(self.folder)
        sync(folder / oldname)
        sync(folder)
        super().rename_file(oldname, newname, safe=safe)
        sync(folder)


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
