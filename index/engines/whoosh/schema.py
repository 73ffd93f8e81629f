"""The schema of a Whoosh index: how documents are stored in it.

Whoosh keeps one posting a term and segment; its value holds the whole list as bytes, which become
numpy arrays without a loop. Whoosh pickles the paths of ``TermsFormat`` and ``TermsCodec`` into an
index: where they move, the old path must go on leading to them (``index.engines.whoosh_schema``).
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, formats
from whoosh.analysis import IDAnalyzer
from whoosh.codec.whoosh3 import W3Codec, W3Segment

from index.engine import Checkpoint, Document
from index.fields import LABELS

Integers = NDArray[np.int64]
Row = tuple[str, tuple[str, ...], int, int, int, int, int]
"""Of a document: id, labels in the order of ``LABELS``, day as an ordinal (0: none), the lengths of
title, body and exact forms in terms, and the number of its arrival (0: not known)."""

CHECKPOINT_KEY = "stamp"
POSITIONED = frozenset({"title", "body"})
LIST_DOCUMENT = 1 << 31
"""The document number of a term's only posting: beyond any that could be deleted."""

_UINT32 = np.dtype("<u4")


class TermsFormat(formats.Format):  # type: ignore[misc]
    """A posting whose value is ``PostingList.to_bytes``; Whoosh never sees the words."""


class TermsCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec without what nobody asks for: compression twice, and lengths by term."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(compression=0)

    def new_segment(self, _storage: object, index_name: str) -> W3Segment:
        """Named by the system's randomness: Whoosh asks ``random``, which any program may seed.

        A name that comes again is a segment written over, or another one's cached lists.
        """
        return W3Segment(self, index_name, segid=secrets.token_hex(8))


@dataclass(frozen=True, slots=True)
class PostingList:
    """One term's list: documents in order, how often each has it, and where (or nothing)."""

    docs: Integers
    frequencies: Integers
    positions: Integers

    @classmethod
    def from_bytes(cls, data: bytes) -> "PostingList":
        """Read what ``to_bytes`` wrote."""
        numbers = np.frombuffer(data, dtype=_UINT32).astype(np.int64)
        end = 1 + int(numbers[0])
        half = 2 * end - 1
        return cls(numbers[1:end], numbers[end:half], numbers[half:])


def documents_in(data: bytes) -> NDArray[np.uint32]:
    """Of what ``to_bytes`` wrote the documents alone, as they lie there: nothing is copied."""
    numbers = np.frombuffer(data, dtype=_UINT32)
    return numbers[1 : 1 + int(numbers[0])]


def to_bytes(docs: bytes, frequencies: bytes, positions: bytes) -> bytes:
    """One list; each part is an array of ``as_uint32``, positions empty where none are kept."""
    count = len(docs) // _UINT32.itemsize
    return b"".join((count.to_bytes(_UINT32.itemsize, "little"), docs, frequencies, positions))


def as_uint32(array: NDArray[np.signedinteger]) -> NDArray[np.uint32]:
    """The numbers as they are written."""
    return array.astype(_UINT32)


def schema() -> fields.Schema:
    """The fields: a key, what is stored of a document, and its terms."""
    names = ("key", "title", "body", "exact")
    terms = {name: fields.FieldType(TermsFormat(), IDAnalyzer(), scorable=False) for name in names}
    return fields.Schema(row=fields.STORED, **terms)


def document_key(id_: str) -> str:
    """The key of an article; it can never be the checkpoint's."""
    return f"article:{id_}"


def document_row(document: Document) -> Row:
    """What is stored of a document."""
    day = document.published.toordinal() if document.published else 0
    labels = tuple(document.labels.get(name, "") for name in LABELS)
    texts = document.title, document.body, document.exact
    title, body, exact = (text.count(" ") + 1 if text else 0 for text in texts)
    return document.id, labels, day, title, body, exact, document.arrived


def document_terms(document: Document) -> dict[str, Sequence[str]]:
    """The terms of a document by field."""
    return {
        "key": (document_key(document.id),),
        "title": _terms(document.title),
        "body": _terms(document.body),
        "exact": _terms(document.exact),
    }


def _terms(text: str) -> list[str]:
    return text.split(" ") if text else []


def checkpoint_row(checkpoint: Checkpoint) -> tuple[str, int, str]:
    """What is stored of the checkpoint: it lies in the index, so both are committed in one."""
    return checkpoint.analysis, checkpoint.seq, checkpoint.origin
