"""Trends as files."""

import csv
import io
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from archive.article import Article
from tests.factories import archive_in
from web.app import create_app


def test_the_numbers_as_csv_and_the_chart_as_svg(tmp_path: Path) -> None:
    articles = [Article("1", "बाढ़", published=date(2020, 3, 1), dated_by="metadata")]
    with archive_in(tmp_path, articles) as archive:
        client = create_app(archive, rate_limit="off").test_client()
        table = client.get("/trends.csv?q=%3D1%2B1&q=baadh&by=month")
        assert table.mimetype == "text/csv"
        rows = list(csv.reader(io.StringIO(table.text.removeprefix("\ufeff"))))
        # A query that a spreadsheet would run is text.
        assert rows[1:] == [
            ["'=1+1", "2020-03", "0", "1", "0.0"],
            ["baadh", "2020-03", "1", "1", "1.0"],
        ]
        picture = client.get("/trends.svg?q=<b>&q=baadh")
        assert picture.mimetype == "image/svg+xml"
        assert "attachment" in picture.headers["Content-Disposition"]
        ET.fromstring(picture.text)  # noqa: S314  our own
        assert "&lt;b&gt;" in picture.text
        assert client.get("/trends.pdf?q=baadh").status_code == 404
