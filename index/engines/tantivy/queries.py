"""Translates clauses and filters into Tantivy queries, scored by the rules of ``index.engine``.

Tantivy weighs each term by its own frequency in its own field. Where the rules say another one,
the query is boosted by what the one idf is to the other.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, product

from tantivy import FieldType, Occur, Query

from index.engine import WEIGHTS, Filters, Phrase, Scope, Term
from index.engines.bm25 import TermStatistics, bm25_idf, text_fields
from index.engines.tantivy.schema import ARTICLE, CHECKPOINT, schema, writable
from index.engines.translator import ClauseTranslator

_MAX_PHRASES = 512
"""Plain phrases that one phrase may become. Queries make a few; this many take some ms."""

_MAX_SLOP = 255
"""Tantivy counts the slop of three words or more in one byte."""


class TantivyStatistics(TermStatistics):
    """In how many documents the terms of one search stand.

    Deleted documents that are still there count too, here and in Tantivy's own scores.

    Args:
        doc_freq: Counts the documents that have a term in a field.
    """

    def __init__(self, doc_freq: Callable[[str, str], int]) -> None:
        self._doc_freq = doc_freq
        self.articles = doc_freq("kind", ARTICLE)
        self._documents = self.articles + doc_freq("kind", CHECKPOINT)

    def doc_freq(self, field: str, term: str) -> int:
        """How many documents have the term in the field."""
        return self._doc_freq(field, term)

    def own_idf(self, field: str, term: str) -> float:
        """Tantivy's own idf, which takes the checkpoint for one more document."""
        return bm25_idf(self.doc_freq(field, term), self._documents)


class TantivyTranslator(ClauseTranslator[Query]):
    """Makes the queries of one search.

    Args:
        statistics: Of the terms of the search.
        scored: Whether the queries score; those that only match are faster.
        among: Only where this matches are the positions of phrases read.
    """

    _statistics: TantivyStatistics

    def __init__(
        self, statistics: TantivyStatistics, *, scored: bool, among: Query | None = None
    ) -> None:
        super().__init__(statistics, scored=scored)
        self._among = [among] if among else []

    def _unscored(self) -> "TantivyTranslator":
        return TantivyTranslator(self._statistics, scored=False)

    def _all(self, must: list[Query], must_not: list[Query], should: list[Query]) -> Query:
        parts = [(Occur.Must, query) for query in must or [all_articles()]]
        parts += [(Occur.MustNot, query) for query in must_not]
        parts += [(Occur.Should, query) for query in should]
        return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)

    def _at_least(self, parts: list[Query], number: int) -> Query:
        return Query.boolean_query([(Occur.Should, part) for part in parts], number)

    def _max(self, parts: list[Query]) -> Query:
        return Query.disjunction_max_query(parts) if self._scored else self._at_least(parts, 1)

    def _variants(self, terms: list[Term], others: list[Query]) -> Query | None:
        if not self._scored:
            # One flat union: Tantivy reads a tree of unions at half the speed.
            found = dict.fromkeys(pair for term in terms for pair in self._matching(term))
            words = (Query.term_query(schema(), *pair, "basic") for pair in found)
            return self._sum((*words, *others))
        idf, exact_idf = map(self._statistics.idf, self._statistics.variants_df(terms))
        return self._strongest((*(self._term(term, idf, exact_idf) for term in terms), *others))

    def _matching(self, term: Term) -> list[tuple[str, str]]:
        """The fields in which a document that matches has the term, and what it has there."""
        if term.scope is Scope.EXACT:
            return self._existing([("exact", term.exact)])
        return self._existing((field, term.stem) for field in text_fields(term.scope))

    def _existing(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        return [pair for pair in pairs if self._statistics.doc_freq(*pair)]

    def _term(self, term: Term, idf: float, exact_idf: float) -> Query | None:
        """A term of this idf; what only scores stands in no other documents than what matches."""
        pairs = self._matching(term)
        if pairs and term.scope is Scope.ANYWHERE:
            pairs += self._existing([("lead", term.stem), ("exact", term.exact)])
        return self._sum(
            self._boosted(
                Query.term_query(schema(), field, word, "freq"),
                field,
                (word,),
                term.weight * (exact_idf if field == "exact" else idf),
            )
            for field, word in pairs
        )

    def _phrase_in(self, field: str, phrase: Phrase, idf: float) -> Query | None:
        words = [[s for s in word if self._statistics.doc_freq(field, s)] for word in phrase.words]
        if not words or not all(words):
            return None
        return self._strongest(
            conjunction(*self._among, self._boosted(query, field, stems, idf))
            for stems, query in _plain_phrases(field, words, phrase.slop)
        )

    def _boosted(self, query: Query, field: str, stems: Iterable[str], idf: float) -> Query:
        if not self._scored:
            return query
        own = sum(self._statistics.own_idf(field, stem) for stem in stems)
        return Query.boost_query(query, WEIGHTS[field] * idf / own)


def _plain_phrases(
    field: str, words: Sequence[Sequence[str]], slop: int
) -> Iterator[tuple[tuple[str, ...], Query]]:
    """One phrase with alternatives and gaps as phrases of Tantivy's, which have neither.

    Tantivy's own slop counts all gaps together and takes the words in any order, so a gap becomes
    one phrase for each place where the next word may stand. Beyond ``_MAX_PHRASES`` the last
    alternatives of the words that have most are left out; and where the gaps are too many,
    Tantivy's slop stands in for them, which finds other orders too.

    Returns:
        The stems of each plain phrase, and its query.
    """
    words = _fewer(words)
    if len(words) == 1:
        for stem in words[0]:
            yield (stem,), Query.term_query(schema(), field, stem, "freq")
        return
    gaps = len(words) - 1
    alternatives = math.prod(map(len, words))
    exactly = gaps * math.log(slop + 1) + math.log(alternatives) <= math.log(_MAX_PHRASES)
    for stems in product(*words):
        if exactly:
            for steps in product(range(1, slop + 2), repeat=gaps):
                places = accumulate(steps, initial=0)
                placed: list[str | tuple[int, str]] = list(zip(places, stems, strict=True))
                yield stems, Query.phrase_query(schema(), field, placed)
        else:
            wide = min(slop * gaps, _MAX_SLOP)
            yield stems, Query.phrase_query(schema(), field, list(stems), wide)


def _fewer(words: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    fewer = [tuple(dict.fromkeys(word)) for word in words]
    while math.prod(map(len, fewer)) > _MAX_PHRASES:
        longest = max(range(len(fewer)), key=lambda n: len(fewer[n]))
        fewer[longest] = fewer[longest][:-1]
    return list(fewer)


def all_articles() -> Query:
    """Every article: the checkpoint is none."""
    return Query.const_score_query(Query.term_query(schema(), "kind", ARTICLE, "basic"), 0.0)


def with_ids(ids: Iterable[str]) -> Query:
    """The articles with these ids."""
    return Query.const_score_query(Query.term_set_query(schema(), "key", list(ids)), 0.0)


def filter_queries(filters: Filters) -> list[Query]:
    """The filters, which score nothing."""
    queries = [_with_labels(name, labels) for name, labels in filters.labels]
    queries += [_without(_with_labels(name, labels)) for name, labels in filters.not_labels]
    if filters.arrived_since is not None:
        queries.append(numbers_between("arrived", filters.arrived_since + 1, None))
    if (ranges := filters.day_ranges()) is not None:
        days = [
            numbers_between("ordinal", first.toordinal(), last.toordinal())
            for first, last in ranges
        ]
        if filters.undated:
            days.append(_without(numbers_between("ordinal", None, date.max.toordinal())))
        queries.append(
            Query.boolean_query([(Occur.Should, query) for query in days], 1)
            if days
            else Query.empty_query()
        )
    return [Query.const_score_query(query, 0.0) for query in queries]


def _with_labels(name: str, labels: Iterable[str]) -> Query:
    return Query.term_set_query(schema(), name, list(filter(writable, labels)))


def _without(query: Query) -> Query:
    return Query.boolean_query([(Occur.Must, all_articles()), (Occur.MustNot, query)])


def numbers_between(field: str, first: int | None, last: int | None) -> Query:
    """What has a number between these, both included."""
    return Query.range_query(schema(), field, FieldType.Integer, first, last)


def conjunction(*queries: Query) -> Query:
    """What all of the queries match."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])
