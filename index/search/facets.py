"""Counts the facets of a search, and its date histogram.

A facet is counted without its own filter, so that what was not chosen can still be chosen. The
engine is asked again only where something is chosen.
"""

from dataclasses import replace
from datetime import date

from index.engine import Clause, Counts, Engine, Filters, facet_counts
from index.fields import DATES, Facet
from index.search.models import DateHistogram, Interval


def facets_and_histogram(
    engine: Engine,
    clause: Clause,
    filters: Filters,
    query_dates: Filters,
    counts: dict[Facet, Counts],
) -> tuple[dict[Facet, Counts], DateHistogram]:
    """The counts of every facet without its own filter, and the date histogram.

    Args:
        engine: What answered the search.
        clause: What was searched for.
        filters: All filters in force.
        query_dates: The dates that are part of the query: no filter that a click takes away.
        counts: What the search itself counted, with all filters; empty: it searched for nothing.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    if not counts:
        return {}, DateHistogram()
    found = dict(counts)
    for name, _ in filters.labels:
        found |= facet_counts(engine, clause, filters.replacing(name, ()), (name,))
    undated = replace(filters, since=query_dates.since, until=query_dates.until)
    if undated != filters:
        found |= facet_counts(engine, clause, undated, DATES)
    interval, period = _interval(filters, query_dates, found)
    if interval == "day":
        first, last = f"{period}-01", f"{period}-31"
        days = facet_counts(engine, clause, undated, ("day",))["day"]
        buckets = [pair for pair in days if first <= pair[0] <= last]
    else:
        buckets = [pair for pair in found[interval] if pair[0].startswith(period)]
    return found, DateHistogram(interval, tuple(sorted(buckets)))


def _interval(
    filters: Filters, query_dates: Filters, counts: dict[Facet, Counts]
) -> tuple[Interval, str]:
    """The interval of the histogram, and the year or month that it is limited to; "" for none."""
    since, until = filters.since, filters.until
    chosen = (since, until) != (query_dates.since, query_dates.until)
    if chosen and since and until:
        return _common_period(since, until)
    years, months = counts["year"], counts["month"]
    if chosen or len(years) != 1:
        return "year", ""
    # All of one year, or of one month: a single bar would tell nothing.
    return ("day", months[0][0]) if len(months) == 1 else ("month", years[0][0])


def _common_period(since: date, until: date) -> tuple[Interval, str]:
    if since.year != until.year:
        return "year", ""
    if since.month != until.month:
        return "month", f"{since.year:04}"
    return "day", f"{since.year:04}-{since.month:02}"
