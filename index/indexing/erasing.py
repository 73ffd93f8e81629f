"""Takes what was deleted out of the files: of the index, and of the database.

Deleting hides an article at once, but its words stay in segments of the index and its text in free
pages of the database until something writes over them. Here both are written anew.
"""

from collections.abc import Callable

from archive.store import Store
from index.engine import Engine, EngineHindered
from index.indexing.update import rebuild


def erase(store: Store, engine: Engine, progress: Callable[[int], object] = lambda _: None) -> bool:
    """Write index and database anew, and remember for which deletions that was done.

    It may be stopped at any moment and run again.

    Returns:
        False if the database's log could not be emptied, since others are reading.

    Raises:
        EngineBusy: Another process is writing this index.
        EngineHindered: The index as it was before cannot be removed.
        StoreUnavailable: The database cannot be written, as on a full disk.
    """
    deletions = store.takedowns.not_erased()
    rebuild(store, engine, progress)
    # A rebuild succeeds also where the one before stays.
    if not engine.sweep():
        raise EngineHindered(
            "an index of before cannot be removed; let this user write in all of its folder"
        )
    if not store.erase():
        return False
    store.takedowns.set_erased(deletions)
    return True
