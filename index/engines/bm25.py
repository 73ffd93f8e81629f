"""Document frequencies and idf by the rules of ``index.engine``: the same for every engine.

Every engine counts terms in its own way; what is made of the counts stands here.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

from index.engine import Phrase, Scope, Term


def bm25_idf(df: float, documents: int) -> float:
    """The inverse document frequency of bm25, as Lucene has it: never negative."""
    return math.log1p((documents - df + 0.5) / (df + 0.5))


def text_fields(scope: Scope) -> tuple[str, ...]:
    """The fields in which a document that matches has the stem of a term, or a phrase."""
    return ("title", "body") if scope is Scope.ANYWHERE else ("title",)


class TermStatistics(ABC):
    """The document frequencies of one search.

    Attributes:
        articles: How many documents there are.
    """

    articles: int

    @abstractmethod
    def doc_freq(self, field: str, term: str) -> int:
        """How many documents have the term in the field."""

    def idf(self, df: float) -> float:
        """The idf of a term that stands in so many documents."""
        return bm25_idf(df, self.articles)

    def phrase_idf(self, phrase: Phrase) -> float:
        """The sum of the idf of the phrase's words."""
        return sum(self.idf(self.stems_df(word)) for word in phrase.words)

    def stems_df(self, stems: Iterable[str]) -> int:
        """The frequency of the most widespread stem, in title or body, whichever is larger."""
        fields = ("title", "body")
        return max((self.doc_freq(field, s) for s in stems for field in fields), default=0)

    def variants_df(self, terms: Iterable[Term]) -> tuple[float, float]:
        """What all variants of a word share: the frequency of the stem, and of the exact form."""
        terms = tuple(terms)
        stems = ((term.stem, term.weight) for term in terms)
        exacts = ((term.exact, term.weight) for term in terms if term.exact)
        return (
            self._shared_df(stems, lambda stem: self.stems_df((stem,))),
            self._shared_df(exacts, lambda exact: self.doc_freq("exact", exact)),
        )

    def _shared_df(self, words: Iterable[tuple[str, float]], df: Callable[[str], int]) -> float:
        """The sum for all words, each counted by its weight against the largest."""
        weights: dict[str, float] = {}
        for word, weight in words:
            weights[word] = max(weights.get(word, 0.0), weight)
        top = max(weights.values(), default=0.0) or 1.0
        total = sum(df(word) * weight / top for word, weight in weights.items())
        return min(total, self.articles)
