"""Opens the archive that the settings name."""

from dataclasses import dataclass

from threadpoolctl import threadpool_limits

from archive.settings import Settings
from archive.store import Store
from index.engine import Engine
from index.engines import open_engine
from index.search.caching import RememberingSearcher


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive."""

    store: Store
    engine: Engine
    searcher: RememberingSearcher

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
    return Archive(store, engine, RememberingSearcher(store, engine))
