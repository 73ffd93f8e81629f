"""The page of clippings, as it is without a script: the address says which articles."""

import re
from html import unescape

from flask.testing import FlaskClient

from archive.article import Article, derived_id
from index.search.open import Archive
from tests.factories import client_of
from tests.newsroom import HOSTILE, LAVROV, SITE_ARTICLES
from tests.web.export.downloading import rows


def headlines(page: str) -> list[str]:
    return re.findall(r"<h2.*?><a [^>]*>(.*?)</a></h2>", page)


def test_it_shows_the_articles_of_its_address_in_their_order(client: FlaskClient) -> None:
    page = client.get("/list?id=flood-2&id=lavrov&id=flood-2&lang=en").text
    assert headlines(page) == [SITE_ARTICLES[5].title, LAVROV.title]
    assert "<h1>Clippings: 2 articles</h1>" in page
    assert '<meta name="robots" content="noindex">' in page
    assert LAVROV.url.replace("&", "&amp;") in page


def test_whatever_is_not_here_is_told(own: Archive) -> None:
    client = client_of(own, LAVROV, Article("gone", "हटाया हुआ लेख"))
    own.store.delete(["gone"])
    page = client.get("/list?id=gone&id=lavrov&id=<i>&id=nope&lang=en").text
    assert '1 article was deleted from this archive: <code lang="en">gone</code>' in page
    assert "2 articles are not in this archive:" in page
    assert '<code lang="en">&lt;i&gt;</code>, <code lang="en">nope</code>' in page
    assert '<a href="/list?id=lavrov">The list without these</a>' in page
    nothing = client.get("/list?id=nope&lang=en").text
    assert "<h1>Clippings</h1>" in nothing
    assert "/download." not in nothing.partition("<main")[2]


def test_a_list_is_bounded(client: FlaskClient) -> None:
    query = {"id": ["lavrov", *(f"x{number}" for number in range(210))], "lang": "en"}
    page = client.get("/list", query_string=query).text
    assert "11 more articles are left out: a list holds 200." in page
    assert "199 articles are not in this archive" in page


def test_forms_take_out_and_add(client: FlaskClient) -> None:
    page = client.get("/list?id=lavrov&id=flood-1").text
    assert re.findall(r'<button name="without" value="(.*?)">', page) == ["lavrov", "flood-1"]
    assert page.count('<input type="hidden" name="id" value="lavrov">') == 2
    for query, then in (
        ("id=lavrov&id=flood-1&without=lavrov", "/list?id=flood-1"),
        ("id=lavrov&without=lavrov", "/list"),
        ("id=lavrov&add=flood-2", "/list?id=lavrov&id=flood-2"),
        ("id=lavrov&add=lavrov", "/list?id=lavrov"),
        ("id=lavrov&add=", "/list?id=lavrov"),
        ("add=http://localhost/articles/seed/wonsan%3Fq=x", "/list?id=seed/wonsan"),
        ("add=/articles/seed%252Fwonsan", "/list?id=seed/wonsan"),
        ("add=no+such", "/list?id=no+such"),
    ):
        answer = client.get(f"/list?{query}")
        assert (answer.status_code, answer.location) == (302, then)


def test_an_article_is_added_by_the_address_of_its_original(own: Archive) -> None:
    url = "https://news.example/articles/7"
    client = client_of(own, Article(derived_id(url, ""), "लेख", url=url))
    assert (
        client.get("/list", query_string={"add": url}).location == f"/list?id={derived_id(url, '')}"
    )


def test_its_files_hold_the_same_articles(client: FlaskClient) -> None:
    page = client.get("/list", query_string={"id": ["lavrov", HOSTILE.id, "nope"]}).text
    links = re.findall(r'href="(/download\.(\w+)\?[^"]*)"', page)
    assert [kind for _, kind in links] == ["csv", "ris", "bib", "jsonl"]
    table = rows(client.get(unescape(links[0][0])))
    assert [row["id"] for row in table] == ["lavrov", HOSTILE.id]


def test_it_can_be_asked_for_again(client: FlaskClient) -> None:
    tag = client.get("/list?id=lavrov").headers["ETag"]
    assert client.get("/list?id=lavrov", headers={"If-None-Match": tag}).status_code == 304


def test_articles_can_be_told_apart_wherever_they_are_listed(client: FlaskClient) -> None:
    assert 'data-id="lavrov"' in client.get("/search?q=Lavrov").text
    assert 'data-id="lavrov"' in client.get("/").text
    assert '<article class="article" data-id="lavrov">' in client.get("/articles/lavrov").text
