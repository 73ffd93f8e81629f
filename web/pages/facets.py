"""Facets and filters of the results, as plain links.

Several values of one facet are alternatives; the link of each adds it to the filters or removes it.
"""

from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _

from index.engine import Counts
from index.fields import LABELS, Facet
from index.query.dates import first_day, last_day
from index.search import Request, Results
from web.i18n import day, digits, label_text, lang_of, language, month, month_name
from web.labels import LABEL_NAMES

VALUES_SHOWN = 7
"""Values of a facet that are visible at first; the others are behind "more"."""

MAX_VALUES = 20
"""Values of a facet in all: each is a link that contains the whole search."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value with the number of articles that have it.

    Attributes:
        request: The search with the value added to the filters, or removed if it is active.
        active: Whether the results are filtered by it.
    """

    label: str
    lang: str
    count: int
    request: Request
    active: bool = False


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet with its values: those shown at first, and those behind "more"."""

    name: str
    heading: str
    shown: list[FacetValue]
    more: list[FacetValue]


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter of the results, and the search without it; dates have no name."""

    name: str
    label: str
    lang: str
    request: Request


def facet_views(asked: Request, results: Results) -> list[FacetView]:
    """The facets worth showing: those that would change the results, or have done so."""
    found = [
        *(
            _facet(name, str(LABEL_NAMES[name].one), _labels(asked, name, results))
            for name in LABELS
        ),
        _facet("year", _("Year"), _spans(asked, results.facets.get("year", ()))),
        _facet("month", _("Month"), _spans(asked, _months(asked, results))),
    ]
    return [
        facet
        for facet in found
        if any(value.active or value.count < results.total for value in facet.shown)
    ]


def active_filters(asked: Request) -> list[ActiveFilter]:
    """The filters of the results: labels first, then dates."""
    filters = asked.filters
    found = [
        ActiveFilter(str(LABEL_NAMES[field].one), text, lang_of(text), toggled(asked, field, label))
        for field, labels in filters.labels
        for label in labels
        for text in [label_text(field, label)]
    ]
    since, until = filters.since, filters.until
    if text := span_name(since, until):
        return [*found, ActiveFilter("", text, language(), with_dates(asked, None, None))]
    if since:
        text = _("from %(day)s", day=day(since))
        found.append(ActiveFilter("", text, language(), with_dates(asked, None, until)))
    if until:
        text = _("up to %(day)s", day=day(until))
        found.append(ActiveFilter("", text, language(), with_dates(asked, since, None)))
    return found


def span_name(since: date | None, until: date | None) -> str:
    """The name of a whole year, month or day; "" for any other stretch of time."""
    if not since or not until:
        return ""
    if since == until:
        return day(since)
    spans = (since.isoformat()[:7], month(since)), (since.isoformat()[:4], _year(since))
    for text, name in spans:
        if (since, until) == (first_day(text), last_day(text)):
            return name
    return ""


def toggled(asked: Request, field: str, label: str) -> Request:
    """The search with a label taken in, or, if it is in force, left out."""
    labels = asked.filters.values(field)
    others = tuple(other for other in labels if other != label)
    filters = asked.filters.replacing(field, others if label in labels else (*labels, label))
    return replace(asked, page=1, filters=filters)


def with_dates(asked: Request, since: date | None, until: date | None) -> Request:
    """The search within these days."""
    return replace(asked, page=1, filters=replace(asked.filters, since=since, until=until))


def _facet(name: str, heading: str, found: list[FacetValue]) -> FacetView:
    active = sum(value.active for value in found)
    shown = max(VALUES_SHOWN, active)
    return FacetView(name, heading, found[:shown], found[shown : max(MAX_VALUES, active)])


def _labels(asked: Request, field: Facet, results: Results) -> list[FacetValue]:
    """Active values come first, also where no result has them."""
    active = asked.filters.values(field)
    counts = dict(results.facets.get(field, ()))
    labels = dict.fromkeys((*active, *counts))
    return [
        FacetValue(
            text,
            lang_of(text),
            counts.get(label, 0),
            toggled(asked, field, label),
            label in active,
        )
        for label in labels
        for text in [label_text(field, label)]
    ]


def _months(asked: Request, results: Results) -> Counts:
    """The months of the year that is chosen or alone; of many years they would be too many."""
    since, until = asked.filters.since, asked.filters.until
    years = results.facets.get("year", ())
    if since and until and since.year == until.year:
        prefix = f"{since.year:04}-"
    elif len(years) == 1:
        prefix = f"{years[0][0]}-"
    else:
        return ()
    return tuple(pair for pair in results.facets.get("month", ()) if pair[0].startswith(prefix))


def _spans(asked: Request, counts: Counts) -> list[FacetValue]:
    """Years or months, the latest first; there is one stretch of time, so one replaces another."""
    filters = asked.filters
    found = []
    for value, count in sorted(counts, reverse=True):
        first, last = first_day(value), last_day(value)
        inside = (
            filters.since is not None
            and filters.until is not None
            and first <= filters.since <= filters.until <= last
        )
        exactly = (filters.since, filters.until) == (first, last)
        request = with_dates(asked, None, None) if exactly else with_dates(asked, first, last)
        name = month_name(first) if "-" in value else digits(value)
        found.append(FacetValue(name, language(), count, request, inside))
    return found


def _year(value: date) -> str:
    return digits(str(value.year))
