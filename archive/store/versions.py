"""Keeps the texts of articles that other texts at the same address replaced.

Only another title or body makes a version: a label that is mended is no news to a reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, DateTime, bindparam, delete, func, insert, or_, select

from archive.article import FIELDS, Article
from archive.store.bulk import is_one_of
from archive.store.schema import articles, to_article, versions

MAX_VERSIONS = 50
"""Of an article, the latest: a page that changes with each visit would fill the disk."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was.

    Attributes:
        seq: The sequence number of the change that stored it; names the version.
        replaced_at: When another text replaced it.
    """

    seq: int
    replaced_at: datetime
    article: Article


def keep(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep the stored texts that these rows of articles are about to replace."""
    if not rows:
        return
    now = bindparam("now", datetime.now(UTC), DateTime(timezone=True))
    old = (articles.c.id, articles.c.seq, now, *(articles.c[name] for name in _COPIED))
    replaced = select(*old).where(
        articles.c.id == bindparam("key"),
        ~articles.c.gone,
        or_(articles.c.body != bindparam("new_body"), articles.c.title != bindparam("new_title")),
    )
    into = insert(versions).from_select(["id", "seq", "replaced_at", *_COPIED], replaced)
    for row in rows:
        values = {"key": row["id"], "new_body": row["body"], "new_title": row["title"]}
        if connection.execute(into, values).rowcount:
            _forget_oldest(connection, row["id"])


def of(connection: Connection, id_: str) -> Iterator[Version]:
    """The versions of an article, the latest first."""
    rows = select(versions).where(versions.c.id == id_).order_by(versions.c.seq.desc())
    for row in connection.execute(rows):
        # SQLite keeps no zone.
        replaced_at = row.replaced_at.replace(tzinfo=row.replaced_at.tzinfo or UTC)
        yield Version(row.seq, replaced_at, to_article(row))


def forget(connection: Connection, ids: Sequence[str]) -> None:
    """Delete all versions of these articles."""
    connection.execute(delete(versions).where(is_one_of(connection, versions.c.id, ids)))


def _forget_oldest(connection: Connection, id_: str) -> None:
    own = versions.c.id == id_
    latest = select(versions.c.seq).where(own).order_by(versions.c.seq.desc()).limit(MAX_VERSIONS)
    oldest = select(func.min(latest.subquery().c.seq)).scalar_subquery()
    connection.execute(delete(versions).where(own, versions.c.seq < oldest))


_COPIED = tuple(name for name in FIELDS if name != "id")
