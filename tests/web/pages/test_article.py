"""The page of one article: what it links to, how it is cited, what machines read of it."""

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient

from archive.article import Article
from index.search import Snippet
from tests.newsroom import HOSTILE, LAVROV
from tests.web.pages.anchors import heading, total
from web.pages.markup import numbered
from web.pages.metadata import citation_elements, description, news_article, open_graph

HERE = "http://localhost/articles/lavrov"


def json_ld(page: str) -> dict[str, object]:
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found = json.loads(data)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("text", "articles"),
    [("उत्तर पत्रिका", 7), ("मीरा जोशी", 1), ("विश्व", 2), ("12 जनवरी 2026", 1)],
)
def test_outlet_author_category_and_date_lead_to_searches(
    client: FlaskClient, text: str, articles: int
) -> None:
    meta = client.get("/articles/lavrov").text.partition('<p class="meta">')[2].partition("</p>")[0]
    links = {
        re.sub("<[^>]+>", "", label): unescape(link)
        for link, label in re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', meta)
    }
    found = client.get(f"{links[text]}&lang=en")
    assert total(found.text) == articles
    assert heading(found.text).startswith(f"{text}: ") or text == "12 जनवरी 2026"


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


def test_what_machines_read(client: FlaskClient) -> None:
    page = client.get("/articles/lavrov?q=Lavrov&lang=en").text
    assert json_ld(page) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": LAVROV.title,
        "description": description(LAVROV),
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
    assert page.count("</script>") == 4 == page.count("<script")
    assert "<svg" not in page


def test_only_what_is_known_is_said() -> None:
    bare = Article("x", "क " * 300)
    assert set(news_article(bare, HERE)) == {
        "@context", "@type", "description", "mainEntityOfPage",
    }  # fmt: skip
    assert len(description(bare)) <= 201
    assert description(bare).endswith("क…")
    assert "article:section" not in dict(open_graph(bare, HERE))
    dated = replace(bare, published=date(5, 1, 1), dated_by="text")
    assert news_article(dated, HERE)["datePublished"] == "0005-01-01"
    long = replace(bare, title="शीर्षक " * 40, language="mr")
    assert news_article(long, HERE)["headline"] == long.title
    assert news_article(long, HERE)["inLanguage"] == "mr"


def test_what_zotero_reads(client: FlaskClient) -> None:
    page = client.get("/articles/lavrov").text
    found = dict(re.findall(r'<meta name="([\w.]+)" content="([^"]*)">', page))
    url = LAVROV.url.replace("&", "&amp;")
    assert {
        name: text for name, text in found.items() if name.startswith(("citation_", "DC."))
    } == {
        "citation_title": LAVROV.title,
        "citation_author": "मीरा जोशी",
        "citation_publication_date": "2026/01/12",
        "citation_journal_title": "उत्तर पत्रिका",
        "citation_publisher": "उत्तर पत्रिका",
        "citation_public_url": url,
        "citation_keywords": "विश्व",
        "DC.type": "newspaperArticle",
        "DC.title": LAVROV.title,
        "DC.creator": "मीरा जोशी",
        "DC.date": "2026-01-12",
        "DC.publisher": "उत्तर पत्रिका",
        "DC.identifier": HERE,
        "DC.source": url,
    }
    elements = dict(
        citation_elements(Article("x", "क", "क", titled_by="text", language="ne"), HERE)
    )
    assert elements["citation_title"] == "[क]"
    assert elements["citation_language"] == elements["DC.language"] == "ne"
    assert elements["citation_public_url"] == HERE
