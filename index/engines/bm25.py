"""In how many documents the terms of a query count as standing: the rules of ``index.engine``.

Every engine counts terms in its own way; what is made of the counts is the same for all.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

from index.engine import Phrase, Term


def bm25_idf(df: float, documents: int) -> float:
    """The inverse document frequency of bm25, as Lucene has it: never negative."""
    return math.log1p((documents - df + 0.5) / (df + 0.5))


class Frequencies(ABC):
    """The document frequencies of one search.

    Attributes:
        articles: How many documents there are.
    """

    articles: int

    @abstractmethod
    def count(self, field: str, word: str) -> int:
        """How many documents have the term in the field."""

    def idf(self, df: float) -> float:
        """That of a term which stands in so many documents."""
        return bm25_idf(df, self.articles)

    def idf_of(self, phrase: Phrase) -> float:
        """That of a phrase: the sum of its words'."""
        return sum(self.idf(self.of_stems(word)) for word in phrase.words)

    def of_stems(self, stems: Iterable[str]) -> int:
        """That of the most widespread of the stems, in title or body, whichever are more."""
        return max((self.count(field, s) for s in stems for field in ("title", "body")), default=0)

    def of_variants(self, terms: Iterable[Term]) -> tuple[float, float]:
        """Those that all variants of a word share, of the stem and of the exact form."""
        terms = tuple(terms)
        stems = ((term.stem, term.weight) for term in terms)
        exacts = ((term.exact, term.weight) for term in terms if term.exact)
        return (
            self._shared(stems, lambda stem: self.of_stems((stem,))),
            self._shared(exacts, lambda exact: self.count("exact", exact)),
        )

    def _shared(self, words: Iterable[tuple[str, float]], count: Callable[[str], int]) -> float:
        """The sum for all words, each counted by its weight against the largest."""
        weights: dict[str, float] = {}
        for word, weight in words:
            weights[word] = max(weights.get(word, 0.0), weight)
        top = max(weights.values(), default=0.0) or 1.0
        total = sum(count(word) * weight / top for word, weight in weights.items())
        return min(total, self.articles)
