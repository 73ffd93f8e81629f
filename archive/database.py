"""The connection to the database: opened, shared by threads, its failures told in one line.

It knows no articles and no statements but those that open a database. Whatever goes wrong in the
database or its driver leaves here as ``StoreUnavailable``, with the cause kept.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Row, Select, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from archive.errors import StoreUnavailable

BUSY_SECONDS = 30.0
"""How long a writer waits for another one, in this process or elsewhere."""

ROWS_AT_ONCE = 100
"""Rows held in memory while streaming; few, since one article may have megabytes."""

# What a driver's message holds → what the user can do about it; the first that fits is told.
CURES = (
    ("locked", "another program keeps it to itself; end that or wait, then try again"),
    ("readonly", "let this user write to the file and its folder"),
    ("read-only", "let this user write to the file and its folder"),
    ("permission denied", "let this user read and write the file and its folder"),
    ("unable to open", "check that it is a file in a folder that this user may write to"),
    ("not a database", "move that file away or put a backup in its place, then import again"),
    ("malformed", "move that file away or put a backup in its place, then import again"),
    ("no such", "it was made by another program or version; name another file"),
    ("full", "free some space on that disk"),
    ("parse", "write it as sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME"),
    ("plugin", "write it as sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME"),
    ("no module named", "install the driver, for PostgreSQL: pip install 'psycopg[binary]'"),
    ("connect", "start the database server, or correct ARCHIVE_DATABASE_URL"),
)
_OTHERWISE = "check ARCHIVE_DATABASE_URL and the database that it names"


class Database:
    """One database, used by any number of threads; other processes may use it at the same time."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._place = place

    @classmethod
    def open(cls, url: str) -> "Database":
        """Connect; a SQLite file and its folder are made, for this user alone.

        Raises:
            StoreUnavailable: It cannot be opened, or the url names no database.
        """
        place = "the database's address"
        try:
            parsed = make_url(url)
            if parsed.get_backend_name() == "sqlite":
                place = parsed.database or ""
                database = cls(_sqlite(parsed), place)
            else:
                place = parsed.render_as_string(hide_password=True)
                database = cls(create_engine(parsed, pool_pre_ping=True), place)
        except (SQLAlchemyError, ImportError, OSError) as error:
            raise _unavailable(place, error) from error
        with database.reading():
            return database

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with; each statement sees one state of the database throughout."""
        with self._reporting(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed at the end, rolled back on any error."""
        with self._reporting(), self._writer.begin() as connection:
            yield connection

    def rows(self, statement: Select[Any]) -> Iterator[Row[Any]]:
        """The rows of one statement, streamed, as they stood when it began."""
        with self.reading() as connection:
            yield from connection.execution_options(yield_per=ROWS_AT_ONCE).execute(statement)

    def close(self) -> None:
        """Let go of the connections that nobody uses."""
        self._engine.dispose()

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise _unavailable(self._place, error) from error


def _unavailable(place: str, error: Exception) -> StoreUnavailable:
    cause = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    cures = (cure for words, cure in CURES if words in cause.lower())
    return StoreUnavailable(f"{place}: {cause}; {next(cures, _OTHERWISE)}")


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:" or url.query or "+" in url.drivername:
        raise StoreUnavailable(f"{url}: an archive is kept in a file; write sqlite:///PATH")
    path = Path(url.database).absolute()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A file that is there is not touched: closing it would drop the locks that SQLite, in this
    # same process, may hold on it.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))

    def connect() -> sqlite3.Connection:
        # mode=rw: a file that vanished is an error, not a new and empty archive.
        return sqlite3.connect(
            f"{path.as_uri()}?mode=rw",
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
            isolation_level=None,
        )

    engine = create_engine(url, creator=connect)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # An index must never be ahead of the store, so a commit has to outlive a power cut too.
    connection.execute("PRAGMA synchronous = FULL")
    # 16 MB of log instead of 4 before it is copied back: a third faster for large imports.
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        _switch_to_wal(connection)


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    # SQLite does not wait for other processes here, whatever the timeout says.
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    # A writer that began as a reader could not wait for another writer: it would fail at once.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
