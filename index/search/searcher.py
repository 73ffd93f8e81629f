"""The way of a question: parse, plan, search, fetch, cut snippets.

All words are wanted. If too few articles have all of them, those with most of them follow, and the
answer says so. It holds opened things and opens none.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from archive.article import Article
from archive.store import Store
from index.engine import AllOf, Clause, Engine, Facet, Filters, Hits, Order, SearchRequest, count
from index.fields import FACETS
from index.highlight.matcher import TermMatcher
from index.highlight.snippet import Snippet, mark, snippet
from index.indexing.documents import duplicate_key, duplicate_prefix
from index.lexicon import Lexicon, Variant
from index.query.notes import Note
from index.query.parser import Query, parse
from index.search.expansion import Expander
from index.search.export import ResultExport
from index.search.facets import narrowing
from index.search.filters import resolve
from index.search.models import Request, Result, Results
from index.search.planner import Plan, plan
from index.search.recovery import Alternative, alternatives, did_you_mean
from index.search.related import related
from index.search.word_cache import Words
from index.transliteration.names import hindi_names

ENOUGH = 10
"""Fewer articles than this with all the words are too few."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request as it was understood; with ``nothing``, it cannot find anything."""

    request: Request
    query: Query
    concepts: Expander
    filters: Filters
    typed: Filters
    """The dates that are part of the query."""
    planned: Plan
    notes: tuple[Note, ...]
    nothing: bool


@dataclass(frozen=True, slots=True)
class _Found:
    hits: Hits
    with_all: int
    clause: Clause
    """What the hits were searched with."""

    @property
    def relaxed(self) -> bool:
        return self.hits.total > self.with_all


class Searcher:
    """Answers questions. Threads may share one."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine
        self._words = Words(store, engine)

    def search(self, request: Request) -> Results:
        """Find articles.

        Raises:
            EngineUnavailable: There is no index, or it cannot be read.
            StoreUnavailable: The database cannot be read.
        """
        began = time.perf_counter()
        asked = self._understood(request)
        planned, filters = asked.planned, asked.filters
        found = self._answer(asked)
        hits, with_all = found.hits, found.with_all
        articles = self._store.get_many([hit.id for hit in hits.hits])
        results = tuple(_results(hits, articles, planned))
        better = "" if asked.nothing else self._better(asked, with_all)
        facets, timeline = narrowing(self._engine, found.clause, filters, asked.typed, hits.facets)
        return Results(
            request=asked.request,
            total=hits.total,
            took_ms=round((time.perf_counter() - began) * 1000, 2),
            words=planned.words,
            results=results,
            facets=facets,
            relaxed=found.relaxed,
            with_all=with_all,
            notes=asked.notes,
            did_you_mean=better,
            timeline=timeline,
        )

    def alternatives(self, results: Results) -> tuple[Alternative, ...]:
        """What to try instead of a search that found nothing, each with its number of articles."""
        lexicon = self.lexicon()
        return alternatives(results, lexicon, partial(self.count, lexicon=lexicon))

    def count(self, request: Request, lexicon: Lexicon | None = None) -> int:
        """How many articles a search finds: the total of its results, without fetching them."""
        asked = self._understood(replace(request, page=1, limit=0), lexicon)
        return self._answer(asked, facets=()).hits.total

    def whole(self, request: Request, most: int) -> ResultExport:
        """Everything that a search finds, at most ``most`` articles; raises as ``search``."""
        asked = self._understood(replace(request, page=1, limit=most))
        found = self._answer(asked, facets=())
        return ResultExport(
            asked.request, found.hits, found.relaxed, found.with_all, asked.notes, self._store
        )

    def marked(
        self, article: Article, query: str, *, exact: bool = False, off: tuple[str, ...] = ()
    ) -> tuple[Snippet, Snippet]:
        """Title and body of an article with the words of a query marked."""
        concepts = self._words.concepts(self.lexicon(), off)
        finder = TermMatcher(plan(parse(query, exact=exact), concepts).wanted)
        return mark(article.title, finder), mark(article.body, finder)

    def related(self, article: Article, limit: int = 5) -> tuple[Article, ...]:
        """The same story elsewhere: other articles on its event, other outlets first."""
        return related(article, self._store, self._engine, self.lexicon(), limit)

    def variants(self, word: str, limit: int = 10) -> tuple[Variant, ...]:
        """The indexed words that a word may stand for, best first, the unlikely ones too."""
        return self.lexicon().find_variants(word, limit, min_weight=0)

    def warm(self) -> None:
        """Load what the first search would wait for: the words and the learned tables."""
        self.lexicon().find_variants("abhilekh")
        hindi_names(("abhilekh",))

    def lexicon(self) -> Lexicon:
        """The words of the archive as they are now: loaded anew when they changed."""
        return self._words.lexicon()

    def _understood(self, request: Request, lexicon: Lexicon | None = None) -> _Asked:
        query = parse(request.query, exact=request.exact)
        filters, notes = resolve(self._engine, _within(request.filters, query), query.labels)
        concepts = self._words.concepts(lexicon or self.lexicon(), request.off)
        planned = plan(query, concepts)
        if (order := _order(request, planned)) != request.order:
            request = replace(request, order=order)
        asked = planned.must or planned.groups or planned.excluded or filters != Filters()
        nothing = bool(notes) or not asked
        typed = _within(Filters(), query)
        notes = (*query.notes, *notes)
        return _Asked(request, query, concepts, filters, typed, planned, notes, nothing)

    def _answer(self, asked: _Asked, facets: tuple[Facet, ...] = FACETS) -> _Found:
        if asked.nothing:
            return _Found(Hits(0, ()), 0, AllOf())
        return self._found(asked.planned, asked.request, asked.filters, facets)

    def _better(self, asked: _Asked, with_all: int) -> str:
        def articles(query: Query) -> int:
            other = plan(query, asked.concepts)
            return count(self._engine, other.clause(len(other.groups)), asked.filters)

        if asked.request.exact:
            return ""
        words = asked.planned.words
        return did_you_mean(asked.query, with_all, words, asked.concepts.lexicon, articles)

    def _found(
        self, planned: Plan, request: Request, filters: Filters, facets: tuple[Facet, ...]
    ) -> _Found:
        wanted = len(planned.groups)
        clause = planned.clause(wanted)
        hits = self._hits(clause, request, filters, facets)
        with_all = hits.total
        for least in _fewer(wanted, rest=bool(planned.must)):
            # By date, what has only some of the words would stand above what has all.
            if hits.total >= ENOUGH or (with_all and request.order != "relevance"):
                break
            clause = planned.clause(least)
            hits = self._hits(clause, request, filters, facets)
        return _Found(hits, with_all, clause)

    def _hits(
        self, clause: Clause, request: Request, filters: Filters, facets: tuple[Facet, ...]
    ) -> Hits:
        offset = (request.page - 1) * request.limit
        return self._engine.search(
            SearchRequest(clause, filters, request.order, request.limit, offset, facets)
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
    finder = TermMatcher(planned.wanted)
    # An article deleted since the index was caught up is no result.
    found = [(article, hit.score) for hit in hits.hits if (article := articles.get(hit.id))]
    keys = [duplicate_prefix(article) for article, _ in found]
    alike = Counter(keys)
    groups: dict[str, list[tuple[Article, float]]] = {}
    for (article, score), begun in zip(found, keys, strict=True):
        key = duplicate_key(article) if alike[begun] > 1 else begun
        groups.setdefault(key, []).append((article, score))
    for (article, score), *copies in groups.values():
        yield Result(
            article=article,
            score=score,
            title=mark(article.title, finder),
            snippet=snippet(article.body, finder),
            copies=tuple(copy for copy, _ in copies),
        )


def _within(filters: Filters, query: Query) -> Filters:
    if query.since is query.until is None:
        return filters
    since = [day for day in (filters.since, query.since) if day]
    until = [day for day in (filters.until, query.until) if day]
    return replace(filters, since=max(since, default=None), until=min(until, default=None))


def _order(request: Request, planned: Plan) -> Order:
    """Without a word to rank by, the newest come first."""
    ranked = planned.must or planned.groups or request.order != "relevance"
    return request.order if ranked else "newest"
