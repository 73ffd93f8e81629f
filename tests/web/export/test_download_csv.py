"""Whole results as CSV, which a spreadsheet opens."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from archive.article import Article
from index.search.open import Archive
from tests.factories import client_of
from tests.newsroom import HOSTILE
from tests.web.export.downloading import rows


@pytest.mark.parametrize(
    "text",
    [
        "=HYPERLINK(1)",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
    ],
)
def test_csv_holds_no_formula(own: Archive, text: str) -> None:
    article = Article(f"{text}id", f"{text} घोटाला", title=text, source=text, author=text)
    (row,) = rows(client_of(own, article).get("/download.csv?q=घोटाला"))
    for name in ("id", "title", "source", "author", "body"):
        assert row[name].startswith("'"), name
        assert row[name][1:].startswith(text)


def test_csv_keeps_quotes_lines_and_odd_signs_in_their_cells(client: FlaskClient) -> None:
    (row,) = rows(client.get("/download.csv?q=घोटाला"))
    assert row["id"] == HOSTILE.id
    assert row["title"] == HOSTILE.title
    assert row["body"] == HOSTILE.body
    assert row["published"] == ""
    assert row["author"] == HOSTILE.author


def test_csv_cells_fit_a_spreadsheet(own: Archive) -> None:
    (row,) = rows(
        client_of(own, Article("long", "बाढ़ \x01" + "क" * 50_000)).get("/download.csv?q=बाढ़")
    )
    assert len(row["body"]) == 32_001
    assert row["body"].endswith("क…")
    assert row["body"].startswith("बाढ़ क")


def test_csv_says_where_day_and_title_come_from(own: Archive) -> None:
    given = Article("a", "बाढ़", "बाढ़", published=date(2025, 1, 2), dated_by="url", titled_by="text")
    answer = client_of(own, given).get("/download.csv?q=बाढ़")
    (row,) = rows(answer)
    assert (row["dated_by"], row["titled_by"]) == ("url", "text")
    # Programs that read columns by their place find the older ones where they were.
    assert [*row][-3:] == ["body", "dated_by", "titled_by"]
