"""Answers a search, step by step.

request → parse → resolve filters → expand and plan → search → relax → fetch → highlight → facets

All words are required. If too few articles have all of them, those with most of them are shown
too, and the results say so.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from archive.article import Article, after_title, listed_title
from archive.store import Store
from index.budget import OutOfTime, check, spending_share
from index.engine import (
    EXCLUDED,
    Counts,
    Engine,
    Filters,
    Hits,
    SearchRequest,
    count,
)
from index.fields import FACETS
from index.highlight.matcher import TermMatcher
from index.highlight.snippet import Snippet, mark, snippet
from index.lexicon import Lexicon
from index.query.notes import Note, shortened
from index.query.parser import Query, parse
from index.search.concordance import (
    MAX_ARTICLES,
    MAX_MENTIONS,
    Collected,
    Concordance,
    Mention,
    Sort,
    Spot,
    collect,
    page_of,
    shown,
    told,
)
from index.search.copies import grouped
from index.search.expander import Expander
from index.search.export import ARTICLES_PER_READ, ResultExport
from index.search.facets import facets_and_histogram
from index.search.filters import LabelResolver
from index.search.generation import Generation, PerGeneration
from index.search.legacy_queries import as_hindi
from index.search.models import DateHistogram, Interval, Place, Request, Result, Results
from index.search.names_beside import FIRST_ARTICLES, NameBeside, NamesBeside
from index.search.planner import Plan, plan
from index.search.recovery import Alternative, alternatives, did_you_mean
from index.search.relaxing import PlannedSearch, RelaxedHits, find
from index.search.trends import Trend, articles_by, trend
from index.search.word_cache import WordCache

EXPANDING = 0.5
"""The share of the time of a request that looking its words up may take: then it is searched for
what is known."""

MAX_ANSWERS = 512
"""Pages of results that are kept: readers page back and forth, and many ask the same."""

MAX_PLANS = 512
"""Plans that are kept, in 10 MB at most: each page, order, facet and feed of a query, and each
article opened from its results, is searched and marked by the same plan."""

MAX_CONCORDANCES = 16
"""Of which all places are kept, in some 2 MB each at most: readers page and sort."""

MAX_FIRST_ARTICLES = 64
"""Searches of which the first articles are kept, some 20 kB each, for the names beside them and
for the next pages."""

MAX_RESULTS_KEPT = 20
"""Results on a page that is kept: 512 such pages hold some 50 MB of articles at most."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a query selects to the letter, the newest first; or why it cannot be used so."""

    ids: tuple[str, ...]
    problems: tuple[str, ...] = ()


class Searcher:
    """Answers searches. Threads may share one.

    Every method takes the generation of the archive as it was read at the start of the request;
    without one it is read. Every one raises ``EngineUnavailable`` if there is no index or it cannot
    be read, and ``StoreUnavailable`` if the database cannot. Where a request has a budget of time
    (``index.budget``), what there is no time for is left out, and notes say so; ``OutOfTime`` is
    raised if nothing was found by then.

    Args:
        store: Has the articles.
        engine: Has the index.
        words: Has the lexicon; None: one of its own.
        answers: How many pages of results are kept until the archive changes.
    """

    def __init__(
        self,
        store: Store,
        engine: Engine,
        words: WordCache | None = None,
        *,
        answers: int = MAX_ANSWERS,
    ) -> None:
        self._store = store
        self._engine = engine
        self._words = words or WordCache(store, engine)
        self._labels = LabelResolver(engine)
        self._answers: PerGeneration[Request, Results] = PerGeneration(answers)
        self._plans: PerGeneration[
            tuple[str, bool, tuple[str, ...]], tuple[Query, tuple[Note, ...], Plan]
        ] = PerGeneration(MAX_PLANS)
        self._mentions: PerGeneration[tuple[Request, int], tuple[Collected, tuple[Note, ...]]] = (
            PerGeneration(MAX_CONCORDANCES)
        )
        self._dated: PerGeneration[tuple[Interval, Filters], Counts] = PerGeneration(64)
        self._windows: PerGeneration[tuple[Request, int], Hits] = PerGeneration(MAX_ANSWERS)
        self._firsts: PerGeneration[Request, RelaxedHits] = PerGeneration(MAX_FIRST_ARTICLES)
        self._names_beside = NamesBeside(store, engine)
        self._names: PerGeneration[Request, tuple[NameBeside, ...]] = PerGeneration(MAX_ANSWERS)

    def search(
        self, request: Request, generation: Generation | None = None, *, with_names: bool = False
    ) -> Results:
        """One page of results; the same until an article, the index or the words change.

        Args:
            request: The search.
            generation: Of the archive, if known.
            with_names: ``names`` is asked for too: one search of the engine then serves both.
        """
        began = time.perf_counter()
        generation = generation or self._generation()
        search = partial(self._search, request, generation, with_names=with_names)
        if request.limit > MAX_RESULTS_KEPT:
            results = search()
        else:
            results = self._answers.get(generation, request, search)
        return replace(results, took_ms=round((time.perf_counter() - began) * 1000, 2))

    def count(self, request: Request, generation: Generation | None = None) -> int:
        """How many articles a search finds: the total of its results, without fetching them."""
        search = self._plan(replace(request, page=1, limit=0), generation or self._generation())
        return find(self._engine, search).hits.total

    def count_with_all(self, request: Request, generation: Generation | None = None) -> int:
        """How many articles have all the words of a search."""
        search = self._plan(replace(request, page=1, limit=0), generation or self._generation())
        if search.finds_nothing:
            return 0
        return count(self._engine, search.plan.clause(len(search.plan.groups)), search.filters)

    def trend(self, request: Request, by: Interval, generation: Generation | None = None) -> Trend:
        """The articles that have all the words of a search, counted by day, month or year.

        Those without a date count too, unless the query names dates itself.

        Raises:
            EngineUnavailable: The index cannot be read.
        """
        generation = generation or self._generation()
        search = self._plan(replace(request, page=1, limit=0), generation)
        dated = replace(search.filters, undated=False)
        of = self._dated.get(
            generation.index, (by, dated), lambda: articles_by(self._engine, by, dated)
        )
        if search.finds_nothing:
            return trend(request.query, 0, (), of)
        filters = search.filters
        if not search.query_dates.day_ranges() and filters.day_ranges() is not None:
            filters = replace(filters, undated=True)
        asked = SearchRequest(search.plan.clause(len(search.plan.groups)), filters, limit=0)
        hits = self._engine.search(replace(asked, facets=(by,)))
        return trend(request.query, hits.total, hits.facets[by], of)

    def names(
        self, request: Request, generation: Generation | None = None
    ) -> tuple[NameBeside, ...]:
        """The names that are far commoner in the first articles found than in the archive.

        Where a request has no time left for them, there are none.

        Args:
            request: The search; its page does not matter.
            generation: Of the archive, if known.
        """
        generation = generation or self._generation()
        asked = replace(request, page=1, limit=FIRST_ARTICLES)
        try:
            return self._names.get(generation, asked, partial(self._names_of, asked, generation))
        except OutOfTime:
            return ()

    def _names_of(self, asked: Request, generation: Generation) -> tuple[NameBeside, ...]:
        search = self._plan(asked, generation)
        found = self._first_articles(search, generation)
        # What has only some of the words is about something else, too often.
        ids = [hit.id for hit in found.having_all]
        searched = {
            stem for each in search.plan.highlight for some in each.positions for stem in some
        }
        check()
        return self._names_beside.of(ids, searched, generation)

    def concordance(
        self,
        request: Request,
        sort: Sort = "left",
        generation: Generation | None = None,
        *,
        articles: int = MAX_ARTICLES,
        mentions: int = MAX_MENTIONS,
    ) -> Concordance:
        """One page of the mentions of a search's words, in all the articles that it finds.

        Args:
            request: ``page`` and ``limit`` are of mentions.
            sort: What comes first.
            generation: The state of the archive.
            articles: So many are read at most, the first by the request's order; a note says so.
            mentions: So many are collected at most; a note says so too.
        """
        generation = generation or self._generation()
        collected, notes = self._collected(request, generation, articles, mentions)
        page = self._shown(page_of(collected, sort, request.page, request.limit))
        return told(request, sort, collected, notes, tuple(page))

    def every_mention(
        self, request: Request, sort: Sort, generation: Generation | None = None
    ) -> tuple[Concordance, Iterator[Mention]]:
        """What ``concordance`` tells, without a page; and all the mentions, to be streamed."""
        collected, notes = self._collected(request, generation or self._generation())
        pages = range(1, -(-len(collected.spots) // ARTICLES_PER_READ) + 1)
        mentions = (
            each
            for page in pages
            for each in self._shown(page_of(collected, sort, page, ARTICLES_PER_READ))
        )
        return told(request, sort, collected, notes, ()), mentions

    def _shown(self, page: Sequence[tuple[str, Spot, str]]) -> Iterator[Mention]:
        """The lines of some mentions; without those of articles that were changed meanwhile."""
        articles = self._store.get_many(list(dict.fromkeys(id_ for id_, _, _ in page)))
        for id_, spot, text in page:
            if id_ in articles and (mention := shown(articles[id_], spot, text)):
                yield mention

    def _collected(
        self,
        request: Request,
        generation: Generation,
        articles: int = MAX_ARTICLES,
        most: int = MAX_MENTIONS,
    ) -> tuple[Collected, tuple[Note, ...]]:
        """All mentions of a search, and what is to be said of them."""
        request = replace(request, page=1, limit=articles)

        def make() -> tuple[Collected, tuple[Note, ...]]:
            search = self._plan(request, generation)
            found = find(self._engine, search)
            # Without a word there is nothing to look for in the articles.
            ids = [hit.id for hit in found.hits.hits] if search.plan.highlight else []
            total = found.hits.total if search.plan.highlight else 0
            matcher = TermMatcher(search.plan.highlight)
            collected = collect(self._in_order(ids), matcher, total, most=most)
            return collected, (*search.notes, *found.notes, *collected.notes)

        return self._mentions.get(generation, (request, most), make)

    def _in_order(self, ids: Sequence[str]) -> Iterator[Article]:
        for start in range(0, len(ids), ARTICLES_PER_READ):
            some = ids[start : start + ARTICLES_PER_READ]
            read = self._store.get_many(some)
            yield from (read[id_] for id_ in some if id_ in read)

    def export(
        self, request: Request, limit: int, generation: Generation | None = None
    ) -> ResultExport:
        """Everything that a search finds, at most ``limit`` articles, to be streamed."""
        search = self._plan(replace(request, page=1, limit=limit), generation or self._generation())
        found = find(self._engine, search)
        return ResultExport(
            search.request,
            found.hits,
            found.relaxed,
            found.with_all,
            (*search.notes, *found.notes),
            self._store,
        )

    def select(self, query: str, generation: Generation | None = None) -> Selection:
        """The articles that match a query to the letter, to be changed or deleted.

        Only the words as typed count, and only labels as the archive writes them; nothing is
        relaxed. Whatever in the query is not read as it stands is a problem, and then nothing is
        found.
        """
        generation = generation or self._generation()
        search = self._plan(Request(query, exact=True), generation)
        problems = [note.text for note in search.notes]
        for name, value in search.query.labels:
            if value not in (known := search.filters.values(name)) and not problems:
                field = name.removeprefix(EXCLUDED)
                problems.append(f"no {field} is written {value}; it may be: {', '.join(known)}")
        if problems or search.finds_nothing:
            return Selection((), tuple(problems) or ("the query asks for nothing",))
        clause = search.plan.clause()
        number = count(self._engine, clause, search.filters)
        asked = SearchRequest(clause, search.filters, "newest", number)
        hits = self._engine.search(asked).hits if number else ()
        return Selection(tuple(hit.id for hit in hits))

    def highlight(
        self, article: Article, request: Request, generation: Generation | None = None
    ) -> tuple[Snippet, Snippet]:
        """Title and body of an article with the words of a query marked."""
        generation = generation or self._generation()
        expander = self._words.expander(generation, request.off)
        _, _, planned = self._planned(request, expander, generation)
        matcher = TermMatcher(planned.highlight)
        return mark(article.title, matcher), mark(article.body, matcher)

    def place(
        self,
        request: Request,
        id: str,  # noqa: A002
        rank: int,
        generation: Generation | None = None,
    ) -> Place | None:
        """An article between its neighbours among the results; None if it does not stand there.

        It asks for three articles at most, whatever their number and the size of a page.

        Args:
            request: The search; its page does not matter.
            id: Of the article.
            rank: Where it is said to stand, from 1.
            generation: Of the archive, if known.
        """
        generation = generation or self._generation()
        first = max(rank - 1, 1)
        asked = replace(request, page=1, limit=rank + 1 - first + 1)
        window = self._windows.get(
            generation,
            (asked, first),
            lambda: find(self._engine, self._plan(asked, generation), offset=first - 1).hits,
        )
        ids = [hit.id for hit in window.hits]
        here = rank - first
        if here >= len(ids) or ids[here] != id:
            return None
        return Place(
            rank, window.total, ids[0] if here else "", ids[here + 1] if here + 1 < len(ids) else ""
        )

    def alternatives(
        self, results: Results, generation: Generation | None = None
    ) -> tuple[Alternative, ...]:
        """What to try instead of a search that found nothing, each with its number of articles."""
        generation = generation or self._generation()
        expander = self._words.expander(generation)
        count_of = partial(self.count, generation=generation)
        return alternatives(results, expander.lexicon, expander.thesaurus, count_of)

    def _generation(self) -> Generation:
        return Generation.read(self._store, self._engine, self._words.own_rows)

    def _search(self, request: Request, generation: Generation, *, with_names: bool) -> Results:
        search = self._plan(request, generation)
        if with_names and request.page * request.limit <= FIRST_ARTICLES:
            found = self._first_articles(search, generation).of_page(request)
        else:
            found = find(self._engine, search, FACETS)
        notes = [*search.notes, *found.notes]
        # What is looked at first has the best chance of being done in time: the articles.
        results = self._highlighted(found.hits, search, notes)
        try:
            facets, histogram = facets_and_histogram(
                self._engine, found.clause, search.filters, search.query_dates, found.hits
            )
        except OutOfTime:
            facets, histogram = {}, DateHistogram()
            notes.append(Note("no_time_for_counts", ()))
        return Results(
            request=search.request,
            total=found.hits.total,
            took_ms=0.0,
            words=search.plan.words,
            results=results,
            facets=facets,
            relaxed=found.relaxed,
            with_all=found.with_all,
            notes=tuple(notes),
            did_you_mean=self._did_you_mean(search, found.with_all),
            histogram=histogram,
            ranks={
                hit.id: rank
                for rank, hit in enumerate(
                    found.hits.hits, (search.request.page - 1) * search.request.limit + 1
                )
            },
        )

    def _plan(self, request: Request, generation: Generation) -> PlannedSearch:
        """Parse the query, resolve the filters, expand the words, and plan the search."""
        expander = self._words.expander(generation, request.off)
        query, read_as, planned = self._planned(request, expander, generation)
        filters, label_notes = self._labels.resolve(
            _within_dates(request.filters, query), query.labels, generation
        )
        if request.order == "relevance" and not (planned.must or planned.groups):
            # Without a word to rank by, the newest come first.
            request = replace(request, order="newest")
        asked = planned.must or planned.groups or planned.excluded or filters != Filters()
        return PlannedSearch(
            request,
            query,
            expander,
            filters,
            _within_dates(Filters(), query),
            planned,
            (*_index_notes(generation), *read_as, *query.notes, *planned.notes, *label_notes),
            finds_nothing=bool(label_notes) or not asked,
        )

    def _planned(
        self, request: Request, expander: Expander, generation: Generation
    ) -> tuple[Query, tuple[Note, ...], Plan]:
        """The query as parsed, what is to be said of its reading, and its plan."""

        def make() -> tuple[Query, tuple[Note, ...], Plan]:
            query, read_as = _read(request, expander.lexicon)
            with spending_share(EXPANDING):
                return query, read_as, plan(query, expander)

        return self._plans.get(generation, (request.query, request.exact, request.off), make)

    def _first_articles(self, search: PlannedSearch, generation: Generation) -> RelaxedHits:
        """The first articles of a search, whichever of its pages is asked for; with all facets."""
        first = replace(search, request=replace(search.request, page=1, limit=FIRST_ARTICLES))
        return self._firsts.get(
            generation, first.request, partial(find, self._engine, first, FACETS)
        )

    def _highlighted(
        self, hits: Hits, search: PlannedSearch, notes: list[Note]
    ) -> tuple[Result, ...]:
        """The articles of the hits with their marks; copies stand with the first of them.

        Args:
            hits: What was found.
            search: What was searched for.
            notes: Are added to where there was no time for marks.
        """
        matcher, found = TermMatcher(search.plan.highlight), []
        articles = self._store.get_many([hit.id for hit in hits.hits])
        earliest_first = search.request.order == "relevance"
        for group in grouped(hits, articles, earliest_first=earliest_first):
            article, score = group.first
            try:
                check()
            except OutOfTime:
                # The passage is the beginning then, which takes no time to find.
                matcher = TermMatcher(())
                notes.append(Note("no_time_for_marks", ()))
            found.append(
                Result(
                    article=article,
                    score=score,
                    title=mark(listed_title(article), matcher),
                    snippet=snippet(article.body[after_title(article) :], matcher),
                    copies=group.copies,
                    near_copies=group.near_copies,
                )
            )
        notes[:] = dict.fromkeys(notes)
        return tuple(found)

    def _did_you_mean(self, search: PlannedSearch, with_all: int) -> str:
        if search.finds_nothing or search.request.exact:
            return ""

        def articles_with_all(query: Query) -> int:
            other = plan(query, search.expander)
            return count(self._engine, other.clause(), search.filters)

        try:
            return did_you_mean(
                search.query,
                with_all,
                search.plan.words,
                search.expander.lexicon,
                search.expander.thesaurus,
                articles_with_all,
            )
        except OutOfTime:
            # Nothing is offered that was not tried.
            return ""


def _index_notes(generation: Generation) -> tuple[Note, ...]:
    """What has to be known of the index: that of another store misses articles, or names others."""
    return (Note("other_store", ()),) if generation.of_another_store else ()


def _read(request: Request, lexicon: Lexicon) -> tuple[Query, tuple[Note, ...]]:
    """The query as parsed, and a note if it was read otherwise than typed."""
    if not request.exact and (hindi := as_hindi(request.query, lexicon)):
        return parse(hindi), (Note("read_as", (shortened(hindi),)),)
    return parse(request.query, exact=request.exact), ()


def _within_dates(filters: Filters, query: Query) -> Filters:
    """The filters, narrowed to the dates of the query."""
    if query.since is query.until is None:
        return filters
    since = [day for day in (filters.since, query.since) if day]
    until = [day for day in (filters.until, query.until) if day]
    return replace(filters, since=max(since, default=None), until=min(until, default=None))
