"""Tells faults of the machine from damage: a full disk, no memory, a bad disk, each with its cure.

Nothing that is stored is wrong then, so nothing must be made anew. Every room that meets an error
of the system asks here first.
"""

import errno
import re
from collections.abc import Iterator

_DISK_FAILS = (
    "Input/output error",
    "check the disk and the system's log (dmesg); if the disk fails, put a backup on another one",
)
_FORBIDDEN = (
    "Permission denied",
    "run this as the user who owns it, or let this user write to the file and its folder",
)
_TOO_MANY = (
    "too many open files",
    "raise the limit (ulimit -n) or end programs that hold many, then try again",
)
_FAULTS = {
    # What it is called, and its cure.
    errno.ENOSPC: ("the disk is full", "free some space on it, then try again"),
    errno.EDQUOT: (
        "the disk quota is used up",
        "free some space or have it raised, then try again",
    ),
    errno.EFBIG: (
        "the file would be larger than it may be",
        "raise the limit (ulimit -f), or use a disk that takes larger files, then try again",
    ),
    errno.EROFS: (
        "the disk is read-only",
        "what is there can be searched; to change it, let the disk be written to (mount)",
    ),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ENOMEM: ("no memory is left", "end other programs or add memory, then try again"),
    errno.EAGAIN: (
        "no further process or thread may be started",
        "raise the limit (ulimit -u) or end other programs, then try again",
    ),
    **dict.fromkeys((errno.EIO, errno.ENXIO, errno.ENODEV), _DISK_FAILS),
    # Not every system has these.
    **{
        getattr(errno, name): _DISK_FAILS
        for name in ("ESTALE", "EREMOTEIO", "EBADMSG")
        if hasattr(errno, name)
    },
}
_NUMBER = re.compile(r"\b(?:code: |os error )(\d{1,3})\b")
"""How libraries written in Rust name an error of the system."""


def fault_of(error: BaseException) -> int | None:
    """The errno of the fault that an error, or what caused it, tells of; None: it tells of none."""
    for each in _causes(error):
        number = None
        if isinstance(each, OSError):
            number = each.errno
        elif isinstance(each, MemoryError):
            number = errno.ENOMEM
        elif isinstance(each, RuntimeError) and "start new thread" in str(each):
            number = errno.EAGAIN
        if number is None and (found := _NUMBER.search(str(each))):
            number = int(found[1])
        # Asked to wait rather than refused: a lock or a socket.
        if number in _FAULTS and not isinstance(each, BlockingIOError):
            return number
    return None


def describe(number: int, *, writing: bool = False) -> str:
    """A fault with its cure, for the end of a line."""
    name, cure = _FAULTS[number]
    if writing and _FAULTS[number] == _FORBIDDEN:
        name = f"{name}: it is read-only for this user"
    return f"{name}; {cure}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__
