"""A store and its index in a folder, checked against each other word by word."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import regex

from archive.article import Article
from archive.store import Store
from index.documents import document, document_fingerprint
from index.engine import AllOf, Checkpoint, SearchRequest, Term
from index.engines.whoosh.engine import WhooshEngine
from index.indexing import catch_up, is_behind
from index.transliteration.phonetic_key import phonetic_key

WORDS = ["लावरोव", "वॉनसान", "रूस", "मंत्री", "न", "व", "2025", "nato"]
IDS = "abcdef"


class IndexedArchive:
    """A store and an index in a folder."""

    def __init__(self, folder: Path) -> None:
        self.analysis = document_fingerprint()
        self.folder = folder
        self.store = Store.open(f"sqlite:///{folder / 'archive.db'}")
        self.engine = WhooshEngine(folder / "index")

    def assert_in_step(self) -> None:
        assert not is_behind(self.store, self.engine)
        checkpoint = self.engine.checkpoint()
        seq = self.store.seq()
        assert checkpoint == Checkpoint(self.analysis, seq, self.store.origin(seq))
        articles = list(self.store.articles())
        assert self.found(AllOf()) == sorted(article.id for article in articles)
        for word in WORDS:
            expected = [article.id for article in articles if word in article.body.split()]
            stem = document(Article(id="x", body=word)).body
            assert self.found(Term(stem)) == sorted(expected)
        assert dict(self.words()) == dict(recounted(articles))
        scanned = recounted([each for each in articles if "ocr" in each.notes])
        assert {word: n for word, _, n in self.store.scanned_words()} == dict(scanned)

    def assert_nothing_is_kept_for_long(self) -> None:
        """A kill may leave what was displaced and is counted; the next change takes it away."""
        self.store.put([Article("a", str(self.store.seq()))])
        catch_up(self.store, self.engine)
        assert list(self.store.replaced(0)) == []

    def found(self, query: AllOf | Term) -> list[str]:
        hits = self.engine.search(SearchRequest(query, limit=1000)).hits
        return sorted(hit.id for hit in hits)

    def words(self) -> Iterator[tuple[str, int]]:
        for word, heard, articles in self.store.words():
            assert heard == phonetic_key(word)
            yield word, articles

    def close(self) -> None:
        self.engine.close()
        self.store.close()


def recounted(articles: list[Article]) -> Counter[str]:
    """In how many articles each word stands, from scratch."""
    every = (word for article in articles for word in {*article.body.split()})
    return Counter(word for word in every if regex.fullmatch(r"[\p{L}\p{M}]+|[0-9]+", word))


@contextmanager
def opened(folder: Path) -> Iterator[IndexedArchive]:
    archive = IndexedArchive(folder)
    try:
        yield archive
    finally:
        archive.close()
