"""Counts a search by day, month or year, beside all the articles of the same time.

A number of articles alone says as much about the archive as about the news: it rises where more was
kept. So each point carries how many dated articles there are at all, and times of which nothing was
kept are gaps, no zeros.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from index.engine import AllOf, Counts, Engine, Filters, facet_counts
from index.search.models import Interval

MAX_TERMS = 5
"""Searches that can be compared."""

MONTHS_SHOWN = 120
"""As many months, by themselves, are shown as months; more of them as years."""


@dataclass(frozen=True, slots=True)
class Point:
    """One day, month or year of which the archive has dated articles.

    Attributes:
        period: Such as 2020, 2020-03 or 2020-03-24.
        articles: How many the search finds.
        of: How many there are.
    """

    period: str
    articles: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.articles / self.of


@dataclass(frozen=True, slots=True)
class Trend:
    """How many articles a search finds, and when they were published.

    Attributes:
        total: With a date within the days asked for, or without a date.
        undated: Those without a date, which no point counts.
    """

    query: str
    total: int
    undated: int
    points: tuple[Point, ...]


class PointAnswer(TypedDict):
    """One day, month or year of which the archive has dated articles.

    Attributes:
        period: Such as 2020, 2020-03 or 2020-03-24.
        articles: How many of them the search finds.
        of: How many there are.
        share: The one divided by the other.
    """

    period: str
    articles: int
    of: int
    share: float


class TrendAnswer(TypedDict):
    """One search over time.

    Attributes:
        query: As asked for.
        total: Articles found, with a date within the days asked for or without a date.
        undated: Those of them without a date, which no point counts.
        points: In the order of time; times of which the archive has no article are left out.
    """

    query: str
    total: int
    undated: int
    points: list[PointAnswer]


class TrendsAnswer(TypedDict):
    """Searches compared over time.

    Attributes:
        by: What a point stands for.
        terms: In the order asked for.
    """

    by: Interval
    terms: list[TrendAnswer]


def fitting_interval(months: int) -> Interval:
    """What a point may stand for, if there are so many months with dated articles."""
    return "month" if months <= MONTHS_SHOWN else "year"


def articles_by(engine: Engine, by: Interval, filters: Filters) -> Counts:
    """How many dated articles pass the filters, in the order of time.

    Raises:
        EngineUnavailable: The index cannot be read.
    """
    return tuple(sorted(facet_counts(engine, AllOf(), filters, (by,))[by]))


def trend(query: str, total: int, counts: Counts, of: Counts) -> Trend:
    """The trend of a search.

    Args:
        query: As typed.
        total: What it finds, with a date or without.
        counts: What it finds of each period.
        of: What there is of each, in the order of time.
    """
    found = dict(counts)
    points = tuple(Point(period, found.get(period, 0), all_) for period, all_ in of)
    return Trend(query, total, total - sum(point.articles for point in points), points)


def trends_as_json(by: Interval, trends: Sequence[Trend]) -> TrendsAnswer:
    """The answer of the API and of the command; its keys are a promise."""
    return {
        "by": by,
        "terms": [
            {
                "query": each.query,
                "total": each.total,
                "undated": each.undated,
                "points": [
                    {
                        "period": point.period,
                        "articles": point.articles,
                        "of": point.of,
                        "share": round(point.share, 6),
                    }
                    for point in each.points
                ],
            }
            for each in trends
        ],
    }
