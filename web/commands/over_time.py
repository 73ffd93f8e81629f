"""The command trends: searches over time, as a table on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from archive.settings import Settings
from web.commands.search import filter_options, take_filters, to_be_searched
from web.commands.terminal import json_option, out, plain, tell
from web.commands.words import WordsCommand, queries_argument

if TYPE_CHECKING:
    from index.search import Interval, Trend

_EXAMPLES = """\b
Examples:
  trends किसान कोरोना
  trends "किसान -कोरोना" "farm laws OR कृषि कानून" --by year
  trends मौसम --since 2020 --until 2020 --csv > weather.csv
\b
Exit status: 0 done, also if nothing is found; 1 a failure; 2 wrong usage.
"""


@click.command(cls=WordsCommand, epilog=_EXAMPLES)
@queries_argument
@click.option(
    "--by",
    type=click.Choice(("year", "month", "day")),
    help="What a line stands for; else what fits the archive.",
)
@filter_options
@click.option("--exact", is_flag=True, help="Only the words exactly as typed.")
@click.option("--csv", "as_table", is_flag=True, help="Print CSV.")
@json_option
@click.pass_obj
def trends(
    settings: Settings,
    /,
    *,
    queries: list[str],
    by: Interval | None,
    exact: bool,
    as_table: bool,
    as_object: bool,
    **options: Any,
) -> None:
    """Count each QUERY over time, beside all dated articles of the same time.

    Each search has all its spellings. Times of which there is no dated article are left out. In a
    pipe: time, dated articles, then number and share of each query, with tabs between.
    """
    from index.search import MAX_TERMS, Request, fitting_interval, trends_as_json

    filters = take_filters(options)
    if len(queries) > MAX_TERMS:
        raise click.UsageError(f"{len(queries)} searches: give {MAX_TERMS} at most")
    if as_table and as_object:
        raise click.UsageError("--csv and --json are two forms: give one of them")
    with to_be_searched(settings) as archive:
        every = Request("", filters=filters, exact=exact)
        by = by or fitting_interval(len(archive.searcher.trend(every, "month").points))
        asked = (Request(query, filters=filters, exact=exact) for query in queries)
        found = [archive.searcher.trend(each, by) for each in asked]
    if as_object:
        click.echo(json.dumps(trends_as_json(by, found), ensure_ascii=False))
        return
    if as_table:
        # Here, since the table or the object is seldom asked for, and the site takes long to load.
        from web.export.trend_files import as_csv

        # What tells Excel that it is UTF-8 is in the way of all else.
        click.echo(as_csv(found).removeprefix("\ufeff"), nl=False)
        return
    for each in found:
        undated = f", {each.undated:,} of them without a date" if each.undated else ""
        tell(f"{plain(each.query)}: {each.total:,} articles{undated}")
    rows = list(table(found))
    lines = aligned(rows) if out().is_terminal else map("\t".join, rows)
    for line in lines:
        click.echo(line)


def table(found: Sequence[Trend]) -> Iterator[tuple[str, ...]]:
    """A heading and a row for each time; all trends have the same times."""
    yield ("", "dated", *(name for each in found for name in (_cell(each.query), "%")))
    for points in zip(*(each.points for each in found), strict=True):
        numbers = (
            text for point in points for text in (str(point.articles), f"{point.share * 100:.2f}")
        )
        yield (points[0].period, str(points[0].of), *numbers)


def aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The rows as lines, numbers below each other."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (
            " " * (width - cell_len(text)) + text
            for text, width in zip(others, widths[1:], strict=True)
        )
        yield "  ".join((first + " " * (widths[0] - cell_len(first)), *cells))


def _cell(text: str) -> str:
    """A query as a heading: one line, no tab."""
    return plain(" ".join(text.split()))
