"""Finds the files that the user names, and opens them as streams of bytes.

It does not look at what is in a file. Nothing here follows a loop of links, waits for a pipe that
nobody named, or holds more than a buffer of a file in memory.
"""

import gzip
import hashlib
import io
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from archive.article import Rejected
from archive.system import READ_ANY

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Unreadable(OSError):
    """What is in a file cannot be read to its end; the text says why, where, and the cure."""


READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading a stream may raise; ``describe`` says it for the user."""

STANDARD_INPUT = Path("-")
"""Stands for standard input where paths are wanted: this object itself, not a file called "-"."""

LINK_OUT = "a link that leads out of the folder; to import what it leads to, name it"

Progress = Callable[[int], object]
"""Called with the number of bytes read since the last call."""

_BUFFER = 64 * 1024
_OF_PROGRAMS = frozenset({"node_modules", "__pycache__", "site-packages", "bower_components"})
_JOURNAL = re.compile(r"import-[0-9a-f]{16}\.journal")
"""What lies in the home of an archive while an import runs."""

_SQLITE_HEAD, _SQLITE_ID = 72, 68
_OUR_ID = b"abhi"
"""Where a SQLite file says which program it belongs to, and what ours say."""


def find(paths: Iterable[Path]) -> Iterator[Path | Rejected]:
    """The files named, and those in the folders named, in order of their names.

    Hidden files in a folder are left out, and so are folders in it that hold programs, or an
    archive of ours. A folder is entered once, also where links lead to it again. A link out of the
    folder that was named is not followed: whoever may write there could have any file of this
    machine imported. One that is named itself is.
    """
    entered: set[tuple[int, int]] = set()
    for named in paths:
        holds_any = False
        for path in _find(named, entered):
            holds_any = True
            yield path
        if not holds_any and _is_folder(named):
            yield Rejected(printable(named), None, "no file is in this folder; name another")


def _is_folder(path: Path) -> bool:
    return path is not STANDARD_INPUT and path.is_dir()


def _find(named: Path, entered: set[tuple[int, int]]) -> Iterator[Path | Rejected]:
    waiting = [named]
    while waiting:
        path = waiting.pop()
        if path is STANDARD_INPUT:
            yield path
            continue
        try:
            status = path.stat()
            if path is not named and _leads_out(path, named):
                yield Rejected(printable(path), None, LINK_OUT)
            elif stat.S_ISDIR(status.st_mode):
                folder = (status.st_dev, status.st_ino)
                passed_over = path is not named and _holds_no_articles(path)
                if folder not in entered and not passed_over:
                    entered.add(folder)
                    inside = sorted(path.iterdir(), key=lambda inner: inner.name, reverse=True)
                    waiting.extend(inner for inner in inside if not inner.name.startswith("."))
            elif stat.S_ISREG(status.st_mode) or (
                # Whoever names a pipe writes into it; one in a folder may have no other end.
                path is named and stat.S_ISFIFO(status.st_mode)
            ):
                yield path
            else:
                yield Rejected(printable(path), None, "neither a file nor a folder; name a file")
        except (OSError, ValueError) as error:
            yield Rejected(printable(path), None, describe(error))


def _holds_no_articles(folder: Path) -> bool:
    """Whether it is a virtual environment, modules of a program, or the home of an archive."""
    if folder.name in _OF_PROGRAMS or (folder / "pyvenv.cfg").exists():
        return True
    if any(_JOURNAL.fullmatch(inner.name) for inner in folder.iterdir()):
        return True
    try:
        with (folder / "archive.db").open("rb") as database:
            return database.read(_SQLITE_HEAD)[_SQLITE_ID:] == _OUR_ID
    except OSError:
        return False


def is_pipe(path: Path) -> bool:
    """Whether it is a named pipe, or what <(…) of a shell is."""
    try:
        return path is not STANDARD_INPUT and path.is_fifo()
    except OSError:
        return False


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether this is a link to what is not in the folder."""
    if not path.is_symlink():
        return False
    root = os.path.realpath(folder)
    return os.path.commonpath((root, os.path.realpath(path))) != root


@contextmanager
def open_stream(path: Path, progress: Progress | None) -> Iterator[io.BufferedReader]:
    """The bytes of a file.

    Args:
        path: The file.
        progress: Called with the number of bytes that were read since the last call; at the end,
            the sum is the size of the file, even if a part was not read.
    """
    with io.FileIO(os.open(path, READ_ANY)) as file:
        counted = _ProgressReader(file, progress or _ignore)
        try:
            yield io.BufferedReader(counted, _BUFFER)
        finally:
            counted.finish()


def identity(path: Path) -> str:
    """What stands for a file as it is now: a hash of its path, size and time of change."""
    if path is STANDARD_INPUT or is_pipe(path):
        # Nobody knows whether it is the same again.
        return os.urandom(8).hex()
    try:
        status = path.stat()
        known = f"{path.resolve()}\0{status.st_size}\0{status.st_mtime_ns}"
    except OSError:
        known = str(path)
    return hashlib.blake2b(known.encode(errors="surrogateescape"), digest_size=8).hexdigest()


def size(path: Path) -> int:
    """Size of a file in bytes; 0 if it cannot be found out."""
    if path is STANDARD_INPUT:
        return 0
    try:
        return path.stat().st_size
    except OSError:
        return 0


def describe(error: Exception) -> str:
    """Why a file cannot be read, and what to do about it."""
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "may not be read by this user; give it read permission"
    if isinstance(error, (gzip.BadGzipFile, EOFError, zlib.error)):
        return "cut short or damaged gzip; what comes before the damage was read, fetch it again"
    reason = (isinstance(error, OSError) and error.strerror) or str(error)
    return f"cannot be read: {reason}; check the file"


def printable(path: Path | str) -> str:
    """A path as printable text, also where its name is not Unicode or controls a terminal."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in str(path))


def _ignore(_read: int) -> None:
    """Stands in where no progress is wanted."""


class _ProgressReader(io.RawIOBase):
    """A file that reports how much of it was read."""

    def __init__(self, file: io.FileIO, progress: Progress) -> None:
        self._file = file
        self._progress = progress
        self._left = os.fstat(file.fileno()).st_size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: "WriteableBuffer") -> int:
        read = self._file.readinto(buffer) or 0
        # What is read twice, as the end of a zip, counts once.
        counted = min(read, max(self._left, 0))
        self._left -= counted
        self._progress(counted)
        return read

    def finish(self) -> None:
        """Report the part that was not read."""
        self._progress(max(self._left, 0))
