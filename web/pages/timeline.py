"""When the articles found were published, as bars: geometry for an SVG that needs no script.

Widths are in per cent, so that the bars fit a phone and a wide screen alike; heights in pixels.
It counts nothing; ``index.search.facets`` does.
"""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from index.query.dates import first_day, last_day
from index.search.models import Request, Results, Timeline
from web.i18n import day, digits, month, month_name
from web.pages.facets import dated

HEIGHT = 64
"""The highest bar, in pixels."""

LEAST = 3
"""The lowest, so that one article beside a thousand can be seen and clicked."""

MOST_YEARS = 40
"""More years than this are drawn as decades."""

_LABELS = 12
_COUNTED = 12
"""Labels that fit below the bars of a wide screen, and bars that can have their number above."""


_GAP = 0.12
"""On either side of a bar, of its room."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year, month or day.

    Attributes:
        name: The whole name, for the tooltip and for who cannot see the bar.
        label: What stands below it; empty where labels would run into each other.
        minor: The label is for wide screens alone.
        count: How many articles; without any there is no link.
        request: The search within it.
        chosen: Whether it is within the days that the results are limited to.
        left: Per cent from the left to its room, "12.50%"; ``start`` and ``middle``, to the bar.
        height: Pixels.
    """

    name: str
    label: str
    minor: bool
    count: int
    request: Request
    chosen: bool
    left: str
    start: str
    middle: str
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, and the way up to longer stretches of time.

    Attributes:
        room: Per cent that each bar has with the space around it.
        width: Per cent of the bar itself.
        counted: Whether there is room for the numbers.
        up: Names and searches of the stretches that hold this one, the longest first.
        here: The name of what is drawn; empty for everything.
        undated: How many of the articles found have no date, and so no bar.
    """

    bars: list[Bar]
    room: str
    width: str
    counted: bool
    up: list[tuple[str, Request]]
    here: str
    undated: int


@dataclass(frozen=True, slots=True)
class _Span:
    name: str
    label: str
    first: date
    last: date


def chart(asked: Request, results: Results) -> Chart | None:
    """The chart of a search; None where there is nothing to compare or to go back to."""
    line = results.timeline
    dates = asked.filters.since, asked.filters.until
    spans, counts = _spans(line)
    if not spans or (len(line.counts) < 2 and dates == (None, None)):  # noqa: PLR2004
        return None
    highest = max(counts)
    step = -(-len(spans) // _LABELS)
    width = 100 / len(spans)
    bars = [
        Bar(
            name=span.name,
            label="" if n % step else span.label,
            minor=len(spans) > _LABELS // 2 and n // step % 2 == 1,
            count=count,
            request=dated(asked, span.first, span.last),
            chosen=_inside(span, *dates),
            left=_percent(n * width),
            start=_percent(n * width + width * _GAP),
            middle=_percent(n * width + width / 2),
            height=max(LEAST, round(HEIGHT * count / highest)) if count else 0,
        )
        for n, (span, count) in enumerate(zip(spans, counts, strict=True))
    ]
    up, here = _up(asked, line) if dates != (None, None) else ([], _alone(line))
    dated_ones = sum(count for _, count in results.facets.get("year", ()))
    undated = results.total - dated_ones if dates == (None, None) else 0
    return Chart(
        bars,
        _percent(width),
        _percent(width * (1 - 2 * _GAP)),
        len(bars) <= _COUNTED,
        up,
        here,
        undated,
    )


def _percent(number: float) -> str:
    return f"{number:.2f}%"


def _spans(line: Timeline) -> tuple[list[_Span], list[int]]:
    """Every year, month or day between the ends, also those without an article."""
    if not line.counts:
        return [], []
    counts = dict(line.counts)
    first = line.counts[0][0]
    if line.unit == "day":
        days = range(1, last_day(first[:7]).day + 1)
        keys = [f"{first[:7]}-{number:02}" for number in days]
    elif line.unit == "month":
        keys = [f"{first[:4]}-{number:02}" for number in range(1, 13)]
    else:
        years = range(int(first), int(line.counts[-1][0]) + 1)
        if len(years) > MOST_YEARS:
            return _decades(line)
        keys = [f"{year:04}" for year in years]
    return [_span(key) for key in keys], [counts.get(key, 0) for key in keys]


def _span(key: str) -> _Span:
    first, last = first_day(key), last_day(key)
    if first == last:
        return _Span(day(first), digits(str(first.day)), first, last)
    if first.month == last.month:
        return _Span(month(first), month_name(first, short=True), first, last)
    return _Span(digits(key), digits(key), first, last)


def _decades(line: Timeline) -> tuple[list[_Span], list[int]]:
    counts: dict[int, int] = {}
    for year, count in line.counts:
        decade = int(year) // 10 * 10
        counts[decade] = counts.get(decade, 0) + count
    decades = range(min(counts), max(counts) + 1, 10)
    spans = [
        _Span(
            _("%(year)ss", year=digits(str(decade))),
            digits(str(decade)),
            date(max(decade, 1), 1, 1),
            date(decade + 9, 12, 31),
        )
        for decade in decades
    ]
    return spans, [counts.get(decade, 0) for decade in decades]


def _up(asked: Request, line: Timeline) -> tuple[list[tuple[str, Request]], str]:
    up = [(_("All years"), dated(asked, None, None))]
    first = line.counts[0][0]
    if line.unit == "year":
        return up, ""
    year = first[:4]
    if line.unit == "month":
        return up, digits(year)
    up.append((digits(year), dated(asked, first_day(year), last_day(year))))
    return up, month_name(first_day(first[:7]))


def _alone(line: Timeline) -> str:
    """The year or month that everything found is of, where nobody chose it."""
    first = line.counts[0][0]
    return {"year": "", "month": digits(first[:4]), "day": month(first_day(first))}[line.unit]


def _inside(span: _Span, since: date | None, until: date | None) -> bool:
    """Whether a span is chosen, in whole or in part; with no dates chosen, none is."""
    if since is None and until is None:
        return False
    return (until is None or span.first <= until) and (since is None or span.last >= since)
