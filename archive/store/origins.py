"""Tells the store apart from every other, and from its own copies, by tokens of its transactions.

Two stores may have the same sequence numbers: a backup that was put back and then grew again is
another store from the first change on that the old one did not share. So each transaction that
changes articles leaves a random token, and whoever derives something from the changes up to a
number keeps the token of that number's transaction: the same token means the same history.
"""

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from archive.store.articles import ARTICLES, lock_sequence
from archive.store.prepared import PreparedStatement
from archive.store.schema import checkpoints, new_token, origins

# A commit of an index may end within a transaction, whose token stands at its last number.
_AT = PreparedStatement(
    select(origins.c.token).where(
        origins.c.seq
        == select(func.min(origins.c.seq))
        .where(origins.c.seq >= bindparam("since"))
        .scalar_subquery()
    )
)


def at(connection: Connection, seq: int) -> str:
    """The token of the transaction that made this change; "" if there is no such change."""
    rows = _AT.rows(connection, since=seq)
    return rows[0][0] if rows else ""


def begin(connection: Connection) -> None:
    """Give a store that has none its first token: a new one, or one of an older version."""
    seq = lock_sequence(connection)
    if not at(connection, 0):
        _set(connection, seq)


def begin_anew(connection: Connection) -> None:
    """Make this another store than the one that it is a copy of."""
    seq = lock_sequence(connection)
    connection.execute(delete(origins))
    _set(connection, seq)


def _set(connection: Connection, seq: int) -> None:
    token = new_token()
    connection.execute(insert(origins).values(seq=seq, token=token))
    connection.execute(
        update(checkpoints).where(checkpoints.c.name == ARTICLES).values(token=token)
    )
