"""The feeds of a search, Atom and JSON: by arrival, with ids that never change."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from index.indexing import catch_up
from index.search.open import Archive
from tests.factories import client_of, json_of

TODAY = date(2026, 1, 15)
parse_date = datetime.fromisoformat
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: FlaskClient, **args: Any) -> Any:
    answer = client.get("/feed.atom", query_string=args)
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    feed = feedparser.parse(answer.data, response_headers={"content-type": answer.content_type})
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


TAG = re.compile(r"tag:[0-9a-f]{16}\.abhilekh\.invalid,\d{4}-\d\d-\d\d:([\w/?=&.%+-]+)")


def named(uri: str) -> str:
    """What a tag names: RFC 4151, an authority, a day, and a name."""
    found = TAG.fullmatch(uri)
    assert found, uri
    return found[1]


def ids(feed: Any) -> list[str]:
    return [named(entry.id) for entry in feed.entries]


def test_the_latest_first_with_all_that_atom_asks_for(client: FlaskClient) -> None:
    feed = read(client, q="Lavrov")
    assert feed.feed.title == "Lavrov · अभिलेख"
    assert named(feed.feed.id) == "feed?q=Lavrov"
    assert feed.feed.author == "अभिलेख"
    assert feed.feed.updated == max(entry.updated for entry in feed.entries)
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == "http://localhost/feed.atom?q=Lavrov"
    assert links["alternate"] == "http://localhost/search?q=Lavrov&order=arrived"
    first, second = sorted(feed.entries, key=lambda entry: entry.id)
    assert named(first.id) == "articles/lavrov"
    assert first.title == "लावरोव उत्तर कोरिया पहुँचे, विदेश मंत्री से भेंट"
    assert first.published_parsed[:3] == (2026, 1, 12)
    assert abs(parse_date(first.updated) - datetime.now(UTC)) < timedelta(hours=1)
    assert (first.author, first.contributors[0].name) == ("मीरा जोशी", "उत्तर पत्रिका")
    assert [tag.term for tag in first.tags] == ["विश्व"]
    assert "<b>लावरोव</b>" in first.summary
    links = {link.rel: link.href for link in first.links}
    assert links["alternate"] == "http://localhost/articles/lavrov?q=Lavrov"
    assert links["via"] == "https://uttarpatrika.example/world/lavrov?id=1&lang=hi"
    assert named(second.id) == "articles/seed/wonsan"
    assert second.author == "पूर्वी समाचार"
    assert "via" not in {link.rel for link in second.links}  # its address is javascript:


def test_its_links_lead_where_they_say(client: FlaskClient) -> None:
    feed = read(client, q="घोटाला")
    (entry,) = feed.entries
    assert client.get(entry.link).status_code == 200
    assert client.get(feed.feed.link).status_code == 200


def test_every_filter_of_a_search(client: FlaskClient) -> None:
    feed = read(client, q="बाढ़", source="उत्तर पत्रिका", since="2025-08-05")
    assert sorted(entry.published[:10] for entry in feed.entries) == [
        "2025-08-05",
        "2025-08-07",
        "2025-08-09",
        "2025-08-11",
    ]
    assert "articles/seed/wonsan" in ids(read(client, source="पूर्वी समाचार"))


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


def test_without_a_search_the_latest_of_all(archive: Archive, client: FlaskClient) -> None:
    feed = read(client, limit="100")
    assert feed.feed.title == "अभिलेख"
    assert named(feed.feed.id) == "feed"
    assert len(feed.entries) == archive.store.count()
    latest = [change.id for change in archive.store.changes(0) if change.article][::-1]
    assert [unquote(id_) for id_ in ids(feed)] == [f"articles/{id_}" for id_ in latest]
    assert any("published" not in entry for entry in feed.entries)  # undated ones too


def test_what_has_only_some_of_the_words_is_no_news(client: FlaskClient) -> None:
    query = "लावरोव वॉनसान बाढ़ घोटाला"
    assert "No article has all the words" in client.get(f"/search?q={query}&lang=en").text
    feed = read(client, q=query)
    assert feed.entries == []
    assert parse_date(feed.feed.updated).date() <= datetime.now(UTC).date()


def test_the_search_page_leads_to_it(client: FlaskClient) -> None:
    page = client.get("/search?q=Lavrov&source=उत्तर पत्रिका&page=1&limit=5&order=oldest").text
    head = page.partition("</head>")[0]
    (link,) = [line for line in head.splitlines() if "application/atom+xml" in line]
    href = link.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    feed = feedparser.parse(client.get(href).data)
    assert ids(feed) == ["articles/lavrov"]
    (other,) = [line for line in head.splitlines() if "application/feed+json" in line]
    href = other.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert [named(item["id"]) for item in json_of(client.get(href))["items"]] == ids(feed)


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
    assert [entry.get("published", "none")[:4] for entry in feed.entries] == [
        "9999",
        "0001",
        "none",
    ]
    assert json_of(client.get("/feed.json?q=घोटाला"))["items"][0]["id"] == feed.entries[0].id
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


def test_addresses_are_of_the_site_that_was_asked_and_ids_never_change(app: Flask) -> None:
    here, there = (
        feedparser.parse(app.test_client().get("/feed.atom?q=Lavrov", base_url=base).data)
        for base in ("http://localhost", "https://archive.example:8443")
    )
    assert here.feed.id == there.feed.id
    assert [entry.id for entry in here.entries] == [entry.id for entry in there.entries]
    assert here.entries[0].link.startswith("http://localhost/articles/")
    assert there.entries[0].link.startswith("https://archive.example:8443/articles/")
    assert there.feed.links[0].href.startswith("https://archive.example:8443/")


def test_what_comes_in_goes_first_whatever_day_it_is_of(own: Archive) -> None:
    client = client_of(own, *(Article(f"old-{n}", f"मेला {n}", published=TODAY) for n in range(3)))
    before = read(client, q="मेला")
    own.store.put([Article("late", "मेला पुराना", published=date(2001, 1, 1))])
    own.store.put([Article("undated", "मेला कब")])
    catch_up(own.store, own.engine)
    feed = read(client, q="मेला")
    assert ids(feed)[:2] == ["articles/undated", "articles/late"]
    assert ids(feed)[2:] == ids(before)
    assert "published" not in feed.entries[0]
    assert feed.entries[1].published[:10] == "2001-01-01"
    # What is changed stays where it is, and says so.
    own.store.put([Article("old-0", "मेला 0, सुधारा गया", published=TODAY)])
    catch_up(own.store, own.engine)
    assert ids(read(client, q="मेला")) == ids(feed)
    # What is deleted is gone, and comes back as what is new, under its name.
    own.store.delete(["undated"])
    catch_up(own.store, own.engine)
    assert ids(read(client, q="मेला")) == ids(feed)[1:]
    assert "undated" not in client.get("/feed.json").text


def test_a_change_shows_as_updated(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = 1_700_000_000
    monkeypatch.setattr("archive.store.arrivals.time.time", lambda: clock)
    client = client_of(own, Article("a", "मेला"))
    assert read(client).entries[0].updated == "2023-11-14T22:13:20Z"
    clock += 60
    own.store.put([Article("a", "मेला, सुधारा गया")])
    catch_up(own.store, own.engine)
    feed = read(client)
    assert feed.entries[0].updated == feed.feed.updated == "2023-11-14T22:14:20Z"


def test_copies_of_a_text_are_entries_of_their_own(own: Archive) -> None:
    text = "पटना में टिकुली कला का मेला लगा। कलाकारों ने काँच पर रंग भरना सिखाया।"
    client = client_of(own, *(Article(f"copy-{n}", text, source=f"पत्र {n}") for n in range(3)))
    assert ids(read(client, q="टिकुली")) == [f"articles/copy-{n}" for n in (2, 1, 0)]


def test_an_answer_is_valid_until_something_comes_in(own: Archive) -> None:
    client = client_of(own, Article("a", "मेला"))
    for address in ("/feed.atom", "/feed.json"):
        known = {"If-None-Match": client.get(address).headers["ETag"]}
        assert client.get(address, headers=known).status_code == 304
        own.store.put([Article(address, "मेला")])
        catch_up(own.store, own.engine)
        assert client.get(address, headers=known).status_code == 200


def test_json_feed(client: FlaskClient) -> None:
    answer = client.get("/feed.json?q=Lavrov&limit=1")
    assert answer.mimetype == "application/feed+json"
    feed = json_of(answer)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Lavrov · अभिलेख"
    assert feed["feed_url"] == "http://localhost/feed.json?q=Lavrov&limit=1"
    assert feed["home_page_url"] == "http://localhost/search?q=Lavrov&order=arrived"
    (item,) = feed["items"]
    (other,) = json_of(client.get(feed["next_url"]))["items"]
    items = {named(each["id"]): each for each in (item, other)}
    assert [items[name]["id"] for name in items] == [
        entry.id for entry in read(client, q="Lavrov").entries
    ]
    lavrov = items["articles/lavrov"]
    assert lavrov["url"] == "http://localhost/articles/lavrov?q=Lavrov"
    assert lavrov["external_url"].startswith("https://uttarpatrika.example/")
    assert lavrov["date_published"] == "2026-01-12T00:00:00Z"
    assert "<b>लावरोव</b>" in lavrov["content_html"]
    assert lavrov["authors"] == [{"name": "मीरा जोशी"}, {"name": "उत्तर पत्रिका"}]
    assert lavrov["tags"] == ["विश्व"]
    assert "external_url" not in items["articles/seed/wonsan"]  # javascript:


@pytest.mark.parametrize("path", ["/feed", "/feed/", "/rss", "/feed.xml", "/rss.xml", "/atom.xml"])
def test_where_readers_look_by_habit_leads_to_it(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?q=%E0%A4%AC%E0%A4%BE%E0%A4%A2%E0%A4%BC&limit=3")
    assert answer.status_code == 301
    assert answer.location == "/feed.atom?q=%E0%A4%AC%E0%A4%BE%E0%A4%A2%E0%A4%BC&limit=3"
    assert client.get(path).location == "/feed.atom"
    under = client.get(path, environ_overrides={"SCRIPT_NAME": "/archive"})
    assert under.location == "/archive/feed.atom"


def test_there_are_no_other_kinds(client: FlaskClient) -> None:
    assert client.get("/feed.csv").status_code == 404


def test_the_feed_of_what_was_new_is_that_of_the_search(client: FlaskClient) -> None:
    page = client.get("/search?q=Lavrov&order=arrived&arrived_since=0").text
    assert "/feed.atom?q=Lavrov" in page
    assert "/feed.atom?q=Lavrov&amp;arrived_since" not in page
    assert ids(read(client, q="Lavrov", arrived_since="1000000")) == []
