"""Calendar view models: a year with its months, a month with its days, each with its count."""

from calendar import SUNDAY, Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.engine import Counts, Filters
from index.query.dates import first_day, last_day
from index.search import Request

LEVELS = 4
"""Shades that distinguish many articles from few."""

Shades = tuple[tuple[int, int], ...]
"""The first and last number of each level, from 1 on; of a level that no number has, the first is
larger."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A month of a year or a day of a month.

    Attributes:
        level: From 0, no article, to ``LEVELS``, as the calendar's ``shades`` say.
        request: The search for its articles.
    """

    first: date
    count: int
    level: int
    request: Request


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """A year with its twelve months; before and after: the nearest years with articles, or ""."""

    first: date
    count: int
    months: list[Cell]
    request: Request
    before: str
    after: str
    shades: Shades
    kind: str = "year"


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """A month in weeks that begin on Sunday; None is a day of another month."""

    first: date
    count: int
    weeks: list[list[Cell | None]]
    request: Request
    before: str
    after: str
    shades: Shades
    kind: str = "month"


def year_calendar(first: date, counts: Counts, years: Sequence[tuple[str, int]]) -> YearCalendar:
    """A year, from the counts of its months and all years that have articles."""
    by_month, shades = dict(counts), _shades(counts)
    firsts = [date(first.year, number, 1) for number in range(1, 13)]
    cells = [_cell(day, day.isoformat()[:7], by_month, shades) for day in firsts]
    before, after = _neighbours(f"{first.year:04}", sorted(year for year, _ in years))
    span = _request(f"{first.year:04}")
    return YearCalendar(first, sum(by_month.values()), cells, span, before, after, shades)


def month_calendar(first: date, counts: Counts, months: Sequence[str]) -> MonthCalendar:
    """A month, from the counts of its days and all months that have articles, in order."""
    by_day, shades = dict(counts), _shades(counts)
    month = first.isoformat()[:7]
    weeks: list[list[Cell | None]] = [
        [
            _cell(first.replace(day=day), f"{month}-{day:02}", by_day, shades) if day else None
            for day in week
        ]
        for week in Calendar(SUNDAY).monthdayscalendar(first.year, first.month)
    ]
    before, after = _neighbours(month, months)
    span = _request(month)
    return MonthCalendar(first, sum(by_day.values()), weeks, span, before, after, shades)


def level(number: int, shades: Shades) -> int:
    """The level of a number of articles; 0 of none."""
    return next((n for n, (_, last) in enumerate(shades, 1) if 0 < number <= last), 0)


def _cell(first: date, key: str, counts: dict[str, int], shades: Shades) -> Cell:
    count = counts.get(key, 0)
    return Cell(first, count, level(count, shades), _request(key))


def _shades(counts: Counts) -> Shades:
    """Levels of the same width."""
    most = max((number for _, number in counts), default=0)
    lasts = [most * n // LEVELS for n in range(1, LEVELS + 1)]
    return tuple(zip([1, *(last + 1 for last in lasts[:-1])], lasts, strict=True)) if most else ()


def _request(key: str) -> Request:
    return Request("", filters=Filters(since=first_day(key), until=last_day(key)))


def _neighbours(key: str, keys: Sequence[str]) -> tuple[str, str]:
    before = [other for other in keys if other < key]
    after = [other for other in keys if other > key]
    return (before[-1] if before else ""), (after[0] if after else "")
