"""Finds what a planned search asks for; with fewer of its words where too few articles have all.

Those that have all come first then, unless the query is long: by score alone, an article with one
rare word of three may stand above one that has them all.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.budget import OutOfTime
from index.engine import (
    AllOf,
    Clause,
    Counts,
    Engine,
    Filters,
    Hit,
    Hits,
    SearchRequest,
    in_order,
)
from index.fields import Facet
from index.query.notes import Note
from index.query.parser import Query
from index.search.expander import Expander
from index.search.models import Request
from index.search.planner import Plan

ENOUGH_ARTICLES = 10
"""Fewer articles than this with all the words are too few."""

MOST_WORDS_AHEAD = 4
"""Words of a query up to which the articles with all of them come first. All of a headline some
long article has by chance: MRR@10 of every third headline is 0.845 if none comes first, 0.841 if
they do up to five words, 0.831 up to seven, 0.811 always (tests/relevance/headlines.py)."""


@dataclass(frozen=True, slots=True)
class PlannedSearch:
    """A request that was parsed, resolved, expanded and planned.

    Attributes:
        filters: All that are in force, with the labels as the archive writes them.
        query_dates: The dates that are part of the query.
        finds_nothing: It asks for nothing, or for a label that is not there.
    """

    request: Request
    query: Query
    expander: Expander
    filters: Filters
    query_dates: Filters
    plan: Plan
    notes: tuple[Note, ...]
    finds_nothing: bool


@dataclass(frozen=True, slots=True)
class RelaxedHits:
    """What the engine found.

    Attributes:
        with_all: How many articles have all the words.
        having_all: Those of them that were asked for.
        clause: What all of the hits match.
        notes: What there was no time for.
    """

    hits: Hits
    with_all: int
    having_all: tuple[Hit, ...]
    clause: Clause
    notes: tuple[Note, ...] = ()

    @property
    def relaxed(self) -> bool:
        """Whether there are articles with only some of the words among them."""
        return self.hits.total > self.with_all

    def of_page(self, request: Request) -> "RelaxedHits":
        """Those of a page, where these begin with the first."""
        end = request.page * request.limit
        page = self.hits.hits[end - request.limit : end]
        return replace(self, hits=replace(self.hits, hits=page))


def find(
    engine: Engine,
    search: PlannedSearch,
    facets: tuple[Facet, ...] = (),
    offset: int | None = None,
) -> RelaxedHits:
    """Search for all words, and for fewer of them where too few articles have all.

    Args:
        engine: Has the index.
        search: What is searched for.
        facets: What is counted beside.
        offset: Hits to leave out before the first; None: those of the pages before.

    Raises:
        EngineUnavailable: The index cannot be read.
        OutOfTime: Nothing was found in time.
    """
    if search.finds_nothing:
        return RelaxedHits(Hits(0, ()), 0, (), AllOf())
    request, words = search.request, len(search.plan.groups)
    start = (request.page - 1) * request.limit if offset is None else offset

    def hits_of(clause: Clause, offset: int, limit: int) -> Hits:
        return engine.search(
            SearchRequest(clause, search.filters, request.order, limit, offset, facets)
        )

    clause = search.plan.clause(words)
    hits = first = hits_of(clause, start, request.limit)
    with_all = first.total
    for least in _fewer_words(words, has_must=bool(search.plan.must)):
        # By date, what has only some of the words would stand above what has all.
        if hits.total >= ENOUGH_ARTICLES or (with_all and request.order != "relevance"):
            break
        relaxed = search.plan.clause(least)
        try:
            if with_all and words <= MOST_WORDS_AHEAD:
                others = search.plan.clause(least, not_all=True)
                offset, limit = max(start - with_all, 0), request.limit - len(first.hits)
                hits = _behind(first, hits_of(others, offset, limit))
            else:
                hits = hits_of(relaxed, start, request.limit)
        except OutOfTime:
            if not hits.total:
                # "Nothing found" would be untrue.
                raise
            return RelaxedHits(hits, with_all, first.hits, clause, (Note("no_time_for_fewer", ()),))
        clause = relaxed
    return RelaxedHits(hits, with_all, first.hits, clause)


def _behind(first: Hits, others: Hits) -> Hits:
    """The hits of a page, and behind them others that match something else."""
    return Hits(
        first.total + others.total,
        first.hits + others.hits,
        {facet: _sum(counts, others.facets[facet]) for facet, counts in first.facets.items()},
    )


def _sum(counts: Counts, others: Counts) -> Counts:
    return in_order((Counter(dict(counts)) + Counter(dict(others))).items())


def _fewer_words(words: int, *, has_must: bool) -> Iterator[int]:
    """How many of the words are enough, where too few articles have all.

    The score brings those with most near the front. Asking for half of the words loses one right
    answer in forty when the query is a headline (tests/relevance/headlines.py).

    Args:
        words: How many there are.
        has_must: The query has a part that every article found has: then no word is needed.
    """
    if words > 2:  # noqa: PLR2004
        yield max(2, -(-words // 4))
    if words > 1:
        yield 1
    if words and has_must:
        yield 0
