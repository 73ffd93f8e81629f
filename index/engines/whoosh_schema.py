"""How documents lie in a Whoosh index.

The classes here are pickled into the index by their path: renaming one needs a rebuild of every
index there is. Whoosh's own Positions format pickles a list for every posting; these bytes become
a numpy array without a loop.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh import fields, formats
from whoosh.analysis import IDAnalyzer

from index.engine import Document, Stamp

STAMP_KEY = "stamp"
POSITION = "I"
"""Type code of a position in a posting: a 32-bit unsigned integer."""

Posting = tuple[str, int, float, bytes]


class TermsFormat(formats.Format):  # type: ignore[misc]
    """Postings of terms that are ready-made; a posting's weight is the term's frequency."""

    def __init__(self, *, positions: bool = False) -> None:
        self.positions = positions
        self.options: dict[str, Any] = {}
        self.field_boost = 1.0

    def word_values(
        self, value: Sequence[str], _analyzer: Any = None, **_options: Any
    ) -> Iterator[Posting]:
        """Term, frequency, weight and position bytes of every distinct term."""
        if not self.positions:
            for term, frequency in Counter(value).items():
                yield term, frequency, float(frequency), b""
            return
        places: defaultdict[str, array[int]] = defaultdict(lambda: array(POSITION))
        for position, term in enumerate(value):
            places[term].append(position)
        for term, where in places.items():
            yield term, len(where), float(len(where)), where.tobytes()


def schema() -> fields.Schema:
    """The fields: a key, what is stored of a document, and its terms."""

    def terms(*, positions: bool) -> fields.FieldType:
        return fields.FieldType(TermsFormat(positions=positions), IDAnalyzer(), scorable=True)

    return fields.Schema(
        key=fields.ID(unique=True),
        row=fields.STORED,
        title=terms(positions=True),
        body=terms(positions=True),
        exact=terms(positions=False),
    )


def document_key(id_: str) -> str:
    """The key of an article; it can never be the stamp's."""
    return f"article:{id_}"


def document_fields(document: Document) -> dict[str, object]:
    """What Whoosh is given for a document."""
    day = document.published.toordinal() if document.published else 0
    labels = document.source, document.author, document.category
    return {
        "key": document_key(document.id),
        "row": (document.id, *labels, day, len(document.title), len(document.body)),
        "title": document.title,
        "body": document.body,
        "exact": document.exact,
    }


def stamp_fields(stamp: Stamp) -> dict[str, object]:
    """What Whoosh is given for the stamp: it lies in the index, so both are committed in one."""
    return {"key": STAMP_KEY, "row": (stamp.analysis, stamp.seq)}
