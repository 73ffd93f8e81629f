"""Keeps an index and the list of words up to date with the store.

The store is the truth. The index and the words each carry a stamp, so either can be caught up from
where it stands, after a kill at any moment as well. Nothing here deletes or changes an article.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import regex

from archive.article import Article
from archive.store import Change, Store
from index.analysis import FINGERPRINT
from index.documents import document
from index.engine import Document, Engine, EngineUnavailable, Stamp
from index.fingerprint import fingerprint
from index.lexicon import sound

Progress = Callable[[int], object]
"""Called now and then with the number of articles done since the last call."""

_BATCH = 1000
_SOUNDS = fingerprint("index.transliteration")
_WORDS_STAMP = f"{FINGERPRINT}/{_SOUNDS}"
_LISTED = regex.compile(r"[\p{L}\p{M}]{1,40}")
"""Which exact forms are words of the archive: no numbers, nothing endless."""


def rebuild(store: Store, engine: Engine, progress: Progress = lambda _: None) -> int:
    """Build the index and the list of words anew; how many articles are in them."""
    counts: Counter[str] = Counter()
    seq = total = 0
    with engine.rebuild() as writer:
        for changes in _batches(store.changes(0)):
            documents = _documents(changes)
            writer.add(documents)
            _count(counts, documents, 1)
            seq = changes[-1].seq
            total += len(documents)
            progress(len(documents))
        writer.finish(Stamp(FINGERPRINT, seq))
    _replace_words(store, counts, seq)
    return total


def catch_up(store: Store, engine: Engine, progress: Progress = lambda _: None) -> int:
    """Take into the index what changed in the store; how many articles that were.

    Builds anew where there is no index yet, or one of another analysis or of another store.
    """
    stamp = None if rebuild_is_due(engine) else engine.stamp()
    if stamp is None or stamp.seq > store.seq():
        return rebuild(store, engine, progress)
    total = 0
    for changes in _batches(store.changes(stamp.seq)):
        gone = [change.id for change in changes if change.article is None]
        engine.apply(_documents(changes), gone, Stamp(FINGERPRINT, changes[-1].seq))
        total += len(changes)
        progress(len(changes))
    _catch_up_words(store)
    return total


def rebuild_is_due(engine: Engine) -> bool:
    """Whether the index is missing, unreadable, or of another analysis than this program's."""
    try:
        stamp = engine.stamp()
    except EngineUnavailable:
        return True
    return stamp is None or stamp.analysis != FINGERPRINT


def behind(store: Store, engine: Engine) -> bool:
    """Whether index and list of words stand elsewhere than the store: behind it, as a rule.

    Ahead of it they are where the store was put back to an older state.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    stamp, words = engine.stamp(), store.words_stamp()
    seq = store.seq()
    return stamp is None or stamp.seq != seq or words != (_WORDS_STAMP, seq)


def _catch_up_words(store: Store) -> None:
    stamp, since = store.words_stamp() or ("", 0)
    if stamp.partition("/")[0] != FINGERPRINT:
        _recount_words(store)
        return
    if stamp != _WORDS_STAMP:
        again = ((word, sound(word), articles) for word, _, articles in store.words())
        store.replace_words(again, _WORDS_STAMP, since)
    while not _add_words(store):
        pass  # another process has counted meanwhile: go on from where it left off


def _add_words(store: Store) -> bool:
    _, since = store.words_stamp() or ("", 0)
    counts: Counter[str] = Counter()
    seq = since
    for changes in _batches(store.changes(since)):
        _count(counts, _documents(changes), 1)
        seq = changes[-1].seq
    for old in store.replaced(since):
        # What came after `since` was never counted; what came after `seq` is for the next time.
        if old.seq_old <= since and old.seq_new <= seq:
            _count(counts, [document(old.article_old)], -1)
    if seq == since:
        return True
    deltas = {word: (sound(word), count) for word, count in counts.items() if count}
    if done := store.add_words(deltas, _WORDS_STAMP, seq, after=since):
        store.forget_replaced(seq)
    return done


def _recount_words(store: Store) -> None:
    counts: Counter[str] = Counter()
    seq = 0
    for changes in _batches(store.changes(0)):
        _count(counts, _documents(changes), 1)
        seq = changes[-1].seq
    _replace_words(store, counts, seq)


def _replace_words(store: Store, counts: Counter[str], seq: int) -> None:
    words = ((word, sound(word), articles) for word, articles in counts.items())
    if store.replace_words(words, _WORDS_STAMP, seq):
        store.forget_replaced(seq)


def _documents(changes: Iterable[Change]) -> list[Document]:
    articles: Iterable[Article] = (change.article for change in changes if change.article)
    return [document(article) for article in articles]


def _count(counts: Counter[str], documents: Iterable[Document], sign: int) -> None:
    for found in documents:
        for word in set(found.exact):
            if _LISTED.fullmatch(word):
                counts[word] += sign


def _batches(changes: Iterator[Change]) -> Iterator[list[Change]]:
    while batch := list(islice(changes, _BATCH)):
        yield batch
