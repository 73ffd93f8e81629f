"""Browsing without a query: the labels of each field and the days, with counts of articles.

Each is a link to the search for its articles.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import abort, render_template, request

from index.engine import AllOf, Counts, Engine, Filters, facet_counts
from index.fields import LABELS, Facet
from index.query.dates import first_day, last_day
from index.search import Archive, Request
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

    def overview(self) -> str:
        """The largest labels of each field, and the years."""
        counts = archive_counts(self._archive.engine, (*LABELS, "year"))
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
        found = archive_counts(self._archive.engine, (facet,))[facet]
        by_size = request.args.get("by") == "size"
        if not by_size:
            found = tuple(sorted(found, key=lambda pair: collation.sort_key(pair[0])))
        letters = list(dict.fromkeys(collation.initial(label) for label, _ in found))
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

    def days(self, span: str = "") -> str:
        """The calendar: all years, the months of a year, or the days of a month."""
        engine = self._archive.engine
        years = sorted(archive_counts(engine, ("year",))["year"], reverse=True)
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
            counts = archive_counts(engine, ("day",), first, last)["day"]
            months = sorted(value for value, _ in archive_counts(engine, ("month",))["month"])
            calendar = month_calendar(first, counts, months)
        else:
            counts = archive_counts(engine, ("month",), first, last)["month"]
            calendar = year_calendar(first, counts, years)
        if not calendar.count:
            abort(404)
        return render_template(
            "day.html", asked=Request(""), calendar=calendar, period_title=_period_title
        )


def archive_counts(
    engine: Engine, facets: tuple[Facet, ...], since: date | None = None, until: date | None = None
) -> dict[Facet, Counts]:
    """The counts of facets over all articles, or over those of some days."""
    filters = Filters(since=since, until=until)
    return facet_counts(engine, AllOf(), filters, facets)


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
