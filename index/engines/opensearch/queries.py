"""Clauses → OpenSearch queries, scored by the rules of ``index.engine``.

Lucene weighs each term by its own frequency in its own field. Where the rules say another one, the
query is boosted by what the one idf is to the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from index.engine import WEIGHTS, AllOf, AnyOf, Clause, DisMax, Filters, Not, Phrase, Scope, Term
from index.engines.opensearch.phrases import size, spans
from index.engines.opensearch.schema import ARTICLE, writable
from index.engines.opensearch.statistics import Statistics, walk

Query = dict[str, Any]

_K1 = 1.2
_MOST = 900
"""Terms that one query may have; a cluster takes 1,024 unless it is set up otherwise."""

_FIELDS = 4
"""In which a term is looked up."""


class Clauses:
    """Makes the queries of one search; None stands for what matches nothing.

    Args:
        statistics: Of all the terms in it.
        room: What the query may hold.
    """

    def __init__(self, statistics: Statistics, room: "Room") -> None:
        self._statistics = statistics
        self._room = room

    def query(self, clause: Clause) -> Query | None:
        """The query of a clause."""
        match clause:
            case Term():
                return self._term(clause, *self._statistics.of_variants((clause,)))
            case Phrase():
                return self._phrase(clause)
            case DisMax():
                return self._dis_max(clause)
            case AnyOf():
                return self._any(clause)
            case AllOf():
                return self._all(clause)
            case Not():
                return self._all(AllOf((clause,)))

    def _all(self, clause: AllOf) -> Query | None:
        must, never = [], []
        for part in clause.must:
            if isinstance(part, Not):
                if (query := self.query(part.clause)) is not None:
                    never.append(query)
            elif (query := self.query(part)) is not None:
                must.append(query)
            else:
                return None
        should = [query for part in clause.should if (query := self.query(part)) is not None]
        return {
            "bool": {
                # Without this one, what is only kept out would match everything else, and what
                # only adds would be wanted.
                "filter": [] if must else [ARTICLE],
                "must": must,
                "must_not": never,
                "should": should,
                "minimum_should_match": 0,
            }
        }

    def _any(self, clause: AnyOf) -> Query | None:
        if clause.min_should_match < 1:
            return self._all(AllOf((), clause.clauses))
        parts = [q for part in clause.clauses if (q := self.query(part)) is not None]
        if clause.min_should_match > len(parts):
            return None
        return {"bool": {"should": parts, "minimum_should_match": clause.min_should_match}}

    def _dis_max(self, clause: DisMax) -> Query | None:
        terms = [part for part in clause.clauses if isinstance(part, Term)]
        df, exact_df = self._statistics.of_variants(terms)
        surest = sorted(terms, key=lambda term: -term.weight)
        parts = [self._term(term, df, exact_df) for term in surest[: self._room.scored]]
        parts += [self.query(part) for part in clause.clauses if not isinstance(part, Term)]
        return _strongest([*parts, self._matching(surest[self._room.scored :])])

    def _matching(self, terms: Sequence[Term]) -> Query | None:
        """Any of the terms, without a score."""
        words: dict[str, set[str]] = {}
        for term in terms:
            for field in _match_fields(term.scope):
                word = term.exact if field == "exact" else term.stem
                if self._may_stand(field, word):
                    words.setdefault(field, set()).add(word)
        found = [{"terms": {field: sorted(some)}} for field, some in words.items()]
        return {"bool": {"filter": [{"bool": {"should": found}}]}} if found else None

    def _term(self, term: Term, df: float, exact_df: float) -> Query | None:
        if term.scope is Scope.EXACT:
            return self._in("exact", term.exact, term.weight, exact_df)
        fields = _match_fields(term.scope)
        found = _sum(self._in(field, term.stem, term.weight, df) for field in fields)
        if found is None or term.scope is Scope.TITLE:
            return found
        extra = (
            self._in("lead", term.stem, term.weight, df),
            self._in("exact", term.exact, term.weight, exact_df),
        )
        should = [query for query in extra if query is not None]
        return {"bool": {"must": [found], "should": should}} if should else found

    def _in(self, field: str, word: str, weight: float, df: float) -> Query | None:
        """A term in one field, as if it stood in ``df`` documents."""
        if not self._may_stand(field, word):
            return None
        idf = weight * self._statistics.idf(df)
        return {"term": {field: {"value": word, "boost": self._boost(field, idf, (word,))}}}

    def _may_stand(self, field: str, word: str) -> bool:
        """Whether to look for the word; it may have come in since it was counted."""
        return writable(word) and (
            not self._room.is_short or self._statistics.count(field, word) > 0
        )

    def _boost(self, field: str, idf: float, words: Iterable[str]) -> float:
        """What makes Lucene's idf of these words that of the rules, and its bm25 theirs."""
        own = sum(self._statistics.own_idf(field, word) for word in words) or 1.0
        return (_K1 + 1) * WEIGHTS[field] * idf / own

    def _phrase(self, phrase: Phrase) -> Query | None:
        idf = phrase.weight * self._statistics.idf_of(phrase)
        return _sum(self._phrase_in(field, phrase, idf) for field in _match_fields(phrase.scope))

    def _phrase_in(self, field: str, phrase: Phrase, idf: float) -> Query | None:
        words = [
            [stem for stem in dict.fromkeys(word) if self._may_stand(field, stem)]
            for word in phrase.words
        ]
        if not words or not all(words):
            return None
        if phrase.slop == 0 and all(len(word) == 1 for word in words):
            stems = [word[0] for word in words]
            boost = self._boost(field, idf, stems)
            return {"match_phrase": {field: {"query": " ".join(stems), "boost": boost}}}
        # Of each word Lucene takes every alternative that there is, once.
        stems = list(
            {stem for word in words for stem in word if self._statistics.count(field, stem)}
        )
        query = spans(field, words, phrase.slop)
        ((_, options),) = query.items()
        options["boost"] = self._boost(field, idf, stems)
        return query


@dataclass(frozen=True, slots=True)
class Room:
    """What a query may hold, so that the cluster takes it.

    Attributes:
        is_short: Words that stand nowhere are left out.
        scored: How many variants of a word are scored, the surest first; the others only match.
    """

    is_short: bool
    scored: int

    @classmethod
    def of(cls, clause: Clause) -> Self:
        """What this clause may hold."""
        parts = list(walk(clause))
        terms = sum(isinstance(part, Term) for part in parts)
        phrases = sum(size(part) for part in parts if isinstance(part, Phrase))
        if _FIELDS * terms + 2 * phrases <= _MOST:
            return cls(is_short=False, scored=terms)
        words = [part for part in parts if isinstance(part, DisMax)]
        inside = sum(isinstance(part, Term) for word in words for part in word.clauses)
        left = _MOST - 2 * phrases - _FIELDS * (terms - inside) - 2 * len(words)
        return cls(is_short=True, scored=max(1, left // (_FIELDS * max(1, len(words)))))


def inside(filters: Filters) -> list[Query]:
    """The filters."""
    clauses: list[Query] = [{"terms": {name: list(labels)}} for name, labels in filters.labels]
    days = {"gte": filters.since, "lte": filters.until}
    if ends := {end: day.isoformat() for end, day in days.items() if day}:
        clauses.append({"range": {"day": ends}})
    return clauses


def _match_fields(scope: Scope) -> tuple[str, ...]:
    return {Scope.ANYWHERE: ("title", "body"), Scope.TITLE: ("title",), Scope.EXACT: ("exact",)}[
        scope
    ]


def _strongest(queries: Iterable[Query | None]) -> Query | None:
    parts = [query for query in queries if query is not None]
    if len(parts) > 1:
        return {"dis_max": {"queries": parts}}
    return parts[0] if parts else None


def _sum(queries: Iterable[Query | None]) -> Query | None:
    parts = [query for query in queries if query is not None]
    if len(parts) > 1:
        return {"bool": {"should": parts}}
    return parts[0] if parts else None
