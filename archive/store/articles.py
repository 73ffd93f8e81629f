"""Writes and deletes rows of articles, in a given transaction, and numbers every change.

Of the stored articles only the digests are read, unless one is displaced by another text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy import delete as delete_rows

from archive.article import LABELS, Article
from archive.store import arrivals, bulk, found_names, takedowns, versions
from archive.store.bulk import is_one_of
from archive.store.schema import (
    ARRIVAL,
    LATER,
    articles,
    checkpoints,
    is_key,
    new_token,
    origins,
    to_row,
)
from archive.store.takedowns import Deletion

ARTICLES = "articles"
"""The name of the checkpoint that holds the last sequence number of the articles."""

BATCH_ARTICLES = 500
"""Articles in one transaction, and ids in one statement."""

_BATCH_CHARS = 16_000_000
"""Characters of bodies in one transaction: 500 of the largest articles would be gigabytes."""

KEPT_ORIGINS = 5_000
"""Tokens of the latest transactions that are kept, and at most twice as many: some 300 kB. An index
that is further behind is built anew. A copy of the store has tokens of its own."""

# SQLite leaves FOR UPDATE out: there the transaction itself began as the only writer.
LAST_SEQ = select(checkpoints.c.seq).where(checkpoints.c.name == ARTICLES).with_for_update()
"""Selects the last number, and makes other writers wait until the transaction ends."""

_TOMBSTONE = {
    **dict.fromkeys(("title", "url", *LABELS, "body"), ""),
    **LATER,
    **dict.fromkeys(ARRIVAL, 0),
    "gone": True,
    "digest": b"",
    "published": None,
    "dated_by": "none",
}


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is known of a stored article, or of its tombstone, without its text."""

    digest: bytes
    gone: bool
    arrived: int
    arrived_at: int


@dataclass(frozen=True, slots=True)
class PutCount:
    """How many articles were new, differed from the stored ones, or were equal to them.

    Attributes:
        kept_out: How many were deleted before, and stay away.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept_out: int = 0

    def __add__(self, other: "PutCount") -> "PutCount":
        return PutCount(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.kept_out + other.kept_out,
        )

    def numbers(self) -> dict[str, int]:
        """The numbers by name; what was kept out only where there is some."""
        return {
            name: number for name, number in asdict(self).items() if number or name != "kept_out"
        }


def in_batches(stream: Iterable[Article]) -> Iterator[dict[str, Article]]:
    """The articles by id, some hundreds at a time; another of an id begins a batch of its own."""
    batch: dict[str, Article] = {}
    characters = 0
    for article in stream:
        if article.id in batch:
            yield batch
            batch, characters = {}, 0
        batch[article.id] = article
        characters += len(article.body)
        if len(batch) >= BATCH_ARTICLES or characters >= _BATCH_CHARS:
            yield batch
            batch, characters = {}, 0
    if batch:
        yield batch


def in_chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """As many ids at a time as fit in one statement, without those that no database can hold."""
    rest = (id_ for id_ in ids if is_key(id_))
    while some := list(dict.fromkeys(islice(rest, BATCH_ARTICLES))):
        yield some


def put(connection: Connection, batch: dict[str, Article], digests: dict[str, bytes]) -> PutCount:
    """Add or replace these articles; the ones that differ get the next numbers, in their order.

    Args:
        connection: In a transaction.
        batch: The articles by their ids.
        digests: The digest of each, by its id.
    """
    seq = lock_sequence(connection)
    stored = _stored(connection, list(batch))
    out = takedowns.kept_out(connection, batch.values())
    rows: list[dict[str, Any]] = []
    changed = kept_out = 0
    now = arrivals.now()
    for id_, article in batch.items():
        digest, old = digests[id_], stored.get(id_)
        live = old if old and not old.gone else None
        if live and live.digest == digest:
            continue
        if id_ in out and not live:
            kept_out += 1
            continue
        seq += 1
        # One that was deleted counts as new.
        came = (live.arrived, live.arrived_at, now) if live else (seq, now, now)
        row = {**to_row(article), "seq": seq, "gone": False, "digest": digest}
        rows.append(row | dict(zip(ARRIVAL, came, strict=True)))
        changed += live is not None
    _write(connection, rows, stored)
    unchanged = len(batch) - len(rows) - kept_out
    return PutCount(len(rows) - changed, changed, unchanged, kept_out)


def urls(connection: Connection, ids: list[str]) -> dict[str, str]:
    """The addresses of the articles that have these ids and are not deleted."""
    named = is_one_of(connection, articles.c.id, ids)
    found = select(articles.c.id, articles.c.url).where(named, ~articles.c.gone)
    return {row.id: row.url for row in connection.execute(found)}


def compare(
    connection: Connection, batch: dict[str, Article], digests: dict[str, bytes]
) -> PutCount:
    """What putting these articles would do; their digests by their ids."""
    stored = _stored(connection, list(digests))
    out = takedowns.kept_out(connection, batch.values())
    live = {id_: old.digest for id_, old in stored.items() if not old.gone}
    kept_out = sum(id_ in out and id_ not in live for id_ in digests)
    unchanged = sum(live.get(id_) == digest for id_, digest in digests.items())
    changed = sum(id_ in live for id_ in digests) - unchanged
    added = len(digests) - changed - unchanged - kept_out
    return PutCount(added, changed, unchanged, kept_out)


def delete(connection: Connection, ids: list[str], order: Deletion | None = None) -> int:
    """Delete these articles, if stored; each leaves a tombstone with the next number.

    Args:
        connection: In a transaction.
        ids: Of the articles.
        order: Whose wish it is: then they are kept out as well, also those deleted before.

    Returns:
        How many of them there were.
    """
    seq = lock_sequence(connection)
    stored = _stored(connection, ids)
    live = [id_ for id_ in ids if id_ in stored and not stored[id_].gone]
    if order and stored:
        known = urls(connection, live)
        takedowns.record(connection, {id_: known.get(id_, "") for id_ in stored}, order)
    rows = [{**_TOMBSTONE, "id": id_, "seq": number} for number, id_ in enumerate(live, seq + 1)]
    _write(connection, rows, stored)
    return len(rows)


def lock_sequence(connection: Connection) -> int:
    """The last number given; other writers wait until this transaction ends."""
    seq: int = connection.execute(LAST_SEQ).scalar_one()
    return seq


def _stored(connection: Connection, ids: Sequence[str]) -> dict[str, _Stored]:
    """What is stored of these ids, deleted articles too."""
    first = arrivals.ARRIVED.label("first")
    found = select(
        articles.c.id, articles.c.digest, articles.c.gone, first, articles.c.arrived_at
    ).where(is_one_of(connection, articles.c.id, ids))
    return {
        row.id: _Stored(row.digest, row.gone, row.first, row.arrived_at)
        for row in connection.execute(found)
    }


def _write(
    connection: Connection, rows: Sequence[dict[str, Any]], stored: dict[str, _Stored]
) -> None:
    """Insert these rows or replace those of the same ids, and set the last sequence number."""
    if not rows:
        return
    changed = [row for row in rows if row["id"] in stored]
    displaced = {row["id"]: row["seq"] for row in changed if not stored[row["id"]].gone}
    bulk.keep_displaced(connection, displaced)
    bulk.replace_articles(connection, changed)
    versions.keep(connection, rows[0]["seq"] - 1, list(displaced))
    if gone := [row["id"] for row in changed if row["gone"]]:
        versions.forget(connection, gone)
        found_names.forget(connection, gone)
    if new := [row for row in rows if row["id"] not in stored]:
        bulk.insert_articles(connection, new)
    last = {"seq": rows[-1]["seq"], "token": new_token()}
    connection.execute(update(checkpoints).where(checkpoints.c.name == ARTICLES).values(last))
    connection.execute(insert(origins).values(last))
    # Not each time, since it looks at all of them; and no change may be without it for ever.
    if (rows[0]["seq"] - 1) // KEPT_ORIGINS != last["seq"] // KEPT_ORIGINS:
        _forget_oldest_origins(connection)


def _forget_oldest_origins(connection: Connection) -> None:
    oldest = select(origins.c.seq).order_by(origins.c.seq.desc()).limit(1).offset(KEPT_ORIGINS)
    connection.execute(delete_rows(origins).where(origins.c.seq <= oldest.scalar_subquery()))
