"""The home page: the search box, and what is inside: years, outlets, this day, what is new."""

from dataclasses import dataclass
from datetime import date

from flask import render_template

from archive.article import Article
from index.engine import AllOf, Counts, EngineError, Filters, SearchRequest
from index.query.dates import first_day, last_day
from index.search import Archive, PerGeneration, Request
from web.http.caching import current_generation
from web.pages.about import newest
from web.pages.facets import today

EXAMPLES = (
    "Lavrov",
    "videsh mantri",
    "उत्तर कोरिया",
    "earthquake",
    '"विदेश मंत्री"',
)
"""Searches to start from: a name, Hindi in Latin letters, Hindi, English, a phrase."""

NEWEST_SHOWN = 6
OUTLETS_SHOWN = 8
THIS_DAY_SHOWN = 3
YEARS_SHOWN = 40
"""The latest ones; an archive of more has its older ones under "Browse"."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What the archive holds.

    Attributes:
        years: Each with its number of dated articles, the earliest first.
        undated: Articles without a date.
        outlets: The largest, each with its number of articles.
        outlets_in_all: How many there are.
        this_day: Articles of this day in earlier years, the latest first.
        newest: The articles of the latest days.
    """

    years: Counts = ()
    undated: int = 0
    outlets: Counts = ()
    outlets_in_all: int = 0
    this_day: tuple[Article, ...] = ()
    newest: tuple[Article, ...] = ()


class Home:
    """The view of the home page, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._inside: PerGeneration[date, Inside] = PerGeneration(2)

    def home(self) -> str:
        """The search box, searches to try, and what is inside."""
        return render_template(
            "home.html",
            asked=Request(""),
            articles=self._archive.store.count(),
            examples=EXAMPLES,
            inside=self._look_inside(),
            years_shown=YEARS_SHOWN,
            of_year=lambda year: (first_day(year), last_day(year)),
        )

    def _look_inside(self) -> Inside:
        """What is inside; nothing while the index cannot be read, since the page needs none."""
        day = today()
        try:
            generation = current_generation() or self._archive.generation()
            return self._inside.get(generation, day, lambda: look_inside(self._archive, day))
        except EngineError:
            return Inside()


def look_inside(archive: Archive, day: date) -> Inside:
    """What the archive holds, as seen on a day.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    everything = SearchRequest(AllOf(), limit=0, facets=("source", "year"))
    found = archive.engine.search(everything)
    years, outlets = tuple(sorted(found.facets["year"])), found.facets["source"]
    days = [
        (same, same)
        for year, _ in years
        if int(year) < day.year
        for same in [_same_day(day, int(year))]
        if same
    ]
    this_day: tuple[Article, ...] = ()
    if days:
        same_days = archive.engine.search(
            SearchRequest(AllOf(), Filters(periods=tuple(days)), "newest", THIS_DAY_SHOWN)
        )
        this_day = tuple(archive.store.get_many([hit.id for hit in same_days.hits]).values())
    return Inside(
        years,
        found.total - sum(count for _, count in years),
        outlets[:OUTLETS_SHOWN],
        len(outlets),
        this_day,
        tuple(newest(archive, NEWEST_SHOWN)),
    )


def _same_day(day: date, year: int) -> date | None:
    """The day of the same name in another year; None for 29 February where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None
