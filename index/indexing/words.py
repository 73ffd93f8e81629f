"""Keeps the list of words, with the number of articles that hold each, up to date with the store.

The list has a checkpoint of its own. Words are counted up and down by what changed, never twice:
counts and their new checkpoint are written in one transaction, and only if the checkpoint is still
the one that they were counted from.
"""

from collections.abc import Iterator
from contextlib import closing

import regex

from archive.store import Change, Store
from index.analysis import analysis_fingerprint
from index.indexing.batches import batches
from index.indexing.counts import WordCounts
from index.transliteration.phonetic_key import phonetic_fingerprint, phonetic_key

_WORD = regex.compile(r"[\p{L}\p{M}]{1,40}|[0-9]{1,15}(?:\.[0-9]{1,15})?")


def counted_by() -> str:
    """The analysis, and what of its exact forms is counted: change it with ``_WORD``."""
    return f"{analysis_fingerprint()} letters numbers pictures"


def words_fingerprint() -> str:
    """What the list is made by.

    If only the phonetic keys are made otherwise, they are written anew; if other words are counted,
    or by another analysis, all are counted anew.
    """
    return f"{counted_by()}/{phonetic_fingerprint()}"


def is_word(form: str) -> bool:
    """Whether an exact form is a word of the list: letters only, or a number, and not too long."""
    return _WORD.fullmatch(form) is not None


def catch_up_words(store: Store, counted: WordCounts, since: int, seq: int) -> None:
    """Count what changed in the store since the words were counted.

    Args:
        store: Holds the changes and the words.
        counted: The words of the changes after ``since`` up to ``seq``, which the caller has
            analysed anyway. They save a second analysis if the words stand at ``since``, too.
        since: The number of a change.
        seq: The number of a later one.
    """
    made_by, counted_to = store.words_checkpoint() or ("", 0)
    if made_by.partition("/")[0] != counted_by():
        _recount(store)
        return
    if made_by != words_fingerprint():
        again = ((word, phonetic_key(word), articles) for word, _, articles in store.words())
        scanned = {word: count for word, _, count in store.scanned_words()}
        store.replace_words(again, words_fingerprint(), counted_to, scanned=scanned)
    if counted_to == since and _add_counts(store, counted, since, seq):
        return
    while True:
        _, since = store.words_checkpoint() or ("", 0)
        counts, seq = _count_since(store, since)
        if _add_counts(store, counts, since, seq):
            return
        # Another process has counted meanwhile: go on from its checkpoint.


def replace_words(store: Store, counts: WordCounts, seq: int) -> None:
    """Replace the whole list.

    Args:
        store: Holds the words.
        counts: They are removed as they are written: of a million articles there need not be two
            lists.
        seq: The number of the last change that they count.
    """

    def rows() -> Iterator[tuple[str, str, int]]:
        # In the order of code points, in which the lexicon opens quickest.
        for word in sorted(counts.articles):
            articles = counts.articles.pop(word)
            if is_word(word):
                yield word, phonetic_key(word), articles

    if store.replace_words(rows(), words_fingerprint(), seq, scanned=counts.scanned):
        store.forget_replaced(seq)


def _recount(store: Store) -> None:
    counts, seq = _count_since(store, 0)
    replace_words(store, counts, seq)


def _count_since(store: Store, since: int) -> tuple[WordCounts, int]:
    """The words of what changed after this number, and the number of the last change."""
    counts = WordCounts()
    seq = since
    with closing(batches(store.changes(since))) as found:
        for batch in found:
            counts.add(batch)
            seq = batch.seq
    return counts, seq


def _add_counts(store: Store, counted: WordCounts, since: int, seq: int) -> bool:
    """Add the counts, less those of the articles that were replaced; False if not at ``since``."""
    if seq == since:
        return True
    counts = counted.copy()
    # An article that came after `since` was never counted; one that was replaced after `seq` is
    # for the next time.
    replaced = (
        Change(old.seq_new, old.article_old.id, old.article_old)
        for old in store.replaced(since)
        if old.seq_old <= since and old.seq_new <= seq
    )
    with closing(batches(replaced)) as found:
        for batch in found:
            counts.subtract(batch)
    deltas = {
        word: (phonetic_key(word), count)
        for word, count in counts.articles.items()
        if (count or counts.scanned[word]) and is_word(word)
    }
    scanned = counts.scanned
    if done := store.add_words(deltas, words_fingerprint(), seq, after=since, scanned=scanned):
        store.forget_replaced(seq)
    return done
