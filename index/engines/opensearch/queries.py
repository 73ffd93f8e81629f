"""Translates clauses and filters into OpenSearch queries, scored by the rules of ``index.engine``.

Lucene weighs each term by its own frequency in its own field. Where the rules say another one, the
query is boosted by what the one idf is to the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Self

from index.engine import WEIGHTS, Clause, DisMax, Filters, Phrase, Scope, Term
from index.engines.bm25 import text_fields
from index.engines.opensearch.schema import ARTICLE, writable
from index.engines.opensearch.statistics import OpenSearchStatistics, walk
from index.engines.translator import ClauseTranslator

Query = dict[str, Any]

_K1 = 1.2
_MAX_CLAUSES = 900
"""Terms that one query may have; a cluster takes 1,024 unless it is set up otherwise."""

_FIELDS = 4
"""In which a term is looked up."""

_MAX_SPAN_TERMS = 64
"""Words in the queries of one phrase. Two words with a gap of three make eight."""

_MAX_GAP = 1_000_000
"""Beyond the end of any text, and nothing that overflows."""


@dataclass(frozen=True, slots=True)
class ClauseBudget:
    """What a query may hold, so that the cluster takes it.

    Attributes:
        is_short: Words that stand nowhere are left out.
        scored: How many variants of a word are scored, the likeliest first; the others only match.
    """

    is_short: bool
    scored: int

    @classmethod
    def of(cls, clause: Clause) -> Self:
        """What this clause may hold."""
        parts = list(walk(clause))
        terms = sum(isinstance(part, Term) for part in parts)
        phrases = sum(_phrase_terms(part) for part in parts if isinstance(part, Phrase))
        if _FIELDS * terms + 2 * phrases <= _MAX_CLAUSES:
            return cls(is_short=False, scored=terms)
        words = [part for part in parts if isinstance(part, DisMax)]
        variants = sum(isinstance(part, Term) for word in words for part in word.clauses)
        left = _MAX_CLAUSES - 2 * phrases - _FIELDS * (terms - variants) - 2 * len(words)
        return cls(is_short=True, scored=max(1, left // (_FIELDS * max(1, len(words)))))


class OpenSearchTranslator(ClauseTranslator[Query]):
    """Makes the queries of one search.

    Args:
        statistics: Of all the terms in it.
        budget: What the query may hold.
    """

    _statistics: OpenSearchStatistics

    def __init__(self, statistics: OpenSearchStatistics, budget: ClauseBudget) -> None:
        super().__init__(statistics)
        self._budget = budget

    def _all(self, must: list[Query], must_not: list[Query], should: list[Query]) -> Query:
        return {
            "bool": {
                # Without this one, what is only kept out would match everything else, and what
                # only adds would be wanted.
                "filter": [] if must else [ARTICLE],
                "must": must,
                "must_not": must_not,
                "should": should,
                "minimum_should_match": 0,
            }
        }

    def _at_least(self, parts: list[Query], number: int) -> Query:
        return {"bool": {"should": parts, "minimum_should_match": number}}

    def _max(self, parts: list[Query]) -> Query:
        return {"dis_max": {"queries": parts}}

    def _variants(self, terms: list[Term], others: list[Query]) -> Query | None:
        df, exact_df = self._statistics.variants_df(terms)
        likeliest = sorted(terms, key=lambda term: -term.weight)
        scored, rest = likeliest[: self._budget.scored], likeliest[self._budget.scored :]
        parts = [self._term(term, df, exact_df) for term in scored]
        return self._strongest([*parts, *others, self._matching(rest)])

    def _matching(self, terms: Sequence[Term]) -> Query | None:
        """Any of the terms, without a score."""
        words: dict[str, set[str]] = {}
        for term in terms:
            is_exact = term.scope is Scope.EXACT
            for field in ("exact",) if is_exact else text_fields(term.scope):
                word = term.exact if is_exact else term.stem
                if self._may_stand(field, word):
                    words.setdefault(field, set()).add(word)
        found = [{"terms": {field: sorted(some)}} for field, some in words.items()]
        return {"bool": {"filter": [{"bool": {"should": found}}]}} if found else None

    def _term(self, term: Term, df: float, exact_df: float) -> Query | None:
        if term.scope is Scope.EXACT:
            return self._term_in("exact", term.exact, term.weight, exact_df)
        fields = text_fields(term.scope)
        found = self._sum(self._term_in(field, term.stem, term.weight, df) for field in fields)
        if found is None or term.scope is Scope.TITLE:
            return found
        extra = (
            self._term_in("lead", term.stem, term.weight, df),
            self._term_in("exact", term.exact, term.weight, exact_df),
        )
        should = [query for query in extra if query is not None]
        return {"bool": {"must": [found], "should": should}} if should else found

    def _term_in(self, field: str, word: str, weight: float, df: float) -> Query | None:
        """A term in one field, as if it stood in ``df`` documents."""
        if not self._may_stand(field, word):
            return None
        idf = weight * self._statistics.idf(df)
        return {"term": {field: {"value": word, "boost": self._boost(field, idf, (word,))}}}

    def _may_stand(self, field: str, word: str) -> bool:
        """Whether to look for the word; it may have come in since it was counted."""
        return writable(word) and (
            not self._budget.is_short or self._statistics.doc_freq(field, word) > 0
        )

    def _boost(self, field: str, idf: float, words: Iterable[str]) -> float:
        """What makes Lucene's idf of these words that of the rules, and its bm25 theirs."""
        own = sum(self._statistics.own_idf(field, word) for word in words) or 1.0
        return (_K1 + 1) * WEIGHTS[field] * idf / own

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
            {stem for word in words for stem in word if self._statistics.doc_freq(field, stem)}
        )
        query = _spans(field, words, phrase.slop)
        ((_, options),) = query.items()
        options["boost"] = self._boost(field, idf, stems)
        return query


def _phrase_terms(phrase: Phrase) -> int:
    """How many terms the queries of a phrase have, in one field."""
    words = sum(map(len, phrase.words))
    each = _gap_choices(len(phrase.words), words, phrase.slop)
    return words * each


def _spans(field: str, words: Sequence[Sequence[str]], slop: int) -> Query:
    """One phrase with alternatives and gaps, as span queries.

    Lucene scores a place with a gap lower than one without, where the rules count each alike. So
    every way of setting the gaps becomes a query of its own, and they are counted together. Beyond
    ``_MAX_SPAN_TERMS`` Lucene's own gaps stand in, which find the same places.
    """
    if _gap_choices(len(words), sum(map(len, words)), slop) == 1 and slop and len(words) > 1:
        return _loosely(field, words, min(slop, _MAX_GAP))
    ways = product(range(slop + 1), repeat=len(words) - 1) if len(words) > 1 else [()]
    return {"span_or": {"clauses": [_exactly(field, words, gaps) for gaps in ways]}}


def _gap_choices(length: int, words: int, slop: int) -> int:
    """How many ways of setting the gaps are written out; 1 if they are left to Lucene."""
    if slop > _MAX_SPAN_TERMS or length > _MAX_SPAN_TERMS:
        return 1
    ways: int = (slop + 1) ** max(0, length - 1)
    return ways if ways * words <= _MAX_SPAN_TERMS else 1


def _exactly(field: str, words: Sequence[Sequence[str]], gaps: Sequence[int]) -> Query:
    parts = [_either(field, words[0])]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap:
            parts.append({"span_gap": {field: gap}})
        parts.append(_either(field, word))
    if len(parts) == 1:
        return parts[0]
    return {"span_near": {"clauses": parts, "slop": 0, "in_order": True}}


def _loosely(field: str, words: Sequence[Sequence[str]], slop: int) -> Query:
    """The first word, and near behind it all the others.

    From the end, since the nearest next word may be a dead end where a later one is none; and one
    in the other, since Lucene counts the gaps of one query together.
    """
    first = _either(field, words[0])
    if len(words) == 1:
        return first
    rest = _loosely(field, words[1:], slop)
    return {"span_near": {"clauses": [first, rest], "slop": slop, "in_order": True}}


def _either(field: str, stems: Sequence[str]) -> Query:
    return {"span_or": {"clauses": [{"span_term": {field: {"value": stem}}} for stem in stems]}}


def filter_queries(filters: Filters) -> list[Query]:
    """The filters, which score nothing."""
    clauses: list[Query] = [{"terms": {name: list(labels)}} for name, labels in filters.labels]
    clauses += [
        {"bool": {"must_not": {"terms": {name: list(labels)}}}}
        for name, labels in filters.not_labels
    ]
    if filters.arrived_since is not None:
        clauses.append({"range": {"arrived": {"gt": filters.arrived_since}}})
    if (ranges := filters.day_ranges()) is not None:
        days: list[Query] = [{"match_none": {}}]
        days += [
            {"range": {"day": {"gte": first.isoformat(), "lte": last.isoformat()}}}
            for first, last in ranges
        ]
        if filters.undated:
            days.append({"bool": {"must_not": {"exists": {"field": "day"}}}})
        clauses.append({"bool": {"should": days, "minimum_should_match": 1}})
    return clauses
