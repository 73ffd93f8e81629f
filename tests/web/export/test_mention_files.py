"""Every mention as a table."""

import pytest
from flask.testing import FlaskClient

import index.search.searcher
from archive.article import Article
from index.search.open import Archive
from tests.factories import client_of, json_of
from tests.web.export.downloading import rows

FILE = "/download.csv?view=concordance"


def test_all_mentions_stand_in_rows(client: FlaskClient) -> None:
    answer = client.get(f"{FILE}&q=Lavrov&sort=date")
    table = rows(answer)
    assert answer.headers["X-Total-Count"] == str(len(table))
    assert len(table) >= 5
    assert list(table[0])[:5] == ["left", "match", "right", "source", "published"]
    assert {row["match"] for row in table} == {"लावरोव"}
    assert "lavrov" in {row["id"] for row in table}
    assert "X-Note" not in answer.headers


@pytest.mark.parametrize("sign", ["=1+1", "@x", "+1", "-1"])
def test_no_cell_is_a_formula(own: Archive, sign: str) -> None:
    article = Article(f"{sign}id", f"{sign} लावरोव {sign}", source=sign)
    (row,) = rows(client_of(own, article).get(f"{FILE}&q=लावरोव"))
    for name in ("left", "right", "source", "id"):
        assert row[name].startswith("'"), name


def test_a_table_that_is_not_whole_says_so(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.search.searcher.Searcher._collected, "__defaults__", (1, 1000))
    answer = client_of(own, Article("1", "लावरोव"), Article("2", "लावरोव")).get(f"{FILE}&q=लावरोव")
    table = rows(answer)
    assert len(table) == 2
    assert table[-1]["left"].startswith("not all that there is: ")
    assert "first 1 of 2 articles" in answer.headers["X-Note"]


def test_other_kinds_and_wrong_values_are_refused(client: FlaskClient) -> None:
    answer = client.get("/download.json?view=concordance&q=x")
    assert answer.status_code == 400
    assert "/api/v1/concordance" in answer.text
    assert client.get(f"{FILE}&q=x&sort=best").status_code == 400
    assert client.get("/download.csv?view=map&q=x").status_code == 400
    assert json_of(client.get("/download.json?q=Lavrov&view=list"))["total"] == 2
