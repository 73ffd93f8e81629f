"""Help with examples that work, and the archive in figures."""

import re
from dataclasses import replace

from flask.testing import FlaskClient

from index.indexing import catch_up, rebuild
from index.search.open import Archive
from tests.factories import client_of
from tests.newsroom import FLOODS, LAVROV
from tests.web.pages.anchors import anchors, total
from web.pages.facets import today


def examples(page: str) -> list[tuple[str, str, int]]:
    """What each example searches for, where it leads, and how many articles it promises."""
    rows = re.findall(r"<div><dt>(.*?)</dt>\s*<dd>(.*?)</dd></div>", page, re.DOTALL)
    found = []
    for term, text in rows:
        (link,) = anchors(term)
        found.append((link.text, link.href, int(re.findall(r">(\d+) article", text)[0])))
    return found


def test_every_example_finds_in_the_sample_what_it_says(sample: FlaskClient) -> None:
    found = examples(sample.get("/help?lang=en").text)
    assert len(found) == 16
    for query, href, articles in found:
        assert articles > 0, query
        assert total(sample.get(href).text) == articles, query


def test_the_examples_cover_the_language(sample: FlaskClient) -> None:
    queries = [query for query, _, _ in examples(sample.get("/help?lang=en").text)]
    for sign in ('"', " -", " OR ", "*", "=", "title:", "after:", "before:", "source:"):
        assert any(sign in query for query in queries), sign
    assert any(query.isascii() for query in queries)


def test_numbers_follow_the_archive(own: Archive) -> None:
    client = client_of(own, LAVROV, *FLOODS)
    before = examples(client.get("/help?lang=en").text)
    own.store.put([replace(LAVROV, id="another")])
    catch_up(own.store, own.engine)
    after = examples(client.get("/help?lang=en").text)
    assert before[0][2] == 1
    assert after[0][2] == 2


def test_the_archive_in_figures(client: FlaskClient) -> None:
    page = client.get("/about?lang=en")
    figures = dict(re.findall(r"<b>([^<]+)</b> ([a-z ]+)", page.text))
    assert figures["16"] == "articles"
    assert figures["2025–2026"] == "years"
    assert {"3": "sources", "2": "categories"}.items() <= figures.items()
    assert "Whoosh" in page.text
    facts = dict(re.findall(r"<dt>([^<]+)</dt><dd><a href=\"(/articles/[^\"]+)\"", page.text))
    assert facts["The newest article"] == "/articles/lavrov"
    assert facts["The oldest article"] == "/articles/flood-2"
    assert facts["Last updated"] == "/articles/flood-12"
    # The day on which it came in, not that on which it was published.
    (row,) = re.findall(r"<dt>Last updated</dt>.*", page.text)
    assert f'<time datetime="{today().isoformat()}">' in row


def test_help_and_figures_are_a_click_away_from_every_page(client: FlaskClient) -> None:
    for address in ("/", "/search?q=Lavrov", "/articles/lavrov", "/browse", "/nowhere"):
        hrefs = [link.href for link in anchors(client.get(address).text)]
        assert "/help" in hrefs
        assert "/about" in hrefs


def test_an_archive_that_is_empty(own: Archive) -> None:
    rebuild(own.store, own.engine)
    client = client_of(own)
    for address in ("/", "/help", "/about", "/browse", "/browse/authors", "/browse/days"):
        assert client.get(address).status_code == 200
