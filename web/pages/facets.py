"""Facets and filters as plain links: what the results can be narrowed to, and widened again.

Several values of one facet are alternatives; each is a link that takes it in or leaves it out.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import gettext as _

from index.engine import Counts, Facet
from index.fields import LABELS
from index.query.dates import first_day, last_day
from index.search.models import Request, Results
from web.i18n import day, digits, lang_of, language, month, month_name
from web.labels import LABEL_NAMES

SHOWN = 7
"""Values of a facet at first sight."""

MOST = 20
"""Values of a facet in all: each is a link that holds the whole search."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with the number of articles that have it.

    Attributes:
        request: The search with the value taken in; of a value in force, without it.
        chosen: Whether the value is in force.
    """

    label: str
    lang: str
    count: int
    request: Request
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet with its values: those at first sight, and those behind "more"."""

    name: str
    heading: str
    shown: list[Choice]
    more: list[Choice]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force, and the request without it; dates have no name."""

    name: str
    label: str
    lang: str
    request: Request


def choices(asked: Request, results: Results) -> list[FacetView]:
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
        if any(choice.chosen or choice.count < results.total for choice in facet.shown)
    ]


def chosen(asked: Request) -> list[Chosen]:
    """The filters in force, in the order of the form."""
    filters = asked.filters
    found = [
        Chosen(str(LABEL_NAMES[field].one), label, lang_of(label), toggled(asked, field, label))
        for field, labels in filters.labels
        for label in labels
    ]
    since, until = filters.since, filters.until
    if text := span_name(since, until):
        return [*found, Chosen("", text, language(), _within(asked, since=None, until=None))]
    if since:
        text = _("from %(day)s", day=day(since))
        found.append(Chosen("", text, language(), _within(asked, since=None)))
    if until:
        text = _("up to %(day)s", day=day(until))
        found.append(Chosen("", text, language(), _within(asked, until=None)))
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


def dated(asked: Request, since: date | None, until: date | None) -> Request:
    """The search within these days."""
    return _within(asked, since=since, until=until)


def _facet(name: str, heading: str, found: list[Choice]) -> FacetView:
    in_force = sum(choice.chosen for choice in found)
    shown = max(SHOWN, in_force)
    return FacetView(name, heading, found[:shown], found[shown : max(MOST, in_force)])


def _labels(asked: Request, field: Facet, results: Results) -> list[Choice]:
    """What is in force comes first, also where nothing found has it."""
    in_force = asked.filters.values(field)
    counts = dict(results.facets.get(field, ()))
    labels = dict.fromkeys((*in_force, *counts))
    return [
        Choice(
            label,
            lang_of(label),
            counts.get(label, 0),
            toggled(asked, field, label),
            label in in_force,
        )
        for label in labels
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


def _spans(asked: Request, counts: Counts) -> list[Choice]:
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
        request = dated(asked, None, None) if exactly else dated(asked, first, last)
        name = month_name(first) if "-" in value else digits(value)
        found.append(Choice(name, language(), count, request, inside))
    return found


def _year(value: date) -> str:
    return digits(str(value.year))


def _within(asked: Request, **changes: Any) -> Request:
    return replace(asked, page=1, filters=replace(asked.filters, **changes))
