"""Analyses the changes of the store in batches, in several processes: terms, words, names.

Only texts go to other processes and only terms come back. The store is read in this one, in one
go, so that all batches hold what the archive held when reading began.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from archive.notes import read_notes
from archive.store import Change, FoundNames
from index import names
from index.documents import AnalyzedTexts, ArticleText, analyze_texts, assemble_document
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
        scanned: In how many of these it was read from a picture.
        names: The names in each of the documents, for the store to keep.
    """

    seq: int
    changes: int
    documents: list[Document]
    deleted: list[str]
    words: Mapping[str, int]
    scanned: Mapping[str, int]
    names: list[FoundNames]


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
    analyses = ordered_map(_analyze, jobs, workers)
    # The changes too, else the database is closed before whoever reads it.
    with closing(changes), closing(batched), closing(analyses):
        for some, ((found, words, scanned), named) in analyses:
            put = [change for change in some if change.article]
            documents = [
                assemble_document(change.article, analyzed, change.arrived)
                for change, analyzed in zip(put, found, strict=True)
                if change.article
            ]
            deleted = [change.id for change in some if change.article is None]
            held = [
                FoundNames(change.id, change.seq, names.made_by(), text)
                for change, text in zip(put, named, strict=True)
            ]
            yield Batch(some[-1].seq, len(some), documents, deleted, words, scanned, held)


def _analyze(texts: list[ArticleText]) -> tuple[AnalyzedTexts, list[str]]:
    """The slow part of a batch, which may run in another process."""
    return analyze_texts(texts), [names.names_at_beginning(title, body) for title, body, _ in texts]


def _texts(changes: list[Change]) -> list[ArticleText]:
    return [
        (article.title, article.body, "ocr" in read_notes(article.notes))
        for article in (each.article for each in changes)
        if article
    ]


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
