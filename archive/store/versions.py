"""Keeps the texts of articles that other texts at the same address replaced.

Only another title or body makes a version: a label that is mended is no news to a reader.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, DateTime, bindparam, delete, insert, or_, select

from archive.article import FIELDS, Article
from archive.store.bulk import is_one_of
from archive.store.schema import articles, displaced, to_article, versions

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


def keep(connection: Connection, after: int, ids: Sequence[str]) -> None:
    """Keep the texts that changes have just displaced by others.

    Args:
        connection: In the transaction of the changes, which have been made.
        after: The sequence number before the first of them.
        ids: The articles that they replaced.
    """
    if not ids:
        return
    now = bindparam("now", datetime.now(UTC), DateTime(timezone=True))
    old = (displaced.c.id, displaced.c.seq_old, now, *(displaced.c[name] for name in _COPIED))
    replaced = (
        select(*old)
        .join_from(displaced, articles, displaced.c.id == articles.c.id)
        .where(
            displaced.c.seq_new > after,
            ~articles.c.gone,
            or_(articles.c.body != displaced.c.body, articles.c.title != displaced.c.title),
        )
    )
    into = insert(versions).from_select(["id", "seq", "replaced_at", *_COPIED], replaced)
    if connection.execute(into).rowcount:
        _forget_oldest(connection, ids)


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


def _forget_oldest(connection: Connection, ids: Sequence[str]) -> None:
    own = versions.alias()
    latest = (
        select(own.c.seq)
        .where(own.c.id == versions.c.id)
        .order_by(own.c.seq.desc())
        .limit(1)
        .offset(MAX_VERSIONS - 1)
        .correlate(versions)
        .scalar_subquery()
    )
    among = is_one_of(connection, versions.c.id, ids)
    connection.execute(delete(versions).where(among, versions.c.seq < latest))


_COPIED = tuple(name for name in FIELDS if name != "id")
