"""Keeps the list of words, with the number of articles that hold each, in step with the store.

It has a checkpoint of its own. Words are counted up and down by what changed, never twice: a count
and the number that it stands for are written in one step, and only onto the number it began from.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing

import regex

from archive.store import Change, Store
from index.analysis import FINGERPRINT
from index.indexing.batches import batches
from index.transliteration.phonetic_key import PHONETIC_FINGERPRINT, phonetic_key

WORDS_FINGERPRINT = f"{FINGERPRINT}/{PHONETIC_FINGERPRINT}"
_LISTED = regex.compile(r"[\p{L}\p{M}]{1,40}")


def is_word(form: str) -> bool:
    """Whether an exact form is a word of the archive: no number, nothing endless."""
    return _LISTED.fullmatch(form) is not None


def catch_up_words(store: Store, counted: Mapping[str, int], since: int, seq: int) -> None:
    """Count what changed in the store since the words were counted.

    Args:
        store: What changed, and where the words are.
        counted: The words of some changes, if they were met anyway: those of the numbers
        since: after this one
        seq: up to this one.
    """
    checkpoint, stands_at = store.words_checkpoint() or ("", 0)
    if checkpoint.partition("/")[0] != FINGERPRINT:
        _recount(store)
        return
    if checkpoint != WORDS_FINGERPRINT:
        again = ((word, phonetic_key(word), articles) for word, _, articles in store.words())
        store.replace_words(again, WORDS_FINGERPRINT, stands_at)
    if stands_at == since and _add(store, counted, since, seq):
        return
    while True:
        _, since = store.words_checkpoint() or ("", 0)
        counts, seq = _count(store, since)
        if _add(store, counts, since, seq):
            return
        # Another process has counted meanwhile: go on from where it left off.


def replace_words(store: Store, counts: Counter[str], seq: int) -> None:
    """Put the words of the whole archive, as it was at number ``seq``, in place of all.

    The counts are used up: of a million articles there need not be two lists.
    """

    def rows() -> Iterator[tuple[str, str, int]]:
        # In the order of code points: so the lexicon opens quickest.
        for word in sorted(counts):
            articles = counts.pop(word)
            if is_word(word):
                yield word, phonetic_key(word), articles

    if store.replace_words(rows(), WORDS_FINGERPRINT, seq):
        store.forget_replaced(seq)


def _recount(store: Store) -> None:
    counts, seq = _count(store, 0)
    replace_words(store, counts, seq)


def _count(store: Store, since: int) -> tuple[Counter[str], int]:
    counts: Counter[str] = Counter()
    seq = since
    with closing(batches(store.changes(since))) as found:
        for batch in found:
            counts.update(batch.words)
            seq = batch.seq
    return counts, seq


def _add(store: Store, counted: Mapping[str, int], since: int, seq: int) -> bool:
    if seq == since:
        return True
    counts = Counter(counted)
    # What came after `since` was never counted; what came after `seq` is for the next time.
    before = (
        Change(old.seq_new, old.article_old.id, old.article_old)
        for old in store.replaced(since)
        if old.seq_old <= since and old.seq_new <= seq
    )
    with closing(batches(before)) as found:
        for batch in found:
            counts.subtract(batch.words)
    deltas = {
        word: (phonetic_key(word), count)
        for word, count in counts.items()
        if count and is_word(word)
    }
    if done := store.add_words(deltas, WORDS_FINGERPRINT, seq, after=since):
        store.forget_replaced(seq)
    return done
