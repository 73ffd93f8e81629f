"""Scores clauses over posting lists held in arrays, by the rules of ``index.engine``.

A clause becomes two arrays with one entry for each document of the index, whether it matches and
its score (``Scored``). A term adds its whole posting list into them in one step of numpy, instead
of one document at a time ("term at a time": Turtle and Flood, "Query Evaluation: Strategies and
Optimizations", 1995); a tree of clauses adds, or takes the maximum of, the arrays of its parts.
Time goes by the number of documents, which is what bounds an archive on Whoosh. It knows nothing
of where the lists come from.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from index.budget import check
from index.engine import (
    EXACT_LENGTHS,
    KEPT_BITS,
    WEIGHTS,
    AllOf,
    AnyOf,
    Clause,
    DisMax,
    Not,
    Phrase,
    Scope,
    Term,
)
from index.engines.bm25 import TermStatistics, text_fields
from index.engines.whoosh.postings import (
    Booleans,
    Floats,
    Integers,
    Postings,
    PostingsSource,
    group_by_document,
    phrase_starts,
)

_K1, _B = 1.2, 0.75

Words = tuple[tuple[str, ...], ...]
"""The words of a phrase, each with its alternatives."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Which documents a clause matches, and its score for each."""

    matched: Booleans
    scores: Floats


class Scorer(TermStatistics):
    """Evaluates the clauses of one search; caches the lists that it reads for it."""

    def __init__(self, source: PostingsSource) -> None:
        self._source = source
        self.articles = int(source.live.sum())
        self._postings: dict[tuple[str, str], Postings] = {}
        self._norms: dict[str, Floats] = {}
        self._phrases: dict[tuple[str, Words, int], tuple[Integers, Floats]] = {}

    def score(self, clause: Clause) -> Scored:
        """Match and score every document.

        Raises:
            OutOfTime: The request may take no longer.
        """
        check()
        match clause:
            case Term():
                return self._term(clause, *self.variants_df((clause,)))
            case Phrase():
                return self._phrase(clause)
            case DisMax():
                return self._dis_max(clause)
            case AnyOf():
                parts = [self.score(part) for part in clause.clauses]
                return self._sum(parts, clause.min_should_match)
            case AllOf():
                must = [self.score(part) for part in clause.must]
                found = self._sum(must, len(must))
                for part in clause.should:
                    extra = self.score(part).scores
                    np.add(found.scores, extra, out=found.scores, where=found.matched)
                return found
            case Not():
                inner = self.score(clause.clause)
                return Scored(self._source.live & ~inner.matched, self._zeros())

    def _zeros(self) -> Floats:
        return np.zeros(self._source.size)

    def _sum(self, parts: Iterable[Scored], min_should_match: int) -> Scored:
        counts = np.zeros(self._source.size, dtype=np.int64)
        scores = self._zeros()
        for part in parts:
            counts += part.matched
            scores += part.scores
        return _scored(self._source.live & (counts >= min_should_match), scores)

    def _read(self, field: str, term: str) -> Postings:
        key = field, term
        if key not in self._postings:
            self._postings[key] = self._source.postings(field, term)
        return self._postings[key]

    def doc_freq(self, field: str, term: str) -> int:
        """How many documents have the term in the field."""
        return len(self._read(field, term).docs)

    def _norm(self, field: str) -> Floats:
        if field not in self._norms:
            lengths = self._source.lengths[field]
            mean = lengths.sum() / max(self.articles, 1) or 1.0
            self._norms[field] = _K1 * (1 - _B + _B * _kept_lengths(lengths) / mean)
        return self._norms[field]

    def _add(self, scores: Floats, field: str, docs: Integers, tf: Floats, weight: float) -> None:
        scores[docs] += weight * (_K1 + 1) * tf / (tf + self._norm(field)[docs])

    def _term(self, term: Term, df: float, exact_df: float) -> Scored:
        matched = np.zeros(self._source.size, dtype=bool)
        scores = self._zeros()
        if term.scope is not Scope.EXACT:
            idf = self.idf(df) * term.weight
            for field in text_fields(term.scope):
                found = self._read(field, term.stem)
                matched[found.docs] = True
                self._add(scores, field, found.docs, found.frequencies, idf * WEIGHTS[field])
            if term.scope is Scope.ANYWHERE:
                docs, tf = self._read("body", term.stem).lead()
                self._add(scores, "lead", docs, tf, idf * WEIGHTS["lead"])
        if term.exact and term.scope is not Scope.TITLE:
            found = self._read("exact", term.exact)
            weight = self.idf(exact_df) * term.weight * WEIGHTS["exact"]
            self._add(scores, "exact", found.docs, found.frequencies, weight)
            if term.scope is Scope.EXACT:
                matched[found.docs] = True
        return _scored(matched, scores)

    def _dis_max(self, clause: DisMax) -> Scored:
        terms = [part for part in clause.clauses if isinstance(part, Term)]
        df, exact_df = self.variants_df(terms)
        matched = np.zeros(self._source.size, dtype=bool)
        scores = self._zeros()
        for part in clause.clauses:
            match part:
                case Term():
                    check()
                    found = self._term(part, df, exact_df)
                case _:
                    found = self.score(part)
            matched |= found.matched
            np.maximum(scores, found.scores, out=scores)
        return Scored(matched, scores)

    def _phrase(self, phrase: Phrase) -> Scored:
        matched = np.zeros(self._source.size, dtype=bool)
        scores = self._zeros()
        weight = phrase.weight * self.phrase_idf(phrase)
        for field in text_fields(phrase.scope):
            if not phrase.words or not all(phrase.words):
                continue
            docs, tf = self._documents_with(field, phrase)
            matched[docs] = True
            self._add(scores, field, docs, tf, weight * WEIGHTS[field])
        return Scored(matched, scores)

    def _documents_with(self, field: str, phrase: Phrase) -> tuple[Integers, Floats]:
        """The documents with a phrase, and how often; each is looked for once in a search."""
        key = field, phrase.words, phrase.slop
        if key not in self._phrases:
            lists = [[self._read(field, stem) for stem in word] for word in phrase.words]
            keys = phrase_starts(lists, phrase.slop)
            self._phrases[key] = group_by_document(keys >> lists[0][0].position_bits)
        return self._phrases[key]


def _kept_lengths(lengths: Floats) -> Floats:
    """``index.engine.kept_length`` of each."""
    beyond = np.maximum(lengths.astype(np.int64) - EXACT_LENGTHS, 0)
    lost = np.maximum(np.frexp(beyond.astype(np.float64))[1] - KEPT_BITS, 0)
    kept: Floats = np.minimum(lengths, EXACT_LENGTHS) + (beyond >> lost << lost)
    return kept


def _scored(matched: Booleans, scores: Floats) -> Scored:
    """A clause gives nothing to a document that it does not match."""
    scores[~matched] = 0.0
    return Scored(matched, scores)
