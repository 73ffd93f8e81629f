"""Keeps the names that were found in each article, so that nobody reads its text for them again.

They are derived from the articles, like the words, and what is missing or out of date is found
anew by whoever asks. So they need no checkpoint, and no reader waits for them.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, select

from archive.store.bulk import insert_found_names, is_one_of
from archive.store.prepared import PreparedForIds
from archive.store.schema import articles, found_names


class FoundNames(NamedTuple):
    """The names of an article, as of one change of it.

    Attributes:
        seq: The number of the change.
        made_by: What found them: another program, or one of other tables, may find others.
        names: As one text, which whoever made it can read.
    """

    id: str
    seq: int
    made_by: str
    names: str


# By the number of the change, which no two articles have: an index holds these and no text.
_OF = PreparedForIds(
    select(found_names.c.id, found_names.c.names)
    .join_from(found_names, articles, found_names.c.seq == articles.c.seq)
    .where(found_names.c.made_by == bindparam("made_by"), ~articles.c.gone),
    found_names.c.id,
)


def of(connection: Connection, ids: Sequence[str], made_by: str) -> dict[str, str]:
    """The names of these articles, some hundreds at most, that are as the articles are now."""
    return dict(_OF.rows(connection, ids, made_by=made_by))


def keep(connection: Connection, rows: Sequence[FoundNames]) -> None:
    """Write these rows, some hundreds at most, in the place of others of their ids."""
    forget(connection, [row.id for row in rows])
    insert_found_names(connection, rows)


def forget(connection: Connection, ids: Iterable[str]) -> None:
    """Delete the rows of these articles."""
    connection.execute(delete(found_names).where(is_one_of(connection, found_names.c.id, [*ids])))
