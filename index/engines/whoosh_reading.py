"""A Whoosh index as arrays: one immutable snapshot of one generation, shared by all threads.

Whoosh's own searcher is not safe among threads and walks posting lists in Python, one document at
a time; here a posting list is decoded once, under a lock, and remembered.
"""

import pickle
import struct
import threading
import zlib
from collections import OrderedDict
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import numpy as np
from whoosh import index as whoosh_index
from whoosh.reading import IndexReader

from index.engine import LEAD, Facet, Stamp
from index.engines.scoring import Floats, Integers, Labels, Postings
from index.engines.whoosh_schema import POSITION

_ARTICLE_ROW, _STAMP_ROW = 7, 2
_POSITION_BITS = 24
_REMEMBERED = 1 << 23
"""How many postings and positions stay decoded: about 100 MB."""

_SEEN = (
    whoosh_index.IndexError, pickle.UnpicklingError, struct.error, zlib.error, OSError, EOFError,
    ValueError, TypeError, LookupError, AttributeError, ImportError, AssertionError, MemoryError,
)  # fmt: skip


class Damaged(Exception):
    """The files of the index do not hold what they should."""


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


class PostingCache:
    """Decoded posting lists by segment, field and term; a segment's never change."""

    def __init__(self) -> None:
        self._lists: OrderedDict[tuple[str, str, str], _Decoded] = OrderedDict()
        self._weight = 0
        self.lock = threading.Lock()

    def get(self, reader: IndexReader, field: str, term: str) -> _Decoded:
        """The posting list, read if need be."""
        key = reader.segment().segment_id(), field, term
        with self.lock:
            if (decoded := self._lists.get(key)) is not None:
                self._lists.move_to_end(key)
                return decoded
            with reading():
                decoded = self._lists[key] = _decode(reader, field, term)
            self._weight += decoded.weight
            while self._weight > _REMEMBERED and len(self._lists) > 1:
                self._weight -= self._lists.popitem(last=False)[1].weight
            return decoded


def _decode(reader: IndexReader, field: str, term: str) -> _Decoded:
    docs: list[int] = []
    frequencies: list[float] = []
    places: list[bytes] = []
    positioned = field != "exact"
    if (field, term) in reader:
        matcher = reader.postings(field, term)
        while matcher.is_active():
            docs.append(matcher.id())
            frequencies.append(matcher.weight())
            if positioned:
                places.append(matcher.value())
            matcher.next()
    ids = np.array(docs, dtype=np.int64)
    keys = np.empty(0, dtype=np.int64)
    if places:
        positions = np.frombuffer(b"".join(places), dtype=POSITION)
        keys = np.repeat(ids << _POSITION_BITS, np.array(frequencies, dtype=np.int64)) + positions
    return _Decoded(ids, np.array(frequencies), keys)


class Snapshot:
    """One generation: its documents as columns, its postings on demand."""

    def __init__(self, reader: IndexReader, cache: PostingCache) -> None:
        self._cache = cache
        self._leaves = [(leaf, base) for leaf, base in reader.leaf_readers()]
        self.size = reader.doc_count_all()
        self.live = np.zeros(self.size, dtype=bool)
        self.stamp: Stamp | None = None
        with reading():
            self._read_rows()

    def _read_rows(self) -> None:
        rows: list[tuple[str, str, str, str, int, int, int]] = [("", "", "", "", 0, 0, 0)]
        rows *= self.size
        for leaf, base in self._leaves:
            for number in leaf.all_doc_ids():
                row = leaf.stored_fields(number)["row"]
                if len(row) == _STAMP_ROW:
                    self.stamp = Stamp(*row)
                else:
                    rows[base + number] = row
                    self.live[base + number] = True
        columns = list(zip(*rows, strict=True)) or [()] * _ARTICLE_ROW
        self.ids = np.array(columns[0], dtype=object)
        self.rank_of_id = np.argsort(np.argsort(self.ids))
        self.days = np.array(columns[4], dtype=np.int64)
        titles, bodies = (np.array(columns[n], dtype=np.float64) for n in (5, 6))
        self.lengths = {
            "title": titles,
            "body": bodies,
            "lead": np.minimum(bodies, LEAD),
            "exact": titles + bodies,
        }
        days = [date.fromordinal(day).isoformat() if day else "" for day in columns[4]]
        self.labels: dict[Facet, Labels] = {
            "source": Labels.of(columns[1]),
            "author": Labels.of(columns[2]),
            "category": Labels.of(columns[3]),
            "year": Labels.of([day[:4] for day in days]),
            "month": Labels.of([day[:7] for day in days]),
        }

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
