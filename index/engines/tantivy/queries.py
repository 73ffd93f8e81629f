"""Clauses → Tantivy queries, scored by the rules of ``index.engine`` or only matching.

Tantivy weighs each term by its own frequency in its own field. Where the rules say another one,
the query is boosted by what the one idf is to the other.
"""

from collections.abc import Callable, Iterable

from tantivy import FieldType, Occur, Query

from index.engine import WEIGHTS, AllOf, AnyOf, Clause, DisMax, Filters, Not, Phrase, Scope, Term
from index.engines.bm25 import Frequencies, bm25_idf
from index.engines.tantivy.phrases import patterns
from index.engines.tantivy.schema import ARTICLE, CHECKPOINT, schema, writable


class Statistics(Frequencies):
    """In how many documents the terms of one search stand.

    Deleted documents that are still there count too, here and in Tantivy's own scores.

    Args:
        count: Tells it of a term in a field.
    """

    def __init__(self, count: Callable[[str, str], int]) -> None:
        self._count = count
        self.articles = count("kind", ARTICLE)
        self._documents = self.articles + count("kind", CHECKPOINT)

    def count(self, field: str, word: str) -> int:
        """How many documents have the term in the field."""
        return self._count(field, word)

    def own_idf(self, field: str, word: str) -> float:
        """Tantivy's own, which takes the checkpoint for one more document."""
        return bm25_idf(self.count(field, word), self._documents)


class Clauses:
    """Makes the queries of clauses; None stands for what matches nothing.

    Args:
        scored: Whether the queries score; those that only match are faster.
        among: Of what alone the positions of phrases are read.
    """

    def __init__(self, statistics: Statistics, *, scored: bool, among: Query | None = None) -> None:
        self._statistics = statistics
        self._scored = scored
        self._among = [among] if among else []

    def query(self, clause: Clause) -> Query | None:
        """The query of a clause."""
        match clause:
            case Term():
                return self._dis_max(DisMax((clause,)))
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
        if clause.min_should_match < 1:
            return self._all(AllOf((), clause.clauses))
        parts = [q for part in clause.clauses if (q := self.query(part)) is not None]
        if clause.min_should_match > len(parts):
            return None
        if len(parts) == 1:
            return parts[0]
        return Query.boolean_query(
            [(Occur.Should, part) for part in parts], clause.min_should_match
        )

    def _dis_max(self, clause: DisMax) -> Query | None:
        terms = [part for part in clause.clauses if isinstance(part, Term)]
        others = (self.query(part) for part in clause.clauses if not isinstance(part, Term))
        if not self._scored:
            # One flat union: Tantivy reads a tree of unions at half the speed.
            places = dict.fromkeys(place for term in terms for place in self._places(term))
            words = (Query.term_query(schema(), *place, "basic") for place in places)
            return _sum((*words, *others))
        df, exact_df = self._statistics.of_variants(terms)
        return self._strongest((*(self._term(term, df, exact_df) for term in terms), *others))

    def _places(self, term: Term) -> list[tuple[str, str]]:
        """The fields in which a document that matches has the term, and what it has there."""
        if term.scope is Scope.EXACT:
            places = [("exact", term.exact)]
        else:
            fields = ("title", "body") if term.scope is Scope.ANYWHERE else ("title",)
            places = [(field, term.stem) for field in fields]
        return [place for place in places if self._statistics.count(*place)]

    def _term(self, term: Term, df: float, exact_df: float) -> Query | None:
        """A term as if it stood in ``df`` documents; what only scores stands in no others."""
        places = self._places(term)
        if places and term.scope is Scope.ANYWHERE:
            extra = ("lead", term.stem), ("exact", term.exact)
            places += [place for place in extra if self._statistics.count(*place)]
        return _sum(
            self._boosted(
                Query.term_query(schema(), field, word, "freq"),
                field,
                (word,),
                term.weight * self._statistics.idf(exact_df if field == "exact" else df),
            )
            for field, word in places
        )

    def _phrase(self, phrase: Phrase) -> Query | None:
        idf = phrase.weight * self._statistics.idf_of(phrase)
        fields = ("title", "body") if phrase.scope is Scope.ANYWHERE else ("title",)
        return _sum(self._phrase_in(field, phrase, idf) for field in fields)

    def _phrase_in(self, field: str, phrase: Phrase, idf: float) -> Query | None:
        words = [[s for s in word if self._statistics.count(field, s)] for word in phrase.words]
        if not words or not all(words):
            return None
        return self._strongest(
            both(*self._among, self._boosted(query, field, stems, idf))
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


def everything() -> Query:
    """Every article: the checkpoint is none."""
    return Query.const_score_query(Query.term_query(schema(), "kind", ARTICLE, "basic"), 0.0)


def these(ids: Iterable[str]) -> Query:
    """The articles with these ids."""
    return Query.const_score_query(Query.term_set_query(schema(), "key", list(ids)), 0.0)


def inside(filters: Filters) -> list[Query]:
    """The filters, which score nothing."""
    queries = []
    for name, labels in filters.labels:
        queries.append(Query.term_set_query(schema(), name, list(filter(writable, labels))))
    if filters.since or filters.until:
        since, until = (day.toordinal() if day else None for day in (filters.since, filters.until))
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
