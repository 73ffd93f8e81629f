"""Putting and deleting articles inside one transaction: numbers, displaced articles, upserts.

It neither opens nor ends a transaction, and it reads no more of an article than its digest, unless
the article is displaced.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select, update

from archive.article import LABELS, Article
from archive.store import bulk
from archive.store.bulk import among
from archive.store.schema import articles, checkpoints, is_key, to_row

ARTICLES = "articles"
"""The name of the row that counts the articles' sequence numbers."""

BATCH = 500
"""Articles in one transaction, and ids in one statement."""

_BATCH_CHARACTERS = 16_000_000
"""A batch ends here too: 500 of the largest articles would be gigabytes."""

# SQLite leaves FOR UPDATE out: there the transaction itself began as the only writer.
LAST = select(checkpoints.c.seq).where(checkpoints.c.name == ARTICLES).with_for_update()
"""Asks for the last number given, and keeps all other writers waiting until the end."""

_GONE = {
    **dict.fromkeys(("title", "url", *LABELS, "body"), ""),
    "gone": True,
    "digest": b"",
    "published": None,
    "dated_by": "none",
}


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
    """As many ids at a time as fit in one statement, without those that no database takes."""
    rest = (id_ for id_ in ids if is_key(id_))
    while some := list(dict.fromkeys(islice(rest, BATCH))):
        yield some


def put(connection: Connection, batch: dict[str, Article], marks: dict[str, bytes]) -> PutCount:
    """Add or replace these articles; the ones that differ get the next numbers, in their order.

    Args:
        connection: In a transaction.
        batch: The articles by their ids.
        marks: The digest of each.
    """
    seq = lock(connection)
    known = _known(connection, list(batch))
    rows: list[dict[str, Any]] = []
    there = back = 0
    for id_, article in batch.items():
        mark, stored = marks[id_], known.get(id_)
        if stored == (mark, False):
            continue
        seq += 1
        rows.append({**to_row(article), "seq": seq, "gone": False, "digest": mark})
        if stored is not None:
            there += 1
            back += stored[1]
    _write(connection, rows, known)
    return PutCount(len(rows) - there + back, there - back, len(batch) - len(rows))


def drop(connection: Connection, ids: list[str]) -> int:
    """Delete those of the articles that there are; each leaves its id with the next number."""
    seq = lock(connection)
    known = _known(connection, ids)
    live = [id_ for id_ in ids if id_ in known and not known[id_][1]]
    rows = [{**_GONE, "id": id_, "seq": number} for number, id_ in enumerate(live, seq + 1)]
    _write(connection, rows, known)
    return len(rows)


def lock(connection: Connection) -> int:
    """The last number given; no other writer goes on before this transaction ends."""
    seq: int = connection.execute(LAST).scalar_one()
    return seq


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[bytes, bool]]:
    marks = select(articles.c.id, articles.c.digest, articles.c.gone).where(
        among(connection, articles.c.id, ids)
    )
    return {row.id: (row.digest, row.gone) for row in connection.execute(marks)}


def _write(
    connection: Connection, rows: Sequence[dict[str, Any]], known: dict[str, tuple[bytes, bool]]
) -> None:
    """Put these rows in place of the ones of the same ids, and count up to the last's number."""
    if not rows:
        return
    there = [row for row in rows if row["id"] in known]
    bulk.displace(connection, {row["id"]: row["seq"] for row in there if not known[row["id"]][1]})
    bulk.replace_articles(connection, there)
    if new := [row for row in rows if row["id"] not in known]:
        bulk.insert_articles(connection, new)
    counted = update(checkpoints).where(checkpoints.c.name == ARTICLES).values(seq=rows[-1]["seq"])
    connection.execute(counted)
