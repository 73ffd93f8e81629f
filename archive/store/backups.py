"""Copies a store in a SQLite file to a backup while others use it, and puts a backup back.

A backup is a store itself: one file, as it stood at one moment. Whatever is written here is written
aside, checked, and made to last before it gets its name. PostgreSQL has programs of its own for
this.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager, suppress
from glob import escape
from pathlib import Path
from secrets import token_hex

from archive.durable import make_folder, sync
from archive.errors import BackupFailed, StoreUnavailable
from archive.locks import hold, locked
from archive.machine import describe, fault_of
from archive.program import PROGRAM
from archive.store import sqlite
from archive.store.database import Database
from archive.store.schema import articles, checkpoints
from archive.store.store import Store
from archive.store.takedowns import Takedown

_LEFT_SECONDS = 60
"""After which a copy that nobody holds is one that a killed command left."""


def back_up(url: str, file: Path, *, force: bool = False) -> int:
    """Copy the store to a file, for this user alone, while everything else goes on.

    Args:
        url: Where the store is.
        file: What is written.
        force: Replace a file of this name.

    Returns:
        How many articles are in the copy.

    Raises:
        BackupFailed: The file is there already or cannot be written, or the copy is not sound.
        StoreUnavailable: There is no store, or it cannot be read.
    """
    source = _file_of(url, f"pg_dump --format=custom --file={file}")
    if not Store.exists(url):
        raise StoreUnavailable(f"there is no archive in {source} to back up")
    if _is_part_of(file, source):
        raise BackupFailed(f"{file} is the archive itself; name another file")
    if file.is_dir():
        raise BackupFailed(f"{file} is a folder; name a file in it")
    _must_be_free(file, force=force)
    with _translate_errors(file), _part_of(file) as part:
        _copy(source, part, options=sqlite.mode(source.absolute()))
        number = _check(part, file)
        # Another backup may have taken the name meanwhile.
        with locked(file.absolute().parent):
            _must_be_free(file, force=force)
            _publish(part, file)
    return number


def _must_be_free(file: Path, *, force: bool) -> None:
    if not force and os.path.lexists(file):
        raise BackupFailed(f"{file} is there already; name another file, or replace it: --force")


def restore(
    url: str,
    file: Path,
    *,
    force: bool = False,
    trail: Sequence[Takedown] = (),
    deleted_again: Callable[[int], object] = lambda _: None,
) -> int:
    """Put a backup where there is no store yet; it is another store than the one it was made of.

    Args:
        url: Where the store shall be.
        file: A backup, or any file of a store.
        force: Also if articles in it are not what was put.
        trail: What was deleted for good since it was made, as far as that is known.
        deleted_again: Is told how many articles were left away therefore, if any.

    Returns:
        How many articles are in it now.

    Raises:
        BackupFailed: It cannot be read, is not sound, or there is a store already.
        Locked: Another process is making a store there.
        StoreUnavailable: It is no store of this version.
    """
    target = _file_of(url, f"pg_restore --dbname=NAME {file}")
    _must_be_none(url, target)
    if not file.is_file():
        raise BackupFailed(f"{file} is no file; name one that {PROGRAM} backup wrote")
    # Without a log beside it the file is whole, and may be on a disk that is only read.
    logged = Path(f"{file}-wal").exists()
    with _translate_errors(file):
        make_folder(target.absolute().parent)
        # Whoever makes a store there waits meanwhile, or has made one already.
        with locked(target.absolute().parent, seconds=0), _part_of(target) as part:
            _must_be_none(url, target)
            _copy(file, part, options="mode=ro" if logged else "immutable=1")
            number = _check(part, file)
            with _opened(part, file) as copy:
                damaged = [] if force else list(copy.damaged())
                if damaged:
                    raise BackupFailed(
                        f"{file}: {len(damaged):,} articles are not what was put, such as "
                        f"{damaged[0]!r}; take another backup, or restore it with --force"
                    )
                copy.begin_anew()
                deleted = _delete_again(copy, trail)
            _set_aside(target)
            _publish(part, target)
    if deleted:
        deleted_again(deleted)
    return number - deleted


def _must_be_none(url: str, target: Path) -> None:
    if Store.exists(url):
        raise BackupFailed(
            f"{target} holds an archive already; move it away, or name another --archive-home"
        )


def _delete_again(copy: Store, trail: Sequence[Takedown]) -> int:
    """Delete from a copy what was deleted for good after it was made, also from its file."""
    if not trail:
        return 0
    deleted = copy.delete(copy.takedowns.merge(trail))
    if deleted:
        # The words that it held are counted with the index, which is made anew.
        copy.forget_replaced(copy.seq())
        copy.replace_words((), "", 0)
        copy.erase()
    return deleted


def _file_of(url: str, instead: str) -> Path:
    """The file of a store.

    Raises:
        BackupFailed: It is kept in no file.
        StoreUnavailable: The url names no database.
    """
    found = Database.file_of(url)
    if found is None:
        raise BackupFailed(f"this archive is kept in PostgreSQL, which has its own way: {instead}")
    return found


def _is_part_of(file: Path, source: Path) -> bool:
    return file.resolve() in {
        source.resolve(),
        *(Path(f"{source}{end}").resolve() for end in sqlite.BESIDE),
    }


@contextmanager
def _part_of(file: Path) -> Generator[Path]:
    """An empty file beside ``file``, of this command alone; what killed ones left goes."""
    for left in file.absolute().parent.glob(f"{escape(file.name)}.????????.part"):
        _remove_if_left(left)
    part = Path(f"{file}.{token_hex(4)}.part")
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        hold(handle)
        yield part
    finally:
        _remove(part)
        os.close(handle)


def _remove_if_left(part: Path) -> None:
    with suppress(OSError):
        handle = os.open(part, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            # One that has just been made may not be held yet.
            if time.time() - os.fstat(handle).st_mtime > _LEFT_SECONDS and hold(handle):
                _remove(part)
        finally:
            os.close(handle)


def _copy(source: Path, part: Path, *, options: str) -> None:
    """Copy a database as it is at this moment; writers need not wait."""
    uri = f"{source.absolute().as_uri()}?{options}"
    with (
        closing(sqlite3.connect(uri, uri=True, timeout=30)) as there,
        closing(sqlite3.connect(part)) as copy,
    ):
        # In one step: in several, each write of another process would begin it again.
        there.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()


def _check(part: Path, file: Path) -> int:
    """The number of articles in a copy that is sound."""
    with closing(sqlite3.connect(part)) as copy:
        (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            reason = " ".join(str(found).split())
            raise BackupFailed(f"{file} is damaged ({reason}); take another backup")
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
        # Opening any other database as a store would make one of it.
        if not {articles.name, checkpoints.name} <= tables:
            raise BackupFailed(f"{file} is no archive; name a file that {PROGRAM} backup wrote")
        (number,) = copy.execute("SELECT count(*) FROM articles WHERE NOT gone").fetchone()
    return int(number)


@contextmanager
def _opened(part: Path, file: Path) -> Generator[Store]:
    try:
        with closing(Store.open(f"sqlite:///{part}")) as store:
            yield store
    except StoreUnavailable as error:
        # What the user knows is the file that was named.
        raise BackupFailed(str(error).replace(str(part), str(file))) from error


def _publish(part: Path, file: Path) -> None:
    with closing(sqlite3.connect(part)) as copy:
        # One file, whose whole contents are in it.
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    sync(part)
    part.replace(file)
    sync(file.absolute().parent)


def _set_aside(target: Path) -> None:
    """Keep the log of a file that vanished from being read as this one's."""
    for end in sqlite.BESIDE:
        with suppress(FileNotFoundError):
            Path(f"{target}{end}").rename(f"{target}{end}.old")


def _remove(part: Path) -> None:
    for end in ("", *sqlite.BESIDE):
        # What keeps it from being removed has been told, and the next backup tries again.
        with suppress(OSError):
            Path(f"{part}{end}").unlink(missing_ok=True)


@contextmanager
def _translate_errors(file: Path) -> Generator[None]:
    try:
        yield
    except (OSError, sqlite3.Error, MemoryError) as error:
        if number := fault_of(error) or sqlite.fault(str(file), error):
            reason = f"{file} cannot be copied: {describe(number)}"
            raise BackupFailed(reason) from error
        if not isinstance(error, OSError):
            reason = f"{file} cannot be copied: {error}; check that it is an archive, and the disk"
            raise BackupFailed(reason) from error
        reason = f"{file} cannot be copied: {error.strerror}; check both files, folders and disks"
        raise BackupFailed(reason) from error
