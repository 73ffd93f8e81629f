"""The schema of a Tantivy index: how documents are stored in it.

Terms come ready made, so they are joined with spaces and cut at white space alone: no tokenizer of
Tantivy's, all of which tear Devanagari or drop long words, ever sees them. The checkpoint is a
document of its own kind among the articles, so that both are committed in one.
"""

from functools import cache

import tantivy

from index.engine import Checkpoint, Document
from index.fields import LABELS

_FIRST_FACETS = ("source", "author", "category", "year", "month", "day")
"""Tantivy knows fields by their number: a later label comes behind those of existing indexes."""

_FIELDS_BEFORE_ARRIVAL = (*_FIRST_FACETS, "language")

ARTICLE, CHECKPOINT = "article", "stamp"

_LONGEST = 65_000
"""Bytes of a term; what is longer Tantivy leaves out without a word."""


@cache
def schema() -> tantivy.Schema:
    """The fields: what it is, its key, its terms, its day and labels."""
    builder = tantivy.SchemaBuilder()
    _raw(builder, "kind", fast=False)
    builder.add_text_field(
        "key", stored=True, fast=True, tokenizer_name="raw", index_option="basic"
    )
    for name, option in (
        ("title", "position"),
        ("body", "position"),
        ("lead", "freq"),
        ("exact", "freq"),
    ):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    for name in _FIRST_FACETS:
        _raw(builder, name, fast=True)
    builder.add_integer_field("ordinal", fast=True)
    _raw(builder, "language", fast=True)
    builder.add_integer_field("arrived", fast=True)
    for name in LABELS:
        if name not in _FIELDS_BEFORE_ARRIVAL:
            _raw(builder, name, fast=True)
    return builder.build()


def _raw(builder: tantivy.SchemaBuilder, name: str, *, fast: bool) -> None:
    builder.add_text_field(name, fast=fast, tokenizer_name="raw", index_option="basic")


def article(document: Document) -> tantivy.Document:
    """A document as Tantivy takes it; without a day or a label it has no such field.

    Raises:
        UnicodeEncodeError: A term cannot be written down.
    """
    texts: dict[str, str] = {
        name: getattr(document, name) for name in ("title", "body", "lead", "exact")
    }
    for text in texts.values():
        text.encode()
    day = {"ordinal": document.published.toordinal()} if document.published else {}
    return tantivy.Document(
        kind=ARTICLE,
        key=document.id,
        arrived=document.arrived,
        **texts,
        **day,
        **document.facets(),
    )


def checkpoint_document(checkpoint: Checkpoint) -> tantivy.Document:
    """The checkpoint, as its key."""
    made_from = f"{checkpoint.seq}.{checkpoint.origin}"
    return tantivy.Document(kind=CHECKPOINT, key=f"{made_from} {checkpoint.analysis}")


def checkpoint_of(key: str) -> Checkpoint:
    """Read what ``checkpoint_document`` wrote.

    Raises:
        ValueError: It is no checkpoint.
    """
    made_from, _, analysis = key.partition(" ")
    # Older indexes hold the number alone.
    seq, _, origin = made_from.partition(".")
    return Checkpoint(analysis, int(seq), origin)


def writable(term: str) -> bool:
    """Whether a document can hold the term; else it stands in none, which is no error."""
    try:
        return 0 < len(term.encode()) <= _LONGEST
    except UnicodeEncodeError:
        return False
