"""Keeps an index and the list of words up to date with the store.

The store is the truth. The index and the words each carry a checkpoint, so either can be caught up
from where it stands, after a kill at any moment as well. Nothing here deletes or changes an
article.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from archive.store import Store
from index.engine import Checkpoint, Engine, EngineUnavailable
from index.indexing.batches import Batch, batches
from index.indexing.documents import FINGERPRINT
from index.indexing.words import WORDS_FINGERPRINT, catch_up_words, replace_words

Progress = Callable[[int], object]
"""Called now and then with the number of articles done since the last call."""

_COMMIT = 1000
"""Changes in one commit, each of which waits for the disk."""

_MANY = 10_000
"""Changes that may be quicker to take in by building anew: one commit and few segments."""


def rebuild(store: Store, engine: Engine, progress: Progress = lambda _: None) -> int:
    """Build the index and the list of words anew; how many articles are in them."""
    counts: Counter[str] = Counter()
    seq = total = 0
    with engine.rebuild() as writer, closing(batches(store.changes(0))) as found:
        for batch in found:
            writer.add(batch.documents)
            counts.update(batch.words)
            seq = batch.seq
            total += len(batch.documents)
            progress(len(batch.documents))
        # The engine and the store take as long as each other, and neither needs this process.
        with ThreadPoolExecutor(1) as beside:
            written = beside.submit(replace_words, store, counts, seq)
            writer.finish(Checkpoint(FINGERPRINT, seq))
        written.result()
    return total


def catch_up(store: Store, engine: Engine, progress: Progress = lambda _: None) -> int:
    """Take into the index what changed in the store; how many articles that were.

    Builds anew where there is no index yet, or one of another analysis or of another store, and
    where more changed than stayed.
    """
    checkpoint = None if rebuild_is_due(engine) else engine.checkpoint()
    if checkpoint is None or not 0 <= store.seq() - checkpoint.seq <= max(_MANY, store.count() / 2):
        return rebuild(store, engine, progress)
    counts: Counter[str] = Counter()
    seq = checkpoint.seq
    total = 0
    with closing(batches(store.changes(checkpoint.seq))) as found:
        for some in _commits(found):
            seq = some[-1].seq
            put = [document for batch in some for document in batch.documents]
            gone = [id_ for batch in some for id_ in batch.gone]
            engine.apply(put, gone, Checkpoint(FINGERPRINT, seq))
            for batch in some:
                counts.update(batch.words)
            total += len(put) + len(gone)
            progress(len(put) + len(gone))
    catch_up_words(store, counts, checkpoint.seq, seq)
    return total


def rebuild_is_due(engine: Engine) -> bool:
    """Whether the index is missing, unreadable, or of another analysis than this program's."""
    try:
        checkpoint = engine.checkpoint()
    except EngineUnavailable:
        return True
    return checkpoint is None or checkpoint.analysis != FINGERPRINT


def is_behind(store: Store, engine: Engine) -> bool:
    """Whether index and list of words stand elsewhere than the store: behind it, as a rule.

    Ahead of it they are where the store was put back to an older state.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    checkpoint, words = engine.checkpoint(), store.words_checkpoint()
    seq = store.seq()
    return checkpoint is None or checkpoint.seq != seq or words != (WORDS_FINGERPRINT, seq)


def _commits(found: Iterable[Batch]) -> Iterator[list[Batch]]:
    some: list[Batch] = []
    for batch in found:
        some.append(batch)
        if sum(each.changes for each in some) >= _COMMIT:
            yield some
            some = []
    if some:
        yield some
