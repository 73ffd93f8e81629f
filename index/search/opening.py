"""Opens the archive that the settings name."""

from dataclasses import dataclass

from archive.settings import Settings
from archive.store import Store
from index.engine import Engine
from index.engines import open_engine
from index.search.flow import Searcher


@dataclass(frozen=True, slots=True)
class Opened:
    """An open archive."""

    store: Store
    engine: Engine
    searcher: Searcher

    def close(self) -> None:
        """Let go of files and connections."""
        self.engine.close()
        self.store.close()


def open_archive(settings: Settings) -> Opened:
    """Open store and engine; an archive that is not there yet is made, empty and without index.

    Raises:
        StoreUnavailable: The database cannot be opened.
        EngineUnavailable: The setting names no engine.
    """
    store = Store.open(settings.database_url)
    engine = open_engine(settings.engine_url)
    return Opened(store, engine, Searcher(store, engine))
