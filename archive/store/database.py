"""Opens the database, hands out connections, and translates its errors.

It knows no articles and no statements. Every error of the database or its driver leaves here as
``StoreUnavailable``, with the cause kept.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol, Self

from sqlalchemy import URL, Connection, Engine, Row, Select, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from archive.durable import make_folder
from archive.errors import StoreUnavailable
from archive.locks import locked
from archive.store import postgresql, sqlite
from archive.store.failures import ADDRESS_FORM, Cures, store_unavailable

ROWS_AT_ONCE = 100
"""Rows held in memory while streaming; few, since one article may have megabytes."""

# Errors are raised. If Ctrl-C interrupts a fetch, closing it would log a second, long traceback.
logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)


class Backend(Protocol):
    """What the modules ``sqlite`` and ``postgresql`` each offer."""

    @property
    def CURES(self) -> Cures:  # noqa: N802 - a constant of the module
        """What the user can do about its errors."""

    @property
    def READING(self) -> dict[str, Any]:  # noqa: N802
        """Options of a connection that runs single reading statements."""

    @property
    def WRITING(self) -> dict[str, Any]:  # noqa: N802
        """Options of a connection that writes."""

    def location(self, url: URL) -> str:
        """Where the database is, for messages; without a password."""

    def may_exist(self, url: URL) -> bool:
        """Whether it is there, as far as can be told without opening or making it."""

    def engine(self, url: URL) -> Engine:
        """A SQLAlchemy engine for it."""

    def may_write(self, url: URL) -> bool:
        """Whether this user should write to it, as far as can be told without trying."""

    def erase(self, engine: Engine, tables: Sequence[str]) -> bool:
        """See ``Database.erase``."""

    def size(self, connection: Connection) -> int:
        """Bytes that it takes on its disk."""

    def is_overtaken(self, connection: Connection) -> bool:
        """Whether what was read may be of several states: others wrote, and locks kept nobody."""

    def fault(self, location: str, error: BaseException) -> int | None:
        """The errno, if what the driver raised tells of a fault of the machine it runs on."""


class Database:
    """One database, used by any number of threads; other processes may use it at the same time."""

    def __init__(self, engine: Engine, backend: Backend, location: str) -> None:
        self._engine = engine
        self._reader = engine.execution_options(**backend.READING)
        self._writer = engine.execution_options(**backend.WRITING)
        self._backend = backend
        self.location = location
        # Where the driver is used directly, as for COPY, it raises its own errors.
        self._errors = (SQLAlchemyError, engine.dialect.loaded_dbapi.Error)

    @classmethod
    def open(cls, url: str) -> Self:
        """Connect; a SQLite file and its folder are made, for this user alone.

        Raises:
            StoreUnavailable: It cannot be opened, or the url names no database.
        """
        backend, parsed = _backend(url)
        location = backend.location(parsed)
        try:
            database = cls(backend.engine(parsed), backend, location)
        except (SQLAlchemyError, ImportError, OSError) as error:
            fault = backend.fault(location, error)
            raise store_unavailable(location, error, backend.CURES, fault) from error
        try:
            with database.reading():
                return database
        except StoreUnavailable:
            database.close()
            raise

    @staticmethod
    def may_exist(url: str) -> bool:
        """Whether there is a database, as far as can be told without opening or making one.

        Raises:
            StoreUnavailable: The url names no database.
        """
        backend, parsed = _backend(url)
        return backend.may_exist(parsed)

    @staticmethod
    def file_of(url: str) -> Path | None:
        """The file that the database is; None if it is kept on a server.

        Raises:
            StoreUnavailable: The url names no database.
        """
        backend, parsed = _backend(url)
        return Path(parsed.database or "") if backend is sqlite else None

    @classmethod
    @contextmanager
    def making(cls, url: str) -> Iterator[None]:
        """Within the block a file that is not there yet is made by nobody else, or put back.

        Raises:
            Locked: Another process has been doing so for long.
            StoreUnavailable: The folder cannot be made, or the url names no database.
        """
        file = cls.file_of(url)
        if file is None or cls.may_exist(url) or not file.name:
            yield
            return
        backend, parsed = _backend(url)
        with ExitStack() as held:
            try:
                make_folder(file.absolute().parent)
                held.enter_context(locked(file.absolute().parent))
            except OSError as error:
                location = backend.location(parsed)
                fault = backend.fault(location, error)
                raise store_unavailable(location, error, backend.CURES, fault) from error
            yield

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading; each statement sees one state of the database throughout."""
        with self._translate_errors(), self._reader.connect() as connection:
            yield connection
            self._must_not_be_overtaken(connection)

    @property
    def kind(self) -> str:
        """What keeps it: sqlite or postgresql."""
        return self._engine.dialect.name

    def may_write(self) -> bool:
        """Whether this user should write to it, as far as can be told without trying."""
        return self._backend.may_write(self._engine.url)

    def size(self) -> int:
        """Bytes that it takes on its disk."""
        with self.reading() as connection:
            return self._backend.size(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed at the end, rolled back on any error."""
        with self._translate_errors(), self._writer.begin() as connection:
            yield connection

    def rows(self, statement: Select[Any], at_once: int = ROWS_AT_ONCE) -> Iterator[Row[Any]]:
        """The rows of one statement, streamed, as they stood when it began.

        Args:
            statement: What to ask for.
            at_once: Rows held in memory.
        """
        with self._translate_errors(), self._engine.connect() as connection:
            streamed = connection.execution_options(yield_per=at_once)
            # Closed also if the reader stops half-way: the server keeps the rows until then.
            with streamed.execute(statement) as rows:
                yield from rows
            self._must_not_be_overtaken(connection)

    def _must_not_be_overtaken(self, connection: Connection) -> None:
        if self._backend.is_overtaken(connection):
            raise StoreUnavailable(f"{self.location}: it was written to meanwhile; try again")

    def erase(self, tables: Sequence[str]) -> bool:
        """Write the tables anew, so that deleted rows are in no file of the database any more.

        Returns:
            False if something may be left because others are reading.
        """
        with self._translate_errors():
            return self._backend.erase(self._engine, tables)

    def close(self) -> None:
        """Close the connections that are not in use."""
        self._engine.dispose()

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            fault = self._backend.fault(self.location, error)
            raise store_unavailable(self.location, error, self._backend.CURES, fault) from error


def _backend(url: str) -> tuple[Backend, URL]:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # Neither the address nor the error's text, which quotes it: a password may be in it.
        raise StoreUnavailable(f"the database's address cannot be read; {ADDRESS_FORM}") from None
    match parsed.get_backend_name():
        case "sqlite":
            return sqlite, parsed
        case "postgresql" | "postgres":
            return postgresql, parsed
        case other:
            raise StoreUnavailable(f"no archive is kept in {other}; {ADDRESS_FORM}")
