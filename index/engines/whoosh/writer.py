"""Writes Whoosh segments from whole posting lists.

Whoosh's own writer takes every posting through five functions of Python and a sort of tuples. Here
each field of the segment being built is a few columns of numbers (``_FieldTerms``): every word of
every document as the number of its term, in order, and beside it, document by document, how many
words it has. Document and position of each word follow from these two. When the segment is
finished, one stable sort by term brings the words of a term together, still in order of documents
and positions: its posting list, whose three parts are slices of the sorted columns.

Which folder is the index is decided elsewhere; no lock but Whoosh's is held here.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from archive.durable import sync
from index.engine import Checkpoint, Document
from index.engines.whoosh.files import checksum, seal
from index.engines.whoosh.schema import (
    CHECKPOINT_KEY,
    LIST_DOCUMENT,
    POSITIONED,
    Integers,
    PostingList,
    TermsCodec,
    as_uint32,
    checkpoint_row,
    document_row,
    document_terms,
    to_bytes,
)

MAX_SEGMENT_TERMS = 8_000_000
"""Words in a segment that is being built, after which the next one begins: about 250 MB."""

_MAX_SEGMENTS = 8
_MAX_MERGED_DOCUMENTS = 10_000
"""More documents than this are never merged: a batch must not write the whole index again."""

Column = NDArray[np.int32]
Posting = tuple[str, bytes, int, float, bytes]


class _FieldTerms:
    """The words of one field, as numbers, in order of documents and positions."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        """The number of each term, in order of first appearance."""
        self._terms = array("i")
        """The term of every word."""
        self._docs = array("i")
        self._lengths = array("i")
        """For each document, how many of the words are its own."""
        self._merged: list[tuple[Integers, Integers, Integers]] = []
        """What comes from merged segments: terms, documents and positions, word by word."""

    def add_document(self, doc: int, terms: Sequence[str]) -> None:
        numbers = self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in terms])
        self._docs.append(doc)
        self._lengths.append(len(terms))

    def merge(self, term: str, docs: Integers, listed: PostingList) -> None:
        # Where no positions are kept, none are written: any numbers will do.
        number = self._numbers.setdefault(term, len(self._numbers))
        repeated = docs.repeat(listed.frequencies)
        positions = listed.positions if len(listed.positions) else repeated
        self._merged.append((np.full(len(repeated), number), repeated, positions))

    def lists(self, *, positioned: bool) -> Iterator[tuple[bytes, bytes]]:
        """Every term with its list, in order of the terms' bytes."""
        terms, docs, positions = self._columns()
        # Documents were taken in order, so a stable sort by term leaves each list in order.
        order = np.argsort(terms, kind="stable")
        terms, docs, positions = terms[order], docs[order], positions[order]
        # One posting is one term in one document: it begins where either of them changes.
        new = np.ones(len(terms), dtype=bool)
        new[1:] = (terms[1:] != terms[:-1]) | (docs[1:] != docs[:-1])
        first = np.flatnonzero(new)
        frequencies = as_uint32(np.diff(first, append=len(terms)))
        # Where each term begins among the words, and among the postings.
        ends = np.searchsorted(terms, np.arange(len(self._numbers) + 1))
        pair_ends = np.searchsorted(first, ends).tolist()
        ends = ends.tolist()
        documents, kept_positions = as_uint32(docs[first]), as_uint32(positions)
        for term, number in sorted((t.encode(), n) for t, n in self._numbers.items()):
            pairs = slice(pair_ends[number], pair_ends[number + 1])
            where = slice(ends[number], ends[number + 1]) if positioned else slice(0)
            if pairs.start < pairs.stop:
                parts = documents[pairs], frequencies[pairs], kept_positions[where]
                yield term, to_bytes(*(part.tobytes() for part in parts))

    def _columns(self) -> tuple[Column, Column, Column]:
        """Term, document and position of every word."""
        terms = np.array(self._terms, dtype=np.int32)
        lengths = np.array(self._lengths, dtype=np.int64)
        docs = np.repeat(np.array(self._docs, dtype=np.int32), lengths)
        starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
        positions = (np.arange(len(terms)) - starts).astype(np.int32)
        columns = zip((terms, docs, positions), *self._merged, strict=True)
        terms, docs, positions = (
            np.concatenate(parts, dtype=np.int32, casting="same_kind") for parts in columns
        )
        return terms, docs, positions


class TermPool:
    """What Whoosh's writer collects postings in, and later reads them from in order."""

    def __init__(self) -> None:
        self._fields: dict[str, _FieldTerms] = {}
        self.size = 0

    def add_document(self, doc: int, fields: Mapping[str, Sequence[str]]) -> None:
        """Take in the terms of a document.

        Raises:
            UnicodeEncodeError: A term cannot be written down.
        """
        for terms in fields.values():
            "".join(terms).encode()
        for field, terms in fields.items():
            self._field(field).add_document(doc, terms)
            self.size += len(terms)

    def add_segment(
        self, reader: SegmentReader, start: int, moved: Mapping[int, int] | None
    ) -> None:
        """Take in a segment that is merged: its documents by their new numbers."""
        numbers = np.arange(start, start + reader.doc_count_all())
        if moved is not None:
            numbers[:] = -1
            numbers[list(moved.keys())] = list(moved.values())
        for field, term in reader.all_terms():
            listed = PostingList.from_bytes(reader.postings(field, term).value())
            docs = numbers[listed.docs]
            alive = docs >= 0
            if field in POSITIONED and not alive.all():
                kept = np.repeat(alive, listed.frequencies)
                listed = PostingList(listed.docs, listed.frequencies, listed.positions[kept])
            listed = PostingList(listed.docs[alive], listed.frequencies[alive], listed.positions)
            self._field(field).merge(term.decode(), docs[alive], listed)

    def iter_postings(self) -> Iterator[Posting]:
        """Whoosh's call, when it writes the segment."""
        for field in sorted(self._fields):
            for term, data in self._fields[field].lists(positioned=field in POSITIONED):
                yield field, term, LIST_DOCUMENT, 1.0, data

    def cleanup(self) -> None:
        """Whoosh's call, when the segment is written or given up."""
        self._fields.clear()

    def _field(self, field: str) -> _FieldTerms:
        return self._fields.setdefault(field, _FieldTerms())


class TermsWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer with a pool of lists, and with seals on what it wrote."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=TermsCodec())
        self.pool = TermPool()
        self._folder = Path(self.storage.folder)

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents whose keys are not in the index."""
        for document in documents:
            self._put_row(document_row(document), document_terms(document))

    def put_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Add the checkpoint; the old one must be gone."""
        self._put_row(checkpoint_row(checkpoint), {"key": (CHECKPOINT_KEY,)})

    def drop(self, keys: Iterable[str]) -> None:
        """Delete the documents that have these keys, as far as there are any."""
        keys = list(keys)
        for segment in self.segments:
            reader = SegmentReader(self.storage, self.schema, segment)
            for key in keys:
                if ("key", key) in reader:
                    for doc in PostingList.from_bytes(reader.postings("key", key).value()).docs:
                        segment.delete_document(int(doc))
            reader.close()

    def add_postings_to_pool(
        self, reader: SegmentReader, startdoc: int, docmap: Mapping[int, int] | None
    ) -> None:
        """Whoosh's call, when it merges a segment."""
        self.pool.add_segment(reader, startdoc, docmap)

    def commit(self, *, merge: bool = True) -> None:
        """Make everything that was added and deleted visible, all at once."""
        super().commit(mergetype=_merge_smallest if merge else None, merge=merge)
        sync(self._folder)

    def _put_row(self, row: tuple[object, ...], terms: Mapping[str, Sequence[str]]) -> None:
        # What Whoosh's add_document does, without its loop over the postings.
        self.pool.add_document(self.docnum, terms)
        self.perdocwriter.start_doc(self.docnum)
        self.perdocwriter.add_field("row", self.schema["row"], row, 0)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def _assemble_segment(self) -> None:
        super()._assemble_segment()
        file = self._folder / self.newsegment.make_filename(".seg")
        sync(file)
        self.newsegment.checksum = checksum(file)

    def _commit_toc(self, segments: list[Segment]) -> None:
        for segment in segments:
            segment.seal = seal(segment)
        super()._commit_toc(segments)


def _merge_smallest(writer: TermsWriter, segments: list[Segment]) -> list[Segment]:
    """Whoosh's merge policy: the smallest segments, as long as none is far above the others.

    Whoosh's own one merges by Fibonacci numbers and has no bound. Returns what stays as it is.
    """
    ordered: list[Segment] = sorted(segments, key=lambda segment: segment.doc_count_all())
    if len(ordered) < _MAX_SEGMENTS:
        return ordered
    total = merged = 0
    for segment in ordered:
        size = segment.doc_count_all()
        if merged and (size > 2 * total or total + size > _MAX_MERGED_DOCUMENTS):
            break
        total += size
        merged += 1
    if merged == 1:
        return ordered
    for segment in ordered[:merged]:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return ordered[merged:]
