"""PostgreSQL: a database on a server, for several machines at once.

It sets connections up so that the archive keeps its promises whatever the server's own settings
are, and makes what tables need there beyond their columns. It makes neither users nor databases.
"""

from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

from archive.errors import StoreUnavailable
from archive.store.failures import POSTGRESQL as CURES
from archive.store.failures import WRITE_IT
from archive.store.schema import articles, displaced

__all__ = ["CURES", "READING", "WRITING", "engine", "lock_tables", "place", "tune_tables"]

NAME = "postgresql"
"""What SQLAlchemy calls it."""

BUSY_SECONDS = 30.0
"""How long a writer waits for another one, as with SQLite."""

# One statement needs no transaction around it: two round trips less for every question.
READING: Final[dict[str, Any]] = {"isolation_level": "AUTOCOMMIT"}
WRITING: Final[dict[str, Any]] = {}
"""Options of connections that read, and of those that write."""

DRIVERS = ("postgresql", "postgres", "postgresql+psycopg")

# A server that is switched off closes nothing: without these a reader would wait for hours.
_PATIENCE = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "application_name": "abhilekh",
}

# A commit has to outlive a power cut, since an index must never be ahead of the store; where the
# server's owner asks for more than "on", more it is.
_SET_UP = """
    SELECT current_setting('server_encoding'),
        set_config('lock_timeout', %s, false),
        set_config('synchronous_commit', replace(
            replace(current_setting('synchronous_commit'), 'off', 'on'), 'local', 'on'), false)
"""
_CREATING = 0x61626869_6C656B68
"""The lock under which tables are made: "abhilekh", so that no other program takes the same."""


def place(url: URL) -> str:
    """Where the database is, as it is told to the user: without the password."""
    return url.render_as_string(hide_password=True)


def engine(url: URL) -> Engine:
    """Connections to the server; none is made yet.

    Raises:
        StoreUnavailable: The url asks for another driver, or a password would be seen.
        ImportError: The driver is not installed.
    """
    if url.drivername not in DRIVERS:
        raise StoreUnavailable(f"there is no driver {url.drivername} here; {WRITE_IT}")
    if "@" in (url.host or ""):
        # What stands before it is the end of the password, so nothing of it is told.
        raise StoreUnavailable("the database's address has a second @; in a password write %40")
    if {"password", "sslpassword"} & url.query.keys():
        raise StoreUnavailable(f"a password stands in the address's options; {WRITE_IT}")
    made = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        # The row that counts is read again once its lock is there; other levels would fail instead.
        isolation_level="READ COMMITTED",
        connect_args={
            "client_encoding": "utf8",
            **{name: value for name, value in _PATIENCE.items() if name not in url.query},
        },
    )
    event.listen(made, "connect", _set_up)
    return made


def lock_tables(connection: Connection) -> None:
    """Let no one else make the tables: PostgreSQL would let two, and fail the slower one."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CREATING})


def tune_tables(connection: Connection) -> None:
    """Keep texts packed in a way that takes half the time of PostgreSQL's usual one."""
    known = "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
    if connection.execute(text(known)).scalar():
        for table in (articles, displaced):
            connection.execute(text(f"ALTER TABLE {table.name} ALTER body SET COMPRESSION lz4"))


def _set_up(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET_UP, (f"{int(BUSY_SECONDS * 1000)}ms",))
        encoding = cursor.fetchone()[0]
    connection.commit()
    if encoding != "UTF8":
        connection.close()
        raise StoreUnavailable(
            f"this database keeps {encoding}, not UTF-8; make another: "
            "createdb --encoding=UTF8 --template=template0"
        )
