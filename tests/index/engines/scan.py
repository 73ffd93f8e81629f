"""What an engine must answer, by looking at every document: the rules of ``index.engine``.

It knows no posting lists and no arrays; slow, and short enough to be read against the rules.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from index.engine import (
    WEIGHTS,
    AllOf,
    AnyOf,
    Clause,
    DisMax,
    Document,
    Not,
    Phrase,
    Scope,
    Term,
    kept_length,
)


class Scan:
    """The documents, and the score of a clause for each: None where it does not match."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = sorted(documents, key=lambda document: document.id)
        self._frequencies = Counter(
            (f, term)
            for document in self.documents
            for f in WEIGHTS
            for term in {*_terms(document, f)}
        )
        self._means = {
            f: sum(len(_terms(d, f)) for d in self.documents) / (len(self.documents) or 1) or 1.0
            for f in WEIGHTS
        }

    def score(self, clause: Clause, doc: Document) -> float | None:
        match clause:
            case Term(stem=stem, exact=exact):
                return self._term(clause, doc, self._df([stem]), self._exact_df({exact: 1.0}))
            case Phrase(words=words, slop=slop, weight=weight, scope=scope):
                idf = weight * sum(self._idf(self._df(word)) for word in words)
                fields = ["title", "body"] if scope is Scope.ANYWHERE else ["title"]
                tf = {f: _occurrences(_terms(doc, f), words, slop) for f in fields}
                scores = [self._bm25(doc, f, tf[f], idf) for f in fields]
                return sum(scores) if any(tf.values()) else None
            case AnyOf(clauses=clauses, min_should_match=least):
                found = [s for part in clauses if (s := self.score(part, doc)) is not None]
                return sum(found) if len(found) >= least else None
            case DisMax(clauses=clauses):
                terms = [part for part in clauses if isinstance(part, Term)]
                stems, exacts = _shares(terms, "stem"), _shares(terms, "exact")
                df = min(sum(self._df([s]) * w for s, w in stems.items()), len(self.documents))
                exact_df = self._exact_df(exacts)
                each = (
                    self._term(p, doc, df, exact_df) if isinstance(p, Term) else self.score(p, doc)
                    for p in clauses
                )
                return max((s for s in each if s is not None), default=None)
            case AllOf(must=must, should=should):
                wanted = [self.score(part, doc) for part in must]
                extra = [self.score(part, doc) or 0.0 for part in should]
                return None if None in wanted else sum(s for s in wanted if s) + sum(extra)
            case Not(clause=inner):
                return 0.0 if self.score(inner, doc) is None else None

    def _term(self, term: Term, doc: Document, df: float, exact_df: float) -> float | None:
        fields = {Scope.ANYWHERE: ["title", "body", "lead"], Scope.TITLE: ["title"]}
        tf = {f: _terms(doc, f).count(term.stem) for f in fields.get(term.scope, [])}
        score = sum(self._bm25(doc, f, tf[f], self._idf(df) * term.weight) for f in tf)
        if term.exact and term.scope is not Scope.TITLE:
            count = _terms(doc, "exact").count(term.exact)
            score += self._bm25(doc, "exact", count, self._idf(exact_df) * term.weight)
            tf |= {"exact": count} if term.scope is Scope.EXACT else {}
        return score if any(tf.values()) else None

    def _bm25(self, doc: Document, field: str, tf: int, idf: float) -> float:
        length = kept_length(len(_terms(doc, field)))
        norm = 1.2 * (0.25 + 0.75 * length / self._means[field])
        return WEIGHTS[field] * idf * 2.2 * tf / (tf + norm)

    def _idf(self, df: float) -> float:
        return math.log1p((len(self.documents) - df + 0.5) / (df + 0.5))

    def _df(self, stems: Sequence[str]) -> int:
        return max((self._frequencies[f, s] for s in stems for f in ("title", "body")), default=0)

    def _exact_df(self, shares: dict[str, float]) -> float:
        found = sum(self._frequencies["exact", word] * share for word, share in shares.items())
        return min(found, len(self.documents))


def _terms(document: Document, field: str) -> list[str]:
    text: str = getattr(document, field)
    return text.split()


def _shares(terms: list[Term], name: str) -> dict[str, float]:
    """The words that stand for one another, each by its weight against the best."""
    named = [(getattr(term, name), term.weight) for term in terms if getattr(term, name)]
    top = max((weight for _, weight in named), default=1.0)
    return {word: max(w for n, w in named if n == word) / top for word, _ in named}


def _occurrences(text: Sequence[str], words: Sequence[Sequence[str]], slop: int) -> int:
    """At how many places the phrase begins."""

    def follows(place: int, rest: Sequence[Sequence[str]]) -> bool:
        after = range(place + 1, min(place + 2 + slop, len(text)))
        return not rest or any(text[n] in rest[0] and follows(n, rest[1:]) for n in after)

    starts: Callable[[int], bool] = lambda n: text[n] in words[0] and follows(n, words[1:])  # noqa: E731
    return sum(map(starts, range(len(text)))) if words else 0
