"""A Whoosh index as arrays: one immutable snapshot of one generation, shared by all threads.

Whoosh's own searcher is not safe among threads and walks posting lists in Python, one document at
a time; here a posting list is decoded once, under a lock, and remembered.
"""

import pickle
import struct
import threading
import zlib
from collections import OrderedDict
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.reading import SegmentReader

from index.engine import LEAD, Checkpoint, Facet, Hits, SearchRequest
from index.engines.folder import Damaged
from index.engines.whoosh.collector import collect
from index.engines.whoosh.files import checksum, seal
from index.engines.whoosh.postings import Floats, Integers, Labels, Postings
from index.engines.whoosh.schema import Listed, Row, schema
from index.fields import LABELS

_STAMP_ROW = 2
_POSITION_BITS = 24
_REMEMBERED = 1 << 23
"""How many postings and positions stay decoded: about 100 MB."""

_NO_ROW: Row = ("", ("",) * len(LABELS), 0, 0, 0, 0)
_SEEN = (
    whoosh_index.IndexError, pickle.UnpicklingError, struct.error, zlib.error, OSError, EOFError,
    ValueError, TypeError, LookupError, AttributeError, ImportError, AssertionError, MemoryError,
    NameError, ArithmeticError, RecursionError,
)  # fmt: skip


@contextmanager
def reading() -> Generator[None]:
    """Whoosh has no error of its own for a damaged file: ``_SEEN`` is what it was seen to raise.

    A missing file passes through, since another process may have replaced it.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except _SEEN as error:
        raise Damaged(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Decoded:
    docs: Integers
    frequencies: Floats
    keys: Integers

    @property
    def weight(self) -> int:
        return 64 + len(self.docs) + len(self.keys)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One segment of a generation; the checkpoint stands among the rows of one of them."""

    reader: SegmentReader
    deleted: frozenset[int]
    rows: list[Row | Checkpoint]


class _Folder(FileStorage):  # type: ignore[misc]
    """Whoosh leaves the table of contents open when it cannot be read; memory needs no closing."""

    def open_file(self, name: str, **options: Any) -> StructFile:
        if not name.endswith(".toc"):
            return super().open_file(name, **options)
        return StructFile(BytesIO(Path(self.folder, name).read_bytes()), name=name)


class SegmentCache:
    """What is read of segments, which never change: their rows, and lists by field and term."""

    def __init__(self) -> None:
        self._lists: OrderedDict[tuple[str, str, str], _Decoded] = OrderedDict()
        self._weight = 0
        self._rows: dict[str, list[Row | Checkpoint]] = {}
        self._lock = threading.Lock()

    def open(self, folder: Path) -> list[Leaf]:
        """Open the newest generation of a build; each segment's file is checked once.

        Raises:
            Damaged: A file does not hold what was written to it.
            FileNotFoundError: A commit took files away meanwhile.
        """
        with self._lock, reading():
            storage = _Folder(str(folder))
            contents = whoosh_index.TOC.read(storage, "MAIN", schema=schema())
            leaves = []
            for segment in contents.segments:
                name = segment.segment_id()
                if segment.seal != seal(segment):
                    raise Damaged(f"{name} is not what was committed")
                file = folder / segment.make_filename(".seg")
                if name not in self._rows and checksum(file) != segment.checksum:
                    raise Damaged(f"{name} is not what was written")
                reader = SegmentReader(storage, contents.schema, segment)
                rows = self._rows.get(name) or _rows(reader)
                leaves.append(Leaf(reader, frozenset(segment.deleted_docs()), rows))
            self._rows = {leaf.reader.segment().segment_id(): leaf.rows for leaf in leaves}
        return leaves

    def get(self, reader: SegmentReader, field: str, term: str) -> _Decoded:
        """The posting list, read if need be."""
        key = reader.segment().segment_id(), field, term
        with self._lock:
            if (decoded := self._lists.get(key)) is not None:
                self._lists.move_to_end(key)
                return decoded
            with reading():
                decoded = self._lists[key] = _decode(reader, field, term)
            self._weight += decoded.weight
            while self._weight > _REMEMBERED and len(self._lists) > 1:
                self._weight -= self._lists.popitem(last=False)[1].weight
            return decoded


def _rows(reader: SegmentReader) -> list[Row | Checkpoint]:
    stored = [reader.stored_fields(number)["row"] for number in range(reader.doc_count_all())]
    return [Checkpoint(*row) if len(row) == _STAMP_ROW else _row(row) for row in stored]


def _row(stored: tuple[Any, ...]) -> Row:
    """A row as it is written now; indexes made before 2.0 hold the labels one by one, and fewer."""
    id_, *labels, day, title, body, exact = stored
    if isinstance(labels[0], tuple | list):
        labels = [*labels[0]]
    return id_, (*labels, *[""] * (len(LABELS) - len(labels))), day, title, body, exact


def _encodes(term: str) -> bool:
    try:
        return bool(term.encode())
    except UnicodeEncodeError:
        return False


def _decode(reader: SegmentReader, field: str, term: str) -> _Decoded:
    # What cannot be written down stands in no document, and is no damage either.
    if not _encodes(term) or (field, term) not in reader:
        nothing = np.empty(0, dtype=np.int64)
        return _Decoded(nothing, np.empty(0), nothing)
    listed = Listed.from_bytes(reader.postings(field, term).value())
    keys = listed.positions
    if len(keys):
        keys = np.repeat(listed.docs << _POSITION_BITS, listed.frequencies) + keys
    return _Decoded(listed.docs, listed.frequencies.astype(np.float64), keys)


class WhooshSnapshot:
    """One generation: its documents as columns, its postings on demand."""

    def __init__(self, build: Path, cache: SegmentCache) -> None:
        """Open the newest generation of a build; raises as ``SegmentCache.open``."""
        self.build = build
        self._cache = cache
        self._leaves: list[tuple[SegmentReader, int]] = []
        checkpoint = None
        rows: list[Row] = []
        for leaf in cache.open(build):
            self._leaves.append((leaf.reader, len(rows)))
            for number, row in enumerate(leaf.rows):
                if number in leaf.deleted:
                    rows.append(_NO_ROW)
                elif isinstance(row, Checkpoint):
                    checkpoint = row
                    rows.append(_NO_ROW)
                else:
                    rows.append(row)
        if checkpoint is None:
            raise Damaged("the checkpoint is gone")
        self.checkpoint = checkpoint
        self.size = len(rows)
        self._set_columns(rows)

    def _set_columns(self, rows: Sequence[Row]) -> None:
        self.live = np.array([row is not _NO_ROW for row in rows], dtype=bool)
        columns = list(zip(*rows, strict=True)) or [()] * len(_NO_ROW)
        self.ids = np.array(columns[0], dtype=object)
        self.rank_of_id = np.argsort(np.argsort(self.ids))
        self.days = np.array(columns[2], dtype=np.int64)
        titles, bodies, exacts = (np.array(columns[n], dtype=np.float64) for n in (3, 4, 5))
        self.lengths = {
            "title": titles,
            "body": bodies,
            "lead": np.minimum(bodies, LEAD),
            "exact": exacts,
        }
        days = {day: date.fromordinal(day).isoformat() if day else "" for day in set(columns[2])}
        self.labels: dict[Facet, Labels] = {
            name: Labels.of([labels[number] for labels in columns[1]])
            for number, name in enumerate(LABELS)
        } | {
            "year": Labels.of([days[day][:4] for day in columns[2]]),
            "month": Labels.of([days[day][:7] for day in columns[2]]),
            "day": Labels.of([days[day] for day in columns[2]]),
        }

    def search(self, request: SearchRequest) -> Hits:
        """See ``index.engine.Engine.search``."""
        return collect(self, request)

    def frequency(self, stem: str) -> int:
        """The document frequency of a stem."""
        return max(len(self.postings(field, stem).docs) for field in ("title", "body"))

    def postings(self, field: str, term: str) -> Postings:
        """The live documents that have the term in the field, with frequencies and positions."""
        parts = [(self._cache.get(leaf, field, term), base) for leaf, base in self._leaves]
        docs = np.concatenate([part.docs + base for part, base in parts])
        frequencies = np.concatenate([part.frequencies for part, _ in parts])
        keys = np.concatenate([part.keys + (base << _POSITION_BITS) for part, base in parts])
        alive = self.live[docs]
        if not alive.all():
            docs, frequencies = docs[alive], frequencies[alive]
            keys = keys[self.live[keys >> _POSITION_BITS]]
        return Postings(docs, frequencies, keys, _POSITION_BITS)
