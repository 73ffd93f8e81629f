"""Date histogram of the results: the geometry of an SVG that needs no script.

Widths are in per cent, so that the bars fit phones and wide screens alike; heights in pixels. The
counts come from ``index.search.facets``. Articles without a date have a bar of their own, so that
a chart of the few that have one does not pass for all.
"""

from dataclasses import dataclass, replace
from datetime import date

from index.engine import Days
from index.query.dates import first_day, last_day
from index.search import DateHistogram, Request, Results
from web.i18n import day, digits, month, month_name
from web.i18n import gettext as _
from web.pages.facets import with_days

MAX_BAR_HEIGHT = 40
"""Pixels."""

MIN_BAR_HEIGHT = 3
"""Pixels: one article beside a thousand can still be seen and clicked."""

MAX_YEARS = 40
"""More years than this are drawn as decades."""

MAX_LABELS = 12
"""Labels that fit below the bars of a wide screen."""

MAX_COUNTED_BARS = 12
"""Bars that have room for their number above."""

WIDEST_SLOT = 76
"""Pixels that a bar may have with the space around it."""

FEW_SLOTS = 4
"""So many slots of this width fit a phone; more of them share the whole width."""

MIN_EMPTY_YEARS = 4
"""As many years in a row without an article are drawn as one gap."""

GAP = 0.12
"""Space on either side of a bar, as a part of its slot."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year, month or day.

    Attributes:
        name: The full name, for the tooltip and for screen readers.
        label: The text below it; empty where labels would overlap.
        minor: The label is for wide screens only.
        count: How many articles; without any there is no link.
        request: The search for its articles; None where there are none.
        active: Whether it is within the days that the results are filtered by.
        first, last: Its days; None where it stands for articles without a date, or for a gap.
        left: Per cent from the left to its slot, "12.50%"; ``start`` and ``middle``, to the bar.
        height: Pixels.
    """

    name: str
    label: str
    minor: bool
    count: int
    request: Request | None
    active: bool
    first: date | None
    last: date | None
    left: str
    start: str
    middle: str
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, with links to longer periods.

    Attributes:
        slot: Per cent of the width that each bar has with the space around it.
        width: Per cent of the bar itself.
        drawn: The width of the whole chart, in pixels or per cent.
        counted: Whether there is room for the numbers.
        highest: The number of the highest bar.
        up: Names and searches of the periods that contain this one, the longest first.
        here: The name of the period drawn; empty for all years.
    """

    bars: list[Bar]
    slot: str
    width: str
    drawn: str
    counted: bool
    highest: int
    up: list[tuple[str, Request]]
    here: str


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of time; without days it stands for articles without a date, or for a gap."""

    name: str
    label: str
    first: date | None = None
    last: date | None = None


def chart(asked: Request, results: Results) -> Chart | None:
    """The histogram of a search; None for a single bar without a longer period to go back to."""
    line = results.histogram
    narrowed = asked.filters != asked.filters.at_any_time()
    spans, counts = _spans(line)
    if line.undated and spans:
        spans.insert(0, _Span(_("Date unknown"), _("no date")))
        counts.insert(0, line.undated)
    if not spans or (len(spans) < 2 and not narrowed):  # noqa: PLR2004
        return None
    highest = max(counts)
    step = -(-len(spans) // MAX_LABELS)
    width = 100 / len(spans)
    ranges = asked.filters.day_ranges() or ()
    bars = [
        Bar(
            name=span.name,
            label=span.label if n % step == 0 or not span.first else "",
            minor=len(spans) > MAX_LABELS // 2 and n // step % 2 == 1,
            count=count,
            request=_narrowed(asked, span) if count else None,
            active=_is_active(span, ranges) if span.first else asked.filters.undated,
            first=span.first,
            last=span.last,
            left=_percent(n * width),
            start=_percent(n * width + width * GAP),
            middle=_percent(n * width + width / 2),
            height=max(MIN_BAR_HEIGHT, round(MAX_BAR_HEIGHT * count / highest)) if count else 0,
        )
        for n, (span, count) in enumerate(zip(spans, counts, strict=True))
    ]
    up, here = _up(asked, line) if narrowed else ([], _only_period(line))
    return Chart(
        bars,
        _percent(width),
        _percent(width * (1 - 2 * GAP)),
        f"{len(bars) * WIDEST_SLOT}px" if len(bars) <= FEW_SLOTS else "100%",
        len(bars) <= MAX_COUNTED_BARS,
        highest,
        up,
        here,
    )


def _narrowed(asked: Request, span: _Span) -> Request:
    """The search for the articles of a bar alone."""
    if span.first and span.last:
        return with_days(asked, (span.first, span.last))
    at_any_time = with_days(asked, None)
    return replace(at_any_time, filters=replace(at_any_time.filters, undated=True))


def _percent(number: float) -> str:
    return f"{number:.2f}%"


def _spans(line: DateHistogram) -> tuple[list[_Span], list[int]]:
    """Every year, month or day between the ends, also those without an article."""
    if not line.counts:
        return [], []
    counts = dict(line.counts)
    first = line.counts[0][0]
    if line.interval == "day":
        days = range(1, last_day(first[:7]).day + 1)
        keys = [f"{first[:7]}-{number:02}" for number in days]
    elif line.interval == "month":
        keys = [f"{first[:4]}-{number:02}" for number in range(1, 13)]
    else:
        years = range(int(first), int(line.counts[-1][0]) + 1)
        if len(years) > MAX_YEARS:
            return _decades(line)
        return _years(line)
    return [_span(key) for key in keys], [counts.get(key, 0) for key in keys]


def _years(line: DateHistogram) -> tuple[list[_Span], list[int]]:
    """The years; many empty ones in a row are one gap, or one stray year would blank the rest."""
    spans: list[_Span] = []
    numbers: list[int] = []
    before = int(line.counts[0][0])
    for text, count in line.counts:
        empty = range(before + 1, int(text))
        if len(empty) >= MIN_EMPTY_YEARS:
            spans.append(_Span("", "…"))
            numbers.append(0)
        else:
            spans += [_span(f"{year:04}") for year in empty]
            numbers += [0] * len(empty)
        spans.append(_span(text))
        numbers.append(count)
        before = int(text)
    return spans, numbers


def _span(key: str) -> _Span:
    first, last = first_day(key), last_day(key)
    if first == last:
        return _Span(day(first), digits(str(first.day)), first, last)
    if first.month == last.month:
        return _Span(month(first), month_name(first, short=True), first, last)
    return _Span(digits(key), digits(key), first, last)


def _decades(line: DateHistogram) -> tuple[list[_Span], list[int]]:
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


def _up(asked: Request, line: DateHistogram) -> tuple[list[tuple[str, Request]], str]:
    up = [(_("All years"), with_days(asked, None))]
    if not line.counts:
        return up, ""
    first = line.counts[0][0]
    if line.interval == "year":
        return up, ""
    year = first[:4]
    if line.interval == "month":
        return up, digits(year)
    up.append((digits(year), with_days(asked, (first_day(year), last_day(year)))))
    return up, month_name(first_day(first[:7]))


def _only_period(line: DateHistogram) -> str:
    """The year or month of all results, where the search has no date filter."""
    first = line.counts[0][0]
    return {"year": "", "month": digits(first[:4]), "day": month(first_day(first))}[line.interval]


def _is_active(span: _Span, ranges: tuple[Days, ...]) -> bool:
    """Whether the results are filtered by days of this span; without a date filter, never."""
    return any(
        span.first is not None
        and span.last is not None
        and span.first <= last
        and span.last >= first
        for first, last in ranges
    )
