"""SQLite as the database: one file, for this user alone, that several processes may share.

The file and its folder are created. A database in memory is refused.
"""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from archive.errors import StoreUnavailable
from archive.store.failures import SQLITE as CURES

__all__ = ["CURES", "READING", "WRITING", "engine", "erase", "location", "may_exist", "size"]

BUSY_SECONDS = 30.0
"""How long a writer waits for another one, in this process or elsewhere."""

READING: Final[dict[str, Any]] = {}
"""Options of a connection for reading."""

WRITING: Final[dict[str, Any]] = {"writes": True}
"""Options of a connection for writing; ``_begin`` reads it."""


def location(url: URL) -> str:
    """Where the database is, for messages."""
    return url.database or ""


def may_exist(url: URL) -> bool:
    """Whether the file is there; an empty one is none: it was emptied, or never written to."""
    try:
        return not url.database or Path(url.database).stat().st_size > 0
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        # Opening it says what is wrong.
        return True


def engine(url: URL) -> Engine:
    """A SQLAlchemy engine for the file, which is created if needed.

    Raises:
        StoreUnavailable: The url names no file, or has options.
        OSError: The file or its folder cannot be created.
    """
    if not url.database or url.database == ":memory:" or url.query or "+" in url.drivername:
        raise StoreUnavailable(f"{url}: an archive is kept in a file; write sqlite:///PATH")
    path = Path(url.database).absolute()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # An existing file is not opened: closing it would drop the locks that SQLite may hold on it in
    # this same process (POSIX advisory locks).
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))

    def connect() -> sqlite3.Connection:
        # mode=rw: a file that has vanished is an error, not a new and empty archive.
        return sqlite3.connect(
            f"{path.as_uri()}?mode=rw",
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
            isolation_level=None,
        )

    made = create_engine(url, creator=connect)

    def remember(_connection: sqlite3.Connection, record: Any) -> None:
        record.info["file"] = _identity(path)

    def check(_connection: sqlite3.Connection, record: Any, _proxy: object) -> None:
        # A connection to a file that was replaced, by a backup for one, would read and write the
        # old one for ever; the pool opens another.
        if record.info.get("file") != _identity(path):
            raise DisconnectionError("the file was replaced")

    event.listen(made, "connect", _set_up)
    event.listen(made, "connect", remember)
    event.listen(made, "checkout", check)
    event.listen(made, "begin", _begin)
    return made


def erase(engine: Engine, _tables: Sequence[str]) -> bool:
    """Write the file anew and empty its log; False if a reader still needs the log."""
    # Past SQLAlchemy, which would begin a transaction.
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        (before,) = driver.execute("PRAGMA secure_delete").fetchone()
        # Else the free parts of new pages may hold what memory held before.
        driver.execute("PRAGMA secure_delete = ON").fetchall()
        try:
            _vacuum(driver)
            (busy, *_) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            driver.execute(f"PRAGMA secure_delete = {int(before)}").fetchall()
    return not busy


def _vacuum(driver: sqlite3.Connection) -> None:
    driver.execute("VACUUM")


def size(connection: Connection) -> int:
    """Bytes of the file, and of what was written and is not yet in it."""
    path = connection.engine.url.database or ""
    total = 0
    for each in (path, f"{path}-wal", f"{path}-shm"):
        # The second and third come and go.
        with suppress(FileNotFoundError):
            total += Path(each).stat().st_size
    return total


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # An index must never be ahead of the store, so a commit has to survive a power cut.
    connection.execute("PRAGMA synchronous = FULL")
    # 16 MB of write-ahead log, not 4, before it is copied back: large imports take a third less.
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        _switch_to_wal(connection)


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    # For this statement SQLite does not wait for other processes, whatever the timeout.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    # A transaction that begins as a reader cannot wait for another writer later: it fails at once.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
