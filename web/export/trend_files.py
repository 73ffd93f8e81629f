"""Trends as files: the chart as SVG, the numbers as CSV."""

import csv
import io
from collections.abc import Sequence

from flask import Response, make_response, render_template

from index.search import Trend
from web.export.download import cell
from web.pages.trends import Trends, trend_chart


class TrendFiles:
    """The view that answers with a file of trends."""

    def __init__(self, trends: Trends) -> None:
        self._trends = trends

    def file(self, kind: str) -> Response:
        """The chart as SVG, or the numbers as CSV."""
        asked, by, trends = self._trends.asked(strict=True)
        if kind == "csv":
            response = make_response(as_csv(trends))
            response.mimetype = "text/csv"
        else:
            chart = trend_chart(asked, by, trends)
            response = make_response(render_template("trends-file.svg", chart=chart))
            response.mimetype = "image/svg+xml"
        response.headers["Content-Disposition"] = f"attachment; filename=abhilekh-trends.{kind}"
        return response


def as_csv(trends: Sequence[Trend]) -> str:
    """A row for each time and search."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(("query", "period", "articles", "of", "share"))
    for each in trends:
        for point in each.points:
            share = round(point.share, 6)
            writer.writerow((cell(each.query), point.period, point.articles, point.of, share))
    # Without the byte order mark Excel reads UTF-8 as the machine's code page.
    return "\ufeff" + file.getvalue()
