"""The words of the archive as they are now, and what those of queries stand for.

Both are remembered, until the words or the index change.
"""

import threading
from collections.abc import Iterable

from archive.store import Store
from index.engine import Checkpoint, Engine
from index.lexicon import Lexicon
from index.search.expansion import Expander


class Words:
    """What is known of words. Threads may share it."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine
        self._loading = threading.Lock()
        self._lexicon = Lexicon(())
        self._loaded: tuple[str, int] | None = None
        self._concepts: tuple[Checkpoint | None, Expander] = None, Expander(self._lexicon, engine)

    def lexicon(self) -> Lexicon:
        """The words of the archive: loaded anew when they changed."""
        checkpoint = self._store.words_checkpoint()
        if checkpoint != self._loaded:
            with self._loading:
                if checkpoint != self._loaded:
                    self._lexicon = Lexicon(self._store.words())
                    self._loaded = checkpoint
        return self._lexicon

    def concepts(self, lexicon: Lexicon, off: Iterable[str] = ()) -> Expander:
        """What words stand for; made anew when the words or the index changed.

        Args:
            lexicon: What ``lexicon`` gave.
            off: Terms that the person does not want searched unless typed.
        """
        if off := tuple(off):
            return Expander(lexicon, self._engine, off)
        checkpoint = self._engine.checkpoint()
        known, concepts = self._concepts
        if known != checkpoint or concepts.lexicon is not lexicon:
            concepts = Expander(lexicon, self._engine)
            self._concepts = checkpoint, concepts
        return concepts
