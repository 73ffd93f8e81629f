"""The reading half of an engine whose index is a folder on this machine. It writes nothing."""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Collection, Generator, Hashable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ClassVar, Generic, Protocol, TypeVar

from archive.machine import describe, fault_of
from index.budget import check
from index.engine import (
    REINDEX,
    Checkpoint,
    EngineBusy,
    EngineError,
    EngineHindered,
    EngineUnavailable,
    Footprint,
    Hits,
    SearchRequest,
)
from index.engines.folder import Damaged, IndexFolder

_ATTEMPTS = 6
_PAUSE = 0.002
"""Seconds to wait before the second attempt; before each further one, this much longer."""


class Snapshot(Protocol):
    """One generation of an index, open for reading; threads may share it.

    Attributes:
        checkpoint: What it was made from.
    """

    checkpoint: Checkpoint

    def search(self, request: SearchRequest) -> Hits:
        """See ``index.engine.Engine.search``."""

    def frequency(self, stem: str) -> int:
        """The document frequency of a stem."""


S = TypeVar("S", bound=Snapshot)


class FolderEngine(ABC, Generic[S]):
    """Opens the newest snapshot, at most once for each generation, and searches it.

    Args:
        folder: Made when first written to.
        lock_timeout: Seconds to wait for another process that is writing the index.
    """

    faults: ClassVar[tuple[type[Exception], ...]] = (Damaged, FileNotFoundError)
    """What an open snapshot raises where its files are damaged."""

    def __init__(self, folder: str | Path, *, lock_timeout: float = 600) -> None:
        self._folder = IndexFolder(Path(folder), lock_timeout)
        self._lock = threading.Lock()
        self._held: tuple[Hashable, S] | None = None
        """The newest snapshot that was opened, and the key of its generation."""
        self._own = threading.local()
        """The snapshot that this thread is to see."""

    @abstractmethod
    def _generation(self, build: Path) -> Hashable:
        """A key that is another one after every commit to this build; raises as ``_open``."""

    @abstractmethod
    def _open(self, build: Path) -> S:
        """Open the newest generation of a build.

        Raises:
            Damaged: A file does not hold what was written to it.
            FileNotFoundError: A commit or a swap took files away meanwhile.
        """

    def checkpoint(self) -> Checkpoint | None:
        """What the index holds, or None if there is no index yet."""
        snapshot = self._newest()
        return snapshot.checkpoint if snapshot else None

    def search(self, request: SearchRequest) -> Hits:
        """See ``index.engine.Engine.search``."""
        check()
        snapshot = self._existing()
        with self._translate_faults():
            return snapshot.search(request)

    def frequencies(self, stems: Collection[str]) -> dict[str, int]:
        """See ``index.engine.Engine.frequencies``."""
        snapshot = self._existing()
        with self._translate_faults():
            return {stem: snapshot.frequency(stem) for stem in stems}

    def version(self) -> Hashable:
        """Another one after every commit and every swap; nothing is opened for it."""
        try:
            build = self._folder.current()
            return build and self._generation(build)
        except (FileNotFoundError, Damaged):
            # Between two steps of a swap, or damaged, which shows when it is opened.
            return None

    def snapshot(self) -> S | None:
        """What is searched now; None if there is no index yet."""
        return self._newest()

    @contextmanager
    def using(self, snapshot: Snapshot | None) -> Generator[None]:
        """Within the block, this thread sees the snapshot, which ``snapshot`` gave; None: any."""
        before = getattr(self._own, "snapshot", None)
        self._own.snapshot = snapshot
        try:
            yield
        finally:
            self._own.snapshot = before

    def footprint(self) -> Footprint:
        """See ``index.engine.Engine.footprint``."""
        return self._folder.footprint()

    def sweep(self) -> bool:
        """See ``index.engine.Engine.sweep``."""
        if not self._folder.has_left_over():
            return True
        with suppress(EngineBusy, EngineHindered), self._folder.writing(wait=False):
            self._folder.sweep()
        return not self._folder.has_left_over()

    def close(self) -> None:
        """Let go of the open snapshot."""
        self._held = None

    def _newest(self) -> S | None:
        """The newest snapshot, None if there is no index yet; opened once for all threads."""
        own: S | None = getattr(self._own, "snapshot", None)
        if own is not None:
            return own
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                if (build := self._folder.current()) is None:
                    return None
                key = self._generation(build)
                with self._lock:
                    if self._held is None or self._held[0] != key:
                        self._held = key, self._open(build)
                    return self._held[1]
            except (FileNotFoundError, Damaged) as error:
                # A commit or a swap may have taken files away between two steps: look again.
                if attempt == _ATTEMPTS:
                    raise self._unreadable(error) from error
                time.sleep(_PAUSE * attempt)
        raise AssertionError("the last attempt returns or raises")

    def _existing(self) -> S:
        if (snapshot := self._newest()) is None:
            raise EngineUnavailable(f"no index in {self._folder.path} yet; {REINDEX}")
        return snapshot

    @contextmanager
    def _translate_faults(self) -> Generator[None]:
        try:
            yield
        except self.faults as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> EngineError:
        if number := fault_of(error):
            return EngineHindered(f"cannot read {self._folder.path}: {describe(number)}")
        return EngineUnavailable(f"the index in {self._folder.path} cannot be read; {REINDEX}")
