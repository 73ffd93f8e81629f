"""The tables of the store, and articles as rows of them."""

import hashlib
import json
import secrets
from itertools import starmap
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Text,
)

from archive.article import FIELDS, LABELS, Article
from archive.text import is_storable

# Sorted by bytes on PostgreSQL too: fastest, and an index cannot break when an update of the system
# changes its collation.
_key = Text().with_variant(Text(collation="C"), "postgresql")

LATER = {"titled_by": "source", "notes": ""}
"""The fields that came after the first tables, but for labels, in their order; their defaults."""

ARRIVAL = ("arrived", "arrived_at", "changed_at")
"""What the store itself adds to an article."""

VERSION = 2
"""Of the tables: raised by whatever older programs must not read or write, with a step in
``archive.store.migrations``. It stands beside the checkpoints, and in the head of a SQLite file."""

APPLICATION_ID = 0x61626869
"""What a SQLite file of this program is marked with, for ``file`` and for other programs: abhi."""

KEY_BYTES = 2_000
"""The longest id or word: PostgreSQL's indexes take at most a third of a page."""


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _later(name: str, default: str = "") -> Column[str]:
    # With a default, so that it can be added to a table that has rows already.
    return Column(name, Text, nullable=False, server_default=default)


def _later_number(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0")


metadata = MetaData()

# A deleted article leaves a tombstone, a row without text, so that `changes` reports the deletion.
articles = Table(
    "articles",
    metadata,
    Column("id", _key, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    *map(_text, ("title", "url")),
    *map(_later, LABELS),
    Column("published", Date),
    *map(_text, ("dated_by", "body")),
    *starmap(_later, LATER.items()),
    # The change that it came in with, and when it came in and was changed last; 0: not known.
    *map(_later_number, ARRIVAL),
    # Both columns, so that counting the live articles never touches their text.
    Index("articles_in_order", "seq", "gone", unique=True),
)

displaced = Table(
    "displaced",
    metadata,
    Column("seq_new", BigInteger, primary_key=True, autoincrement=False),
    Column("seq_old", BigInteger, nullable=False),
    *map(_text, ("id", "title", "url")),
    *map(_later, LABELS),
    Column("published", Date),
    *map(_text, ("dated_by", "body")),
    *starmap(_later, LATER.items()),
)

# Texts that another at the same address replaced, for readers; ``displaced`` is for indexes only.
versions = Table(
    "versions",
    metadata,
    Column("id", _key, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("replaced_at", DateTime(timezone=True), nullable=False),
    *map(_text, ("title", "url")),
    *map(_later, LABELS),
    Column("published", Date),
    *map(_text, ("dated_by", "body")),
    *starmap(_later, LATER.items()),
)

words = Table(
    "words",
    metadata,
    Column("word", _key, primary_key=True),
    _text("sound"),
    Column("articles", Integer, nullable=False),
    # In how many of these it was read from a picture.
    Column("scanned", Integer, nullable=False, server_default="0"),
)

# What an index worked out of each article, for readers; it is taken only while the article is still
# that of the sequence number, and whoever reads it makes the same.
found_names = Table(
    "found_names",
    metadata,
    Column("id", _key, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    *map(_text, ("made_by", "names")),
)

# One row holds the last sequence number of the articles, one is the checkpoint of the words. Each
# change of a row gives it another random token: a copy put back may have the same numbers.
checkpoints = Table(
    "stamps",
    metadata,
    Column("name", Text, primary_key=True),
    _text("analysis"),
    Column("seq", BigInteger, nullable=False),
    _later("token"),
)

# Of each transaction that changed articles, its last sequence number and a random token; the first
# row is made with the store, and is all that an empty one can be told apart by.
origins = Table(
    "origins",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    _text("token"),
)

# One row, made with the store, which every copy keeps: feeds name the archive by it for good.
identity = Table(
    "identity",
    metadata,
    Column("token", Text, primary_key=True),
    Column("since", BigInteger, nullable=False),
)

# Addresses that are polled; times are seconds since 1970.
feeds = Table(
    "feeds",
    metadata,
    Column("url", _key, primary_key=True),
    _text("source"),
    Column("full", Boolean, nullable=False),
    Column("allow_private", Boolean, nullable=False),
    *map(_text, ("etag", "last_modified", "error")),
    Column("gone", Boolean, nullable=False),
    *(Column(name, BigInteger, nullable=False) for name in ("next_due", "last_polled")),
    *(Column(name, BigInteger, nullable=False) for name in ("failures", "added", "changed")),
)

# Pages of articles that were fetched for feeds, or that failed, by the id of the feed's entry.
fetched_pages = Table(
    "fetched_pages",
    metadata,
    Column("entry", _key, primary_key=True),
    _text("article"),
    Column("failures", BigInteger, nullable=False),
    Column("next_due", BigInteger, nullable=False),
)

# What was deleted for good, and by whose order: never its text or title. Times as above. The
# address is a hash, equal for all ways to write it; empty where it is no page of its own.
takedowns = Table(
    "takedowns",
    metadata,
    Column("deletion", _key, primary_key=True),
    Column("id", _key, primary_key=True),
    _text("url"),
    Column("address", _key, nullable=False),
    Column("at", BigInteger, nullable=False),
    *map(_text, ("by", "why")),
    Column("erased", Boolean, nullable=False),
    Column("lifted_at", BigInteger, nullable=False),
    *map(_text, ("lifted_by", "lifted_why")),
    Index("takedowns_by_id", "id"),
    Index("takedowns_by_address", "address"),
)


def new_token() -> str:
    """A random text that no other store and no other transaction has."""
    return secrets.token_hex(8)


def is_key(text: str) -> bool:
    """Whether this can be an id or a word on every database."""
    # No character has more than four bytes.
    short = len(text) <= KEY_BYTES // 4 or len(text.encode(errors="replace")) <= KEY_BYTES
    return short and is_storable(text)


def digest(article: Article) -> bytes:
    """A hash of all its fields: two articles with the same digest are taken to be equal.

    Raises:
        ValueError: No database can hold it: NUL or a lone surrogate, or too long an id.
    """
    fields = [getattr(article, name) for name in FIELDS]
    for name in reversed(("language", *LATER)):
        # What came later has its default in older articles, whose digests must stay.
        if fields[-1] != LATER.get(name, ""):
            break
        fields.pop()
    text = json.dumps(fields, ensure_ascii=False, default=str)
    if not is_key(article.id) or ("\\u0000" in text and "\0" in "".join(map(str, fields))):
        raise ValueError(f"no database can hold NUL or so long an id: {article.id[:50]!a}")
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def to_row(article: Article) -> dict[str, Any]:
    """The article as values by column; sequence number, digest and ``gone`` are not among them."""
    return {name: getattr(article, name) for name in FIELDS}


def to_article(row: Row[Any]) -> Article:
    """The article in a row that has at least the columns of ``FIELDS``."""
    values = row._mapping  # noqa: SLF001 - the public way to a row's columns by name
    return Article(**{name: values[name] for name in FIELDS})


def is_sound(row: Row[Any]) -> bool:
    """Whether the article in a row has the row's digest."""
    try:
        return digest(to_article(row)) == bytes(row.digest)
    except ValueError:
        return False
