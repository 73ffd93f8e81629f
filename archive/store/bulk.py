"""Statements about many rows at once, each by the quickest way that the database has.

They run inside a given transaction. SQLite is quickest with one row after the other; a server is
asked once for all of them, in arrays and by COPY.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, starmap
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Table,
    Text,
    any_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from archive.article import FIELDS, Article
from archive.store.prepared import Ready
from archive.store.schema import articles, displaced, words

_ROWS = 10_000


def among(connection: Connection, column: Column[str], texts: Sequence[str]) -> ColumnElement[bool]:
    """The condition that this column holds one of these texts; at most some hundreds."""
    if connection.dialect.name == "postgresql":
        return column == any_(bindparam(None, list(texts), ARRAY(Text)))
    return column.in_(texts)


_LIVE = select(*(articles.c[name] for name in FIELDS)).where(~articles.c.gone)
_IN_ARRAY = Ready(_LIVE.where(articles.c.id == any_(bindparam("ids", type_=ARRAY(Text)))))
_IN_JSON = Ready(
    _LIVE.where(
        articles.c.id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value))
    )
)


def live_articles(connection: Connection, ids: Sequence[str]) -> Iterator[Article]:
    """Those of these articles that there are; at most some hundreds are asked for."""
    if connection.dialect.name == "postgresql":
        rows = _IN_ARRAY.rows(connection, ids=list(ids))
    else:
        rows = _IN_JSON.rows(connection, ids=json.dumps(ids, ensure_ascii=False))
    return starmap(Article, rows)


def insert_articles(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert these rows of articles, whole; none may be there yet."""
    if connection.dialect.name == "postgresql":
        _copy(connection, articles, map(_in_order, rows))
    else:
        connection.execute(insert(articles), rows)


def insert_words(connection: Connection, rows: Iterable[tuple[str, str, int]]) -> None:
    """Insert these words, (word, sound, articles); none may be there yet."""
    if connection.dialect.name == "postgresql":
        _copy(connection, words, rows)
        return
    # Past SQLAlchemy, which takes three times as long for a small row as the database does.
    statement = str(insert(words).compile(connection))
    rest = iter(rows)
    while some := list(islice(rest, _ROWS)):
        connection.exec_driver_sql(statement, some)


def replace_articles(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put these rows of articles, whole, in place of the ones of the same ids."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        named = among(connection, articles.c.id, [row["id"] for row in rows])
        connection.execute(delete(articles).where(named))
        insert_articles(connection, rows)
    else:
        changed = update(articles).where(articles.c.id == bindparam("key"))
        connection.execute(changed, [{"key": row["id"], **row} for row in rows])


def displace(connection: Connection, new: Mapping[str, int]) -> None:
    """Keep the articles of these ids as they are, displaced by the numbers beside them."""
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


def _in_order(row: Mapping[str, Any]) -> Sequence[Any]:
    return [row[column.name] for column in articles.columns]


def _copy(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """PostgreSQL's COPY; SQLAlchemy has none, so its driver is used past it."""
    names = [column.name for column in table.columns]
    types = [column.type.compile(connection.dialect) for column in table.columns]
    statement = f"COPY {table.name} ({', '.join(names)}) FROM STDIN (FORMAT BINARY)"
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        # Without the collation: 'TEXT COLLATE "C"' is no type.
        copy.set_types([name.partition(" ")[0].lower() for name in types])
        for row in rows:
            copy.write_row(row)
