"""When articles came in, and the identity of the archive that feeds name them by.

An article arrives once: the number of the change that first stored it stays, whatever changes in it
later. Archives older than this know the last change instead, and no time.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Connection, case, insert, select

from archive.store.bulk import is_one_of
from archive.store.schema import articles, identity, new_token

ARRIVED: ColumnElement[int] = case(
    (articles.c.arrived == 0, articles.c.seq), else_=articles.c.arrived
)
"""The number of the change that an article came in with, as far as it is known."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """When an article came in.

    Attributes:
        seq: The number of the change that it came in with.
        at: When that was; None: not known.
        changed_at: When it was stored or changed last; None: not known.
    """

    seq: int
    at: datetime | None
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells an archive from all others, wherever it moves.

    Attributes:
        token: Random.
        since: The day on which it was given, as a rule that on which the archive was made.
    """

    token: str
    since: date


def now() -> int:
    """The time as it is stored: seconds since 1970."""
    return int(time.time())


def of(connection: Connection, ids: Sequence[str]) -> dict[str, Arrived]:
    """When the articles of these ids, some hundreds at most, came in; by id."""
    columns = articles.c.id, ARRIVED.label("first"), articles.c.arrived_at, articles.c.changed_at
    found = select(*columns).where(is_one_of(connection, articles.c.id, ids), ~articles.c.gone)
    return {
        row.id: Arrived(row.first, _moment(row.arrived_at), _moment(row.changed_at))
        for row in connection.execute(found)
    }


def last_import(connection: Connection) -> datetime | None:
    """When an article last came in or changed; None: there is none, or it is not known."""
    # In order of the changes, which have an index: nothing is read but this row.
    last = select(articles.c.changed_at).where(~articles.c.gone)
    return _moment(connection.scalar(last.order_by(articles.c.seq.desc()).limit(1)) or 0)


def begin(connection: Connection) -> None:
    """Give an archive its identity, if it has none."""
    if connection.execute(select(identity.c.token)).first() is None:
        connection.execute(insert(identity).values(token=new_token(), since=now()))


def identity_of(connection: Connection) -> Identity:
    """The archive's identity."""
    row = connection.execute(select(identity)).one()
    return Identity(row.token, datetime.fromtimestamp(row.since, UTC).date())


def _moment(seconds: int) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
