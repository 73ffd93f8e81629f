"""The Atom feed of a search."""

from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from index.search.open import Archive
from tests.factories import client_of

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: FlaskClient, **args: Any) -> Any:
    answer = client.get("/feed.atom", query_string=args)
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    feed = feedparser.parse(answer.data, response_headers={"content-type": answer.content_type})
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def test_the_newest_first_with_all_that_atom_asks_for(client: FlaskClient) -> None:
    feed = read(client, q="Lavrov")
    assert feed.feed.title == "Lavrov · अभिलेख"
    assert feed.feed.id == "http://localhost/feed.atom?q=Lavrov"
    assert feed.feed.author == "अभिलेख"
    assert feed.feed.updated == "2026-01-12T00:00:00Z"
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == "http://localhost/feed.atom?q=Lavrov"
    assert links["alternate"] == "http://localhost/search?q=Lavrov&order=newest"
    first, second = feed.entries
    assert first.id == "http://localhost/articles/lavrov"
    assert first.title == "लावरोव उत्तर कोरिया पहुँचे, विदेश मंत्री से भेंट"
    assert first.updated_parsed[:3] == (2026, 1, 12)
    assert (first.author, first.contributors[0].name) == ("मीरा जोशी", "उत्तर पत्रिका")
    assert [tag.term for tag in first.tags] == ["विश्व"]
    assert "<b>लावरोव</b>" in first.summary
    links = {link.rel: link.href for link in first.links}
    assert links["alternate"] == "http://localhost/articles/lavrov?q=Lavrov"
    assert links["via"] == "https://uttarpatrika.example/world/lavrov?id=1&lang=hi"
    assert second.id == "http://localhost/articles/seed/wonsan"
    assert second.author == "पूर्वी समाचार"
    assert "via" not in {link.rel for link in second.links}  # its address is javascript:


def test_its_links_lead_where_they_say(client: FlaskClient) -> None:
    feed = read(client, q="घोटाला")
    (entry,) = feed.entries
    assert client.get(entry.id).status_code == 200
    assert client.get(entry.link).status_code == 200
    assert client.get(feed.feed.link).status_code == 200


def test_every_filter_of_a_search(client: FlaskClient) -> None:
    feed = read(client, q="बाढ़", source="उत्तर पत्रिका", since="2025-08-05")
    assert [entry.published[:10] for entry in feed.entries] == [
        "2025-08-11",
        "2025-08-09",
        "2025-08-07",
        "2025-08-05",
    ]
    assert next(entry.id for entry in read(client, source="पूर्वी समाचार").entries).endswith("wonsan")


def test_pages_lead_through_it_once(client: FlaskClient) -> None:
    feed = read(client, q="बाढ़", limit="5")
    seen = [entry.id for entry in feed.entries]
    assert "previous" not in {link.rel for link in feed.feed.links}
    pages = [feed.feed]
    while following := {link.rel: link.href for link in feed.feed.links}.get("next"):
        feed = feedparser.parse(client.get(following).data)
        seen += [entry.id for entry in feed.entries]
        pages.append(feed.feed)
    assert len(pages) == 3
    assert len({page.id for page in pages}) == 1
    assert len(seen) == len(set(seen)) == 12


def test_without_a_search_the_newest_of_all(client: FlaskClient) -> None:
    feed = read(client)
    assert feed.feed.title == "अभिलेख"
    assert feed.feed.id == "http://localhost/feed.atom"
    assert feed.entries[0].id.endswith("/lavrov")
    assert len(feed.entries) == 14  # the dated ones


def test_what_has_only_some_of_the_words_is_no_news(client: FlaskClient) -> None:
    query = "लावरोव वॉनसान बाढ़ घोटाला"
    assert "No article has all the words" in client.get(f"/search?q={query}&lang=en").text
    feed = read(client, q=query)
    assert feed.entries == []
    assert feed.feed.updated == "1970-01-01T00:00:00Z"


def test_the_search_page_leads_to_it(client: FlaskClient) -> None:
    page = client.get("/search?q=Lavrov&source=उत्तर पत्रिका&page=1&limit=5&order=oldest").text
    head = page.partition("</head>")[0]
    (link,) = [line for line in head.splitlines() if "application/atom+xml" in line]
    href = link.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    feed = feedparser.parse(client.get(href).data)
    assert [entry.id for entry in feed.entries] == ["http://localhost/articles/lavrov"]


def test_what_cannot_be_used_is_refused(client: FlaskClient) -> None:
    assert client.get("/feed.atom?q=x&since=gestern").status_code == 400


def test_hostile_articles_stay_text(own: Archive) -> None:
    nasty = "\x01\x0b]]>\ufffe&amp;<script>alert(1)</script>\x1b"
    client = client_of(
        own,
        Article("plain", "घोटाला", title=nasty, source=nasty, author=nasty, category=nasty),
        Article(nasty[1:], f"घोटाला {nasty}", published=date(1, 1, 1), dated_by="text"),
        Article("last", "घोटाला", url="https://e.example/\x0c?<>&", published=date(9999, 12, 31)),
    )
    feed = read(client, q="घोटाला")
    assert len(feed.entries) == 3
    assert [entry.updated[:4] for entry in feed.entries] == ["9999", "0001", "1970"]
    plain = feed.entries[-1]
    assert plain.title_detail.type == "text/plain"
    assert plain.title == "]]>&amp;<script>alert(1)</script>"
    assert plain.author == plain.tags[0].term == plain.title
    assert "<script" not in feed.entries[1].summary


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["", "उत्तर पत्रिका", '"><x>', "\x0b"]))
def test_any_query_gives_well_formed_xml(app: Flask, query: str, source: str) -> None:
    args = {"q": query.encode(errors="replace"), "source": source}
    answer = app.test_client().get("/feed.atom", query_string=args)
    assert answer.status_code == 200
    feed = ET.fromstring(answer.data)  # noqa: S314  our own answer
    assert feed.tag == f"{ATOM}feed"
    for entry in feed.iter(f"{ATOM}entry"):
        for child in ("id", "title", "updated"):
            assert len(entry.findall(f"{ATOM}{child}")) == 1


def test_its_addresses_are_of_the_site_it_was_asked_from(client: FlaskClient) -> None:
    answer = client.get("/feed.atom?q=Lavrov", base_url="https://archive.example:8443")
    feed = feedparser.parse(answer.data)
    assert feed.feed.id == "https://archive.example:8443/feed.atom?q=Lavrov"
    assert feed.entries[0].id == "https://archive.example:8443/articles/lavrov"
