"""Adding a feed: what is at an address is told at once."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import FetchFailed
from archive.feeds.reports import subscription_as_json, subscription_lines
from archive.feeds.subscribing import Subscribed, subscribe
from archive.feeds.web import Web
from archive.store import Store, Subscription
from tests.archive.feeds import bad_server as ways
from tests.archive.feeds.bad_server import Answer, BadServer
from tests.archive.feeds.test_polling import SITEMAP
from tests.archive.reading.feed_texts import item, rss

FEED = rss(item(1), item(2))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path}/archive.db")) as opened:
        yield opened


def add(store: Store, web: Web, url: str, *, full: bool = False, check: bool = True) -> Subscribed:
    return subscribe(store, web, Subscription(url, full=full, allow_private=True), check=check)


def test_a_feed(bad: BadServer, store: Store, web: Web) -> None:
    url = bad.set("/feed", FEED)
    added = add(store, web, f" {url}#top ")
    assert (added.feed.url, added.added, added.kind, added.entries) == (url, True, "feed", 2)
    assert store.feeds.all() == [added.feed]
    assert store.count() == 0
    again = add(store, web, url, full=True)
    assert (again.added, store.feeds.all()[0].full) == (False, True)
    assert "2 entries" in "\n".join(subscription_lines(added))
    assert subscription_as_json(again)["new"] is False


def test_a_page_that_names_its_feeds(bad: BadServer, store: Store, web: Web) -> None:
    links = "".join(
        f"<link rel=alternate type=application/rss+xml href='{path}'>"
        for path in ("/comments/feed", "/hindi/feed", "/b")
    )
    page = bad.set("/", f"<!doctype html><head>{links}</head>", "text/html")
    url = bad.set("/hindi/feed", FEED)
    added = add(store, web, page)
    assert (added.feed.url, added.page) == (url, page)
    assert added.others == (bad.url("/b"), bad.url("/comments/feed"))
    assert f"its feed is {url}" in "\n".join(subscription_lines(added))


def test_sitemaps_need_full(bad: BadServer, store: Store, web: Web) -> None:
    url = bad.set("/s.xml", SITEMAP.format(bad.address))
    with pytest.raises(FetchFailed, match="--full"):
        add(store, web, url)
    assert add(store, web, url, full=True).kind == "sitemap"


def test_a_lasting_move(bad: BadServer, store: Store, web: Web) -> None:
    new = bad.set("/new", FEED)
    assert add(store, web, bad.set("/old", ways.redirect("/new", 301))).feed.url == new
    assert add(store, web, bad.set("/now", ways.redirect("/new", 302))).feed.url == bad.url("/now")


WRONG: tuple[tuple[Answer | str, str], ...] = (
    ("<!doctype html><p>x", "names no feed"),
    ("", "sent nothing"),
    ("hello", "no feed and no sitemap"),
    (ways.status(404), "nothing at this address"),
    (ways.never, "in time"),
    (ways.redirect("http://192.168.0.1:1/"), "192.168.0.1"),
)


@pytest.mark.parametrize(("answer", "told"), WRONG[:-1])
def test_what_is_no_feed_is_not_added(
    bad: BadServer, store: Store, web: Web, answer: Answer | str, told: str
) -> None:
    url = bad.set("/x", answer)
    with pytest.raises(FetchFailed) as caught:
        add(store, web, url)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert store.feeds.all() == []
    added = add(store, web, url, check=False)
    assert (added.kind, store.feeds.all()) == (None, [added.feed])


def test_a_private_address_is_refused(bad: BadServer, store: Store, web: Web) -> None:
    with pytest.raises(FetchFailed, match="--allow-private"):
        subscribe(store, web, Subscription(bad.set("/feed", FEED)))
    assert bad.asked == []
