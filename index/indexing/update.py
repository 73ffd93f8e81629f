"""Keeps the index, the list of words and the names found up to date with the store.

The store is the truth. The index and the words each carry a checkpoint, so either can catch up
from there, also after a kill at any moment. Nothing here deletes or changes an article.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from archive.store import Store
from index.documents import document_fingerprint
from index.engine import Checkpoint, Engine, EngineUnavailable
from index.indexing.batches import Batch, batches
from index.indexing.counts import WordCounts
from index.indexing.words import catch_up_words, replace_words, words_fingerprint

Progress = Callable[[int], object]
"""Called repeatedly with the number of articles done since the last call."""

_COMMIT_CHANGES = 1000
"""Changes in one commit: each commit waits for the disk."""

_MAX_CATCH_UP_CHANGES = 10_000
"""More changes, if they are also more than half of the articles, are indexed quicker by building
anew: one commit and few segments."""


def rebuild(store: Store, engine: Engine, progress: Progress = lambda _: None) -> int:
    """Build the index and the list of words anew.

    Returns:
        How many articles are in them.

    Raises:
        EngineBusy: Another process is writing this index.
    """
    counts = WordCounts()
    seq = total = 0
    with engine.rebuild() as writer, closing(batches(store.changes(0))) as found:
        for batch in found:
            writer.add(batch.documents)
            store.keep_found_names(batch.names)
            counts.add(batch)
            seq = batch.seq
            total += len(batch.documents)
            progress(len(batch.documents))
        # The engine and the store take as long as each other, and neither needs this process.
        with ThreadPoolExecutor(1) as beside:
            written = beside.submit(replace_words, store, counts, seq)
            writer.finish(Checkpoint(document_fingerprint(), seq, store.origin(seq)))
        written.result()
    return total


def catch_up(store: Store, engine: Engine, progress: Progress = lambda _: None) -> int:
    """Index what changed in the store since the last time.

    Builds anew if there is no index yet, or one of another analysis or of another store, and if
    too much changed.

    Returns:
        How many articles were indexed or deleted.

    Raises:
        EngineBusy: Another process is writing this index.
    """
    checkpoint = None if rebuild_is_due(engine) else engine.checkpoint()
    if checkpoint is None or not is_made_from(store, checkpoint):
        return rebuild(store, engine, progress)
    if store.seq() - checkpoint.seq > max(_MAX_CATCH_UP_CHANGES, store.count() / 2):
        return rebuild(store, engine, progress)
    counts = WordCounts()
    seq = checkpoint.seq
    total = 0
    with closing(batches(store.changes(checkpoint.seq))) as found:
        for commit in _in_commits(found):
            seq = commit[-1].seq
            put = [document for batch in commit for document in batch.documents]
            deleted = [id_ for batch in commit for id_ in batch.deleted]
            engine.apply(put, deleted, Checkpoint(document_fingerprint(), seq, store.origin(seq)))
            for batch in commit:
                store.keep_found_names(batch.names)
                counts.add(batch)
            total += len(put) + len(deleted)
            progress(len(put) + len(deleted))
    if seq == checkpoint.seq and not checkpoint.origin:
        # An index of an older version is taken for this store's, once.
        engine.apply((), (), Checkpoint(document_fingerprint(), seq, store.origin(seq)))
    catch_up_words(store, counts, checkpoint.seq, seq)
    if not total:
        engine.sweep()
    return total


def rebuild_is_due(engine: Engine) -> bool:
    """Whether the index is missing, unreadable, or of another analysis than this program's."""
    try:
        checkpoint = engine.checkpoint()
    except EngineUnavailable:
        return True
    return checkpoint is None or checkpoint.analysis != document_fingerprint()


def is_made_from(store: Store, checkpoint: Checkpoint) -> bool:
    """Whether an index was made from this very store, up to some change of its history.

    It was not if the database was deleted, replaced, or put back to an older state, whatever the
    numbers are by now.
    """
    if checkpoint.seq > store.seq():
        return False
    return checkpoint.origin in ("", store.origin(checkpoint.seq))


def is_of_another_store(store: Store, engine: Engine) -> bool:
    """Whether there is an index, but of another store than this one.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    checkpoint = engine.checkpoint()
    return checkpoint is not None and not is_made_from(store, checkpoint)


def is_behind(store: Store, engine: Engine) -> bool:
    """Whether the index or the list of words is of another state than the store's.

    They are behind it as a rule, and of another history if the store was put back or replaced.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    checkpoint, words = engine.checkpoint(), store.words_checkpoint()
    seq = store.seq()
    if checkpoint is None or checkpoint.seq != seq or words != (words_fingerprint(), seq):
        return True
    return not is_made_from(store, checkpoint)


def _in_commits(found: Iterable[Batch]) -> Iterator[list[Batch]]:
    commit: list[Batch] = []
    for batch in found:
        commit.append(batch)
        if sum(each.changes for each in commit) >= _COMMIT_CHANGES:
            yield commit
            commit = []
    if commit:
        yield commit
