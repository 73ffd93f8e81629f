"""Facets and filters of the results, as plain links.

Several values of one facet are alternatives; the link of each adds it to the filters or removes it.
Labels can be excluded as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from index.engine import EXCLUDED, Counts, Days
from index.fields import LABELS, Facet
from index.query.dates import first_day, last_day
from index.query.lexer import MAX_QUERY_CHARS
from index.search import NameBeside, Request, Results
from web.i18n import day, digits, label_text, lang_of, language, month, month_name, number
from web.i18n import gettext as _
from web.labels import LABEL_NAMES

VALUES_SHOWN = 7
"""Values of a facet that are visible at first; the others are behind "more"."""

INDIA = timezone(timedelta(hours=5, minutes=30))

MAX_VALUES = 20
"""Values of a facet in all: each is a link that contains the whole search."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value with the number of articles that have it.

    Attributes:
        request: The search with the value added to the filters, or removed if it is active.
        active: Whether the results are filtered by it.
        without: The search without whatever has this value; None where it cannot be excluded.
    """

    label: str
    lang: str
    count: int
    request: Request
    active: bool = False
    without: Request | None = None


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet with its values: those shown at first, and those behind "more"."""

    name: str
    heading: str
    shown: list[FacetValue]
    more: list[FacetValue]


@dataclass(frozen=True, slots=True)
class NameView:
    """A name beside the results, and the search with it added."""

    text: str
    request: Request


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
        if any(value.active or value.count != results.total for value in facet.shown)
    ]


def name_views(asked: Request, names: Iterable[NameBeside]) -> list[NameView]:
    """The names beside the results, each a search for it as well."""
    query = asked.query.strip()
    # Behind half a pair of quotation marks a name would be read as something else.
    whole = query.count('"') % 2 == 0
    both = ((name.text, f'{query} "{name.text}"'.strip()) for name in names if whole)
    return [
        NameView(name, _with_query(asked, with_it))
        for name, with_it in both
        if len(with_it) <= MAX_QUERY_CHARS
    ]


def active_filters(asked: Request) -> list[ActiveFilter]:
    """The filters of the results: labels first, then dates."""
    filters = asked.filters
    found = [
        ActiveFilter(
            _("Excluding %(facet)s", facet=name.lower()) if key.startswith(EXCLUDED) else name,
            text,
            lang_of(text),
            toggled(asked, key, label),
        )
        for key, labels in (
            *filters.labels,
            *((EXCLUDED + field, labels) for field, labels in filters.not_labels),
        )
        for name in [str(LABEL_NAMES[key.removeprefix(EXCLUDED)].one)]
        for label in labels
        for text in [label_text(key.removeprefix(EXCLUDED), label)]
    ]
    found += [
        ActiveFilter("", span_name(*days), language(), _with_period(asked, days))
        for days in filters.periods
    ]
    since, until = filters.since, filters.until
    if since and until and (text := span_name(since, until)):
        found.append(ActiveFilter("", text, language(), _within(asked, None, None)))
    else:
        if since:
            text = _("from %(day)s", day=day(since))
            found.append(ActiveFilter("", text, language(), _within(asked, None, until)))
        if until:
            text = _("up to %(day)s", day=day(until))
            found.append(ActiveFilter("", text, language(), _within(asked, since, None)))
    if filters.undated:
        found.append(ActiveFilter("", _("date unknown"), language(), _with_undated(asked)))
    if filters.arrived_since is not None:
        whenever = replace(asked, filters=replace(filters, arrived_since=None))
        found.append(ActiveFilter("", _("added since your last visit"), language(), whenever))
    return found


@dataclass(frozen=True, slots=True)
class DateChoice:
    """Days to choose by one click, and whether they are chosen."""

    name: str
    request: Request
    active: bool


def date_choices(asked: Request, undated: int) -> list[DateChoice]:
    """All dates, the last days, this year, and no date.

    Args:
        asked: The search.
        undated: How many of its articles have no date; without any they are no choice.
    """
    now = today()
    choices = [(_("All dates"), with_days(asked, None))]
    for count in (7, 30):
        first = now - timedelta(days=count - 1)
        name = _("Last %(count)s days", count=digits(str(count)))
        choices.append((name, _within(with_days(asked, None), first, None)))
    choices.append((_("This year"), with_days(asked, _whole(str(now.year)))))
    found = [DateChoice(name, new, new.filters == asked.filters) for name, new in choices]
    if undated or asked.filters.undated:
        name = f"{_('Date unknown')} ({number(undated)})"
        found.append(DateChoice(name, _with_undated(asked), asked.filters.undated))
    return found


def today() -> date:
    """The day in India."""
    return datetime.now(INDIA).date()


def span_name(first: date, last: date) -> str:
    """The name of a whole year, month or day; "" for any other stretch of time."""
    if first == last:
        return day(first)
    spans = (first.isoformat()[:7], month(first)), (first.isoformat()[:4], _year(first))
    for text, name in spans:
        if (first, last) == _whole(text):
            return name
    return ""


def toggled(asked: Request, key: str, label: str) -> Request:
    """The search with a label taken in, or, if it is in force, left out.

    Args:
        asked: The search.
        key: The label's field; ``not_`` and the field, to exclude it.
        label: As the archive writes it.
    """
    labels = asked.filters.values(key)
    others = tuple(other for other in labels if other != label)
    filters = asked.filters.replacing(key, others if label in labels else (*labels, label))
    if label not in labels:
        # Wanted and excluded at once it would find nothing.
        other = key.removeprefix(EXCLUDED) if key.startswith(EXCLUDED) else EXCLUDED + key
        kept = tuple(each for each in filters.values(other) if each != label)
        filters = filters.replacing(other, kept)
    return replace(asked, page=1, filters=filters)


def with_days(asked: Request, days: Days | None) -> Request:
    """The search within these days alone; None: at any time."""
    filters = asked.filters.at_any_time()
    if days and span_name(*days):
        filters = replace(filters, periods=(days,))
    elif days:
        filters = replace(filters, since=days[0], until=days[1])
    return replace(asked, page=1, filters=filters)


def _within(asked: Request, since: date | None, until: date | None) -> Request:
    filters = replace(asked.filters, since=since, until=until)
    return replace(asked, page=1, filters=filters)


def _with_period(asked: Request, days: Days) -> Request:
    """The search with a year or month taken in, or left out if it is in force."""
    filters = asked.filters
    periods = tuple(each for each in filters.periods if each != days)
    if days not in filters.periods:
        periods = (*periods, days)
    if (filters.since, filters.until) == days:
        # The same days in the words of other addresses.
        periods = ()
    filters = replace(filters, since=None, until=None, periods=periods)
    return replace(asked, page=1, filters=filters)


def _with_undated(asked: Request) -> Request:
    """The search with the articles without a date taken in, or left out."""
    filters = replace(asked.filters, undated=not asked.filters.undated)
    return replace(asked, page=1, filters=filters)


def _with_query(asked: Request, query: str) -> Request:
    return replace(asked, query=query, page=1)


def _whole(text: str) -> Days:
    """The days of a year or month."""
    return first_day(text), last_day(text)


def _facet(name: str, heading: str, found: list[FacetValue]) -> FacetView:
    active = sum(value.active for value in found)
    shown = max(VALUES_SHOWN, active)
    return FacetView(name, heading, found[:shown], found[shown : max(MAX_VALUES, active)])


def _labels(asked: Request, field: Facet, results: Results) -> list[FacetValue]:
    """Active values come first, also where no result has them."""
    active, excluded = (asked.filters.values(key) for key in (field, EXCLUDED + field))
    counts = dict(results.facets.get(field, ()))
    labels = dict.fromkeys((*active, *(label for label in counts if label not in excluded)))
    return [
        FacetValue(
            text,
            lang_of(text),
            counts.get(label, 0),
            toggled(asked, field, label),
            label in active,
            toggled(asked, EXCLUDED + field, label),
        )
        for label in labels
        for text in [label_text(field, label)]
    ]


def _months(asked: Request, results: Results) -> Counts:
    """The months of the year that is chosen or alone; of many years they would be too many."""
    years = results.facets.get("year", ())
    ranges = asked.filters.day_ranges() or ()
    chosen = {each.year for days in ranges for each in days}
    if len(chosen) == 1:
        prefix = f"{chosen.pop():04}-"
    elif len(years) == 1:
        prefix = f"{years[0][0]}-"
    else:
        return ()
    return tuple(pair for pair in results.facets.get("month", ()) if pair[0].startswith(prefix))


def _spans(asked: Request, counts: Counts) -> list[FacetValue]:
    """Years or months, the latest first; several add up."""
    filters = asked.filters
    found = []
    for value, count in sorted(counts, reverse=True):
        days = _whole(value)
        active = days in filters.periods or days == (filters.since, filters.until)
        name = month_name(days[0]) if "-" in value else digits(value)
        request = _with_period(asked, days)
        if not active and "-" in value:
            # Beside a month its whole year would make no difference.
            year = _whole(value[:4])
            periods = tuple(each for each in request.filters.periods if each != year)
            request = replace(request, filters=replace(request.filters, periods=periods))
        found.append(FacetValue(name, language(), count, request, active))
    return found


def _year(value: date) -> str:
    return digits(str(value.year))
