"""The page of one article: what it links to, how it is cited, what machines read of it."""

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from index.search import Snippet
from tests.newsroom import HOSTILE, LAVROV
from web.pages.citation import citations
from web.pages.markup import numbered
from web.pages.metadata import description, news_article, open_graph

HERE = "http://localhost/articles/lavrov"


def json_ld(page: str) -> dict[str, object]:
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found = json.loads(data)
    assert isinstance(found, dict)
    return found


def cited(app: Flask, article: Article, lang: str = "hi") -> dict[str, str]:
    with app.test_request_context(f"/?lang={lang}"):
        return {one.name: one.text for one in citations(article, HERE)}


@pytest.mark.parametrize(
    ("text", "total"),
    [("उत्तर पत्रिका", 7), ("मीरा जोशी", 1), ("विश्व", 2), ("12 जनवरी 2026", 1)],
)
def test_outlet_author_category_and_date_lead_to_searches(
    client: FlaskClient, text: str, total: int
) -> None:
    meta = client.get("/articles/lavrov").text.partition('<p class="meta">')[2].partition("</p>")[0]
    links = {
        re.sub("<[^>]+>", "", label): unescape(link)
        for link, label in re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', meta)
    }
    found = client.get(f"{links[text]}&lang=en")
    assert f"<h1>{total} result" in found.text


@pytest.mark.parametrize(
    ("id_", "told"),
    [
        ("lavrov", "(from the byline)"),
        ("seed/wonsan", "(from the web address)"),
        ("flood-1", "(as the source states)"),
        ("untitled", "date unknown"),
    ],
)
def test_it_is_told_where_the_date_comes_from(client: FlaskClient, id_: str, told: str) -> None:
    assert told in client.get(f"/articles/{id_}?lang=en").text


def test_every_place_has_a_link_and_every_link_its_place(client: FlaskClient) -> None:
    page = client.get("/articles/lavrov?q=Lavrov+मंत्री").text
    jumps = re.findall(r'<li><a href="#(m\d+)">', page)
    assert jumps == re.findall(r'<mark id="(m\d+)">', page)
    assert jumps == [f"m{place}" for place in range(1, len(jumps) + 1)]
    assert len(jumps) >= 4
    assert "#m1" not in client.get("/articles/lavrov").text
    assert 'class="jumps"' not in client.get("/articles/lavrov?q=बाढ़").text


def test_marks_are_numbered_through_title_and_paragraphs() -> None:
    heading, paragraphs, count = numbered(
        Snippet("<क> ख", ((0, 3),)), Snippet("ग\nघ & ग", ((0, 1), (6, 7)))
    )
    assert heading == '<mark id="m1">&lt;क&gt;</mark> ख'
    assert paragraphs == ['<mark id="m2">ग</mark>', 'घ &amp; <mark id="m3">ग</mark>']
    assert count == 3


def test_a_line_to_cite(app: Flask) -> None:
    url = LAVROV.url
    title = "“लावरोव उत्तर कोरिया पहुँचे, विदेश मंत्री से भेंट”"
    line = f"मीरा जोशी, {title}, उत्तर पत्रिका, 12 जनवरी 2026, {url}"
    assert cited(app, LAVROV)["सादा पाठ"] == line
    english = f"मीरा जोशी, {title}, उत्तर पत्रिका, January 12, 2026, {url}"
    assert cited(app, LAVROV, "en")["Text"] == english
    bare = Article("x", "एक पंक्ति।\nऔर एक।")
    assert cited(app, bare)["सादा पाठ"] == f"[एक पंक्ति। और एक।], तारीख़ अज्ञात, {HERE}"


def test_bibtex(app: Flask) -> None:
    assert cited(app, LAVROV)["BibTeX"].splitlines() == [
        "@misc{abhilekh-lavrov,",
        "  author = {{मीरा जोशी}},",
        "  title = {{लावरोव उत्तर कोरिया पहुँचे, विदेश मंत्री से भेंट}},",
        "  howpublished = {उत्तर पत्रिका},",
        "  year = {2026},",
        "  month = jan,",
        "  day = {12},",
        "  url = {https://uttarpatrika.example/world/lavrov?id=1&lang=hi},",
        "  note = {Abhilekh, http://localhost/articles/lavrov},",
        "  langid = {hindi},",
        "}",
    ]


def test_csl(app: Flask) -> None:
    (one,) = json.loads(cited(app, LAVROV)["CSL JSON"])
    assert one["issued"] == {"date-parts": [[2026, 1, 12]]}
    assert one["author"] == [{"literal": "मीरा जोशी"}]
    assert one["container-title"] == "उत्तर पत्रिका"
    (bare,) = json.loads(cited(app, Article("ऋ", "x"))["CSL JSON"])
    assert bare["id"] == "abhilekh-article"
    assert "issued" not in bare


texts = st.text(max_size=60) | st.text(alphabet='{}\\%#&_$~^"<>\n क', max_size=30)


@settings(max_examples=150, deadline=None)
@given(texts, texts, texts)
def test_bibtex_stays_balanced_whatever_the_text(
    app: Flask, title: str, author: str, rest: str
) -> None:
    article = Article(
        rest, rest or "x", title=title, author=author, url=f"https://a.example/{rest}"
    )
    found = cited(app, article)
    escaped = re.sub(
        r"\\(textbackslash|textasciitilde|textasciicircum)\{\}|\\.", "", found["BibTeX"]
    )
    assert escaped.count("{") == escaped.count("}")
    depth = 0
    for sign in escaped:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert json.loads(found["CSL JSON"])


def test_what_machines_read(client: FlaskClient) -> None:
    page = client.get("/articles/lavrov?q=Lavrov&lang=en").text
    assert json_ld(page) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": LAVROV.title,
        "description": description(LAVROV),
        "inLanguage": "hi",
        "datePublished": "2026-01-12",
        "author": {"@type": "Person", "name": "मीरा जोशी"},
        "publisher": {"@type": "Organization", "name": "उत्तर पत्रिका"},
        "articleSection": "विश्व",
        "mainEntityOfPage": HERE,
        "isBasedOn": LAVROV.url,
    }
    assert f'<link rel="canonical" href="{HERE}">' in page
    assert f'<meta property="og:url" content="{HERE}">' in page
    assert '<meta property="og:type" content="article">' in page
    assert '<meta property="article:published_time" content="2026-01-12">' in page


def test_hostile_text_is_data_for_machines_too(client: FlaskClient) -> None:
    page = client.get("/articles/a//b%20c%3Fd%23e%25f&%C3%BC%3Ci%3E/").text
    assert json_ld(page)["headline"] == HOSTILE.title
    assert page.count("</script>") == 2 == page.count("<script")
    assert "<svg" not in page


def test_only_what_is_known_is_said() -> None:
    bare = Article("x", "क " * 300)
    assert set(news_article(bare, HERE)) == {
        "@context", "@type", "description", "inLanguage", "mainEntityOfPage",
    }  # fmt: skip
    assert len(description(bare)) <= 201
    assert description(bare).endswith("क…")
    assert "article:section" not in dict(open_graph(bare, HERE))
    dated = replace(bare, published=date(5, 1, 1), dated_by="text")
    assert news_article(dated, HERE)["datePublished"] == "0005-01-01"
