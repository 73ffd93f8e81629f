"""Feeds as they are kept, on SQLite and PostgreSQL."""

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from archive.store import FetchedPage, Store, Subscription

FEED = Subscription(
    "https://bhor.example/feed", "भोर", full=True, etag='"1"', error="HTTP 500", next_due=2**33
)
OTHER = Subscription("https://a.example/")


def test_feeds_are_added_replaced_and_removed(store: Store) -> None:
    feeds = store.feeds
    assert feeds.all() == []
    assert [feeds.put(each) for each in (FEED, OTHER, FEED)] == [True, True, False]
    assert feeds.all() == [OTHER, FEED]
    assert feeds.get(FEED.url) == FEED
    assert feeds.get("x") is None
    assert [feeds.remove(FEED.url) for _ in range(2)] == [True, False]
    assert feeds.all() == [OTHER]


def test_a_claim_is_given_once(store: Store) -> None:
    store.feeds.put(FEED)
    assert store.feeds.claim(FEED, 2**34)
    assert not store.feeds.claim(FEED, 2**34)
    assert not store.feeds.claim(OTHER, 2**34)


def test_what_a_poll_found_out(store: Store) -> None:
    store.feeds.put(FEED)
    changed = replace(FEED, etag='"2"', added=3)
    store.feeds.polled(FEED.url, changed)
    assert store.feeds.all() == [changed]
    moved = replace(changed, url="https://bhor.example/new")
    store.feeds.polled(FEED.url, moved)
    assert store.feeds.all() == [moved]
    store.feeds.put(OTHER)
    store.feeds.polled(moved.url, replace(moved, url=OTHER.url))
    assert store.feeds.all() == [OTHER]
    store.feeds.polled(FEED.url, FEED)
    assert store.feeds.all() == [OTHER]


def test_pages(store: Store) -> None:
    ids = [f"id{number}" for number in range(1200)]
    pages = {id_: FetchedPage("", 1, 5) for id_ in ids}
    store.feeds.keep_pages(pages)
    store.feeds.keep_pages({"id0": FetchedPage("a")})
    found = store.feeds.pages([*ids, "none", "x\0y"])
    assert found == {**pages, "id0": FetchedPage("a")}
    assert store.feeds.pages([]) == {}
    store.feeds.keep_pages({})


@pytest.mark.parametrize("table", ["feeds", "fetched_pages"])
def test_an_archive_of_an_older_version_gets_the_tables(url: str, table: str) -> None:
    Store.open(url).close()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {table}"))
    engine.dispose()
    store = Store.open(url)
    assert store.feeds.all() == []
    assert store.feeds.pages(["a"]) == {}
    store.close()
