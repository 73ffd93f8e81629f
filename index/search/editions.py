"""What a site answers from: one state of the archive, opened whole before it is used.

After an import there are a new index to open and new words to load, which takes long. A site does
that beside its answers: until all is ready, it answers from what it had, and each answer from one
state alone. Whoever asks first after a change waits for the new state, so that an article is found
by whoever looks for it as soon as it is in; the others need not.
"""

import threading
from collections.abc import Generator, Hashable
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from archive.errors import ArchiveError
from archive.store import Store
from index.budget import waiting
from index.engine import Engine, EngineError
from index.engines.folder_engine import FolderEngine, Snapshot
from index.lexicon import Lexicon
from index.search.generation import Generation
from index.search.word_cache import WordCache

_LOOK_SECONDS = 0.5
"""Between two looks whether something changed, while nobody asks."""
_PATIENCE = 5.0
"""Seconds that the first who asks waits for a new state."""
_TRIES = 5


@dataclass(frozen=True, slots=True)
class _Edition:
    """One state, opened.

    Attributes:
        version: Another one after every change; read before all else.
        snapshot: The index of it; None where the engine keeps its own.
        lexicon: The words of it; None: they are loaded when they are needed.
    """

    version: Hashable
    generation: Generation
    snapshot: Snapshot | None
    lexicon: Lexicon | None


class Editions:
    """The states of an archive, as they follow each other. Threads may share one."""

    def __init__(self, store: Store, engine: Engine, words: WordCache) -> None:
        self._store = store
        self._engine = engine
        self._words = words
        self._current: _Edition | None = None
        self._ready = threading.Condition()
        self._first = threading.Lock()
        self._look = threading.Event()
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None

    def keep_ready(self) -> None:
        """Open the state of now, and from now on each new one beside the answers.

        The archive may be one that cannot be searched yet.
        """
        self._refresh()
        self._thread = threading.Thread(target=self._keep, name="editions", daemon=True)
        self._thread.start()

    @contextmanager
    def reading(self) -> Generator[Generation]:
        """One state, which everything that this thread does within the block sees.

        Raises:
            EngineUnavailable: The index cannot be read.
            StoreUnavailable: The database cannot be read.
        """
        edition = self._edition()
        with ExitStack() as stack:
            if isinstance(self._engine, FolderEngine):
                stack.enter_context(self._engine.using(edition.snapshot))
            stack.enter_context(self._words.using(edition.lexicon))
            yield edition.generation

    def close(self) -> None:
        """Open nothing any more."""
        self._ends.set()
        self._look.set()
        if self._thread:
            self._thread.join(_PATIENCE)
        self._current = None

    def _edition(self) -> _Edition:
        current = self._current
        if current is None:
            return self._open(words=False)
        if self._version() == current.version:
            return current
        self._look.set()
        if self._first.acquire(blocking=False):
            try:
                with waiting(), self._ready:
                    self._ready.wait_for(lambda: self._current is not current, _PATIENCE)
            finally:
                self._first.release()
        return self._current or self._open(words=False)

    def _version(self) -> Hashable:
        engine = self._engine
        index = engine.version() if isinstance(engine, FolderEngine) else engine.checkpoint()
        stored = tuple(sorted(self._store.checkpoints().items()))
        return index, stored, self._words.own_rows.version()

    def _open(self, *, words: bool) -> _Edition:
        """The state of now; with its words, which takes long.

        Only one that is kept is compared with later ones, and needs its version.
        """
        snapshot = None
        for _ in range(_TRIES):
            version = self._version() if words else None
            generation = Generation.read(self._store, self._engine, self._words.own_rows)
            if not isinstance(self._engine, FolderEngine):
                break
            snapshot = self._engine.snapshot()
            # A commit may have come between.
            if (snapshot.checkpoint if snapshot else None) == generation.index:
                break
        lexicon = self._words.lexicon(generation) if words else None
        return _Edition(version, generation, snapshot, lexicon)

    def _keep(self) -> None:
        while not self._ends.is_set():
            self._look.wait(_LOOK_SECONDS)
            self._look.clear()
            if not self._ends.is_set():
                self._refresh()

    def _refresh(self) -> None:
        current = self._current
        try:
            if current and self._version() == current.version:
                return
            edition = self._open(words=True)
            self._words.own_rows.thesaurus()
        except (EngineError, ArchiveError):
            # Whoever asks is told why.
            edition = None
        with self._ready:
            self._current = edition
            self._ready.notify_all()
