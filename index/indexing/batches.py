"""What changed in the store, a batch at a time: analysed in several processes, words counted.

Only texts go to other processes and only terms come back; the store is read here, in one go, so
that a batch holds what the archive held when reading began.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from archive.parallel import ordered_map
from archive.store import Change
from index.engine import Document
from index.indexing.documents import Texts, analyze_texts, assemble_document

BATCH = 250
"""Articles in a batch; some for each process are in memory at a time."""

_CHARACTERS = 1_000_000
"""A batch ends here too: so many of the largest articles would be gigabytes."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some changes, in their order.

    Attributes:
        seq: The number of the last.
        changes: How many there are.
        documents: Of those that put an article.
        gone: The ids of those that deleted one.
        words: In how many of the documents each exact form stands.
    """

    seq: int
    changes: int
    documents: list[Document]
    gone: list[str]
    words: Mapping[str, int]


def batches(changes: Generator[Change], workers: int | None = None) -> Generator[Batch]:
    """These changes in batches. Close it if it is not read to its end: processes wait for it."""
    parted = _parted(changes)
    jobs = ((some, _texts(some)) for some in parted)
    analyses = ordered_map(analyze_texts, jobs, workers)
    # The changes too, else the database is closed before whoever reads it.
    with closing(changes), closing(parted), closing(analyses):
        for some, (found, words) in analyses:
            articles = [change.article for change in some if change.article]
            documents = list(map(assemble_document, articles, found))
            gone = [change.id for change in some if change.article is None]
            yield Batch(some[-1].seq, len(some), documents, gone, words)


def _texts(changes: list[Change]) -> list[Texts]:
    return [(each.article.title, each.article.body) for each in changes if each.article]


def _parted(changes: Iterator[Change]) -> Generator[list[Change]]:
    some: list[Change] = []
    characters = 0
    for change in changes:
        some.append(change)
        characters += len(change.article.body) if change.article else 0
        if len(some) >= BATCH or characters >= _CHARACTERS:
            yield some
            some, characters = [], 0
    if some:
        yield some
