"""Translates clauses into the queries of a library that scores by itself.

The tree is walked here, by the rules of ``index.engine``; an engine says how its library writes a
query. None stands for a query that matches nothing.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Generic, TypeVar

from index.engine import AllOf, AnyOf, Clause, DisMax, Not, Phrase, Term
from index.engines.bm25 import TermStatistics, text_fields

Q = TypeVar("Q")
"""The library's type of a query."""


class ClauseTranslator(ABC, Generic[Q]):
    """Makes the queries of one search.

    Args:
        statistics: Of the terms of the search.
        scored: Whether the queries score; those that only match may be faster.
    """

    def __init__(self, statistics: TermStatistics, *, scored: bool = True) -> None:
        self._statistics = statistics
        self._scored = scored

    def translate(self, clause: Clause) -> Q | None:
        """The query of a clause."""
        match clause:
            case Term():
                return self._dis_max(DisMax((clause,)))
            case Phrase():
                return self._phrase(clause)
            case DisMax():
                return self._dis_max(clause)
            case AnyOf():
                return self._any_of(clause)
            case AllOf():
                return self._all_of(clause)
            case Not():
                return self._all_of(AllOf((clause,)))

    @abstractmethod
    def _all(self, must: list[Q], must_not: list[Q], should: list[Q]) -> Q:
        """What matches all of ``must`` and none of ``must_not``; without ``must``, any article."""

    @abstractmethod
    def _at_least(self, parts: list[Q], number: int) -> Q:
        """What matches so many of the parts; there are two or more."""

    @abstractmethod
    def _max(self, parts: list[Q]) -> Q:
        """What matches any of the parts, scored by the best; there are two or more."""

    @abstractmethod
    def _variants(self, terms: list[Term], others: list[Q]) -> Q | None:
        """What has any of the terms, which are variants of one word, or matches another query."""

    @abstractmethod
    def _phrase_in(self, field: str, phrase: Phrase, idf: float) -> Q | None:
        """A phrase in one field, scored as a term of this idf."""

    def _unscored(self) -> "ClauseTranslator[Q]":
        """The translator of what only keeps documents out."""
        return self

    def _all_of(self, clause: AllOf) -> Q | None:
        must: list[Q] = []
        must_not: list[Q] = []
        for part in clause.must:
            if isinstance(part, Not):
                if (query := self._unscored().translate(part.clause)) is not None:
                    must_not.append(query)
            elif (query := self.translate(part)) is not None:
                must.append(query)
            else:
                return None
        return self._all(must, must_not, self._each(clause.should) if self._scored else [])

    def _any_of(self, clause: AnyOf) -> Q | None:
        if clause.min_should_match < 1:
            return self._all_of(AllOf((), clause.clauses))
        parts = self._each(clause.clauses)
        if clause.min_should_match > len(parts):
            return None
        return parts[0] if len(parts) == 1 else self._at_least(parts, clause.min_should_match)

    def _dis_max(self, clause: DisMax) -> Q | None:
        terms = [part for part in clause.clauses if isinstance(part, Term)]
        others = self._each(part for part in clause.clauses if not isinstance(part, Term))
        return self._variants(terms, others)

    def _phrase(self, phrase: Phrase) -> Q | None:
        idf = phrase.weight * self._statistics.phrase_idf(phrase)
        fields = text_fields(phrase.scope)
        return self._sum(self._phrase_in(field, phrase, idf) for field in fields)

    def _each(self, clauses: Iterable[Clause]) -> list[Q]:
        return [query for part in clauses if (query := self.translate(part)) is not None]

    def _sum(self, queries: Iterable[Q | None]) -> Q | None:
        parts = [query for query in queries if query is not None]
        if len(parts) > 1:
            return self._at_least(parts, 1)
        return parts[0] if parts else None

    def _strongest(self, queries: Iterable[Q | None]) -> Q | None:
        parts = [query for query in queries if query is not None]
        if len(parts) > 1:
            return self._max(parts)
        return parts[0] if parts else None
