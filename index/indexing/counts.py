"""Counts in how many articles each word stands."""

from collections import Counter
from dataclasses import dataclass, field

from index.indexing.batches import Batch


@dataclass(frozen=True, slots=True)
class WordCounts:
    """In how many articles each word stands.

    Attributes:
        articles: By word, all.
        scanned: By word, those that were read from a picture.
    """

    articles: Counter[str] = field(default_factory=Counter)
    scanned: Counter[str] = field(default_factory=Counter)

    def add(self, batch: Batch) -> None:
        """Count the articles of a batch."""
        self.articles.update(batch.words)
        self.scanned.update(batch.scanned)

    def subtract(self, batch: Batch) -> None:
        """Count the articles of a batch no more."""
        self.articles.subtract(batch.words)
        self.scanned.subtract(batch.scanned)

    def copy(self) -> "WordCounts":
        """The same counts, to be changed apart."""
        return WordCounts(self.articles.copy(), self.scanned.copy())
