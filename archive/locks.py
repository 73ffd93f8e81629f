"""Locks between processes. They are free at once when whoever holds one ends, however it ends."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from archive.errors import ArchiveError
from archive.system import lock, lock_alone, open_to_lock

WAIT_SECONDS = 600
"""As long as a writer of the index waits for another one."""


class Locked(ArchiveError):
    """Another process makes or puts back the archive in this folder."""


@contextmanager
def locked(folder: Path, seconds: float = WAIT_SECONDS) -> Generator[None]:
    """Keep a folder's files from being made or replaced by two processes at a time.

    The lock is of the folder itself, so that no file is left. Who only reads asks for none.

    Args:
        folder: It is there.
        seconds: How long to wait for another one.

    Raises:
        Locked: The time is over.
    """
    handle = open_to_lock(folder)
    try:
        deadline = time.monotonic() + seconds
        while not _try(handle):
            if time.monotonic() >= deadline:
                raise Locked(
                    f"another command is making or restoring what is in {folder}; "
                    "try again when it is done"
                )
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)


def hold(handle: int) -> bool:
    """Hold an open file as long as it is open, to show that its maker lives; False: another does.

    Where a file system has no such locks, nobody holds anything.
    """
    return _try(handle)


def hold_alone(file: FileIO) -> bool:
    """Hold an open file for this process, not for those that are forked from it.

    It must not be opened and closed a second time meanwhile. False: another process holds it.
    """
    try:
        lock_alone(file.fileno())
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def _try(handle: int) -> bool:
    try:
        lock(handle)
    except BlockingIOError:
        return False
    except OSError:
        # As on a share: no lock is better than no archive.
        return True
    return True
