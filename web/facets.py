"""Facets and filters as plain links: what the results can be narrowed to, and widened again."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import gettext as _

from index.search.results import Request, Results
from web.language import day, language, month
from web.params import first_day, last_day


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with the number of articles that have it, and the request that narrows to it."""

    label: str
    lang: str
    count: int
    request: Request


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force, and the request without it; dates have no name."""

    name: str
    label: str
    lang: str
    request: Request


def choices(asked: Request, results: Results) -> list[tuple[str, list[Choice]]]:
    """The facets worth showing, each with its name: those that would change the results."""
    sources = [
        Choice(name, "hi", count, _within(asked, source=(*asked.within.source, name)))
        for name, count in results.facets.get("source", ())
    ]
    months = [
        Choice(month(first), language(), count, _within(asked, since=first, until=last_day(value)))
        for value, count in sorted(results.facets.get("month", ()), reverse=True)
        for first in (first_day(value),)
    ]
    facets = [(_("Source"), sources), (_("Month"), months)]
    return [
        (name, found)
        for name, found in facets
        if any(choice.count < results.total for choice in found)
    ]


def chosen(asked: Request) -> list[Chosen]:
    """The filters in force, in the order of the form."""
    within = asked.within
    found = [
        Chosen(name, label, "hi", _within(asked, **{field: _others(labels, label)}))
        for field, name, labels in (
            ("source", _("Source"), within.source),
            ("author", _("Author"), within.author),
            ("category", _("Category"), within.category),
        )
        for label in labels
    ]
    since, until = within.since, within.until
    if since and until and (since, until) == _month_of(since):
        return [
            *found,
            Chosen("", month(since), language(), _within(asked, since=None, until=None)),
        ]
    if since:
        text = _("from %(day)s", day=day(since))
        found.append(Chosen("", text, language(), _within(asked, since=None)))
    if until:
        text = _("up to %(day)s", day=day(until))
        found.append(Chosen("", text, language(), _within(asked, until=None)))
    return found


def _others(labels: tuple[str, ...], label: str) -> tuple[str, ...]:
    return tuple(other for other in labels if other != label)


def _month_of(value: date) -> tuple[date, date]:
    text = f"{value.year:04}-{value.month:02}"
    return first_day(text), last_day(text)


def _within(asked: Request, **changes: Any) -> Request:
    return replace(asked, page=1, within=replace(asked.within, **changes))
