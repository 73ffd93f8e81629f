"""Coverage as CSV: a row for each outlet and time, those without an article too."""

import csv
import io

from flask import Response, make_response

from web.export.download import cell
from web.pages.coverage import Coverage, CoverageTable


class CoverageFile:
    """The view that answers with the numbers of coverage as a file."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage = coverage

    def file(self) -> Response:
        """The table of the page with the same address."""
        response = make_response(as_csv(self._coverage.table()))
        response.mimetype = "text/csv"
        response.headers["Content-Disposition"] = "attachment; filename=abhilekh-coverage.csv"
        return response


def as_csv(table: CoverageTable) -> str:
    """A row for each outlet and period; without a date the period is empty.

    The rows without an outlet, at the end, are those that no other row counts: of outlets too small
    for a row, and of none.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(("source", "period", "articles"))
    for row in (*table.rows, *([table.others] if table.others else [])):
        counts = list(zip(table.periods, row.cells, strict=True))
        if row.undated:
            counts.append(("", row.undated))
        writer.writerows((cell(row.label), period, each.count) for period, each in counts)
    # Without the byte order mark Excel reads UTF-8 as the machine's code page.
    return "\ufeff" + file.getvalue()
