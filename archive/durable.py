"""Makes files and folders last over a power cut.

The order for any file that another one names: write it, ``sync`` it, rename it, ``sync`` its
folder, and only then do the same with the file that names it.
"""

import errno
import os
from contextlib import suppress
from pathlib import Path

from archive.system import SYNCS_READERS

_CANNOT = (errno.EINVAL, errno.ENOTSUP)
"""Where a file system has no such call for a folder, there is nothing to wait for."""


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if not SYNCS_READERS and path.is_dir():
        # Windows opens no folder, and writes its names with the files.
        return
    handle = os.open(path, os.O_RDONLY if SYNCS_READERS else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
    finally:
        os.close(handle)


def make_folder(path: Path, mode: int = 0o700) -> None:
    """Make a folder and those above it, so that all of them last."""
    missing = [each for each in (path, *path.parents) if not each.exists()]
    for each in reversed(missing):
        with suppress(FileExistsError):
            each.mkdir(mode)
        sync(each.parent)
    if not path.is_dir():
        path.mkdir(mode)  # which says why it cannot be one
