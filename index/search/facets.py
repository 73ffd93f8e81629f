"""Counts the facets of a search, and its date histogram.

A facet is counted without its own filter, so that what was not chosen can still be chosen. The
engine is asked again only where something is chosen.
"""

from dataclasses import replace
from datetime import date

from index.engine import EXCLUDED, Clause, Counts, Engine, Filters, Hits, count, facet_counts
from index.fields import DATES, Facet
from index.search.models import DateHistogram, Interval


def facets_and_histogram(
    engine: Engine,
    clause: Clause,
    filters: Filters,
    query_dates: Filters,
    found: Hits,
) -> tuple[dict[Facet, Counts], DateHistogram]:
    """The counts of every facet without its own filter, and the date histogram.

    Args:
        engine: What answered the search.
        clause: What was searched for.
        filters: All filters in force.
        query_dates: The dates that are part of the query: no filter that a click takes away.
        found: What the search itself found and counted, with all filters; without counts it
            searched for nothing.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    if not found.facets:
        return {}, DateHistogram()
    counts = dict(found.facets)
    for name in {name for name, _ in (*filters.labels, *filters.not_labels)}:
        others = filters.replacing(name, ()).replacing(EXCLUDED + name, ())
        counts |= facet_counts(engine, clause, others, (name,))
    any_time = replace(filters.at_any_time(), since=query_dates.since, until=query_dates.until)
    if any_time != filters:
        counts |= facet_counts(engine, clause, any_time, DATES)
    interval, period = _interval(filters if any_time != filters else None, counts)
    if interval == "day":
        first, last = f"{period}-01", f"{period}-31"
        days = facet_counts(engine, clause, any_time, ("day",))["day"]
        buckets = [pair for pair in days if first <= pair[0] <= last]
    else:
        buckets = [pair for pair in counts[interval] if pair[0].startswith(period)]
    if any_time == filters:
        undated = found.total - sum(number for _, number in counts["year"])
    elif any_time == filters.at_any_time():
        undated = count(engine, clause, replace(any_time, undated=True))
    else:
        # A query with dates of its own finds nothing without a date.
        undated = 0
    return counts, DateHistogram(interval, tuple(sorted(buckets)), undated)


def _interval(chosen: Filters | None, counts: dict[Facet, Counts]) -> tuple[Interval, str]:
    """The interval of the histogram, and the year or month that it is limited to; "" for none.

    Args:
        chosen: The filters, if they hold days that a click can take away.
        counts: Of each year and month, without those days.
    """
    if chosen and (ranges := chosen.day_ranges()):
        first, last = min(first for first, _ in ranges), max(last for _, last in ranges)
        if first > date.min and last < date.max:
            return _common_period(first, last)
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
