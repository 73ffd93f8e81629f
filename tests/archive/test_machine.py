"""Which errors are faults of the machine, and what is said of them."""

import errno

import pytest

from archive.machine import describe, fault_of


def caused(error: Exception) -> Exception:
    """Another error that this one caused."""
    other = ValueError("something else")
    other.__cause__ = error
    return other


@pytest.mark.parametrize(
    ("error", "number"),
    [
        (OSError(errno.ENOSPC, "x"), errno.ENOSPC),
        (PermissionError(errno.EACCES, "x"), errno.EACCES),
        (caused(OSError(errno.EIO, "x")), errno.EIO),
        (caused(caused(MemoryError())), errno.ENOMEM),
        (RuntimeError("can't start new thread"), errno.EAGAIN),
        (ValueError('Os { code: 28, kind: StorageFull, message: "No space" }'), errno.ENOSPC),
        (ValueError("Too many open files (os error 24)"), errno.EMFILE),
        (OSError("cannot: (os error 5)"), errno.EIO),
        (FileNotFoundError(errno.ENOENT, "x"), None),
        (BlockingIOError(errno.EAGAIN, "x"), None),
        (ValueError("code: 7"), None),
        (RuntimeError("anything"), None),
    ],
)
def test_which_fault_it_is(error: Exception, number: int | None) -> None:
    assert fault_of(error) == number


@pytest.mark.parametrize(
    "number",
    [errno.ENOSPC, errno.EIO, errno.EMFILE, errno.EROFS, errno.EACCES, errno.ENOMEM, errno.EAGAIN],
)
def test_each_has_a_name_and_a_cure(number: int) -> None:
    told = describe(number)
    name, _, cure = told.partition("; ")
    assert name
    assert cure
    assert "\n" not in told
    assert "reindex" not in told
