"""Counters of the rate limits, shared by all worker processes, in memory of fixed size.

The library ``limits`` counts within one process or in a server such as Redis. Here the counters are
in an unnamed file that the workers inherit and map. The lock of a worker that is killed is released
by the system.
"""

import mmap
import os
import struct
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

from limits.storage import Storage

from archive.system import lock_alone, unlock_alone

_SLOT = struct.Struct("<16sdQ")
"""The digest of a key, when its count expires, and the count."""
_SLOTS = 1 << 15
"""Keys counted at a time, in 1 MB; of more, those are dropped whose count expires soonest."""
_PROBED_SLOTS = 16
"""Slots that a key may be in, from the one that its digest names."""


class Counters:
    """Memory for counts, shared with the processes that are forked afterwards."""

    def __init__(self) -> None:
        with tempfile.TemporaryFile() as file:
            self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)
        os.truncate(self._file, _SLOT.size * _SLOTS)
        self._memory = mmap.mmap(self._file, 0)
        self._threads = threading.Lock()

    @contextmanager
    def locked(self) -> Iterator[mmap.mmap]:
        """The memory, while no other thread and no other process touches it."""
        with self._threads:
            # Held by this process, whoever opened the file; flock's would be the parent's too.
            lock_alone(self._file, wait=True)
            try:
                yield self._memory
            finally:
                unlock_alone(self._file)


class CountersStorage(Storage):
    """A storage for the library ``limits``, for fixed windows."""

    STORAGE_SCHEME = ["counters"]  # noqa: RUF012  as in the base class
    base_exceptions = OSError

    def __init__(self, uri: str | None = None, *, counters: Counters, **options: Any) -> None:
        super().__init__(uri, **options)
        self._counters = counters

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count up; the count expires ``expiry`` seconds after it began."""
        with self._counters.locked() as memory:
            offset, digest, expires, count = _slot(memory, key)
            expires = expires if count else time.time() + expiry
            _SLOT.pack_into(memory, offset, digest, expires, count + amount)
        return count + amount

    def get(self, key: str) -> int:
        """The count."""
        with self._counters.locked() as memory:
            return _slot(memory, key)[3]

    def get_expiry(self, key: str) -> float:
        """When the count expires, in seconds since 1970."""
        with self._counters.locked() as memory:
            _, _, expires, count = _slot(memory, key)
        return expires if count else time.time()

    def check(self) -> bool:
        """Whether the storage can be used."""
        return True

    def clear(self, key: str) -> None:
        """Forget a key."""
        with self._counters.locked() as memory:
            _SLOT.pack_into(memory, _slot(memory, key)[0], b"", 0.0, 0)

    def reset(self) -> int | None:
        """Forget all."""
        with self._counters.locked() as memory:
            memory[:] = bytes(len(memory))
        return None


def _slot(memory: mmap.mmap, key: str) -> tuple[int, bytes, float, int]:
    """The slot where a key is or can be counted: offset, the key's digest, expiry and count."""
    digest = blake2b(key.encode(), digest_size=16).digest()
    first, now = int.from_bytes(digest[:4], "little"), time.time()
    free, soonest = 0, float("inf")
    for number in range(first, first + _PROBED_SLOTS):
        offset = number % _SLOTS * _SLOT.size
        stored, expires, count = _SLOT.unpack_from(memory, offset)
        if stored == digest and expires > now:
            return offset, digest, expires, count
        if expires < soonest:
            free, soonest = offset, expires
    return free, digest, 0.0, 0
