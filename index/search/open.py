"""Opens the archive that the settings name."""

from dataclasses import dataclass

from threadpoolctl import threadpool_limits

from archive.settings import Settings
from archive.store import Store
from index.engine import Engine
from index.engines import open_engine
from index.search.generation import Generation
from index.search.searcher import Searcher
from index.search.word_cache import WordCache
from index.thesaurus import OWN_ROWS, OwnRows


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive. Threads may share one."""

    store: Store
    engine: Engine
    words: WordCache
    searcher: Searcher

    def generation(self) -> Generation:
        """The state of the archive now: read it once for a request and hand it down.

        Raises:
            EngineUnavailable: The index cannot be read.
            StoreUnavailable: The database cannot be read.
        """
        return Generation.read(self.store, self.engine, self.words.own_rows)

    def close(self) -> None:
        """Let go of files and connections."""
        self.engine.close()
        self.store.close()


def open_archive(settings: Settings) -> Archive:
    """Open store and engine; an archive that is not there yet is made, empty and without index.

    Raises:
        StoreUnavailable: The database cannot be opened.
        EngineUnavailable: The setting names no engine.
    """
    # Two threads for a product of some rows cost more than they bring, and the cores are taken.
    threadpool_limits(limits=1, user_api="blas")
    store = Store.open(settings.database_url)
    engine = open_engine(settings.engine_url)
    words = WordCache(store, engine, OwnRows(settings.home / OWN_ROWS))
    return Archive(store, engine, words, Searcher(store, engine, words))
