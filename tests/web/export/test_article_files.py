"""An article as RIS, BibTeX and JSON, whatever signs are in its id."""

import json
from html import unescape
from urllib.parse import quote, unquote

import pytest
import rispy
from flask.testing import FlaskClient
from pybtex.database import parse_string

from archive.article import FIELDS, Article
from index.search.open import Archive
from tests.factories import client_of
from tests.newsroom import LAVROV, SITE_ARTICLES


@pytest.mark.parametrize("article", SITE_ARTICLES[:4], ids=lambda one: one.id)
def test_every_article_is_a_file_at_its_address(client: FlaskClient, article: Article) -> None:
    address = f"/articles/{quote(article.id)}"
    answer = client.get(f"{address}.ris")
    assert answer.content_type == "application/x-research-info-systems; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=abhilekh.ris")
    (found,) = rispy.loads(answer.text)
    assert found["accession_number"] == article.id
    answer = client.get(f"{address}.bib")
    assert answer.content_type == "application/x-bibtex; charset=utf-8"
    assert [*parse_string(answer.text, "bibtex").entries] == [found["id"]]
    answer = client.get(f"{address}.json")
    assert answer.mimetype == "application/json"
    assert {*(record := json.loads(answer.text))} == {*FIELDS}
    assert record["body"] == article.body
    page = unquote(unescape(client.get(address).text))
    for kind in ("ris", "bib", "json"):
        assert f'href="/articles/{article.id}.{kind}"' in page


def test_the_page_leads_to_them(client: FlaskClient) -> None:
    page = client.get("/articles/lavrov").text
    for kind in ("ris", "bib", "json"):
        assert page.count(f'href="/articles/lavrov.{kind}"') == 2


def test_an_article_whose_id_ends_so_keeps_its_page(own: Archive) -> None:
    client = client_of(
        own, Article("x", "पहला लेख"), Article("x.ris", "दूसरा लेख"), Article("y.json", "तीसरा लेख")
    )
    assert "दूसरा लेख" in client.get("/articles/x.ris").text
    assert client.get("/articles/x.ris").mimetype == "text/html"
    assert client.get("/articles/y.json").mimetype == "text/html"
    assert json.loads(client.get("/articles/y.json.json").text)["id"] == "y.json"
    (found,) = rispy.loads(client.get("/articles/x.ris.ris").text)
    assert found["accession_number"] == "x.ris"
    # The other's file has another address, which its page names.
    page = client.get("/articles/x").text
    assert 'href="/download.ris?id=x"' in page
    assert 'href="/articles/x.bib"' in page
    (found,) = rispy.loads(client.get("/download.ris?id=x").text)
    assert found["accession_number"] == "x"
    own.store.delete(["x.ris"])
    assert client.get("/articles/x.ris").mimetype == "application/x-research-info-systems"


def test_what_is_not_there_and_what_was_deleted(own: Archive) -> None:
    client = client_of(own, LAVROV)
    assert client.get("/articles/nobody.ris").status_code == 404
    assert client.get("/articles/lavrov.exe").status_code == 404
    assert client.get("/articles/.ris").status_code == 404
    own.store.delete(["lavrov"])
    assert client.get("/articles/lavrov.ris").status_code == 410


def test_whoever_has_it_already_is_told_so(client: FlaskClient) -> None:
    tag = client.get("/articles/lavrov.bib").headers["ETag"]
    assert client.get("/articles/lavrov.bib", headers={"If-None-Match": tag}).status_code == 304
