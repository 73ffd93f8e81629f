"""Makes the tables, or brings those of an older version up to this one's, in one transaction.

A version says what older programs must not read or write. Each number has a step that leads to it,
which never changes again, so it names nothing that later steps may change. What is only added, a
table or a column with a default, needs no step: it is added at the end. A kill in the middle leaves
the tables as they were.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, Connection, inspect, text
from sqlalchemy.schema import CreateColumn

from archive.errors import OlderArchive, StoreUnavailable
from archive.store import arrivals, origins, postgresql, schema, sqlite
from archive.store import words as word_rows
from archive.store.articles import ARTICLES
from archive.store.database import Database
from archive.store.failures import FOREIGN
from archive.store.schema import VERSION, articles, checkpoints

_SCHEMA = "schema"
"""The name under which the version of the tables stands beside the checkpoints."""

_OURS = {
    articles.name: {"id", "seq", "gone", "digest", "title", "body"},
    checkpoints.name: {"name", "analysis", "seq"},
}
"""What every version has had: other tables of these names are another program's."""


def has_tables(database: Database) -> bool:
    """Whether the database holds a store, of any version.

    Raises:
        StoreUnavailable: It is another program's.
    """
    with database.reading() as connection:
        return _version(connection, database.location) is not None


def version(connection: Connection) -> int:
    """The version of the tables of a store; 0 before it was written down."""
    row = word_rows.checkpoint(connection, _SCHEMA)
    return row[1] if row else 0


def prepare_tables(database: Database, *, migrate: bool = True) -> None:
    """Make the tables, or bring them up to this program's version.

    Raises:
        OlderArchive: They are of an older version, and must not or cannot be written to.
        StoreUnavailable: They are another program's, or of a newer version.
    """
    with database.reading() as connection:
        made = _version(connection, database.location)
        if made == VERSION and not _is_anything_missing(connection):
            return
    if made is not None and not (migrate and database.may_write()):
        raise OlderArchive(
            f"{database.location}: made by an older version of Abhilekh, and not to be brought up "
            "to date by who only reads it"
        )
    with database.writing() as connection:
        if connection.dialect.name == postgresql.DIALECT:
            postgresql.lock_tables(connection)
        # Asked again: another process may have been faster.
        made = _version(connection, database.location)
        if made is None:
            _make(connection)
            _set_version(connection, VERSION)
            return
        for number in range(made + 1, VERSION + 1):
            STEPS[number](connection)
            _set_version(connection, number)
        _add_what_is_missing(connection)


def _version(connection: Connection, location: str) -> int | None:
    """The version of the tables, None where there are none; 0 before it was written down."""
    tables = inspect(connection).get_table_names()
    mark, in_file = (0, 0)
    if connection.dialect.name == sqlite.DIALECT:
        mark, in_file = sqlite.marks(connection)
    if mark not in (0, schema.APPLICATION_ID) or not _are_ours(connection, tables):
        raise StoreUnavailable(f"{location}: {FOREIGN}")
    if checkpoints.name not in tables:
        return None
    there = version(connection)
    if (newest := max(there, in_file)) > VERSION:
        raise StoreUnavailable(
            f"{location}: made by a newer version of Abhilekh (its tables are of version {newest}, "
            f"this program's of version {VERSION}); update the program"
        )
    return there


def _are_ours(connection: Connection, there: list[str]) -> bool:
    if not {*_OURS} & {*there}:
        # A server's database may be shared; a file is a program's own.
        return not there or connection.dialect.name != sqlite.DIALECT
    inspector = inspect(connection)
    return {*_OURS} <= {*there} and all(
        columns <= {each["name"] for each in inspector.get_columns(table)}
        for table, columns in _OURS.items()
    )


def _set_version(connection: Connection, number: int) -> None:
    word_rows.set_checkpoint(connection, _SCHEMA, "", number)
    if connection.dialect.name == sqlite.DIALECT:
        sqlite.set_marks(connection, schema.APPLICATION_ID, number)


def _make(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    word_rows.set_checkpoint(connection, ARTICLES, "", 0)
    if connection.dialect.name == postgresql.DIALECT:
        postgresql.tune_tables(connection)
    origins.begin(connection)
    arrivals.begin(connection)


def _is_anything_missing(connection: Connection) -> bool:
    there = inspect(connection).get_table_names()
    return not schema.metadata.tables.keys() <= {*there} or bool(_missing_columns(connection))


def _add_what_is_missing(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    for column in _missing_columns(connection):
        added = CreateColumn(column).compile(dialect=connection.dialect)
        connection.execute(text(f"ALTER TABLE {column.table.name} ADD COLUMN {added}"))
    arrivals.begin(connection)


def _missing_columns(connection: Connection) -> list[Column[Any]]:
    """The columns that came with later programs than the one that made the tables."""
    inspector = inspect(connection)
    made = set(inspector.get_table_names())
    return [
        column
        for table in schema.metadata.sorted_tables
        if table.name in made
        if (there := {each["name"] for each in inspector.get_columns(table.name)})
        for column in table.columns
        if column.name not in there
    ]


def _give_first_token(connection: Connection) -> None:
    """1: the store can be told apart from others."""
    columns = {each["name"] for each in inspect(connection).get_columns("stamps")}
    if "token" not in columns:
        connection.execute(text("ALTER TABLE stamps ADD COLUMN token TEXT DEFAULT '' NOT NULL"))
    connection.execute(
        text(
            "CREATE TABLE IF NOT EXISTS origins "
            "(seq BIGINT NOT NULL, token TEXT NOT NULL, PRIMARY KEY (seq))"
        )
    )
    last = connection.execute(text("SELECT seq FROM stamps WHERE name = 'articles'")).scalar_one()
    if connection.execute(text("SELECT count(*) FROM origins")).scalar_one() == 0:
        new = {"seq": last, "token": schema.new_token()}
        connection.execute(text("INSERT INTO origins (seq, token) VALUES (:seq, :token)"), new)
        connection.execute(text("UPDATE stamps SET token = :token WHERE name = 'articles'"), new)


def _keep_few_tokens(connection: Connection) -> None:
    """2: the file is marked as ours, and the tokens are bounded."""
    oldest = connection.execute(
        text("SELECT seq FROM origins ORDER BY seq DESC LIMIT 1 OFFSET 10000")
    ).scalar()
    if oldest is not None:
        connection.execute(text("DELETE FROM origins WHERE seq <= :seq"), {"seq": oldest})


STEPS: dict[int, Callable[[Connection], None]] = {1: _give_first_token, 2: _keep_few_tokens}
"""By the version that each leads to."""
