"""The same text in more places under a result, and the same story elsewhere under an article."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from shutil import rmtree

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from archive.article import Article
from index.search.models import Request
from index.search.open import Archive
from tests.factories import archive_in, client_of, json_of
from tests.newsroom import FLOODS, LAVROV
from web.app import create_app

TUNNEL = Article(
    id="tunnel",
    title="सिलक्यारा सुरंग से सभी श्रमिक निकाले गए",
    body="उत्तरकाशी की सिलक्यारा सुरंग में फँसे इकतालीस श्रमिक सत्रहवें दिन बाहर आए। धामी ने स्वागत किया।",
    source="उत्तर पत्रिका",
    published=date(2023, 11, 28),
    dated_by="metadata",
)
TOLD_ANEW = Article(
    id="told/anew",
    title="इकतालीस श्रमिक बाहर <b>",
    body="सत्रहवें दिन उत्तरकाशी से राहत की ख़बर: सिलक्यारा की सुरंग में फँसे श्रमिक निकले, धामी मिले।",
    source="पूर्वी समाचार",
    published=date(2024, 1, 2),
    dated_by="metadata",
)
COPIES = (
    replace(TUNNEL, id="copy/1?x", source="<i>टीला</i>", published=date(2023, 11, 29)),
    replace(TUNNEL, id="copy-2", source="", title="", published=None, dated_by="none"),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    articles = [TUNNEL, TOLD_ANEW, *COPIES, *FLOODS, LAVROV]
    with archive_in(tmp_path_factory.mktemp("elsewhere"), articles) as archive:
        yield archive


@pytest.fixture(scope="module")
def app(archive: Archive) -> Flask:
    return create_app(archive, rate_limit="off")


def test_every_copy_is_a_click_away(client: FlaskClient) -> None:
    page = client.get("/search?q=Silkyara+सिलक्यारा&lang=en")
    (copies,) = re.findall(r'<details class="copies">.*?</details>', page.text, re.DOTALL)
    assert "The same text in 2 more places" in copies
    links = [unescape(link) for link in re.findall(r'<a href="([^"]+)"', copies)]
    shown = re.findall(r'<h2><a href="([^"]+)"', page.text)
    assert len(links) == 2
    assert len(shown) == 2
    for link in links:
        copy = client.get(link)
        assert copy.status_code == 200
        assert ">सिलक्यारा</mark>" in copy.text
    assert "<i>" not in page.text
    assert "यही लेख 2 और जगह" in client.get("/search?q=सिलक्यारा&lang=hi").text
    assert 'class="copies"' not in client.get("/search?q=बाढ़").text


def test_a_copy_is_named_by_source_and_day_or_else_its_text(client: FlaskClient) -> None:
    text = client.get("/search?q=सिलक्यारा&order=oldest").text
    text += client.get("/search?q=सिलक्यारा&order=newest").text
    assert '<span lang="hi">&lt;i&gt;टीला&lt;/i&gt;</span> · <time datetime="2023-11-29">' in text
    assert '<span lang="hi">उत्तरकाशी की सिलक्यारा सुरंग' in text


def test_an_article_leads_to_the_same_story_elsewhere(client: FlaskClient) -> None:
    page = client.get("/articles/tunnel?q=श्रमिक")
    section = page.text.partition('<section class="related"')[2]
    assert "यही ख़बर, अन्य स्रोतों में" in section
    section = section.partition("</section>")[0]
    (link,) = re.findall(r'</p>\s*<a href="([^"]+)"', section)
    assert "इकतालीस श्रमिक बाहर &lt;b&gt;" in section
    assert "पूर्वी समाचार" in section
    assert '<time datetime="2024-01-02">2 जनवरी 2024</time>' in section
    there = client.get(unescape(link))
    assert ">श्रमिक</mark>" in there.text
    assert "सभी श्रमिक निकाले गए" in there.text.partition('<section class="related"')[2]


def test_the_json_of_an_article_names_them(client: FlaskClient) -> None:
    assert json_of(client.get("/api/v1/articles/tunnel"))["related"] == [
        {
            "id": "told/anew",
            "title": "इकतालीस श्रमिक बाहर <b>",
            "source": "पूर्वी समाचार",
            "published": "2024-01-02",
        }
    ]
    assert json_of(client.get("/api/v1/articles/lavrov"))["related"] == []


def test_an_article_leads_to_its_text_elsewhere(client: FlaskClient) -> None:
    page = client.get("/articles/tunnel").text
    section = page.partition('<section class="related same-text"')[2].partition("</section>")[0]
    assert "यही लेख और जगह" in section
    copies = json_of(client.get("/api/v1/articles/tunnel"))["copies"]
    assert len(copies) == len(re.findall(r'</p>\s*<a href="([^"]+)"', section)) == 2
    days = [one["published"] or "undated" for one in copies]
    assert days == sorted(days)
    assert "और जगह" not in client.get("/articles/lavrov").text


def test_nothing_is_said_where_there_is_none(client: FlaskClient) -> None:
    assert "यही ख़बर, अन्य स्रोतों में" not in client.get("/articles/lavrov").text


def test_without_an_index_the_page_shows_the_article_and_the_json_names_the_cure(
    tmp_path: Path,
) -> None:
    with archive_in(tmp_path, [TUNNEL, TOLD_ANEW, *FLOODS]):
        pass
    rmtree(tmp_path / "index")
    with archive_in(tmp_path) as archive:
        client = client_of(archive)
        page = client.get("/articles/tunnel?q=North+Korea")
        answer = client.get("/api/v1/articles/tunnel")
    assert page.status_code == 200
    assert "सिलक्यारा" in page.text
    assert 'class="related"' not in page.text
    assert answer.status_code == 503
    assert "reindex" in json_of(answer)["detail"]


def test_a_better_query_is_offered_above_the_results(app: Flask, archive: Archive) -> None:
    asked = Request("silkiara", order="newest", off=("सिलक्यारा",))
    results = replace(archive.searcher.search(asked), did_you_mean='"सिलक्यारा" <b>')
    with app.test_request_context("/search?lang=en"):
        text = render_template("explanations.html", asked=asked, results=results, summary=([], 0))
    assert "Did you mean:" in text
    assert "&#34;सिलक्यारा&#34; &lt;b&gt;</a>" in text
    (link,) = re.findall(r'Did you mean: <a href="([^"]+)"', text)
    assert "order=newest" in link
    assert "off=" not in link
    with app.test_request_context("/search?lang=en"):
        none = replace(results, did_you_mean="")
        assert "mean" not in render_template(
            "explanations.html", asked=asked, results=none, also=([], 0)
        )
