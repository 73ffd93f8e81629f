"""Coverage as CSV."""

import csv
import io
from datetime import date
from pathlib import Path

from archive.article import Article
from tests.factories import archive_in, client_of


def test_a_row_for_each_source_and_time(tmp_path: Path) -> None:
    articles = [
        Article("1", "बाढ़", source="=SUM(1)", published=date(2020, 3, 1), dated_by="metadata"),
        Article("2", "सूखा", source="=SUM(1)"),
        Article("3", "आँधी", published=date(2020, 4, 1), dated_by="metadata"),
    ]
    with archive_in(tmp_path, articles) as archive:
        answer = client_of(archive).get("/coverage.csv")
        assert answer.mimetype == "text/csv"
        rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
        assert rows == [
            ["source", "period", "articles"],
            # A source that a spreadsheet would run is text.
            ["'=SUM(1)", "2020-03", "1"],
            ["'=SUM(1)", "2020-04", "0"],
            ["'=SUM(1)", "", "1"],
            ["", "2020-03", "0"],
            ["", "2020-04", "1"],
            ["", "", "0"],
        ]
        year = client_of(archive).get("/coverage.csv?year=2020").text.splitlines()
        assert len(year) == 1 + 12 + 12
        assert client_of(archive).get("/coverage.csv?year=2021").status_code == 404
