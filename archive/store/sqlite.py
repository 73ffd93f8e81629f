"""SQLite: one file, for this user alone, which several processes may read and write.

It makes the file and its folder, and sets the connections up. It takes no database in memory: an
archive is kept.
"""

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event

from archive.errors import StoreUnavailable
from archive.store.failures import SQLITE as CURES

__all__ = ["CURES", "READING", "WRITING", "engine", "place"]

BUSY_SECONDS = 30.0
"""How long a writer waits for another one, in this process or elsewhere."""

READING: Final[dict[str, Any]] = {}
WRITING: Final[dict[str, Any]] = {"writes": True}
"""Options of connections that read, and of those that write."""


def place(url: URL) -> str:
    """Where the database is, as it is told to the user."""
    return url.database or ""


def engine(url: URL) -> Engine:
    """Connections to the file, which is made if it is not there.

    Raises:
        StoreUnavailable: The url names no file, or asks for more than a file.
        OSError: File or folder cannot be made.
    """
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

    made = create_engine(url, creator=connect)
    event.listen(made, "connect", _set_up)
    event.listen(made, "begin", _begin)
    return made


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
