"""The generation of an archive, and the cache for whatever depends on it.

Most answers stay the same until an article, the index or the words change. A ``Generation`` says
which state an archive is in. It is read once for a request and handed down, so that everything in
one answer agrees on it, and the store and the engine are asked one time.

The program has two kinds of cache:

* ``PerGeneration``, here, for what depends on the archive's state: answers, query expansions,
  labels, totals.
* ``functools.lru_cache`` on a module's function, for what depends on its arguments alone.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from archive.store import Store
from index.budget import ran_out
from index.engine import Checkpoint, Engine
from index.indexing import is_made_from
from index.thesaurus import OwnRows, Version

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of an archive; two that are equal give the same answers.

    Attributes:
        index: The index's checkpoint; None if there is no index.
        articles: The store's checkpoint of the articles, its last part the token that tells the
            store apart; None if there is none.
        words: The store's checkpoint of the words; None if there are none.
        own_rows: The version of the person's own rows of the thesaurus; None if there are none.
        of_another_store: Whether the index was made from another store than this one.
    """

    index: Checkpoint | None
    articles: tuple[str, int, str] | None
    words: tuple[str, int, str] | None
    own_rows: Version = None
    of_another_store: bool = False

    @classmethod
    def read(cls, store: Store, engine: Engine, own_rows: OwnRows) -> "Generation":
        """The state of now.

        Raises:
            EngineUnavailable: The index cannot be read.
            StoreUnavailable: The database cannot be read.
        """
        own = own_rows.version()
        index = engine.checkpoint()
        stored = store.checkpoints()
        articles = stored.get("articles")
        other = False
        # As a rule both stand at the same change, and the store need not be asked for another.
        if index and index.origin and (index.seq, index.origin) != (articles or ("", 0, ""))[1:]:
            other = not is_made_from(store, index)
        return cls(index, articles, stored.get("words"), own, other)


class PerGeneration(Generic[K, V]):
    """Keeps values until it is asked for those of another generation.

    Threads may share one. Two that miss the same key at once both make its value.

    Args:
        size: Values that are kept at most; those used longest ago go first. 0 keeps none.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._generation: Hashable = None
        self._values: dict[K, V] = {}

    def get(self, generation: Hashable, key: K, make: Callable[[], V]) -> V:
        """The value kept under the key, or a new one.

        Args:
            generation: What the value depends on: a ``Generation`` or a part of one. It was read
                before what ``make`` reads, so that no value is older than its generation.
            key: Tells values of one generation apart.
            make: Makes the value; what it raises is raised here, and nothing is kept.
        """
        with self._lock:
            if generation != self._generation:
                self._generation = generation
                self._values = {}
            values = self._values
            if key in values:
                # Moved to the end: the first is the one used longest ago.
                value = values[key] = values.pop(key)
                return value
        value = make()
        if ran_out():
            # Made in a hurry: whoever asks next may have more time.
            return value
        with self._lock:
            # Of another generation by now: this dict is no longer the one that is looked into.
            values[key] = value
            if len(values) > self._size:
                del values[next(iter(values))]
        return value
