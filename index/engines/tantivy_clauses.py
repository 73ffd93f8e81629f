"""Clauses → Tantivy queries, scored by the rules of ``index.engine`` or only matching.

Tantivy weighs each term by its own frequency in its own field. Where the rules say another one,
the query is boosted by what the one idf is to the other.
"""

import math
from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query, Searcher

from index.engine import WEIGHTS, AllOf, AnyOf, Clause, Not, Phrase, Term, Where, Within
from index.engines.tantivy_phrases import patterns
from index.engines.tantivy_schema import ARTICLE, STAMP, schema, writable


class Statistics:
    """In how many documents terms stand, looked up once for each search.

    Deleted documents that are still there count too, here and in Tantivy's own scores.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._counts: dict[tuple[str, str], int] = {}
        self.articles = searcher.doc_freq("kind", ARTICLE)
        self._documents = self.articles + searcher.doc_freq("kind", STAMP)

    def count(self, field: str, word: str) -> int:
        """How many documents have the term in the field."""
        key = field, word
        if key not in self._counts:
            self._counts[key] = frequency(self._searcher, field, word)
        return self._counts[key]

    def idf(self, df: float) -> float:
        """That of the rules."""
        return math.log1p((self.articles - df + 0.5) / (df + 0.5))

    def own_idf(self, field: str, word: str) -> float:
        """Tantivy's own, which takes the stamp for one more document."""
        df = self.count(field, word)
        return math.log1p((self._documents - df + 0.5) / (df + 0.5))


class Clauses:
    """Makes the queries of clauses; None stands for what matches nothing.

    Args:
        scored: Whether the queries score; those that only match are faster.
    """

    def __init__(self, statistics: Statistics, *, scored: bool) -> None:
        self._statistics = statistics
        self._scored = scored

    def query(self, clause: Clause) -> Query | None:
        """The query of a clause."""
        match clause:
            case Term():
                return self._term(clause, self._df((clause.stem,)), self._exact_df([clause]))
            case Phrase():
                return self._phrase(clause)
            case AnyOf(best=True):
                return self._best(clause)
            case AnyOf():
                return self._any(clause)
            case AllOf():
                return self._all(clause)
            case Not():
                return self._all(AllOf((clause,)))

    def _all(self, clause: AllOf) -> Query | None:
        parts: list[tuple[Occur, Query]] = []
        without = Clauses(self._statistics, scored=False)
        for part in clause.must:
            if isinstance(part, Not):
                if (query := without.query(part.clause)) is not None:
                    parts.append((Occur.MustNot, query))
            elif (query := self.query(part)) is not None:
                parts.append((Occur.Must, query))
            else:
                return None
        if not any(occur is Occur.Must for occur, _ in parts):
            parts.insert(0, (Occur.Must, everything()))
        if self._scored:
            extra = (self.query(part) for part in clause.should)
            parts += [(Occur.Should, query) for query in extra if query is not None]
        return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)

    def _any(self, clause: AnyOf) -> Query | None:
        if clause.least < 1:
            return self._all(AllOf((), clause.clauses))
        parts = [q for part in clause.clauses if (q := self.query(part)) is not None]
        if clause.least > len(parts):
            return None
        if len(parts) == 1:
            return parts[0]
        return Query.boolean_query([(Occur.Should, part) for part in parts], clause.least)

    def _best(self, concept: AnyOf) -> Query | None:
        terms = [part for part in concept.clauses if isinstance(part, Term)]
        top = max((term.weight for term in terms), default=0.0) or 1.0
        shares: dict[str, float] = {}
        for term in terms:
            shares[term.stem] = max(shares.get(term.stem, 0.0), term.weight / top)
        df = min(
            sum(self._df((stem,)) * share for stem, share in shares.items()),
            self._statistics.articles,
        )
        exact_df = self._exact_df(terms)
        return self._strongest(
            self._term(part, df, exact_df) if isinstance(part, Term) else self.query(part)
            for part in concept.clauses
        )

    def _term(self, term: Term, df: float, exact_df: float) -> Query | None:
        if term.where is Where.EXACT:
            return self._in("exact", term.exact, term.weight, exact_df)
        fields = ("title", "body") if term.where is Where.ANYWHERE else ("title",)
        found = _sum(self._in(field, term.stem, term.weight, df) for field in fields)
        if found is None or not self._scored or term.where is Where.TITLE:
            return found
        extra = _sum(
            (
                self._in("lead", term.stem, term.weight, df),
                self._in("exact", term.exact, term.weight, exact_df),
            )
        )
        if extra is None:
            return found
        return Query.boolean_query([(Occur.Must, found), (Occur.Should, extra)])

    def _in(self, field: str, word: str, weight: float, df: float) -> Query | None:
        """A term in one field, as if it stood in ``df`` documents."""
        if not self._statistics.count(field, word):
            return None
        if not self._scored:
            return Query.term_query(schema(), field, word, "basic")
        boost = (
            weight
            * WEIGHTS[field]
            * self._statistics.idf(df)
            / self._statistics.own_idf(field, word)
        )
        return Query.boost_query(Query.term_query(schema(), field, word, "freq"), boost)

    def _phrase(self, phrase: Phrase) -> Query | None:
        idf = phrase.weight * sum(self._statistics.idf(self._df(word)) for word in phrase.words)
        fields = ("title", "body") if phrase.where is Where.ANYWHERE else ("title",)
        return _sum(self._phrase_in(field, phrase, idf) for field in fields)

    def _phrase_in(self, field: str, phrase: Phrase, idf: float) -> Query | None:
        words = [[s for s in word if self._statistics.count(field, s)] for word in phrase.words]
        if not words or not all(words):
            return None
        return self._strongest(
            self._boosted(query, field, stems, idf)
            for stems, query in patterns(schema(), field, words, phrase.slop)
        )

    def _boosted(self, query: Query, field: str, stems: Iterable[str], idf: float) -> Query:
        if not self._scored:
            return query
        own = sum(self._statistics.own_idf(field, stem) for stem in stems)
        return Query.boost_query(query, WEIGHTS[field] * idf / own)

    def _strongest(self, queries: Iterable[Query | None]) -> Query | None:
        parts = [query for query in queries if query is not None]
        if len(parts) > 1 and self._scored:
            return Query.disjunction_max_query(parts)
        return _sum(parts)

    def _df(self, stems: Iterable[str]) -> float:
        """In how many documents the most widespread of the stems stands, in title or body."""
        fields = ("title", "body")
        return max(
            (self._statistics.count(field, stem) for stem in stems for field in fields), default=0
        )

    def _exact_df(self, terms: Sequence[Term]) -> float:
        shares: dict[str, float] = {}
        for term in terms:
            if term.exact:
                shares[term.exact] = max(shares.get(term.exact, 0.0), term.weight)
        top = max(shares.values(), default=0.0) or 1.0
        found = sum(
            self._statistics.count("exact", word) * share / top for word, share in shares.items()
        )
        return min(found, self._statistics.articles)


def frequency(searcher: Searcher, field: str, word: str) -> int:
    """In how many documents a term stands in a field, deleted ones too that are still there."""
    return searcher.doc_freq(field, word) if writable(word) else 0


def everything() -> Query:
    """Every article: the stamp is none."""
    return Query.const_score_query(Query.term_query(schema(), "kind", ARTICLE, "basic"), 0.0)


def inside(within: Within) -> list[Query]:
    """The filters, which score nothing."""
    queries = []
    for name in ("source", "author", "category"):
        if wanted := getattr(within, name):
            labels = list(filter(writable, wanted))
            queries.append(Query.term_set_query(schema(), name, labels))
    if within.since or within.until:
        since, until = (day.toordinal() if day else None for day in (within.since, within.until))
        queries.append(days(since, until))
    return [Query.const_score_query(query, 0.0) for query in queries]


def days(since: int | None, until: int | None) -> Query:
    """What has a day between these, both included."""
    return Query.range_query(schema(), "ordinal", FieldType.Integer, since, until)


def both(*queries: Query) -> Query:
    """What all of the queries match."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _sum(queries: Iterable[Query | None]) -> Query | None:
    parts = [query for query in queries if query is not None]
    if len(parts) > 1:
        return Query.boolean_query([(Occur.Should, part) for part in parts])
    return parts[0] if parts else None
