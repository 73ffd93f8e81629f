"""The words of the archive as they are now, and what those of queries stand for.

Both are remembered, until the words or the index change.
"""

import threading
from collections.abc import Iterable

from archive.store import Store
from index.engine import Engine, Stamp
from index.lexicon import Lexicon
from index.search.expansion import Concepts


class Words:
    """What is known of words. Threads may share it."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine
        self._loading = threading.Lock()
        self._lexicon = Lexicon(())
        self._loaded: tuple[str, int] | None = None
        self._concepts: tuple[Stamp | None, Concepts] = None, Concepts(self._lexicon, engine)

    def lexicon(self) -> Lexicon:
        """The words of the archive: loaded anew when they changed."""
        stamp = self._store.words_stamp()
        if stamp != self._loaded:
            with self._loading:
                if stamp != self._loaded:
                    self._lexicon = Lexicon(self._store.words())
                    self._loaded = stamp
        return self._lexicon

    def concepts(self, lexicon: Lexicon, off: Iterable[str] = ()) -> Concepts:
        """What words stand for; made anew when the words or the index changed.

        Args:
            lexicon: What ``lexicon`` gave.
            off: Terms that the person does not want searched unless typed.
        """
        if off := tuple(off):
            return Concepts(lexicon, self._engine, off)
        stamp = self._engine.stamp()
        known, concepts = self._concepts
        if known != stamp or concepts.lexicon is not lexicon:
            concepts = Concepts(lexicon, self._engine)
            self._concepts = stamp, concepts
        return concepts
