"""The store's tables, and an article as a row of them. No statement runs here."""

import hashlib
import json
import re
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Text,
)

from archive.article import FIELDS, LABELS, Article

# In the order of the bytes on PostgreSQL too: the quickest, and no update of the system's rules of
# sorting can break an index.
_key = Text().with_variant(Text(collation="C"), "postgresql")

KEY_BYTES = 2_000
"""The longest id or word: an index of PostgreSQL takes no more than a third of a page."""

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _label(name: str) -> Column[str]:
    # With a default, so that it can be added to a table that has rows already.
    return Column(name, Text, nullable=False, server_default="")


metadata = MetaData()

# A deleted article stays as a row without text: its number tells `changes` of the deletion.
articles = Table(
    "articles",
    metadata,
    Column("id", _key, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    *map(_text, ("title", "url")),
    *map(_label, LABELS),
    Column("published", Date),
    *map(_text, ("dated_by", "body")),
    # Both columns, so that counting the live articles never touches their text.
    Index("articles_in_order", "seq", "gone", unique=True),
)

displaced = Table(
    "displaced",
    metadata,
    Column("seq_new", BigInteger, primary_key=True, autoincrement=False),
    Column("seq_old", BigInteger, nullable=False),
    *map(_text, ("id", "title", "url")),
    *map(_label, LABELS),
    Column("published", Date),
    *map(_text, ("dated_by", "body")),
)

words = Table(
    "words",
    metadata,
    Column("word", _key, primary_key=True),
    _text("sound"),
    Column("articles", Integer, nullable=False),
)

# One row counts the articles' sequence numbers, one is the checkpoint of the words.
checkpoints = Table(
    "stamps",
    metadata,
    Column("name", Text, primary_key=True),
    _text("analysis"),
    Column("seq", BigInteger, nullable=False),
)


def is_key(text: str) -> bool:
    """Whether this can be an id or a word on every database."""
    # No character has more than four bytes.
    short = len(text) <= KEY_BYTES // 4 or len(text.encode(errors="replace")) <= KEY_BYTES
    return short and not _UNWRITABLE.search(text)


def digest(article: Article) -> bytes:
    """Equal for equal articles, and for no others in practice.

    Raises:
        ValueError: No database keeps it: NUL or a lone surrogate in it, or an endless id.
    """
    fields = [getattr(article, name) for name in FIELDS]
    while not fields[-1]:
        # Labels that came later are empty in older articles, whose digests must stay.
        fields.pop()
    text = json.dumps(fields, ensure_ascii=False, default=str)
    if not is_key(article.id) or ("\\u0000" in text and "\0" in "".join(map(str, fields))):
        raise ValueError(f"no database keeps NUL or an endless id: {article.id[:50]!a}")
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def to_row(article: Article) -> dict[str, Any]:
    """The article's own columns."""
    return {name: getattr(article, name) for name in FIELDS}


def to_article(row: Row[Any]) -> Article:
    """The article in a row that has at least the columns of ``FIELDS``."""
    values = row._mapping  # noqa: SLF001 - the public way to a row's columns by name
    return Article(**{name: values[name] for name in FIELDS})


def is_sound(row: Row[Any]) -> bool:
    """Whether the article in a row is the one that its digest was made of."""
    try:
        return digest(to_article(row)) == bytes(row.digest)
    except ValueError:
        return False
