"""How results can be narrowed and widened again: counts beside what is chosen, and over time.

A facet is counted without its own filter, so that what was not chosen can still be chosen. It
searches again only where something is chosen; it decides nothing about what is found.
"""

from dataclasses import replace
from datetime import date

from index.engine import Clause, Counts, Engine, Facet, Filters, facet_counts
from index.fields import DATES
from index.search.models import Interval, Timeline


def narrowing(
    engine: Engine,
    clause: Clause,
    filters: Filters,
    typed: Filters,
    counts: dict[Facet, Counts],
) -> tuple[dict[Facet, Counts], Timeline]:
    """The counts of every facet without its own filter, and those that a timeline shows.

    Args:
        engine: What answered the search.
        clause: What was searched for.
        filters: All filters in force.
        typed: The dates that are part of the query: they are no filter that a click takes away.
        counts: What the search itself counted, with all filters; empty: it searched for nothing.
    """
    if not counts:
        return {}, Timeline()

    found = dict(counts)
    for name, _ in filters.labels:
        found |= facet_counts(engine, clause, filters.replacing(name, ()), (name,))
    undated = replace(filters, since=typed.since, until=typed.until)
    if undated != filters:
        found |= facet_counts(engine, clause, undated, DATES)
    unit, prefix = _stretch(filters, typed, found)
    if unit == "day":
        first, last = f"{prefix}-01", f"{prefix}-31"
        days = facet_counts(engine, clause, undated, ("day",))["day"]
        counted = tuple(pair for pair in days if first <= pair[0] <= last)
    else:
        counted = tuple(pair for pair in found[unit] if pair[0].startswith(prefix))
    return found, Timeline(unit, tuple(sorted(counted)))


def _stretch(filters: Filters, typed: Filters, counts: dict[Facet, Counts]) -> tuple[Interval, str]:
    """The unit to draw, and what the days drawn begin with: a year, a month, or nothing."""
    since, until = filters.since, filters.until
    chosen = (since, until) != (typed.since, typed.until)
    if chosen and since and until:
        return _common(since, until)
    years, months = counts["year"], counts["month"]
    if chosen or len(years) != 1:
        return "year", ""
    # All of one year, or of one month: a single bar would tell nothing.
    return ("day", months[0][0]) if len(months) == 1 else ("month", years[0][0])


def _common(since: date, until: date) -> tuple[Interval, str]:
    if since.year != until.year:
        return "year", ""
    if since.month != until.month:
        return "month", f"{since.year:04}"
    return "day", f"{since.year:04}-{since.month:02}"
