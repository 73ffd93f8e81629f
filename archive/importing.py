"""Imports files into the store; a bad file or line is reported, and the others go on."""

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from pathlib import Path

from archive.article import Article, Rejected
from archive.reading import read
from archive.store import PutCount, Store


def import_paths(
    store: Store,
    paths: Iterable[Path],
    rejected: Callable[[Rejected], object],
    progress: Callable[[int], None] | None = None,
) -> PutCount:
    """Read the paths and put every article into the store.

    Args:
        store: Where the articles go.
        paths: Files and folders.
        rejected: Called with each input that is no article, when it is met.
        progress: Called with the number of bytes read since the last call.

    Raises:
        StoreUnavailable: The database cannot be written; what was written before stays.
    """

    def articles() -> Generator[Article]:
        with closing(read(paths, progress)) as items:
            for found in items:
                if isinstance(found, Article):
                    yield found
                else:
                    rejected(found)

    with closing(articles()) as found:
        return store.put(found)
