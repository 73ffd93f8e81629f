"""Reads a Whoosh index into arrays: one immutable snapshot of a generation, for all threads.

Whoosh's own searcher is not safe among threads and walks posting lists in Python, one document at
a time; here a posting list is decoded once, under a lock, and cached.
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
from numpy.typing import NDArray
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.reading import SegmentReader, TermNotFound

from index.engine import LEAD, Checkpoint, Hits, SearchRequest
from index.engines.folder import Damaged
from index.engines.whoosh.collector import collect
from index.engines.whoosh.files import checksum, seal
from index.engines.whoosh.postings import Floats, Integers, LabelColumn, Postings
from index.engines.whoosh.schema import PostingList, Row, documents_in, schema
from index.fields import LABELS, Facet

_CHECKPOINT_COLUMNS = 3
"""At most: older indexes hold two. Rows of articles have more."""
_POSITION_BITS = 24
_MAX_CACHED = 1 << 23
"""How many postings and positions stay decoded: about 100 MB."""

_EMPTY_LIST = bytes(4)
"""A list of no documents, as ``schema.to_bytes`` writes it."""

_DELETED: Row = ("", ("",) * len(LABELS), 0, 0, 0, 0, 0)
_FAULTS = (
    whoosh_index.IndexError, pickle.UnpicklingError, struct.error, zlib.error, OSError, EOFError,
    ValueError, TypeError, LookupError, AttributeError, ImportError, AssertionError, MemoryError,
    NameError, ArithmeticError, RecursionError,
)  # fmt: skip


@contextmanager
def _translate_faults() -> Generator[None]:
    """Whoosh has no error of its own for a damaged file: ``_FAULTS`` is what it was seen raising.

    A missing file passes through, since another process may have replaced it.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except _FAULTS as error:
        raise Damaged(str(error)) from error


@dataclass(frozen=True, slots=True)
class _DecodedPostings:
    docs: Integers
    frequencies: Floats
    keys: Integers

    @property
    def weight(self) -> int:
        return 64 + len(self.docs) + len(self.keys)


@dataclass(frozen=True, slots=True)
class OpenSegment:
    """One segment of a generation; the checkpoint stands among the rows of one of them."""

    reader: SegmentReader
    deleted: frozenset[int]
    rows: list[Row | Checkpoint]


class _Storage(FileStorage):  # type: ignore[misc]
    """Whoosh leaves the table of contents open when it cannot be read; memory needs no closing."""

    def open_file(self, name: str, **options: Any) -> StructFile:
        if not name.endswith(".toc"):
            return super().open_file(name, **options)
        return StructFile(BytesIO(Path(self.folder, name).read_bytes()), name=name)


def _contents(storage: _Storage) -> whoosh_index.TOC:
    try:
        return whoosh_index.TOC.read(storage, "MAIN", schema=schema())
    except MemoryError as error:
        # A small file: what asks for so much is a damaged length in it. Later on, all that is read
        # has been checked, and there is too little memory indeed.
        raise Damaged(str(error)) from None


class SegmentCache:
    """Rows and decoded posting lists of segments, which never change.

    Lists that were not used for longest go first.
    """

    def __init__(self) -> None:
        self._lists: OrderedDict[tuple[str, str, str], _DecodedPostings] = OrderedDict()
        self._weight = 0
        self._rows: dict[str, list[Row | Checkpoint]] = {}
        self._lock = threading.Lock()

    def open(self, folder: Path) -> list[OpenSegment]:
        """Open the newest generation of a build; each segment's file is checked once.

        Raises:
            Damaged: A file does not hold what was written to it.
            FileNotFoundError: A commit took files away meanwhile.
        """
        with self._lock, _translate_faults():
            storage = _Storage(str(folder))
            contents = _contents(storage)
            segments = []
            for segment in contents.segments:
                name = segment.segment_id()
                if segment.seal != seal(segment):
                    raise Damaged(f"{name} is not what was committed")
                file = folder / segment.make_filename(".seg")
                if name not in self._rows and checksum(file) != segment.checksum:
                    raise Damaged(f"{name} is not what was written")
                reader = SegmentReader(storage, contents.schema, segment)
                rows = self._rows.get(name) or _rows(reader)
                segments.append(OpenSegment(reader, frozenset(segment.deleted_docs()), rows))
            self._rows = {opened.reader.segment().segment_id(): opened.rows for opened in segments}
        return segments

    def get(self, reader: SegmentReader, field: str, term: str) -> _DecodedPostings:
        """The posting list, read if need be."""
        key = reader.segment().segment_id(), field, term
        with self._lock:
            if (decoded := self._lists.get(key)) is not None:
                self._lists.move_to_end(key)
                return decoded
            with _translate_faults():
                decoded = self._lists[key] = _decode(reader, field, term)
            self._weight += decoded.weight
            while self._weight > _MAX_CACHED and len(self._lists) > 1:
                self._weight -= self._lists.popitem(last=False)[1].weight
            return decoded

    def documents(
        self, reader: SegmentReader, field: str, term: str
    ) -> Integers | NDArray[np.uint32]:
        """The documents of the posting list; to count the words of a long text, none is decoded."""
        with self._lock:
            if decoded := self._lists.get((reader.segment().segment_id(), field, term)):
                return decoded.docs
            with _translate_faults():
                return documents_in(_list_of(reader, field, term) or _EMPTY_LIST)


def _rows(reader: SegmentReader) -> list[Row | Checkpoint]:
    stored = [reader.stored_fields(number)["row"] for number in range(reader.doc_count_all())]
    return [Checkpoint(*row) if len(row) <= _CHECKPOINT_COLUMNS else _row(row) for row in stored]


def _row(stored: tuple[Any, ...]) -> Row:
    """A row as it is written now; older ones have no arrival, or labels one by one, and fewer."""
    arrived = 0
    if isinstance(stored[1], tuple | list):
        id_, labels, day, title, body, exact, *rest = stored
        arrived = rest[0] if rest else 0
    else:
        id_, *labels, day, title, body, exact = stored
    labels = (*labels, *[""] * (len(LABELS) - len(labels)))
    row = id_, labels, day, title, body, exact, arrived
    if not {*map(type, (id_, *labels))} <= {str} or not {*map(type, row[2:])} <= {int}:
        raise Damaged("a row is none of an article")
    return row


def _encodes(term: str) -> bool:
    try:
        return bool(term.encode())
    except UnicodeEncodeError:
        return False


def _list_of(reader: SegmentReader, field: str, term: str) -> bytes:
    """The list as it was written; empty if the segment has none."""
    # What cannot be written down stands in no document, and is no damage either.
    if not _encodes(term):
        return b""
    try:
        data: bytes = reader.postings(field, term).value()
    except TermNotFound:
        return b""
    return data


def _decode(reader: SegmentReader, field: str, term: str) -> _DecodedPostings:
    if not (data := _list_of(reader, field, term)):
        nothing = np.empty(0, dtype=np.int64)
        return _DecodedPostings(nothing, np.empty(0), nothing)
    listed = PostingList.from_bytes(data)
    keys = listed.positions
    if len(keys):
        keys = np.repeat(listed.docs << _POSITION_BITS, listed.frequencies) + keys
    return _DecodedPostings(listed.docs, listed.frequencies.astype(np.float64), keys)


class WhooshSnapshot:
    """One generation: its documents as columns, its postings on demand."""

    def __init__(self, build: Path, cache: SegmentCache) -> None:
        """Open the newest generation of a build; raises as ``SegmentCache.open``."""
        with _translate_faults():
            self._read(build, cache)

    def _read(self, build: Path, cache: SegmentCache) -> None:
        self.build = build
        self._cache = cache
        self._segments: list[tuple[SegmentReader, int]] = []
        checkpoint = None
        rows: list[Row] = []
        for opened in cache.open(build):
            self._segments.append((opened.reader, len(rows)))
            for number, row in enumerate(opened.rows):
                if number in opened.deleted:
                    rows.append(_DELETED)
                elif isinstance(row, Checkpoint):
                    checkpoint = row
                    rows.append(_DELETED)
                else:
                    rows.append(row)
        if checkpoint is None:
            raise Damaged("the checkpoint is gone")
        self.checkpoint = checkpoint
        self.size = len(rows)
        self._set_columns(rows)

    def _set_columns(self, rows: Sequence[Row]) -> None:
        self.live = np.array([row is not _DELETED for row in rows], dtype=bool)
        columns = list(zip(*rows, strict=True)) or [()] * len(_DELETED)
        self.ids = np.array(columns[0], dtype=object)
        self.rank_of_id = np.argsort(np.argsort(self.ids))
        self.days = np.array(columns[2], dtype=np.int64)
        self.arrivals = np.array(columns[6], dtype=np.int64)
        titles, bodies, exacts = (np.array(columns[n], dtype=np.float64) for n in (3, 4, 5))
        self.lengths = {
            "title": titles,
            "body": bodies,
            "lead": np.minimum(bodies, LEAD),
            "exact": exacts,
        }
        days = {day: date.fromordinal(day).isoformat() if day else "" for day in set(columns[2])}
        self.labels: dict[Facet, LabelColumn] = {
            name: LabelColumn.of([labels[number] for labels in columns[1]])
            for number, name in enumerate(LABELS)
        } | {
            "year": LabelColumn.of([days[day][:4] for day in columns[2]]),
            "month": LabelColumn.of([days[day][:7] for day in columns[2]]),
            "day": LabelColumn.of([days[day] for day in columns[2]]),
        }

    def search(self, request: SearchRequest) -> Hits:
        """See ``index.engine.Engine.search``."""
        return collect(self, request)

    def frequency(self, stem: str) -> int:
        """The document frequency of a stem."""
        return max(self._count(field, stem) for field in ("title", "body"))

    def _count(self, field: str, term: str) -> int:
        """How many live documents have the term in the field."""
        parts = (
            (self._cache.documents(opened, field, term), base) for opened, base in self._segments
        )
        return sum(int(np.count_nonzero(self.live[base:][docs])) for docs, base in parts)

    def postings(self, field: str, term: str) -> Postings:
        """The live documents that have the term in the field, with frequencies and positions."""
        parts = [(self._cache.get(opened, field, term), base) for opened, base in self._segments]
        docs = np.concatenate([part.docs + base for part, base in parts])
        frequencies = np.concatenate([part.frequencies for part, _ in parts])
        keys = np.concatenate([part.keys + (base << _POSITION_BITS) for part, base in parts])
        alive = self.live[docs]
        if not alive.all():
            docs, frequencies = docs[alive], frequencies[alive]
            keys = keys[self.live[keys >> _POSITION_BITS]]
        return Postings(docs, frequencies, keys, _POSITION_BITS)
