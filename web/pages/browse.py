"""Browsing without a query: the labels of each field and the days, with counts of articles.

Each is a link to the search for its articles.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import abort, render_template, request

from index.engine import AllOf, Counts, Filters, facet_counts
from index.fields import LABELS, Facet
from index.query.dates import first_day, last_day
from index.search import Archive, PerGeneration, Request
from web.http.caching import current_generation
from web.i18n import digits, label_text, lang_of, month
from web.labels import LABEL_NAMES
from web.pages import collation
from web.pages.calendar import MonthCalendar, YearCalendar, month_calendar, year_calendar
from web.pages.facets import toggled
from web.request import clean

KINDS: dict[str, tuple[Facet, str]] = {
    names.path: (field, names.many) for field, names in LABEL_NAMES.items()
}
"""The lists: the name in the address, the facet, the heading."""

MAX_COUNTS_KEPT = 64
"""Of all articles, and of the years and months that were asked for last."""

LABELS_PER_PAGE = 60
OVERVIEW_LABELS = 12
"""Labels of each field on the overview."""


@dataclass(frozen=True, slots=True)
class LabelCount:
    """A label or a year with the number of its articles, and the search for them."""

    label: str
    lang: str
    count: int
    request: Request


class Browse:
    """The views for browsing, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._counts = ArchiveCounts(archive)
        self._names: PerGeneration[tuple[Facet, bool], tuple[Counts, list[str]]] = PerGeneration(
            2 * len(KINDS)
        )

    def overview(self) -> str:
        """The largest labels of each field, and the years."""
        counts = self._counts.of((*LABELS, "year"))
        lists = [
            (name, heading, _label_counts(facet, counts[facet][:OVERVIEW_LABELS]))
            for name, (facet, heading) in KINDS.items()
        ]
        return render_template(
            "browse.html",
            asked=Request(""),
            lists=[(*each, len(counts[KINDS[each[0]][0]])) for each in lists if each[2]],
            years=[_year_count(*pair) for pair in sorted(counts["year"], reverse=True)],
        )

    def names(self, kind: str) -> str:
        """One list, as a Hindi dictionary orders it, by letter; or the largest first."""
        if kind not in KINDS:
            abort(404)
        facet, heading = KINDS[kind]
        by_size = request.args.get("by") == "size"
        generation = current_generation() or self._archive.generation()
        found, letters = self._names.get(
            generation, (facet, by_size), lambda: self._in_order(facet, by_size=by_size)
        )
        letter = clean(request.args.get("letter", ""), 1)
        if letter not in letters or by_size:
            letter = ""
        if letter:
            found = tuple(pair for pair in found if collation.initial(pair[0]) == letter)
        last = max(1, -(-len(found) // LABELS_PER_PAGE))
        page = min(_page_number(), last)
        start = (page - 1) * LABELS_PER_PAGE
        shown = _label_counts(facet, found[start : start + LABELS_PER_PAGE])
        return render_template(
            "names.html",
            asked=Request(""),
            kind=kind,
            heading=heading,
            total=len(found),
            groups=_groups(shown, by_size=by_size),
            by_size=by_size,
            letters=[] if by_size or len(letters) == 1 else letters,
            letter=letter,
            page=page,
            last=last,
        )

    def _in_order(self, facet: Facet, *, by_size: bool) -> tuple[Counts, list[str]]:
        """All labels of a field in the order of the list, and the letters that they begin with."""
        found = self._counts.of((facet,))[facet]
        if not by_size:
            found = tuple(sorted(found, key=lambda pair: collation.sort_key(pair[0])))
        return found, list(dict.fromkeys(collation.initial(label) for label, _ in found))

    def days(self, span: str = "") -> str:
        """The calendar: all years, the months of a year, or the days of a month."""
        years = sorted(self._counts.of(("year",))["year"], reverse=True)
        if not span:
            return render_template(
                "days.html", asked=Request(""), years=[_year_count(*y) for y in years]
            )
        try:
            first, last = first_day(span), last_day(span)
        except ValueError:
            abort(404)
        if first == last or span not in (f"{first.year:04}", f"{first.year:04}-{first.month:02}"):
            abort(404)
        calendar: YearCalendar | MonthCalendar
        if "-" in span:
            counts = self._counts.of(("day",), first, last)["day"]
            months = sorted(value for value, _ in self._counts.of(("month",))["month"])
            calendar = month_calendar(first, counts, months)
        else:
            counts = self._counts.of(("month",), first, last)["month"]
            calendar = year_calendar(first, counts, years)
        if not calendar.count:
            abort(404)
        return render_template(
            "day.html", asked=Request(""), calendar=calendar, period_title=_period_title
        )


class ArchiveCounts:
    """The counts of facets over the archive, kept until it changes. Threads may share one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._kept: PerGeneration[
            tuple[tuple[Facet, ...], date | None, date | None], dict[Facet, Counts]
        ] = PerGeneration(MAX_COUNTS_KEPT)

    def of(
        self, facets: tuple[Facet, ...], since: date | None = None, until: date | None = None
    ) -> dict[Facet, Counts]:
        """The counts over all articles, or over those of some days."""
        filters, engine = Filters(since=since, until=until), self._archive.engine
        return self._kept.get(
            current_generation() or self._archive.generation(),
            (facets, since, until),
            lambda: facet_counts(engine, AllOf(), filters, facets),
        )


def _label_counts(facet: Facet, counts: Counts) -> list[LabelCount]:
    return [
        LabelCount(text, lang_of(text), count, toggled(Request(""), facet, label))
        for label, count in counts
        for text in [label_text(facet, label)]
    ]


def _year_count(value: str, count: int) -> LabelCount:
    filters = Filters(since=first_day(value), until=last_day(value))
    return LabelCount(value, "", count, Request("", filters=filters))


def _period_title(span: str) -> str:
    return month(first_day(span)) if "-" in span else digits(span)


def _groups(shown: list[LabelCount], *, by_size: bool) -> list[tuple[str, list[LabelCount]]]:
    """The names under their letters; largest first, under none."""
    if by_size:
        return [("", shown)]
    return [
        (name, list(some)) for name, some in groupby(shown, lambda n: collation.initial(n.label))
    ]


def _page_number() -> int:
    text = request.args.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004
