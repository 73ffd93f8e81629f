"""What Unix has and Windows has not: locks of open files, owners, processes that are forked."""

import os
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
try:
    import msvcrt
except ImportError:  # all others
    msvcrt = None  # type: ignore[assignment]

CAN_FORK = fcntl is not None and hasattr(os, "fork")
"""Whether processes can share what was loaded, and several can serve the site."""

SYNCS_READERS = fcntl is not None
"""Whether what is only open for reading can be made to last, folders too; Windows can neither."""

READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
"""How a file is opened to read its bytes."""

READ_ANY = READ | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
"""The same of what may be a pipe, which nobody writes to."""


def user_id() -> int:
    """The number of the user who runs this; 0 where files have no owners by number."""
    return os.geteuid() if hasattr(os, "geteuid") else 0


_BEHIND_READERS = 5
"""How nice bulk work is, as in nice(1). Beside a site that is asked without a pause, a reindex of
100,000 articles takes 200 s with it and 140 without; with 10 it was not done after six minutes."""


def give_way() -> None:
    """Let others go first from now on, where they want the processor too: a site has readers."""
    if hasattr(os, "setpriority"):
        own = os.getpriority(os.PRIO_PROCESS, 0)
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, max(own, _BEHIND_READERS))


def lock(handle: int) -> None:
    """Lock an open file until it is closed, here or by the end of this process.

    Raises:
        BlockingIOError: Another process, or another opening of the file, holds it.
        OSError: The file system has no locks.
    """
    if fcntl:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        _lock_first_byte(handle)


def lock_alone(handle: int, *, wait: bool = False) -> None:
    """Lock an open file for this process alone, not for those that are forked from it.

    Raises:
        BlockingIOError, PermissionError: Another process holds it.
        OSError: The file system has no locks.
    """
    if fcntl:
        fcntl.lockf(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    else:
        _lock_first_byte(handle)


def unlock_alone(handle: int) -> None:
    """Let others have what ``lock_alone`` locked."""
    if fcntl:
        fcntl.lockf(handle, fcntl.LOCK_UN)
    elif msvcrt:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]


def open_to_lock(folder: Path) -> int:
    """A handle by which a folder is locked: of itself, or of a file in it."""
    if fcntl:
        return os.open(folder, os.O_RDONLY)
    return os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)


def _lock_first_byte(handle: int) -> None:
    if not msvcrt:
        return
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError as error:
        raise BlockingIOError(error.errno, error.strerror) from error
