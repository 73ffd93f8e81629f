"""The writer's lease: one writer at a time, on whatever machine, with a number that fences it.

The lock is a document. It is taken by compare-and-set (``if_seq_no``) and kept by being renewed.
Who finds it unchanged for ``LEASE`` seconds, or held by a process of this machine that is gone,
takes it over: no clocks are compared. Each holder has a greater ``number`` than all before (a
fencing token: Kleppmann, "How to do distributed locking", 2016), and everything it writes carries
it as its external version, so that a writer that was taken for dead, and goes on, changes nothing
that a later one wrote. The lock is an index of its own, since it outlives rebuilds.
"""

import os
import threading
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    ConflictError,
    NotFoundError,
    OpenSearchException,
    RequestError,
)

from index.engine import EngineBusy
from index.engines.opensearch.address import ClusterAddress
from index.engines.opensearch.errors import is_missing
from index.engines.opensearch.retry import attempts
from index.engines.opensearch.schema import replica_settings

LEASE = 30.0
"""Seconds after which a lock that nobody renews is free."""

_ID = "writer"
_FIRST_PAUSE, _MAX_PAUSE = 0.02, 1.0


class WriterLease:
    """The right to be the one writer, for as long as it is renewed.

    Attributes:
        number: The external version of whatever its holder writes.
    """

    def __init__(self, client: OpenSearch, address: ClusterAddress, found: dict[str, Any]) -> None:
        # From the clock, so that it still grows if somebody deletes the lock's index.
        last = found["_source"]["turn"] if found else 0
        self.number = max(last + 1, time.time_ns() // 1_000_000)
        self._client = client
        self._address = address
        self._found = found
        self._owner = uuid.uuid4().hex
        self._renewed = time.monotonic()
        self._lost = False
        self._released = threading.Event()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Try to take it, and whether that succeeded; a thread renews it from then on."""
        with suppress(ConflictError):
            self._write(self._owner)
            threading.Thread(target=self._keep_renewing, daemon=True).start()
            return True
        return False

    def must_hold(self) -> None:
        """Call this before each request that writes.

        Raises:
            EngineBusy: Another writer took over.
        """
        if self._lost or time.monotonic() - self._renewed > LEASE:
            raise self.lost()

    def renew(self) -> None:
        """Renew it in the cluster now; raises as ``must_hold``."""
        self.must_hold()
        try:
            self._write(self._owner)
        except ConflictError as error:
            raise self.lost() from error

    def lost(self) -> EngineBusy:
        """The error of one who is no longer the writer."""
        self._lost = True
        return EngineBusy(
            f"another process is writing {self._address.name}, for this one stood still too long; "
            "try again when it is done"
        )

    def release(self) -> None:
        """Let others write; if the cluster cannot be reached, the lease runs out."""
        self._released.set()
        if not self._lost:
            with suppress(OpenSearchException):
                self._write("")

    def _keep_renewing(self) -> None:
        while not self._released.wait(LEASE / 4):
            try:
                self._write(self._owner)
            except ConflictError:
                self._lost = True
                return
            except OpenSearchException:
                # The cluster may be changing hands; must_hold sees if that takes too long.
                continue

    def _write(self, owner: str) -> None:
        """Compare and set; raises ``ConflictError`` if somebody else did before."""
        with self._lock:
            if owner and self._released.is_set():
                return
            began = time.monotonic()
            process = _this_process() if owner else ""
            try:
                self._found = self._client.index(
                    index=lock_index(self._address),
                    id=_ID,
                    body={"owner": owner, "process": process, "turn": self.number},
                    **_compare_params(self._found),
                )
            except ConflictError:
                # The client may have sent it twice, the first answer being lost.
                self._found = _read(self._client, self._address)
                if self._found.get("_source", {}).get("owner") != owner or not owner:
                    raise
            self._renewed = began


@contextmanager
def writer_lease(
    client: OpenSearch, address: ClusterAddress, lock_timeout: float
) -> Generator[WriterLease]:
    """Wait until nobody else is writing; the lease is released at the end.

    Args:
        client: The cluster's.
        address: The archive.
        lock_timeout: Seconds to wait for another writer.

    Raises:
        EngineBusy: The time is over.
        OpenSearchException: As the library does.
    """
    seen, since = None, 0.0
    for _ in attempts(lock_timeout, _FIRST_PAUSE, _MAX_PAUSE):
        found = _read(client, address)
        if found.get("_seq_no") != seen:
            seen, since = found.get("_seq_no"), time.monotonic()
        if _is_free(found) or time.monotonic() - since > LEASE:
            lease = WriterLease(client, address, found)
            if lease.take():
                break
    else:
        raise EngineBusy(
            f"another process is writing {address.name} in {address}; try again when it is done"
        )
    try:
        yield lease
    finally:
        lease.release()


def lock_index(address: ClusterAddress) -> str:
    """The index that holds nothing but the lock."""
    return f"{address.name}-writer"


def _is_free(found: dict[str, Any]) -> bool:
    return not found or not found["_source"]["owner"] or _is_gone(found["_source"]["process"])


def _compare_params(found: dict[str, Any]) -> dict[str, Any]:
    if not found:
        return {"op_type": "create"}
    return {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}


def _read(client: OpenSearch, address: ClusterAddress) -> dict[str, Any]:
    """The lock as it is at this moment; empty if it was never taken."""
    try:
        found: dict[str, Any] = client.get(index=lock_index(address), id=_ID)
    except NotFoundError as error:
        if is_missing(error):
            _make(client, address)
        return {}
    return found


def _make(client: OpenSearch, address: ClusterAddress) -> None:
    settings = {"number_of_shards": 1, **replica_settings()}
    body = {"settings": settings, "mappings": {"dynamic": False}}
    try:
        client.indices.create(index=lock_index(address), body=body)
    except RequestError as error:
        # Another writer was faster.
        if error.error != "resource_already_exists_exception":
            raise


def _this_process() -> str:
    """A name that no other process has, now or later; "" where there is no /proc."""
    machine, pid = _machine_id(), os.getpid()
    started = _start_time(pid)
    return f"{machine} {pid} {started}" if machine and started else ""


def _is_gone(name: str) -> bool:
    """Whether this was a process of this machine, and has ended.

    Elsewhere, in another container or on a system without /proc, no process is taken for gone.
    """
    machine, _, process = name.partition(" ")
    pid, _, started = process.partition(" ")
    if not machine or machine != _machine_id() or not pid.isdigit():
        return False
    return _start_time(int(pid)) != started


def _machine_id() -> str:
    """This start of this machine, and its namespace of process numbers."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""


def _start_time(pid: int) -> str:
    """When a process began, in ticks; "" if there is no such process, or it is a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The name of the program, in brackets, may hold anything.
    state, *fields = stat.rpartition(")")[2].split()
    return "" if state in "ZX" else fields[18]
