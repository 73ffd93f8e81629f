"""Putting and deleting articles inside one transaction: numbers, displaced articles, upserts.

It neither opens nor ends a transaction, and it reads no more of an article than its digest, unless
the article is displaced.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    insert,
    select,
    update,
)

from archive.article import Article
from archive.tables import FIELDS, articles, digest, displaced, stamps, to_row

ARTICLES = "articles"
"""The name of the row that counts the articles' sequence numbers."""

BATCH = 500
"""Articles in one transaction, and ids in one statement."""

_BATCH_CHARACTERS = 16_000_000
"""A batch ends here too: 500 of the largest articles would be gigabytes."""

# SQLite leaves FOR UPDATE out: there the transaction itself began as the only writer.
LAST = select(stamps.c.seq).where(stamps.c.name == ARTICLES).with_for_update()
"""Asks for the last number given, and keeps all other writers waiting until the end."""

_NO_ID = re.compile("[\0\ud800-\udfff]")
_BLANK = dict.fromkeys(("title", "url", "source", "author", "category", "body"), "")


@dataclass(frozen=True, slots=True)
class PutCount:
    """How many articles were new, differed from the stored ones, or were equal to them."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "PutCount") -> "PutCount":
        return PutCount(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )


def batches(stream: Iterable[Article]) -> Iterator[dict[str, Article]]:
    """The articles by id, some hundreds at a time; of one id in a batch the last."""
    batch: dict[str, Article] = {}
    characters = 0
    for article in stream:
        batch[article.id] = article
        characters += len(article.body)
        if len(batch) >= BATCH or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = {}, 0
    if batch:
        yield batch


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """As many ids at a time as fit in one statement, without those that no database can hold."""
    rest = (id_ for id_ in ids if not _NO_ID.search(id_))
    while some := list(dict.fromkeys(islice(rest, BATCH))):
        yield some


def put(connection: Connection, batch: dict[str, Article]) -> PutCount:
    """Add or replace these articles; the ones that differ get the next numbers, in their order."""
    seq = lock(connection)
    known = _known(connection, list(batch))
    added: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    back = 0
    for id_, article in batch.items():
        mark = digest(article)
        stored = known.get(id_)
        if stored == (mark, False):
            continue
        seq += 1
        row = {**to_row(article), "seq": seq, "gone": False, "digest": mark}
        if stored is None:
            added.append(row)
        else:
            changed.append({**row, "key": id_})
            back += stored[1]
    _displace(connection, changed)
    if added:
        connection.execute(insert(articles), added)
    if changed:
        connection.execute(update(articles).where(articles.c.id == bindparam("key")), changed)
    _count_up(connection, seq)
    unchanged = len(batch) - len(added) - len(changed)
    return PutCount(len(added) + back, len(changed) - back, unchanged)


def drop(connection: Connection, ids: list[str]) -> int:
    """Delete those of the articles that there are; each leaves its id with the next number."""
    seq = lock(connection)
    known = _known(connection, ids)
    live = [id_ for id_ in ids if id_ in known and not known[id_][1]]
    rows = [{"key": id_, "seq": number} for number, id_ in enumerate(live, seq + 1)]
    if not rows:
        return 0
    _displace(connection, rows)
    empty = {**_BLANK, "gone": True, "digest": b"", "published": None, "dated_by": "none"}
    gone = update(articles).where(articles.c.id == bindparam("key"))
    connection.execute(gone, [{**empty, **row} for row in rows])
    _count_up(connection, seq + len(rows))
    return len(rows)


def lock(connection: Connection) -> int:
    """The last number given; no other writer goes on before this transaction ends."""
    seq: int = connection.execute(LAST).scalar_one()
    return seq


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[bytes, bool]]:
    marks = select(articles.c.id, articles.c.digest, articles.c.gone).where(articles.c.id.in_(ids))
    return {row.id: (row.digest, row.gone) for row in connection.execute(marks)}


def _displace(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    kept = select(
        bindparam("seq", type_=displaced.c.seq_new.type),
        articles.c.seq,
        *(articles.c[name] for name in FIELDS),
    ).where(articles.c.id == bindparam("key"), ~articles.c.gone)
    moved = insert(displaced).from_select(["seq_new", "seq_old", *FIELDS], kept)
    connection.execute(moved, [{"key": row["key"], "seq": row["seq"]} for row in rows])


def _count_up(connection: Connection, seq: int) -> None:
    connection.execute(update(stamps).where(stamps.c.name == ARTICLES).values(seq=seq))
