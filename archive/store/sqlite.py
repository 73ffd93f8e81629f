"""SQLite as the database: one file, for this user alone, that several processes may share.

The file and its folder are created. A database in memory is refused.
"""

import errno
import os
import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from archive.durable import make_folder, sync
from archive.errors import StoreUnavailable
from archive.machine import fault_of
from archive.store.failures import FOREIGN
from archive.store.failures import SQLITE as CURES
from archive.store.schema import APPLICATION_ID, checkpoints
from archive.system import user_id

__all__ = [
    "CURES",
    "READING",
    "WRITING",
    "engine",
    "erase",
    "fault",
    "is_overtaken",
    "location",
    "may_exist",
    "may_write",
    "size",
]

DIALECT = "sqlite"
"""Its name in SQLAlchemy."""

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file of its own while it is open, or after a kill."""

BUSY_SECONDS = 30.0
"""How long a writer waits for another one, in this process or elsewhere."""

_CODES = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
    sqlite3.SQLITE_IOERR_NOMEM: errno.ENOMEM,
}
"""What SQLite says of which there is one errno."""

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


def may_write(url: URL) -> bool:
    """Whether this user should write to the file: root may, but not in the archive of another."""
    path = Path(url.database or "")
    return mode(path) == _WRITTEN and path.stat().st_uid == user_id()


def fault(location: str, error: BaseException) -> int | None:
    """The errno, if an error tells of a fault of the machine.

    SQLite keeps the number to itself, and has codes of its own, which are fewer: where it says only
    that a call failed, what it tried is tried here.
    """
    orig = getattr(error, "orig", None) or error
    code = getattr(orig, "sqlite_errorcode", None)
    if code is None:
        return fault_of(orig)
    if code in _CODES:
        return _CODES[code]
    found = None
    match code & 0xFF:
        case sqlite3.SQLITE_READONLY:
            # By permissions, as a rule, and there is a cure for that.
            found = errno.EROFS if _is_mounted_read_only(location) else None
        case sqlite3.SQLITE_IOERR:
            found = _tried(location) or errno.EIO
        case sqlite3.SQLITE_CANTOPEN:
            found = _tried(location)
    return found


def _tried(location: str) -> int | None:
    """What opening a file there and asking for space fails with, if it does.

    The database itself is not opened: see ``engine``.
    """
    folder = os.path.dirname(location) or "."  # noqa: PTH120  a Path may not be made of it
    try:
        os.close(os.open(folder, os.O_RDONLY))
        os.stat(location)  # noqa: PTH116
        if not hasattr(os, "statvfs"):
            return None
        disk = os.statvfs(folder)
    except (OSError, MemoryError, ValueError) as error:
        return fault_of(error)
    if disk.f_flag & os.ST_RDONLY:
        return errno.EROFS
    if not _may_write(folder) or not os.access(location, os.R_OK):
        return errno.EACCES
    return None if disk.f_bavail else errno.ENOSPC


def _is_mounted_read_only(location: str) -> bool:
    try:
        return bool(os.statvfs(location).f_flag & os.ST_RDONLY)
    except (OSError, ValueError):
        return False


def _may_write(path: str | Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def engine(url: URL) -> Engine:
    """A SQLAlchemy engine for the file, which is created if needed.

    Raises:
        StoreUnavailable: The url names no file, or has options.
        OSError: The file or its folder cannot be created.
    """
    if not url.database or url.database == ":memory:" or url.query or "+" in url.drivername:
        raise StoreUnavailable(f"{url}: an archive is kept in a file; write sqlite:///PATH")
    path = Path(url.database).absolute()
    make_folder(path.parent)
    # An existing file is not opened: closing it would drop the locks that SQLite may hold on it in
    # this same process (POSIX advisory locks).
    with suppress(FileExistsError):
        if path.exists():
            raise FileExistsError
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        sync(path.parent)

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            f"{path.as_uri()}?{mode(path)}",
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
            isolation_level=None,
        )

    made = create_engine(url, creator=connect)

    def remember(connection: sqlite3.Connection, record: Any) -> None:
        record.info["file"] = _identity(path)
        if mode(path) == _WRITTEN:
            _set_up(connection, path)
        else:
            record.info["read only"] = path, _state(path)

    def check(_connection: sqlite3.Connection, record: Any, _proxy: object) -> None:
        # A connection to a file that was replaced, by a backup for one, would read and write the
        # old one for ever; the pool opens another.
        if record.info.get("file") != _identity(path) or _is_changed(record.info):
            raise DisconnectionError("the file was replaced")

    event.listen(made, "connect", remember)
    event.listen(made, "checkout", check)
    event.listen(made, "begin", _begin)
    return made


def erase(engine: Engine, _tables: Sequence[str]) -> bool:
    """Write the file anew and empty its log; False if a reader still needs the log.

    A log that a restore set aside goes: it may hold what was deleted.
    """
    for end in BESIDE:
        Path(f"{engine.url.database}{end}.old").unlink(missing_ok=True)
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


def marks(connection: Connection) -> tuple[int, int]:
    """The numbers in the head of the file: which program made it, and the version of its tables."""
    program, version = (
        connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        for name in ("application_id", "user_version")
    )
    return program, version


def set_marks(connection: Connection, program: int, version: int) -> None:
    """Write both numbers, in the transaction of the connection."""
    connection.exec_driver_sql(f"PRAGMA application_id = {program:d}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


_WRITTEN = "mode=rw"
"""A file that has vanished is an error then, not a new and empty archive."""


def mode(path: Path) -> str:
    """How to open the file: SQLite makes files beside it even to read, where it may."""
    if _may_write(path.parent) and (not path.exists() or _may_write(path)):
        return _WRITTEN
    # With a log, some other process has it open for writing, or did not close it in order.
    return "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"


def _state(path: Path) -> tuple[object, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, Path(f"{path}-wal").exists()


def is_overtaken(connection: Connection) -> bool:
    """Whether a file that this connection took for one that nobody writes was written to."""
    return _is_changed(connection.info)


def _is_changed(info: Mapping[Any, Any]) -> bool:
    path, state = info.get("read only", (None, ()))
    return path is not None and state[-1:] != (True,) and _state(path) != state


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    # An index must never be ahead of the store, so a commit has to survive a power cut.
    connection.execute("PRAGMA synchronous = FULL")
    # 16 MB of write-ahead log, not 4, before it is copied back: large imports take a third less.
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        _must_be_ours(connection, path)
        _switch_to_wal(connection)


def _must_be_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Leave another program's file as it is; ``migrations`` looks closer."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    columns = {row[1] for row in connection.execute(f"PRAGMA table_info({checkpoints.name})")}
    ours = {"name", "analysis", "seq"} <= columns
    if mark not in (0, APPLICATION_ID) or (tables and not ours):
        connection.close()
        raise StoreUnavailable(f"{path}: {FOREIGN}")


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
