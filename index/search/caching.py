"""A searcher that keeps its last answers until an article, the index or the words change.

Readers page back and forth, and many ask the same. Nothing is answered from before a change.
"""

import time
from dataclasses import replace
from functools import lru_cache

from archive.store import Store
from index.engine import Engine
from index.search.models import Request, Results
from index.search.searcher import Searcher

_ANSWERS = 512
_LARGEST = 20
"""Answers kept, and results in one of them: some 50 MB of articles at most."""


class RememberingSearcher(Searcher):
    """Answers questions. Threads may share one."""

    def __init__(self, store: Store, engine: Engine) -> None:
        super().__init__(store, engine)
        self._kept = lru_cache(maxsize=_ANSWERS)(self._ask)

    def search(self, request: Request) -> Results:
        """Find articles; see ``Searcher.search``."""
        if request.limit > _LARGEST:
            return self.fresh(request)
        began = time.perf_counter()
        results = self._kept(self.generation(), request)
        return replace(results, took_ms=round((time.perf_counter() - began) * 1000, 2))

    def fresh(self, request: Request) -> Results:
        """Find articles without looking among the answers kept."""
        return super().search(request)

    def generation(self) -> str:
        """Tells one state of store, index and words from every other.

        Raises: as ``search``.
        """
        return repr((self._engine.checkpoint(), self._store.checkpoints()))

    def _ask(self, _generation: str, request: Request) -> Results:
        return self.fresh(request)
