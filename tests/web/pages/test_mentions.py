"""The page of every mention, and the same for programs."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient

from archive.article import Article
from tests.factories import archive_in, json_of
from web.app import create_app

PAGE = "/search?q=Lavrov&view=concordance&lang=en"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    articles = [
        Article(f"n{n}", f"आज मंत्री लावरोव आए।\nकल लावरोव गए, बात {n} की।", f"लावरोव दौरा {n}",
                source="भोर" if n % 2 else "शाम", published=date(2025, 1, n + 1),
                dated_by="metadata")
        for n in range(20)
    ]  # fmt: skip
    articles.append(Article("hostile", '<script>alert(1)</script> लावरोव <img src="x">'))
    with archive_in(tmp_path_factory.mktemp("kwic"), articles) as archive:
        yield create_app(archive, rate_limit="off").test_client()


def links(page: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'<a class="line" href="([^"]*)"', page)]


def test_a_line_for_each_mention_fifty_a_page(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert "<h1>“Lavrov”: 61 mentions in 21 articles</h1>" in page
    assert len(links(page)) == 50
    assert len(links(client.get(f"{PAGE}&page=2").text)) == 11
    assert 'start="51"' in client.get(f"{PAGE}&page=2").text
    beyond = client.get(f"{PAGE}&page=7")
    assert beyond.status_code == 302
    assert "view=concordance" in beyond.location
    assert "page=2" in beyond.location


def test_each_line_leads_to_its_mark(client: FlaskClient) -> None:
    page = client.get("/search?q=लावरोव+मंत्री&view=concordance&limit=100").text
    shown = re.findall(r'<a class="line" href="([^"]*)".*?<mark>(.*?)</mark>', page)
    assert len(shown) == 60
    for link, match in shown[::7]:
        address, _, fragment = unescape(link).partition("#")
        article = client.get(address).text
        (there,) = re.findall(rf'<mark id="{fragment}">(.*?)</mark>', article)
        assert match.startswith(there)


def test_links_of_the_page_keep_the_view_and_the_way_back_too(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}&sort=right").text
    facets = page.partition('<aside class="facets"')[2].partition("</aside>")[0]
    hrefs = [unescape(link) for link in re.findall(r'href="([^"]*)"', facets)]
    assert hrefs
    assert all("view=concordance" in link and "sort=right" in link for link in hrefs)
    assert '<input type="hidden" name="view" value="concordance">' in page
    narrowed = client.get(next(link for link in hrefs if "source=" in link)).text
    assert "30 mentions in 10 articles" in narrowed
    article = client.get(links(page)[0].partition("#")[0]).text
    (back,) = re.findall(r'<nav class="back"[^>]*>\s*<a href="([^"]*)"', article)
    assert "view=concordance" in back
    assert "limit" not in back
    listed = re.findall(r'<a href="([^"]*)">List</a>', page)
    assert listed == ["/search?q=Lavrov"]
    assert "aria-current=true>Every mention" in page


def test_the_list_leads_to_it(client: FlaskClient) -> None:
    page = client.get("/search?q=Lavrov&lang=en&limit=20&source=भोर").text
    (link,) = re.findall(r'<a href="([^"]*)">Every mention</a>', page)
    assert "limit" not in link
    assert "30 mentions in 10 articles" in client.get(unescape(link)).text
    assert "Every mention" not in client.get("/search?source=भोर&lang=en").text


def test_strangers_texts_are_escaped(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}&sort=date&page=2").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize("query", ["zzqqxx", "source:भोर", "", "-बाढ़ source:भोर"])
def test_where_there_is_no_mention_the_page_says_why(client: FlaskClient, query: str) -> None:
    answer = client.get("/search", query_string={"q": query, "view": "concordance", "lang": "en"})
    assert answer.status_code == 200
    assert links(answer.text) == []
    assert "0 mentions" not in answer.text
    if "source" in query:
        assert "there are no mentions to show" in answer.text


def test_wrong_values_are_the_nearest_here_and_refused_there(client: FlaskClient) -> None:
    assert len(links(client.get(f"{PAGE}&sort=best&limit=9999&page=x").text)) == 61
    assert '<ol class="results"' in client.get("/search?q=Lavrov&view=map").text
    refused = client.get("/api/v1/concordance?q=Lavrov&sort=best")
    assert refused.status_code == 400
    assert "give left, right or date" in json_of(refused)["detail"]


def test_the_same_as_json(client: FlaskClient) -> None:
    answer = json_of(client.get("/api/v1/concordance?q=Lavrov&sort=right&limit=3&page=2"))
    assert (answer["total"], answer["complete"], answer["page"]) == (61, True, 2)
    assert len(answer["mentions"]) == 3
    keys = {"id", "title", "source", "published", "left", "match", "right"}
    assert keys <= set(answer["mentions"][0])
    narrowed = json_of(client.get("/api/v1/concordance?q=Lavrov&source=भोर&since=2025-01-10"))
    assert narrowed["total"] == 18
    page = client.get(f"{PAGE}&sort=right").text
    assert 'href="/api/v1/concordance?q=Lavrov&amp;sort=right"' in page


def test_in_hindi(client: FlaskClient) -> None:
    page = client.get("/search?q=Lavrov&view=concordance&lang=hi").text
    assert "<h1>“Lavrov”: 21 लेखों में 61 ज़िक्र</h1>" in page
    assert "हर ज़िक्र" in page
