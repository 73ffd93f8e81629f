"""The way of a question: parse, plan, search, fetch, cut snippets.

All words are wanted. If too few articles have all of them, those with most of them follow, and the
answer says so. It holds opened things and opens none.
"""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from archive.article import Article
from archive.store import Store
from index.documents import copy_key
from index.engine import Clause, Engine, Facet, Hits, Order, Within
from index.finding import Finder
from index.lexicon import Lexicon, Variant
from index.query import Query, parse
from index.related import related
from index.search.concepts import Concepts
from index.search.guess import did_you_mean
from index.search.labels import resolve
from index.search.plan import Plan, plan
from index.search.results import Request, Result, Results
from index.snippet import Snippet, mark, snippet
from index.transliteration.names import hindi_names

FACETS: tuple[Facet, ...] = ("source", "category", "author", "year", "month")
ENOUGH = 10
"""Fewer articles than this with all the words are too few."""


class Searcher:
    """Answers questions. Threads may share one."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine
        self._loading = threading.Lock()
        self._lexicon = Lexicon(())
        self._loaded: tuple[str, int] | None = None

    def search(self, request: Request) -> Results:
        """Find articles.

        Raises:
            EngineUnavailable: There is no index, or it cannot be read.
            StoreUnavailable: The database cannot be read.
        """
        began = time.perf_counter()
        query = parse(request.query, exact=request.exact)
        within, notes = resolve(self._engine, _within(request.within, query), query.labels)
        concepts = Concepts(self.lexicon(), self._engine, request.off)
        planned = plan(query, concepts)
        request = replace(request, order=_order(request, planned))
        asked = planned.must or planned.groups or planned.without or within != Within()
        nothing = bool(notes) or not asked
        hits, with_all, relaxed = (
            (Hits(0, ()), 0, False) if nothing else self._found(planned, request, within)
        )
        articles = self._store.get_many([hit.id for hit in hits.hits])
        results = tuple(_results(hits, articles, planned))
        better = "" if nothing else self._better(planned, request, within, with_all)
        return Results(
            request=request,
            total=hits.total,
            took_ms=round((time.perf_counter() - began) * 1000, 2),
            words=planned.words,
            results=results,
            facets=hits.counts,
            relaxed=relaxed,
            with_all=with_all,
            notes=(*query.notes, *notes),
            did_you_mean=better,
        )

    def marked(
        self, article: Article, query: str, *, exact: bool = False, off: tuple[str, ...] = ()
    ) -> tuple[Snippet, Snippet]:
        """Title and body of an article with the words of a query marked."""
        concepts = Concepts(self.lexicon(), self._engine, off)
        finder = Finder(plan(parse(query, exact=exact), concepts).wanted)
        return mark(article.title, finder), mark(article.body, finder)

    def related(self, article: Article, limit: int = 5) -> tuple[Article, ...]:
        """The same story elsewhere: other articles on its event, other outlets first."""
        return related(article, self._store, self._engine, self.lexicon(), limit)

    def variants(self, word: str, limit: int = 10) -> tuple[Variant, ...]:
        """The indexed words that a word may stand for, best first, the unlikely ones too."""
        return self.lexicon().find(word, limit, least=0)

    def warm(self) -> None:
        """Load what the first search would wait for: the words and the learned tables."""
        self.lexicon().find("abhilekh")
        hindi_names(("abhilekh",))

    def lexicon(self) -> Lexicon:
        """The words of the archive as they are now: loaded anew when they changed."""
        stamp = self._store.words_stamp()
        if stamp != self._loaded:
            with self._loading:
                if stamp != self._loaded:
                    self._lexicon = Lexicon(self._store.words())
                    self._loaded = stamp
        return self._lexicon

    def _better(self, planned: Plan, request: Request, within: Within, with_all: int) -> str:
        def count(text: str) -> int:
            other = plan(parse(text), Concepts(self.lexicon(), self._engine, request.off))
            clause = other.clause(len(other.groups))
            return self._engine.search(clause, within, "relevance", limit=0).total

        if request.exact:
            return ""
        return did_you_mean(request.query, with_all, planned.words, self.lexicon(), count)

    def _found(self, planned: Plan, request: Request, within: Within) -> tuple[Hits, int, bool]:
        """Hits, how many of them have all the words, and whether others are among them."""
        wanted = len(planned.groups)
        hits = self._hits(planned.clause(wanted), request, within)
        with_all = hits.total
        for least in _fewer(wanted, rest=bool(planned.must)):
            # By date, what has only some of the words would stand above what has all.
            if hits.total >= ENOUGH or (with_all and request.order != "relevance"):
                break
            hits = self._hits(planned.clause(least), request, within)
        return hits, with_all, hits.total > with_all

    def _hits(self, clause: Clause, request: Request, within: Within) -> Hits:
        offset = (request.page - 1) * request.limit
        return self._engine.search(
            clause, within, request.order, limit=request.limit, offset=offset, count=FACETS
        )


def _fewer(wanted: int, *, rest: bool) -> Iterator[int]:
    """How many of the words are enough, where too few articles have all.

    None are, if there is a rest of the query that every article found has.

    The score brings those with most to the front. Asking for half of the words loses one right
    answer in forty when the query is a headline (tests/relevance/titled.py).
    """
    if wanted > 2:  # noqa: PLR2004
        yield max(2, -(-wanted // 4))
    if wanted > 1:
        yield 1
    if wanted and rest:
        yield 0


def _results(hits: Hits, articles: Mapping[str, Article], planned: Plan) -> Iterable[Result]:
    """The page; copies stand with the first of them, none is left out."""
    finder = Finder(planned.wanted)
    groups: dict[str, list[tuple[Article, float]]] = {}
    for hit in hits.hits:
        # An article deleted since the index was caught up is no result.
        if article := articles.get(hit.id):
            groups.setdefault(copy_key(article), []).append((article, hit.score))
    for (article, score), *copies in groups.values():
        yield Result(
            article=article,
            score=score,
            title=mark(article.title, finder),
            snippet=snippet(article.body, finder),
            copies=tuple(copy for copy, _ in copies),
        )


def _within(within: Within, query: Query) -> Within:
    since = [day for day in (within.since, query.since) if day]
    until = [day for day in (within.until, query.until) if day]
    return replace(within, since=max(since, default=None), until=min(until, default=None))


def _order(request: Request, planned: Plan) -> Order:
    """Without a word to rank by, the newest come first."""
    ranked = planned.must or planned.groups or request.order != "relevance"
    return request.order if ranked else "newest"
