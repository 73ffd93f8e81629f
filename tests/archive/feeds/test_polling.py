"""Polling: what a feed holds is stored once, and a feed that fails waits, and loses nothing."""

import gzip
import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.article import Article, Rejected
from archive.feeds.polling import Polled, poll_due
from archive.feeds.reports import polled_as_json, polled_line
from archive.feeds.web import Web
from archive.store import Deletion, PutCount, Store, Subscription
from tests.archive.feeds import bad_server as ways
from tests.archive.feeds.bad_server import Answer, BadServer
from tests.archive.reading.feed_texts import RAIN, ROADS, item, item_with, rss

LONG = "\n".join(f"{RAIN} {ROADS} यह पैरा {number} है।" for number in range(12))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path}/archive.db")) as opened:
        yield opened


def add(store: Store, url: str, **options: object) -> None:
    store.feeds.put(Subscription(url, **{"allow_private": True, **options}))  # type: ignore[arg-type]


def poll(store: Store, web: Web) -> Polled:
    (polled,) = poll_due(store, web, lambda _: None, all_feeds=True)
    return polled


def page(title: str = "बारिश से जाम", text: str = LONG, canonical: str = "") -> Answer:
    """The page of an article, as data: how pages in HTML are read is tested elsewhere."""
    data = {"title": title, "body": text, "url": canonical, "author": "मीरा जोशी"}
    return ways.content(json.dumps(data), "application/json")


def teaser(bad: BadServer, number: int = 1, **fields: str) -> str:
    return item_with(
        {
            "link": bad.url(f"/news/{number}"),
            "content:encoded": "",
            "description": f"{RAIN[:30]}…",
            **fields,
        },
        number,
    )


def test_articles_come_once(bad: BadServer, store: Store, web: Web) -> None:
    add(store, bad.set("/feed", rss(item(1), item(2))), source="भोर समाचार")
    first = poll(store, web)
    assert (first.count, first.rejected, first.error) == (PutCount(added=2), 0, "")
    assert poll(store, web).count == PutCount(unchanged=2)
    bad.set("/feed", rss(item(3), item(2, text=ROADS), item(1)))
    assert poll(store, web).count == PutCount(1, 1, 1)
    articles = {each.title: each for each in store.articles()}
    assert articles["समाचार 2"].body == ROADS
    assert articles["समाचार 1"].source == "भोर समाचार"
    feed = store.feeds.all()[0]
    assert (feed.added, feed.changed, feed.failures) == (3, 1, 0)
    assert feed.next_due > time.time() > feed.last_polled - 2


def test_what_is_not_due_is_left_alone(bad: BadServer, store: Store, web: Web) -> None:
    add(store, bad.set("/feed", rss(item())))
    assert len(list(poll_due(store, web, print))) == 1
    assert list(poll_due(store, web, print)) == []
    assert len(bad.paths()) == 1


def test_nothing_is_sent_again_that_did_not_change(bad: BadServer, store: Store, web: Web) -> None:
    add(store, bad.set("/feed", ways.with_etag(rss(item()), '"1"')))
    assert poll(store, web).count.added == 1
    assert poll(store, web).unchanged
    assert bad.asked[-1][1]["if-none-match"] == '"1"'
    bad.set("/feed", ways.with_etag(rss(item(), item(2)), '"2"'))
    assert poll(store, web).count == PutCount(added=1, unchanged=1)
    # A tag that is another each time.
    for number in range(3):
        bad.set("/feed", ways.with_etag(rss(item(), item(2)), f'"{number + 9}"'))
        assert poll(store, web).count == PutCount(unchanged=2)


FAILURES: tuple[tuple[Answer | str, str], ...] = (
    ("", "the server sent nothing"),
    (" \n", "the server sent nothing"),
    (ways.status(500), "HTTP 500"),
    (ways.never, "did not answer in time"),
    (ways.drops, "not done after"),
    (ways.bomb, "larger than 2 MiB"),
    (ways.content("<!doctype html><p>x", "text/html"), "in place of a feed"),
    (ways.content("hello", "text/plain"), "no feed and no sitemap"),
    (ways.content('{"a": 1}', "application/json"), "no feed and no sitemap"),
    (ways.redirect("http://169.254.169.254/latest/"), "refuses"),
)


@pytest.mark.parametrize(("answer", "told"), FAILURES[:-1])
def test_a_failure_is_told_and_waited_for(
    bad: BadServer, store: Store, web: Web, answer: Answer | str, told: str
) -> None:
    url = bad.set("/feed", rss(item()))
    add(store, url)
    poll(store, web)
    bad.set("/feed", answer)
    dues = []
    for number in range(1, 3):
        assert told in poll(store, web).error
        feed = store.feeds.all()[0]
        assert (feed.failures, told in feed.error, feed.added) == (number, True, 1)
        dues.append(feed.next_due - time.time())
    assert 900 < dues[0] < 2200 < dues[1] < 4400
    bad.set("/feed", rss(item()))
    assert poll(store, web).count.unchanged == 1
    feed = store.feeds.all()[0]
    assert (feed.failures, feed.error) == (0, "")
    assert store.count() == 1


def test_a_server_that_asks_to_wait_is_waited_for(bad: BadServer, store: Store, web: Web) -> None:
    add(store, bad.set("/feed", ways.status(429, Retry_After="200000")))
    poll(store, web)
    assert store.feeds.all()[0].next_due - time.time() > 190_000


def test_what_is_gone_is_polled_no_more(bad: BadServer, store: Store, web: Web) -> None:
    add(store, bad.set("/feed", ways.status(410)))
    assert "gone for good" in poll(store, web).error
    assert list(poll_due(store, web, print, all_feeds=True)) == []
    assert store.feeds.all()[0].gone


def test_a_lasting_move_is_remembered(bad: BadServer, store: Store, web: Web) -> None:
    new = bad.set("/new", rss(item()))
    add(store, bad.set("/old", ways.redirect("/new", 301)))
    poll(store, web)
    assert [feed.url for feed in store.feeds.all()] == [new]
    poll(store, web)
    assert bad.paths() == ["/old", "/new", "/new"]
    # One that moves to where another is polled already is that one.
    add(store, bad.url("/old"))
    list(poll_due(store, web, print, all_feeds=True))
    assert [feed.url for feed in store.feeds.all()] == [new]


def test_a_lasting_move_to_a_page_is_not(bad: BadServer, store: Store, web: Web) -> None:
    bad.set("/login", "<!doctype html><p>x", "text/html")
    add(store, bad.set("/feed", ways.redirect("/login", 301)))
    assert "in place of a feed" in poll(store, web).error
    assert store.feeds.all()[0].url == bad.url("/feed")


def test_robots_txt(bad: BadServer, store: Store, web: Web) -> None:
    bad.set("/robots.txt", "User-agent: *\nDisallow: /", "text/plain")
    add(store, bad.set("/feed", rss(item())))
    assert "robots.txt" in poll(store, web).error
    assert bad.paths() == []


def test_one_feed_that_fails_costs_no_other(bad: BadServer, store: Store, web: Web) -> None:
    add(store, bad.set("/a", ways.closes_at_once))
    add(store, bad.set("/b", rss(item())))
    add(store, "http://nothing.invalid/feed")
    done = list(poll_due(store, web, print))
    assert sorted(bool(each.error) for each in done) == [False, True, True]
    assert store.count() == 1


def test_of_two_that_poll_each_feed_is_polled_by_one(
    bad: BadServer, store: Store, web: Web
) -> None:
    add(store, bad.set("/feed", rss(item())))
    first, second = (poll_due(store, web, print) for _ in range(2))
    feed = store.feeds.all()[0]
    assert store.feeds.claim(feed, 2**40)
    assert not store.feeds.claim(feed, 2**40)
    assert [*first, *second] == []
    assert bad.paths() == []


def test_a_feed_that_was_removed_while_it_was_polled_stays_away(
    bad: BadServer, store: Store, web: Web
) -> None:
    url = bad.url("/feed")

    def answer(handler: ways.Handler) -> None:
        store.feeds.remove(url)
        handler.reply(200, rss(item()).encode())

    bad.set("/feed", answer)
    add(store, url)
    poll(store, web)
    assert store.feeds.all() == []


def test_an_interrupted_poll_is_due_again(
    bad: BadServer, store: Store, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, bad.set("/feed", rss(item())))

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(web, "listing", interrupt)
        with pytest.raises(KeyboardInterrupt):
            list(poll_due(store, web, print))
    assert len(list(poll_due(store, web, print))) == 1


def test_duplicates_and_flickering_ids_do_not_change_articles(
    bad: BadServer, store: Store, web: Web
) -> None:
    for number in range(3):
        entries = (
            item(1, guid=f"{number}-{time.time()}"),
            item(1, guid="x", category="दूसरा"),
            item(2, link="", guid="same"),
            item(3, link="", guid="same"),
            item(4, link=""),
        )
        add(store, bad.set("/feed", rss(*entries)))
        count = poll(store, web).count
        assert count.changed == 0
        assert count.added == (0 if number else store.count())


def test_two_feeds_with_one_article_do_not_change_it_in_turn(
    bad: BadServer, store: Store, web: Web
) -> None:
    def entry(category: str, length: int) -> str:
        return teaser(bad, 1, category=category, description=RAIN[:length] + "…")

    add(store, bad.set("/a", rss(entry("देश", 20))))
    add(store, bad.set("/b", rss(entry("राजनीति", 30))))
    for _ in range(2):
        list(poll_due(store, web, print, all_feeds=True))
    seq = store.seq()
    list(poll_due(store, web, print, all_feeds=True))
    assert store.seq() == seq


def test_a_teaser_never_replaces_a_whole_article(bad: BadServer, store: Store, web: Web) -> None:
    add(store, bad.set("/feed", rss(item(1, text=LONG))))
    poll(store, web)
    bad.set("/feed", rss(item_with({"content:encoded": "", "description": RAIN})))
    assert poll(store, web).count == PutCount(unchanged=1)
    bad.set("/feed", rss(item(1, text=LONG + ROADS)))
    assert poll(store, web).count == PutCount(changed=1)


def one(store: Store) -> Article:
    (article,) = store.articles()
    return article


def test_full_fetches_the_page_once_and_the_feed_fills_what_it_lacks(
    bad: BadServer, store: Store, web: Web
) -> None:
    entry = teaser(bad, 1, category="मौसम", **{"dc:creator": "रवि"})
    add(store, bad.set("/feed", ways.with_etag(rss(entry))), full=True)
    bad.set("/news/1", page())
    polled = poll(store, web)
    assert (polled.pages, polled.pages_failed, polled.error) == (1, 0, "")
    assert polled.count == PutCount(added=1)
    article = one(store)
    assert article.body.startswith(RAIN)
    assert len(article.body) > 1000
    assert "cut" not in article.notes
    assert (article.category, article.published) == ("मौसम", date(2025, 8, 12))
    assert (article.author, article.title) == ("मीरा जोशी", "बारिश से जाम")
    assert article.url == bad.url("/news/1")
    for _ in range(2):
        assert poll(store, web).count == PutCount(0, 0, 0)
    bad.set("/feed", ways.with_etag(rss(entry, teaser(bad, 2)), '"2"'))
    bad.set("/news/2", page("दूसरी खबर", LONG + ROADS))
    poll(store, web)
    assert bad.paths().count("/news/1") == bad.paths().count("/news/2") == 1
    assert store.count() == 2


def test_a_page_of_html(bad: BadServer, store: Store, web: Web) -> None:
    paragraphs = "".join(f"<p>{each}</p>" for each in LONG.split("\n"))
    html = (
        '<!doctype html><html lang="hi"><head><title>बारिश से जाम - भोर</title>'
        f'<link rel="canonical" href="{bad.url("/news/1")}">'
        '<meta property="og:type" content="article"></head><body><nav><a href="/">मुखपृष्ठ</a></nav>'
        f"<article><h1>बारिश से जाम</h1>{paragraphs}</article></body></html>"
    )
    # The server errs about the charset.
    bad.set("/news/1", html, "text/html; charset=iso-8859-1")
    add(store, bad.set("/feed", rss(teaser(bad, category="मौसम"))), full=True)
    assert poll(store, web).pages == 1
    article = one(store)
    assert article.body == LONG
    assert (article.title, article.category) == ("बारिश से जाम", "मौसम")
    assert article.published == date(2025, 8, 12)
    assert "cut" not in article.notes


def test_a_page_that_fails_keeps_the_teaser_and_is_tried_again(
    bad: BadServer, store: Store, web: Web
) -> None:
    add(store, bad.set("/feed", ways.with_etag(rss(teaser(bad)))), full=True)
    told: list[Rejected] = []
    bad.set("/news/1", ways.status(500))
    polled = next(poll_due(store, web, told.append))
    assert (polled.count.added, polled.pages_failed, polled.rejected) == (1, 1, 1)
    assert [(each.path, each.reason[:8]) for each in told] == [(bad.url("/news/1"), "HTTP 500")]
    assert "cut" in one(store).notes
    poll(store, web)
    # It is not due yet.
    assert bad.paths().count("/news/1") == 1
    state = store.feeds.pages([one(store).id])
    store.feeds.keep_pages({id_: replace(each, next_due=0) for id_, each in state.items()})
    bad.set("/news/1", page())
    assert poll(store, web).pages == 1
    assert "cut" not in one(store).notes


def test_interrupted_between_pages_it_has_the_teasers_and_goes_on(
    bad: BadServer, store: Store, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, bad.set("/feed", rss(*(teaser(bad, number) for number in (1, 2, 3)))), full=True)
    for number in (1, 2, 3):
        bad.set(f"/news/{number}", page(f"खबर {number}", f"{number} {LONG}"))
    fetch = web.page

    def interrupt(url: str, *, allow_private: bool = False) -> object:
        if url.endswith("/2"):
            raise KeyboardInterrupt
        return fetch(url, allow_private=allow_private)

    with monkeypatch.context() as patched:
        patched.setattr(web, "page", interrupt)
        with pytest.raises(KeyboardInterrupt):
            list(poll_due(store, web, print))
    assert sorted("cut" in each.notes for each in store.articles()) == [False, True, True]
    (polled,) = poll_due(store, web, print)
    assert (polled.pages, store.count()) == (2, 3)


def test_pages_that_are_no_articles_are_given_up_after_some_tries(
    bad: BadServer, store: Store, web: Web
) -> None:
    add(store, bad.set("/feed", rss(teaser(bad))), full=True)
    bad.set("/news/1", "<!doctype html><p>x", "text/html")
    for _ in range(8):
        poll(store, web)
        state = store.feeds.pages([one(store).id])
        store.feeds.keep_pages({id_: replace(each, next_due=0) for id_, each in state.items()})
    assert bad.paths().count("/news/1") == 4


def test_a_site_that_wants_to_be_left_alone_is(bad: BadServer, store: Store, web: Web) -> None:
    add(store, bad.set("/feed", rss(*(teaser(bad, n) for n in range(1, 20)))), full=True)
    for number in range(1, 20):
        bad.set(f"/news/{number}", ways.status(429, Retry_After="60"))
    polled = poll(store, web)
    assert (polled.pages_failed, polled.left, polled.count.added) == (1, 18, 19)
    for number in range(1, 20):
        bad.set(f"/news/{number}", ways.closes_at_once)
    assert poll(store, web).pages_failed == 5


def test_few_pages_at_once_the_newest_first_and_the_others_next(
    bad: BadServer, store: Store, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.feeds.pages.PAGES_AT_ONCE", 2)
    days = {n: f"{n:02} Aug 2025" for n in range(1, 6)}
    entries = [teaser(bad, n, pubDate=day) for n, day in days.items()]
    add(store, bad.set("/feed", ways.with_etag(rss(*entries))), full=True)
    for number in days:
        bad.set(f"/news/{number}", page(f"खबर {number}", f"{number} {LONG}"))
    assert [poll(store, web).left for _ in range(3)] == [3, 1, 0]
    news = [path for path in bad.paths() if path.startswith("/news")]
    assert news == [f"/news/{number}" for number in (5, 4, 3, 2, 1)]
    assert not [each for each in store.articles() if "cut" in each.notes]
    assert poll(store, web).unchanged


def test_a_page_that_names_another_address_of_its_own_is_one_article(
    bad: BadServer, store: Store, web: Web
) -> None:
    add(store, bad.set("/feed", rss(teaser(bad))), full=True)
    bad.set("/news/1", page(canonical="https://bhor.example/weather/rain"))
    for _ in range(3):
        poll(store, web)
    assert bad.paths().count("/news/1") == 1
    assert store.count() == 1


SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{}/news/1</loc>'
    "<news:news><news:publication><news:name>भोर</news:name></news:publication>"
    "<news:publication_date>2025-08-12</news:publication_date><news:title>बारिश से जाम</news:title>"
    "</news:news></url></urlset>"
)


def test_sitemaps_and_indexes_of_them(bad: BadServer, store: Store, web: Web) -> None:
    bad.set("/news/1", page())
    packed = gzip.compress(SITEMAP.format(bad.address).encode())
    bad.set("/news.xml.gz", ways.content(packed, "application/gzip"))
    parts = [
        ("/old.xml", "2020-01-01"),
        ("/news.xml.gz", "2025-08-12"),
        ("/none.xml", "2025-01-01"),
    ]
    inside = "".join(
        f"<sitemap><loc>{bad.url(path)}</loc><lastmod>{day}</lastmod></sitemap>"
        for path, day in parts
    )
    add(store, bad.set("/index.xml", f"<sitemapindex>{inside}</sitemapindex>"), full=True)
    polled = poll(store, web)
    assert (polled.pages, polled.rejected, polled.error) == (1, 2, "")
    article = one(store)
    assert (article.published, article.source) == (date(2025, 8, 12), "भोर")
    assert poll(store, web).pages == 0


def test_a_sitemap_without_full_says_what_to_do(bad: BadServer, store: Store, web: Web) -> None:
    add(store, bad.set("/s.xml", SITEMAP.format(bad.address)))
    assert "--full" in poll(store, web).error


def test_a_feed_that_may_not_lead_inside_fetches_no_page_inside(
    bad: BadServer, store: Store, web: Web
) -> None:
    add(store, bad.set("/feed", rss(item())), allow_private=False)
    assert "--allow-private" in poll(store, web).error
    assert bad.asked == []


def test_charsets(bad: BadServer, store: Store, web: Web) -> None:
    wrong = ways.content(rss(item()), "text/xml; charset=iso-8859-1")
    add(store, bad.set("/feed", wrong))
    poll(store, web)
    assert one(store).body == RAIN
    text = rss(item()).replace("UTF-8", "utf-16")
    bad.set("/feed", ways.content(text.encode("utf-16"), "application/xml; charset=utf-8"))
    assert poll(store, web).count == PutCount(unchanged=1)


def test_many_entries_of_one_poll(bad: BadServer, store: Store, web: Web) -> None:
    entries = (item(number, text=RAIN) for number in range(1, 1500))
    add(store, bad.set("/feed", rss(*entries)))
    assert poll(store, web).count == PutCount(added=1499)


def test_what_was_deleted_is_not_even_fetched(bad: BadServer, store: Store, web: Web) -> None:
    bad.set("/news/1", page())
    add(store, bad.set("/feed", ways.with_etag(rss(teaser(bad), item(2)), '"1"')), full=True)
    assert poll(store, web).count.added == 2
    articles = list(store.articles())
    store.delete([each.id for each in articles], Deletion("मीरा"))
    bad.set("/feed", ways.with_etag(rss(teaser(bad), item(2)), '"2"'))
    bad.asked.clear()
    polled = poll(store, web)
    assert polled.count == PutCount(kept_out=2)
    assert "2 kept out" in polled_line(polled)
    assert polled_as_json(polled)["kept_out"] == 2
    assert bad.paths() == ["/feed"]
    store.takedowns.lift([each.id for each in articles], Deletion("मीरा"))
    assert poll(store, web).count.added == 2
    assert list(store.articles()) == articles
