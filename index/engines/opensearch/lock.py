"""One writer at a time, wherever it runs: a lock that is a document, and a number for its holder.

The lock is taken by compare-and-set (``if_seq_no``) and kept by being renewed. Who finds it
unchanged for ``LEASE`` seconds, or held by a process of this machine that is gone, takes it over:
no clocks are compared. Each holder has a greater ``number`` than all before, and everything it
writes carries it as its external version, so that a writer that was taken for dead, and goes on,
changes nothing that a later one wrote. The lock is an index of its own, since it outlives rebuilds.
"""

import threading
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    ConflictError,
    NotFoundError,
    OpenSearchException,
    RequestError,
)

from index.engine import EngineBusy
from index.engines.opensearch.address import Place
from index.engines.opensearch.errors import is_missing
from index.engines.opensearch.processes import is_gone, this_process
from index.engines.opensearch.schema import copies

LEASE = 30.0
"""Seconds after which a lock that nobody renews is free."""

_ID = "writer"
_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 1.0


class Turn:
    """The right to write.

    Attributes:
        number: The external version of whatever its holder writes.
    """

    def __init__(self, client: OpenSearch, place: Place, found: dict[str, Any]) -> None:
        # From the clock, so that it still grows if somebody deletes the lock's index.
        last = found["_source"]["turn"] if found else 0
        self.number = max(last + 1, time.time_ns() // 1_000_000)
        self._client = client
        self._place = place
        self._found = found
        self._owner = uuid.uuid4().hex
        self._renewed = time.monotonic()
        self._lost = False
        self._over = threading.Event()
        self._one = threading.Lock()

    def take(self) -> bool:
        """Whether it was there to take; it is renewed from then on."""
        with suppress(ConflictError):
            self._put(self._owner)
            threading.Thread(target=self._keep, daemon=True).start()
            return True
        return False

    def must_hold(self) -> None:
        """To be asked before each request that writes.

        Raises:
            EngineBusy: Another writer took over.
        """
        if self._lost or time.monotonic() - self._renewed > LEASE:
            raise self.lost()

    def renew(self) -> None:
        """Ask the cluster itself; raises as ``must_hold``."""
        self.must_hold()
        try:
            self._put(self._owner)
        except ConflictError as error:
            raise self.lost() from error

    def lost(self) -> EngineBusy:
        """The error of one who is no longer the writer."""
        self._lost = True
        return EngineBusy(
            f"another process is writing {self._place.name}, for this one stood still too long; "
            "try again when it is done"
        )

    def release(self) -> None:
        """Let others write; if that cannot be told, the lease runs out."""
        self._over.set()
        if not self._lost:
            with suppress(OpenSearchException):
                self._put("")

    def _keep(self) -> None:
        while not self._over.wait(LEASE / 4):
            try:
                self._put(self._owner)
            except ConflictError:
                self._lost = True
                return
            except OpenSearchException:
                # The cluster may be changing hands; must_hold sees if that takes too long.
                continue

    def _put(self, owner: str) -> None:
        """Compare and set; raises ``ConflictError`` if somebody else did before."""
        with self._one:
            if owner and self._over.is_set():
                return
            began = time.monotonic()
            process = this_process() if owner else ""
            try:
                self._found = self._client.index(
                    index=lock_index(self._place),
                    id=_ID,
                    body={"owner": owner, "process": process, "turn": self.number},
                    **_if_still(self._found),
                )
            except ConflictError:
                # The client may have sent it twice, the first answer being lost.
                self._found = _read(self._client, self._place)
                if self._found.get("_source", {}).get("owner") != owner or not owner:
                    raise
            self._renewed = began


@contextmanager
def writing(client: OpenSearch, place: Place, patience: float) -> Generator[Turn]:
    """Wait for one's turn.

    Args:
        client: The cluster's.
        place: The archive.
        patience: Seconds to wait for another writer.

    Raises:
        EngineBusy: The patience is over.
        OpenSearchException: As the library does.
    """
    deadline = time.monotonic() + patience
    pause, seen, since = _FIRST_PAUSE, None, 0.0
    while True:
        found = _read(client, place)
        if found.get("_seq_no") != seen:
            seen, since = found.get("_seq_no"), time.monotonic()
        if _is_free(found) or time.monotonic() - since > LEASE:
            turn = Turn(client, place, found)
            if turn.take():
                break
        if time.monotonic() > deadline:
            raise EngineBusy(
                f"another process is writing {place.name} in {place}; try again when it is done"
            )
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
    try:
        yield turn
    finally:
        turn.release()


def lock_index(place: Place) -> str:
    """The index that holds nothing but the lock."""
    return f"{place.name}-writer"


def _is_free(found: dict[str, Any]) -> bool:
    return not found or not found["_source"]["owner"] or is_gone(found["_source"]["process"])


def _if_still(found: dict[str, Any]) -> dict[str, Any]:
    if not found:
        return {"op_type": "create"}
    return {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}


def _read(client: OpenSearch, place: Place) -> dict[str, Any]:
    """The lock as it is at this moment; empty if it was never taken."""
    try:
        found: dict[str, Any] = client.get(index=lock_index(place), id=_ID)
    except NotFoundError as error:
        if is_missing(error):
            _make(client, place)
        return {}
    return found


def _make(client: OpenSearch, place: Place) -> None:
    settings = {"number_of_shards": 1, **copies()}
    body = {"settings": settings, "mappings": {"dynamic": False}}
    try:
        client.indices.create(index=lock_index(place), body=body)
    except RequestError as error:
        # Another writer was faster.
        if error.error != "resource_already_exists_exception":
            raise
