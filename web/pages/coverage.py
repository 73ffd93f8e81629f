"""Coverage: which outlet the archive has articles of, from when, and where there are none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import abort, render_template, request

from index.engine import AllOf, Counts, Filters, count, facet_counts
from index.query.dates import first_day, last_day
from index.search import Archive, PerGeneration, Request
from web.http.caching import current_generation
from web.i18n import label_text, lang_of
from web.pages.calendar import LEVELS, Shades, level
from web.pages.trends import period_name, short_name

MAX_OUTLETS = 60
"""Outlets that have a row of their own, the largest; each asks the index once."""

MONTHS_THAT_FIT = 24
"""Where the archive spans more months, a column is a year, and each year has a table of its own."""

MAX_YEARS = 60
"""Columns; of an archive that spans more years, those without articles are left out."""


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """The articles of an outlet, or of all, in a year or month or without a date.

    Attributes:
        level: From 0, no article, to ``LEVELS``.
        request: The search for them; None where no search finds just these.
    """

    count: int
    level: int = 0
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An outlet: a cell for each period, then those without a date, then all.

    Attributes:
        outlet: As the page writes it; "" for all outlets that have no row.
        label: As the archive writes it.
        undated: None in the table of one year, whose rows add up without it.
    """

    outlet: str
    label: str
    lang: str
    cells: tuple[CoverageCell, ...]
    undated: CoverageCell | None
    total: CoverageCell

    @property
    def every(self) -> tuple[CoverageCell, ...]:
        """All cells in order."""
        return (*self.cells, *([self.undated] if self.undated else []), self.total)


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """Outlets and periods.

    Attributes:
        year: Whose months the columns are; "": they are all months, or all years.
        periods: The columns, such as 2020 or 2020-03.
        rows: The largest outlet first.
        others: What the rows leave out: other outlets, and articles without one; None: nothing.
        left_out: How many outlets have no row.
        years: All years that have articles, in order.
        shades: Of the levels of its cells.
    """

    year: str
    periods: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    others: CoverageRow | None
    total: CoverageRow
    left_out: int
    years: tuple[str, ...]
    shades: Shades


@dataclass(frozen=True, slots=True)
class _Outlet:
    label: str
    total: int
    months: Counts


class Coverage:
    """The view of coverage, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._counted: PerGeneration[str, tuple[int, list[_Outlet], Counts, int]] = PerGeneration(1)

    def page(self) -> str:
        """The table of all outlets, by year or month."""
        return render_template(
            "coverage.html",
            asked=Request(""),
            table=self.table(),
            period_name=period_name,
            short_name=short_name,
            first_day=first_day,
        )

    def table(self) -> CoverageTable:
        """The table that the request asks for; 404 for a year of which there is nothing.

        Raises:
            EngineUnavailable: The index cannot be read.
        """
        generation = current_generation() or self._archive.generation()
        total, outlets, months, number = self._counted.get(generation, "", self._count)
        table = coverage_table(request.args.get("year", ""), total, outlets, months, number)
        return table or abort(404)

    def _count(self) -> tuple[int, list[_Outlet], Counts, int]:
        engine = self._archive.engine
        counts = facet_counts(engine, AllOf(), Filters(), ("source", "month"))
        outlets = [
            _Outlet(label, number, _months_of(self._archive, label))
            for label, number in counts["source"][:MAX_OUTLETS]
        ]
        total = count(engine, AllOf())
        return total, outlets, counts["month"], len(counts["source"])


def _months_of(archive: Archive, label: str) -> Counts:
    filters = Filters.of(source=(label,))
    return facet_counts(archive.engine, AllOf(), filters, ("month",))["month"]


def coverage_table(
    year: str, total: int, outlets: list[_Outlet], months: Counts, number: int
) -> CoverageTable | None:
    """The table of counts; None: the year has no articles.

    Args:
        year: Whose months are wanted; "" for all there is.
        total: Articles in the archive.
        outlets: Those that have a row.
        months: Of all articles.
        number: How many outlets there are.
    """
    years = tuple(sorted({month[:4] for month, _ in months}))
    if year and year not in years:
        return None
    every = sorted(month for month, _ in months)
    spanned = list(_months_between(every[0], every[-1])) if every else []
    if year:
        periods = tuple(f"{year}-{month:02}" for month in range(1, 13))
    elif len(spanned) <= MONTHS_THAT_FIT:
        periods = tuple(spanned)
    else:
        first, last = int(years[0]), int(years[-1])
        whole = tuple(f"{each:04}" for each in range(first, last + 1))
        periods = whole if len(whole) <= MAX_YEARS else years[-MAX_YEARS:]
    length = len(periods[0]) if periods else 0
    counted = [
        _Counted(each.label, _by(each.months, length), sum(n for _, n in each.months), each.total)
        for each in outlets
    ]
    whole_archive = _Counted("", _by(months, length), sum(n for _, n in months), total)
    rest = _Counted(
        "",
        {p: n - sum(each.by.get(p, 0) for each in counted) for p, n in whole_archive.by.items()},
        whole_archive.dated - sum(each.dated for each in counted),
        total - sum(each.total for each in counted),
    )
    others = _row(rest, periods, year, (), linked=False)
    in_table = [each.by.get(period, 0) for each in counted for period in periods]
    if not year:
        in_table += [each.total - each.dated for each in counted]
    shades = _shades(max(in_table, default=0))
    return CoverageTable(
        year=year,
        periods=periods,
        rows=tuple(_row(each, periods, year, shades) for each in counted),
        others=others if others.total.count else None,
        total=_row(whole_archive, periods, year, ()),
        left_out=number - len(counted),
        years=years,
        shades=shades,
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    label: str
    by: dict[str, int]
    dated: int
    total: int


def _row(
    counted: _Counted,
    periods: tuple[str, ...],
    year: str,
    shades: Shades,
    *,
    linked: bool = True,
) -> CoverageRow:
    """A row; of a year, the last cell is its sum, not that of all years."""
    base = Filters.of(source=(counted.label,)) if counted.label else Filters()

    def cell(number: int, **filters: object) -> CoverageCell:
        if not number or not linked:
            return CoverageCell(number)
        asked = Filters(base.labels, **filters)  # type: ignore[arg-type]
        return CoverageCell(number, level(number, shades), Request("", filters=asked))

    def days(period: str) -> tuple[tuple[date, date], ...]:
        return ((first_day(period), last_day(period)),)

    cells = tuple(cell(counted.by.get(each, 0), periods=days(each)) for each in periods)
    in_year = sum(each.count for each in cells)
    whole = cell(in_year, periods=days(year)) if year else cell(counted.total)
    text = label_text("source", counted.label) if counted.label else ""
    return CoverageRow(
        outlet=text,
        label=counted.label,
        lang=lang_of(text),
        cells=cells,
        undated=None if year else cell(counted.total - counted.dated, undated=True),
        # A search for everything there is finds nothing: it asks for nothing.
        total=CoverageCell(whole.count, 0, whole.request if year or counted.label else None),
    )


def _shades(most: int) -> Shades:
    """Levels each of which is as many times larger as the one before: outlets differ that much."""
    tops = [round(most ** (n / LEVELS)) for n in range(1, LEVELS + 1)] if most else []
    return tuple(zip([1, *(top + 1 for top in tops[:-1])], tops, strict=True)) if tops else ()


def _by(months: Counts, length: int) -> dict[str, int]:
    """The counts of months, added up by the first characters: by year."""
    found: dict[str, int] = {}
    for month, number in months:
        found[month[:length]] = found.get(month[:length], 0) + number
    return found


def _months_between(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while (text := f"{year:04}-{month:02}") <= last:
        yield text
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004
