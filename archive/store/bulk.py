"""Statements over many rows, in a given transaction, each in the fastest way of the database.

SQLite is fastest row by row; PostgreSQL gets all of them at once, as arrays and by COPY.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, starmap
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Table,
    Text,
    any_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from archive.article import FIELDS, Article
from archive.store.prepared import PreparedForIds
from archive.store.schema import articles, displaced, found_names, words

_ROWS_AT_ONCE = 10_000


def is_one_of(
    connection: Connection, column: Column[str], texts: Sequence[str]
) -> ColumnElement[bool]:
    """The condition that a column holds one of these texts, some hundreds at most."""
    if connection.dialect.name == "postgresql":
        return column == any_(bindparam(None, list(texts), ARRAY(Text)))
    return column.in_(texts)


_LIVE = PreparedForIds(
    select(*(articles.c[name] for name in FIELDS)).where(~articles.c.gone), articles.c.id
)
_OPENINGS = PreparedForIds(
    select(
        articles.c.id,
        articles.c.title,
        func.substr(articles.c.body, literal_column("1"), bindparam("characters", type_=Integer)),
    ).where(~articles.c.gone),
    articles.c.id,
)


def select_openings(
    connection: Connection, ids: Sequence[str], characters: int
) -> Iterator[tuple[str, str, str]]:
    """Id, title and the beginning of the body of these articles, some hundreds at most."""
    return map(tuple, _OPENINGS.rows(connection, ids, characters=characters))


def select_live(connection: Connection, ids: Sequence[str]) -> Iterator[Article]:
    """The articles of these ids, some hundreds at most, that are stored and not deleted."""
    return starmap(Article, _LIVE.rows(connection, ids))


def insert_articles(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert complete rows of articles; none may be stored yet."""
    if connection.dialect.name == "postgresql":
        _copy_in(connection, articles, map(_column_values, rows))
    else:
        connection.execute(insert(articles), rows)


def insert_words(connection: Connection, rows: Iterable[tuple[str, str, int, int]]) -> None:
    """Insert words, with the values of their columns in order; none may be stored yet."""
    _insert_small(connection, words, rows)


def insert_found_names(connection: Connection, rows: Iterable[tuple[str, int, str, str]]) -> None:
    """Insert names of articles, as (id, number, what made them, names); none may be stored yet."""
    _insert_small(connection, found_names, rows)


def _insert_small(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    if connection.dialect.name == "postgresql":
        _copy_in(connection, table, rows)
        return
    # Past SQLAlchemy, which takes three times as long for a small row as the database does.
    statement = str(insert(table).compile(connection))
    rest = iter(rows)
    while some := list(islice(rest, _ROWS_AT_ONCE)):
        connection.exec_driver_sql(statement, some)


def replace_articles(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Replace the rows of the same ids by these complete rows of articles."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        named = is_one_of(connection, articles.c.id, [row["id"] for row in rows])
        connection.execute(delete(articles).where(named))
        insert_articles(connection, rows)
    else:
        changed = update(articles).where(articles.c.id == bindparam("key"))
        connection.execute(changed, [{"key": row["id"], **row} for row in rows])


def keep_displaced(connection: Connection, new: Mapping[str, int]) -> None:
    """Copy articles as they are now into ``displaced``.

    Args:
        connection: In a transaction.
        new: By id, the sequence number of the change that displaces the article.
    """
    if not new:
        return
    old = (articles.c.seq, *(articles.c[name] for name in FIELDS))
    into = insert(displaced)
    names = ["seq_new", "seq_old", *FIELDS]
    if connection.dialect.name == "postgresql":
        ids, seqs = (
            bindparam(None, list(new), ARRAY(Text)),
            bindparam(None, list(new.values()), ARRAY(BigInteger)),
        )
        pairs = func.unnest(ids, seqs).table_valued("id", "seq").render_derived()
        kept = select(pairs.c.seq, *old).join_from(pairs, articles, pairs.c.id == articles.c.id)
        connection.execute(into.from_select(names, kept))
    else:
        kept = select(bindparam("seq", type_=BigInteger), *old).where(
            articles.c.id == bindparam("key")
        )
        rows = [{"key": id_, "seq": seq} for id_, seq in new.items()]
        connection.execute(into.from_select(names, kept), rows)


def _column_values(row: Mapping[str, Any]) -> Sequence[Any]:
    return [row[column.name] for column in articles.columns]


def _copy_in(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows by PostgreSQL's COPY, through the driver, since SQLAlchemy has none."""
    names = [column.name for column in table.columns]
    types = [column.type.compile(connection.dialect) for column in table.columns]
    statement = f"COPY {table.name} ({', '.join(names)}) FROM STDIN (FORMAT BINARY)"
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        # Without the collation: 'TEXT COLLATE "C"' is no type.
        copy.set_types([name.partition(" ")[0].lower() for name in types])
        for row in rows:
            copy.write_row(row)
