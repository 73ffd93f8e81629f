"""PostgreSQL as the database: connections, session settings, and what its tables need.

The archive's guarantees hold whatever the server's own settings are. Users and databases are not
created here.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

from archive.errors import StoreUnavailable
from archive.store.failures import ADDRESS_FORM
from archive.store.failures import POSTGRESQL as CURES
from archive.store.schema import articles, displaced

__all__ = [
    "CURES",
    "READING",
    "WRITING",
    "engine",
    "erase",
    "fault",
    "is_overtaken",
    "location",
    "lock_tables",
    "may_exist",
    "may_write",
    "size",
    "tune_tables",
]

DIALECT = "postgresql"
"""Its name in SQLAlchemy."""

BUSY_SECONDS = 30.0
"""How long a writer waits for another one, as with SQLite."""

READING: Final[dict[str, Any]] = {"isolation_level": "AUTOCOMMIT"}
"""Options of a connection for reading: without a transaction, which saves two round trips."""

WRITING: Final[dict[str, Any]] = {}
"""Options of a connection for writing."""

_DRIVERS = ("postgresql", "postgres", "postgresql+psycopg")

# A server that loses power closes no connection: without these a reader would wait for hours.
_CONNECTION_OPTIONS = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "application_name": "abhilekh",
}

# A commit has to survive a power cut, since an index must never be ahead of the store. A stricter
# setting of the server than "on" is kept.
_SESSION_SETTINGS = """
    SELECT current_setting('server_encoding'),
        set_config('lock_timeout', %s, false),
        set_config('synchronous_commit', replace(
            replace(current_setting('synchronous_commit'), 'off', 'on'), 'local', 'on'), false)
"""
_CREATE_TABLES_LOCK = 0x61626869_6C656B68
"""The advisory lock for creating tables: "abhilekh" in ASCII, unlike other programs'."""


def location(url: URL) -> str:
    """Where the database is, for messages: the url without its password."""
    return url.render_as_string(hide_password=True)


def may_write(_url: URL) -> bool:
    """The server decides, and says why not."""
    return True


def may_exist(_url: URL) -> bool:
    """Databases are never made here, so there is one, or opening it says what is wrong."""
    return True


def fault(_location: str, _error: BaseException) -> int | None:
    """None: a server says itself what is wrong with its machine; ``CURES`` knows."""
    return None


def is_overtaken(_connection: Connection) -> bool:
    """Never: each statement sees one state."""
    return False


def engine(url: URL) -> Engine:
    """A SQLAlchemy engine for the server; it does not connect yet.

    Raises:
        StoreUnavailable: The url names another driver, or has a password where it would be shown.
        ImportError: The driver is not installed.
    """
    if url.drivername not in _DRIVERS:
        raise StoreUnavailable(f"there is no driver {url.drivername} here; {ADDRESS_FORM}")
    if "@" in (url.host or ""):
        # What is before it is the end of the password, so nothing of it is shown.
        raise StoreUnavailable("the database's address has a second @; in a password write %40")
    if {"password", "sslpassword"} & url.query.keys():
        raise StoreUnavailable(f"a password is in the address's options; {ADDRESS_FORM}")
    made = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        # The row with the last number is read again once it is locked; other levels would fail.
        isolation_level="READ COMMITTED",
        connect_args={
            "client_encoding": "utf8",
            **{name: value for name, value in _CONNECTION_OPTIONS.items() if name not in url.query},
        },
    )
    event.listen(made, "connect", _set_up)
    return made


def lock_tables(connection: Connection) -> None:
    """Let no one else create the tables meanwhile: of two at once, PostgreSQL would fail one."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CREATE_TABLES_LOCK})


def tune_tables(connection: Connection) -> None:
    """Compress texts with lz4, which takes half the time of PostgreSQL's default."""
    known = "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
    if connection.execute(text(known)).scalar():
        for table in (articles, displaced):
            connection.execute(text(f"ALTER TABLE {table.name} ALTER body SET COMPRESSION lz4"))


def erase(engine: Engine, tables: Sequence[str]) -> bool:
    """Write each table anew in a file of its own; readers wait meanwhile."""
    alone = engine.execution_options(isolation_level="AUTOCOMMIT")
    with alone.connect() as connection:
        for table in tables:
            connection.execute(text(f"VACUUM (FULL) {table}"))
    return True


def size(connection: Connection) -> int:
    """Bytes of the database on its server."""
    return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def _set_up(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SESSION_SETTINGS, (f"{int(BUSY_SECONDS * 1000)}ms",))
        encoding = cursor.fetchone()[0]
    connection.commit()
    if encoding != "UTF8":
        connection.close()
        raise StoreUnavailable(
            f"this database keeps {encoding}, not UTF-8; make another: "
            "createdb --encoding=UTF8 --template=template0"
        )
