"""Fetches the document frequencies of all terms of a query, in one small request.

It asks for the term vectors of a text that holds them, which come with the index's own counts, the
very ones that Lucene scores by. Deleted documents that are still there count too, in both.
"""

from collections.abc import Callable, Iterator
from typing import Any

from index.engine import AllOf, AnyOf, Clause, DisMax, Not, Phrase, Scope, Term
from index.engines.bm25 import TermStatistics, bm25_idf
from index.engines.opensearch.schema import writable

_FILTER = "term_vectors.*.terms.*.doc_freq,term_vectors.*.field_statistics.doc_count"

TermVectors = Callable[[dict[str, Any], dict[str, str]], dict[str, Any]]
"""Sends a body and parameters to ``_termvectors``."""


class OpenSearchStatistics(TermStatistics):
    """The counts for one search."""

    def __init__(self, clause: Clause, term_vectors: TermVectors) -> None:
        terms: dict[str, set[str]] = {"title": set(), "body": set(), "lead": set(), "exact": set()}
        for part in walk(clause):
            for field, word in _words(part):
                if writable(word):
                    terms[field].add(word)
        texts = {field: " ".join(sorted(words)) for field, words in terms.items() if words}
        self.articles = 0
        self._found: dict[str, Any] = {}
        if texts:
            body = {
                "doc": {"kind": "article", **texts},
                "fields": ["kind", *texts],
                "term_statistics": True,
                "positions": False,
                "offsets": False,
                "payloads": False,
            }
            self._found = term_vectors(body, {"filter_path": _FILTER}).get("term_vectors", {})
            self.articles = self.doc_freq("kind", "article")

    def doc_freq(self, field: str, term: str) -> int:
        """How many documents have the term in the field."""
        terms = self._found.get(field, {}).get("terms", {})
        return int(terms.get(term, {}).get("doc_freq", 0))

    def own_idf(self, field: str, term: str) -> float:
        """Lucene's own idf, which counts the documents that have anything in the field."""
        known = self._found.get(field, {}).get("field_statistics", {})
        return bm25_idf(self.doc_freq(field, term), known.get("doc_count", 0))


def walk(clause: Clause) -> Iterator[Clause]:
    """The clause and all clauses in it."""
    yield clause
    match clause:
        case AnyOf(clauses=parts) | DisMax(clauses=parts):
            inner = parts
        case AllOf(must=must, should=should):
            inner = (*must, *should)
        case Not(clause=part):
            inner = (part,)
        case _:
            inner = ()
    for part in inner:
        yield from walk(part)


def _words(clause: Clause) -> Iterator[tuple[str, str]]:
    match clause:
        case Term(stem=stem, exact=exact, scope=scope):
            if scope is not Scope.TITLE:
                yield "exact", exact
            for field in ("title", "body", "lead"):
                yield field, stem
        case Phrase(words=words):
            for word in words:
                for stem in word:
                    yield "title", stem
                    yield "body", stem
