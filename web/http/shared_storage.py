"""How often each address has searched, counted by all workers together, in memory of fixed size.

``limits`` counts within one process, or in a server such as Redis, which no laptop has. Here it is
a file without a name, which the workers inherit and map. A worker that is killed leaves no lock
behind: the system gives it back.
"""

import fcntl
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

_SLOT = struct.Struct("<16sdQ")
"""A key's digest, when its count ends, and the count."""
_SLOTS = 1 << 15
"""Keys counted at a time, in 1 MB. Of more, those go whose count would end soonest."""
_LOOKED_AT = 16


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
    def alone(self) -> Iterator[mmap.mmap]:
        """The memory, while no other thread and no other process touches it."""
        with self._threads:
            # Held by this process, whoever opened the file; flock's would be the parent's too.
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield self._memory
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)


class CountersStorage(Storage):
    """What ``limits`` wants of a storage, for windows of fixed length."""

    STORAGE_SCHEME = ["counters"]  # noqa: RUF012  as the base class declares it
    base_exceptions = OSError

    def __init__(self, uri: str | None = None, *, counters: Counters, **options: Any) -> None:
        super().__init__(uri, **options)
        self._counters = counters

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count up; the first count of a key ends after ``expiry`` seconds."""
        with self._counters.alone() as memory:
            place, digest, ends, count = _slot(memory, key)
            ends = ends if count else time.time() + expiry
            _SLOT.pack_into(memory, place, digest, ends, count + amount)
        return count + amount

    def get(self, key: str) -> int:
        """The count."""
        with self._counters.alone() as memory:
            return _slot(memory, key)[3]

    def get_expiry(self, key: str) -> float:
        """When the count ends, in seconds since 1970."""
        with self._counters.alone() as memory:
            _, _, ends, count = _slot(memory, key)
        return ends if count else time.time()

    def check(self) -> bool:
        """Whether it can be used."""
        return True

    def clear(self, key: str) -> None:
        """Forget a key."""
        with self._counters.alone() as memory:
            _SLOT.pack_into(memory, _slot(memory, key)[0], b"", 0.0, 0)

    def reset(self) -> int | None:
        """Forget all."""
        with self._counters.alone() as memory:
            memory[:] = bytes(len(memory))
        return None


def _slot(memory: mmap.mmap, key: str) -> tuple[int, bytes, float, int]:
    """Where a key is counted or may be: the place, the key's digest, its end and count."""
    digest = blake2b(key.encode(), digest_size=16).digest()
    first, now = int.from_bytes(digest[:4], "little"), time.time()
    free, soonest = 0, float("inf")
    for number in range(first, first + _LOOKED_AT):
        place = number % _SLOTS * _SLOT.size
        there, ends, count = _SLOT.unpack_from(memory, place)
        if there == digest and ends > now:
            return place, digest, ends, count
        if ends < soonest:
            free, soonest = place, ends
    return free, digest, 0.0, 0
