"""Trends: up to five searches over time, as shares of all dated articles, drawn without a script.

The chart is one SVG of numbers and percentages, so that the same markup fits a phone, a wide screen
and a file. Times of which the archive has nothing are no zeros: the line breaks, and so does the
axis where they are long.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Any, Literal

from flask import Response, make_response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from index.query.dates import first_day, last_day
from index.query.lexer import MAX_QUERY_CHARS
from index.search import (
    MAX_TERMS,
    Archive,
    Interval,
    Point,
    Request,
    Trend,
    fitting_interval,
    trends_as_json,
)
from web.http.caching import current_generation
from web.i18n import day, digits, month, month_name, number, percent
from web.i18n import gettext as _
from web.links import absolute, with_query
from web.pages.facets import with_days
from web.request import (
    SEARCH_PARAMETERS,
    BadParameter,
    RepeatedParameter,
    choice,
    refuse_unknown,
    to_args,
    to_request,
    unread_dates,
)

_INTERVALS: tuple[Interval | Literal[""], ...] = ("year", "month", "day")
BY = replace(
    choice("by", "What one point stands for; else what fits the archive.", _INTERVALS, ""),
    schema={"type": "string", "enum": [*_INTERVALS]},
)
QUERIES = RepeatedParameter(
    "q", f"A search; up to {MAX_TERMS}, to be compared.", MAX_TERMS, MAX_QUERY_CHARS
)
TREND_PARAMETERS = (
    QUERIES,
    BY,
    *(
        each
        for each in SEARCH_PARAMETERS
        if each.name not in ("q", "page", "limit", "order", "off")
    ),
)
"""In the order of the OpenAPI document."""

MAX_POINTS = 1000
"""Of one search: years of days would be more than any page can show."""

FEW_ARTICLES = 20
"""Of so few articles a share says little: its point is drawn pale."""

HEIGHT, TOP, BOTTOM = 300, 16, 262
"""Pixels: of the chart, of the highest share, of the axis."""

LEFT = 6.0
"""Per cent of the width that the numbers of the axis have."""

MAX_LABELS = 10
"""Names of times below the axis."""

FARTHEST, NEAREST = 12.0, 4.0
"""Pixels around a point that are its link; where others are near, half the way to them."""

WIDTH = 900
"""Pixels of a chart on a desk, by which it is told how near points are."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line.

    Attributes:
        x: Per cent from the left, "12.50%".
        y: Pixels from the top.
        name: The time, the number, and of how many: for the tooltip and screen readers.
        request: The search for its articles; None where it finds none.
        few: There are too few articles for the share to say much.
        reach: Pixels around it that are its link.
    """

    x: str
    y: str
    name: str
    request: Request | None
    few: bool
    reach: float


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A search in the chart.

    Attributes:
        query: As typed.
        request: The search, with the articles without a date.
        without: The link to the same page without this line.
        runs: Unbroken stretches as the points of polylines, x from 0 to 1000.
        total: Articles that it finds.
        undated: Those without a date.
    """

    query: str
    request: Request
    without: str
    runs: list[str]
    dots: list[Dot]
    total: int
    undated: int


@dataclass(frozen=True, slots=True)
class TrendChart:
    """The chart.

    Attributes:
        levels: Height in pixels and name of the lines across.
        labels: Place and name of times below the axis.
        gaps: Where the axis leaves times out.
        of: Dated articles that the shares are of.
    """

    lines: list[TrendLine]
    levels: list[tuple[int, str]]
    labels: list[tuple[str, str]]
    gaps: list[str]
    of: int


class Trends:
    """The views of trends, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def page(self) -> str:
        """The form, the chart, and the numbers as a table."""
        return self._page("trends.html")

    def framed(self) -> str:
        """The chart alone, for other sites to show."""
        return self._page("trends-framed.html")

    def answer(self) -> Response:
        """How much of the news of each time a search finds.

        Every search with all its spellings, scripts and equivalents. Times of which the archive has
        no dated article are left out.
        """
        refuse_unknown(request.args, TREND_PARAMETERS)
        _, by, trends = self.asked(strict=True)
        return make_response(trends_as_json(by, trends))

    def _page(self, template: str) -> str:
        asked, by, trends = self.asked(strict=False)
        chart = trend_chart(asked, by, trends) if trends else None
        return render_template(
            template,
            asked=asked[0] if len(asked) == 1 else Request(""),
            searches=asked,
            room=MAX_TERMS - len(asked),
            by=by,
            trends=trends,
            chart=chart,
            period_name=period_name,
            few_articles=FEW_ARTICLES,
            here=absolute(_link("trends", by, asked)),
            framed=absolute(_link("trends_framed", by, asked)),
            csv_link=_link("trends_file", by, asked, kind="csv"),
            svg_link=_link("trends_file", by, asked, kind="svg"),
            json_link_=_link("api_trends", by, asked),
            unread_dates=unread_dates(request.args),
            form_args=[
                pair
                for pair in MultiDict(to_args(asked[0]) if asked else {}).items(multi=True)
                if pair[0] not in ("q", "since", "until", "page", "limit", "order")
            ],
        )

    def asked(self, *, strict: bool) -> tuple[list[Request], Interval, list[Trend]]:
        """The searches of the request, what a point stands for, and their trends.

        Raises:
            BadParameter: A value cannot be used; only when strict.
        """
        queries = [query for query in QUERIES.of(request.args, strict=strict) if query.strip()]
        shared = replace(to_request(request.args, strict=strict), page=1, limit=10, off=())
        asked = [replace(shared, query=query) for query in queries]
        searcher, generation = self._archive.searcher, current_generation()
        by: Interval | Literal[""] = BY.of(request.args, strict=strict)
        if not by:
            months = searcher.trend(replace(shared, query=""), "month", generation).points
            by = fitting_interval(len(months))
        trends = [searcher.trend(each, by, generation) for each in asked]
        if trends and len(trends[0].points) > MAX_POINTS:
            line = (
                f"by={by} makes more than {MAX_POINTS} points: give since= and until=, or by=month"
            )
            if strict:
                raise BadParameter(line)
            by = "year"
            trends = [searcher.trend(each, by, generation) for each in asked]
        return asked, by, trends


def _link(endpoint: str, by: Interval, asked: Sequence[Request], **values: Any) -> str:
    """The address of the same searches elsewhere."""
    args = to_args(replace(asked[0], page=1, order="relevance")) if asked else {}
    args |= {"q": [each.query for each in asked], "by": by}
    return with_query(url_for(endpoint, **values), args)


def trend_chart(asked: Sequence[Request], by: Interval, trends: Sequence[Trend]) -> TrendChart:
    """The geometry of the chart of some searches; all have the same times."""
    points = trends[0].points if trends else ()
    slots, gaps = _slots([point.period for point in points])
    last = max(slots, default=0) or 1
    xs = [LEFT + (97 - LEFT) * slot / last if len(slots) > 1 else 50.0 for slot in slots]
    every = [point for each in trends for point in each.points]
    # One article of a month with one does not set the scale of all.
    shares = [point.share for point in every if point.of >= FEW_ARTICLES]
    highest = max(shares or [point.share for point in every], default=0.0)
    ceiling = next(level for level in _CEILINGS if level >= highest)

    def y(share: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * min(share / ceiling, 1.0)

    found = {
        (n, slot): (x * WIDTH / 100, y(each.points[slot].share))
        for slot, x in enumerate(xs)
        for n, each in enumerate(trends)
        if each.points[slot].articles
    }
    # Of many times, all points have a neighbour as near as can be.
    dense = last * 2 * NEAREST > WIDTH
    reaches = {} if dense else dict(zip(found, _reaches(list(found.values())), strict=True))
    lines = []
    for n, (search, each) in enumerate(zip(asked, trends, strict=True)):
        others = [other for other in asked if other is not search]
        dots = [
            Dot(
                f"{x:.2f}%",
                f"{y(point.share):.1f}",
                _said(each.query, point),
                _search_of(search, point) if point.articles else None,
                point.of < FEW_ARTICLES,
                reaches.get((n, slot), NEAREST),
            )
            for slot, (x, point) in enumerate(zip(xs, each.points, strict=True))
        ]
        places = [(x * 10, y(point.share)) for x, point in zip(xs, each.points, strict=True)]
        without = _link("trends", by, others)
        runs = _runs(places, slots)
        all_of_it = _with_undated(search)
        lines.append(
            TrendLine(each.query, all_of_it, without, runs, dots, each.total, each.undated)
        )
    return TrendChart(
        lines=lines,
        levels=[(round(y(ceiling * n / 2)), percent(ceiling * n / 2)) for n in range(3)],
        labels=_labels([point.period for point in points], xs),
        gaps=[f"{LEFT + (97 - LEFT) * gap / last:.2f}%" for gap in gaps],
        of=sum(point.of for point in points),
    )


_CEILINGS = (0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Where the scale may end."""


def _reaches(places: Sequence[tuple[float, float]]) -> list[float]:
    """How far around each of these places its link reaches, so that none covers another's middle.

    Args:
        places: Pixels from the left and the top, from left to right.
    """
    found = [FARTHEST] * len(places)
    for n, (x, y) in enumerate(places):
        for other in range(n + 1, len(places)):
            if places[other][0] - x >= 2 * FARTHEST:
                break
            half = max(hypot(places[other][0] - x, places[other][1] - y) / 2, NEAREST)
            found[n], found[other] = min(found[n], half), min(found[other], half)
    return [round(reach, 1) for reach in found]


def _slots(periods: Sequence[str]) -> tuple[list[int], list[float]]:
    """The place of each time on the axis, and where times are left out between two of them."""
    slots: list[int] = []
    gaps: list[float] = []
    for n, period in enumerate(periods):
        if not n:
            slots.append(0)
        elif _follows(periods[n - 1], period):
            slots.append(slots[-1] + 1)
        else:
            gaps.append(slots[-1] + 1)
            slots.append(slots[-1] + 2)
    return slots, gaps


def _follows(before: str, after: str) -> bool:
    return (first_day(after) - last_day(before)).days == 1


def _runs(places: Sequence[tuple[float, float]], slots: Sequence[int]) -> list[str]:
    runs: list[list[str]] = []
    for n, (x, y) in enumerate(places):
        if not n or slots[n] - slots[n - 1] > 1:
            runs.append([])
        runs[-1].append(f"{x:.1f},{y:.1f}")
    return [" ".join(run) for run in runs if len(run) > 1]


def _labels(periods: Sequence[str], xs: Sequence[float]) -> list[tuple[str, str]]:
    """Names below the axis: as many as fit, years where they begin."""
    step = -(-len(periods) // MAX_LABELS) or 1
    return [
        (f"{x:.2f}%", short_name(period))
        for n, (period, x) in enumerate(zip(periods, xs, strict=True))
        if n % step == 0
    ]


def short_name(period: str) -> str:
    """A year, month or day in few letters."""
    first = first_day(period)
    if len(period) == len("2020"):
        return digits(period)
    if len(period) == len("2020-03"):
        return f"{month_name(first, short=True)} {digits(period[2:4])}"
    return f"{digits(str(first.day))} {month_name(first, short=True)}"


def period_name(period: str) -> str:
    """A year, month or day in full."""
    first = first_day(period)
    if len(period) == len("2020"):
        return digits(period)
    return month(first) if len(period) == len("2020-03") else day(first)


def _said(query: str, point: Point) -> str:
    return str(
        _(
            "%(query)s, %(time)s: %(articles)s of %(of)s articles (%(share)s)",
            query=query,
            time=period_name(point.period),
            articles=number(point.articles),
            of=number(point.of),
            share=percent(point.share),
        )
    )


def _with_undated(search: Request) -> Request:
    """The search that finds what is counted: within its days, and without a date."""
    undated = search.filters.day_ranges() is not None
    return replace(search, filters=replace(search.filters, undated=undated))


def _search_of(search: Request, point: Point) -> Request:
    return with_days(search, (first_day(point.period), last_day(point.period)))
