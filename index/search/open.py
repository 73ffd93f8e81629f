"""Opens the archive that the settings name."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from archive.errors import NoArchive, OlderArchive, StoreUnavailable
from archive.ownership import owner_of
from archive.program import PROGRAM
from archive.settings import Settings
from archive.store import Store
from archive.trail import TRAIL, read_copy
from index.engine import Engine, EngineError
from index.engines import open_engine
from index.search.editions import Editions
from index.search.generation import Generation
from index.search.searcher import Searcher
from index.search.word_cache import WordCache
from index.thesaurus import OWN_ROWS, OwnRows

EMPTY = f"the archive is empty; run: {PROGRAM} import PATH"
"""What is told instead of an answer, or of a cure, where there are no articles yet."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive. Threads may share one."""

    store: Store
    engine: Engine
    words: WordCache
    searcher: Searcher
    editions: Editions

    def generation(self) -> Generation:
        """The state of the archive now: read it once for a request and hand it down.

        Raises:
            EngineUnavailable: The index cannot be read.
            StoreUnavailable: The database cannot be read.
        """
        return Generation.read(self.store, self.engine, self.words.own_rows)

    def reading(self) -> AbstractContextManager[Generation]:
        """One state of the archive, which everything that this thread does in the block sees.

        Raises:
            EngineUnavailable: The index cannot be read.
            StoreUnavailable: The database cannot be read.
        """
        return self.editions.reading()

    def close(self) -> None:
        """Let go of files and connections."""
        self.editions.close()
        self.engine.close()
        self.store.close()


def open_archive(
    settings: Settings,
    *,
    make: bool = True,
    migrate: bool = True,
    anew: Callable[[str], object] | None = None,
) -> Archive:
    """Open store and engine; an archive that is not there yet is made, empty and without index.

    Args:
        settings: Say where they are.
        make: False for whoever only reads: nothing is made then.
        migrate: Whether to bring an archive of an older version up to date; else it is an error.
        anew: Is told, in one line, that the store is gone of which there is an index, and that
            another is made now. Without it, that is an error.

    Raises:
        NoArchive: There is none yet, and it must not be made.
        StoreUnavailable: The database cannot be opened, or is gone.
        EngineUnavailable: The setting names no engine.
    """
    engine = open_engine(settings.engine_url)
    trail = []
    if not Store.exists(settings.database_url):
        _check_missing(settings, engine, make=make, anew=anew)
        # Also of one that is begun anew: what was deleted here stays away.
        trail = read_copy(settings.home / TRAIL)
    try:
        store = Store.open(settings.database_url, migrate=migrate)
    except OlderArchive as error:
        owner = owner_of(settings)
        sudo = f"sudo -u {owner.name} " if owner else ""
        raise OlderArchive(f"{error}; run: {sudo}{PROGRAM} reindex --if-needed") from error
    if trail:
        store.takedowns.merge(trail)
    words = WordCache(store, engine, OwnRows(settings.home / OWN_ROWS))
    searcher = Searcher(store, engine, words)
    return Archive(store, engine, words, searcher, Editions(store, engine, words))


def _check_missing(
    settings: Settings, engine: Engine, *, make: bool, anew: Callable[[str], object] | None
) -> None:
    """Tell a store that vanished from one that never was, and raise if it must not be made."""
    try:
        checkpoint = engine.checkpoint()
    except EngineError:
        checkpoint = None
    # Without a password, should there be one.
    where = settings.database_url.rpartition("@")[2].removeprefix("sqlite:///")
    if checkpoint and checkpoint.seq:
        gone = f"the articles are gone from {where}, though there is an index of them"
        if anew is None or not make:
            raise StoreUnavailable(
                f"{gone}; put a backup back: {PROGRAM} restore FILE, or import anew"
            )
        anew(f"{gone}: a new archive is made; if there is a backup, see {PROGRAM} restore --help")
    elif not make:
        raise NoArchive(
            f"there is no archive in {where} yet; run: {PROGRAM} import PATH, or feeds add URL"
        )
