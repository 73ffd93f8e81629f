"""The schema of an OpenSearch index: how documents are stored in it.

Terms come ready made, so they are joined with spaces and cut at white space alone: no analyzer of
the server's ever sees a word. One shard holds an archive, and its copies stand on up to three
nodes. News of a whole country and decade is a few gigabytes, a tenth of what a shard carries, and
most of what an archive promises rests on its being one: frequencies are those of all documents,
a refresh shows a commit all at once, counts of facets are exact. More readers are served by more
copies. By day nothing is sliced, because searches rarely name one.
"""

import hashlib
import re
import time
from dataclasses import asdict
from typing import Any

from index.engine import Checkpoint, Document
from index.fields import LABELS

CHECKPOINT = "stamp"
ARTICLE = {"term": {"kind": "article"}}

_MAX_TERM_CHARS = 255
"""Characters of a term; the analyzer would cut a longer one."""

_MAX_LABEL_CHARS = 8_000
"""Characters of a label; Lucene takes 32,766 bytes."""

_MAX_ID_BYTES = 500
"""Bytes of an id that are taken as they are; OpenSearch takes 512."""

_SPACE = re.compile(r"\s")


def build_settings() -> dict[str, Any]:
    """The settings and mappings of a new index: no copies yet, and no refresh but on request."""
    return {
        "settings": {
            "number_of_shards": 1,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            # What was deleted is remembered for so long, and is not brought back by a writer that
            # was taken for dead: longer than any request lasts.
            "gc_deletes": "15m",
            "similarity": {"rules": {"type": "BM25", "k1": 1.2, "b": 0.75}},
        },
        "mappings": {
            "dynamic": "strict",
            # The store has the articles, and hits name their keys.
            "_source": {"includes": [CHECKPOINT]},
            "properties": {
                "kind": {"type": "keyword", "doc_values": False},
                "key": {"type": "keyword"},
                "title": _terms("positions"),
                "body": _terms("positions"),
                "lead": _terms("freqs"),
                "exact": _terms("freqs"),
                **{name: _label() for name in (*LABELS, "year", "month")},
                "day": {"type": "date", "format": "strict_date"},
                "arrived": {"type": "long"},
                CHECKPOINT: {"type": "object", "enabled": False},
            },
        },
    }


def replica_settings() -> dict[str, Any]:
    """The setting of an index that is searched: as many copies as there are nodes, at most three.

    On a single node there is one; a node that dies is made up for on another one.
    """
    return {"auto_expand_replicas": "0-2"}


def _terms(options: str) -> dict[str, Any]:
    return {
        "type": "text",
        "analyzer": "whitespace",
        "similarity": "rules",
        "index_options": options,
    }


def _label() -> dict[str, Any]:
    return {"type": "keyword", "ignore_above": _MAX_LABEL_CHARS}


def article(document: Document) -> dict[str, Any]:
    """A document as OpenSearch takes it; without a day or a label it has no such field.

    Raises:
        UnicodeEncodeError: Something in it cannot be written down.
    """
    fields: dict[str, Any] = {
        name: getattr(document, name) for name in ("title", "body", "lead", "exact")
    }
    fields |= document.facets()
    for text in (document.id, *fields.values()):
        text.encode()
    return {"kind": "article", "key": document.id, "arrived": document.arrived, **fields}


def key_of(id_: str) -> str:
    """The ``_id`` of a document; the checkpoint's is none of these."""
    whole = id_.encode()
    if len(whole) <= _MAX_ID_BYTES:
        return f"a-{id_}"
    return f"h-{hashlib.sha256(whole).hexdigest()}"


def checkpoint_document(checkpoint: Checkpoint) -> dict[str, Any]:
    """The checkpoint and when it is written, a document that no term and no label finds."""
    return {CHECKPOINT: asdict(checkpoint) | {"written": int(time.time())}}


def checkpoint_of(source: dict[str, Any]) -> Checkpoint:
    """Read what ``checkpoint_document`` wrote.

    Raises:
        LookupError: It is no checkpoint.
    """
    found = source[CHECKPOINT]
    # Older indexes have no origin.
    return Checkpoint(found["analysis"], found["seq"], found.get("origin", ""))


def written_at(source: dict[str, Any]) -> float | None:
    """When a checkpoint was written, in seconds since 1970; None: by an older version."""
    found = source[CHECKPOINT].get("written")
    return float(found) if isinstance(found, int | float) else None


def writable(term: str) -> bool:
    """Whether a document can hold the term; else it stands in none, which is no error."""
    try:
        term.encode()
    except UnicodeEncodeError:
        return False
    return 0 < len(term) <= _MAX_TERM_CHARS and not _SPACE.search(term)
