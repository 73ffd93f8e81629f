"""Analyses the changes of the store in batches, in several processes, and counts their words.

Only texts go to other processes and only terms come back. The store is read in this one, in one
go, so that all batches hold what the archive held when reading began.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from archive.store import Change
from index.documents import ArticleText, analyze_texts, assemble_document
from index.engine import Document

MAX_BATCH_CHANGES = 250
"""Changes in a batch. Several batches for each process are in memory at a time."""

_MAX_BATCH_CHARS = 1_000_000
"""Characters after which a batch ends, too: 250 of the largest articles would be gigabytes."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some changes, in their order.

    Attributes:
        seq: The number of the last.
        changes: How many there are.
        documents: Of those that put an article.
        deleted: The ids of those that deleted one.
        words: In how many of the documents each word stands.
    """

    seq: int
    changes: int
    documents: list[Document]
    deleted: list[str]
    words: Mapping[str, int]


def batches(changes: Generator[Change], workers: int | None = None) -> Generator[Batch]:
    """These changes in batches, in their order.

    Close it if it is not read to its end: other processes wait for it.

    Args:
        changes: As the store gives them; closed with this.
        workers: How many processes help; None: as many as there are cores.
    """
    # It loads what starts processes, which only those who index wait for.
    from archive.parallel import ordered_map  # noqa: PLC0415

    batched = _in_batches(changes)
    jobs = ((some, _texts(some)) for some in batched)
    analyses = ordered_map(analyze_texts, jobs, workers)
    # The changes too, else the database is closed before whoever reads it.
    with closing(changes), closing(batched), closing(analyses):
        for some, (found, words) in analyses:
            put = [(change.article, change.arrived) for change in some if change.article]
            documents = [
                assemble_document(article, analyzed, arrived)
                for (article, arrived), analyzed in zip(put, found, strict=True)
            ]
            deleted = [change.id for change in some if change.article is None]
            yield Batch(some[-1].seq, len(some), documents, deleted, words)


def _texts(changes: list[Change]) -> list[ArticleText]:
    return [(each.article.title, each.article.body) for each in changes if each.article]


def _in_batches(changes: Iterator[Change]) -> Generator[list[Change]]:
    some: list[Change] = []
    characters = 0
    for change in changes:
        some.append(change)
        characters += len(change.article.body) if change.article else 0
        if len(some) >= MAX_BATCH_CHANGES or characters >= _MAX_BATCH_CHARS:
            yield some
            some, characters = [], 0
    if some:
        yield some
