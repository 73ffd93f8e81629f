"""Fetching from a server that misbehaves: each ends soon, in one line that says what to do."""

import gzip
import time
import tracemalloc
import zlib
from email.utils import formatdate

import pytest

from archive.errors import FetchFailed
from archive.feeds import connections, hosts
from archive.feeds.fetching import Fetcher, retry_after, user_agent
from tests.archive.feeds import bad_server as ways
from tests.archive.feeds.bad_server import Answer, BadServer
from tests.archive.feeds.conftest import QUICK
from tests.archive.reading.feed_texts import item, rss

FEED = rss(item(1), item(2))


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(user_agent("https://bhor.example/about"), QUICK, allow_private=True)


def failure(fetcher: Fetcher, url: str) -> FetchFailed:
    begun = time.monotonic()
    with pytest.raises(FetchFailed) as caught:
        fetcher.fetch(url)
    assert time.monotonic() - begun < 15
    assert "\n" not in str(caught.value)
    return caught.value


WRONG: tuple[tuple[Answer, str], ...] = (
    (ways.never, "did not answer in time"),
    (ways.drops, "not done after 1.5 seconds"),
    (ways.drops_of_headers, "not done after 1.5 seconds"),
    (ways.endless, "larger than 2 MiB"),
    (ways.bomb, "larger than 2 MiB"),
    (ways.broken_gzip, "packed otherwise than it says"),
    (ways.shorter_than_said(FEED), "closed the connection before the end"),
    (ways.closes_at_once, "closed the connection before the end"),
    (ways.no_http, "does not speak HTTP"),
    (lambda handler: handler.raw(b"<rss/>"), "does not speak HTTP"),
    (lambda handler: handler.raw(b"HTTP/1.1 \x1b[31m x\r\n\r\n"), "does not speak HTTP"),
    (ways.many_headers, "cannot be read"),
    (ways.status(500), "HTTP 500"),
    (ways.status(404), "HTTP 404: there is nothing at this address"),
    (ways.status(401), "wants a password"),
    (ways.status(403), "refuses programs"),
    (ways.status(304), "HTTP 304"),
    (ways.status(204), "HTTP 204"),
    (ways.status(410), "gone for good"),
    (ways.redirect("/it"), "in a circle"),
    (ways.redirect(""), "without saying where to"),
    (ways.redirect("file:///etc/passwd"), "no page on the web"),
    (ways.redirect("gopher://127.0.0.1/"), "no page on the web"),
    (ways.redirect("http://[bad"), "no page on the web"),
    (ways.redirect("javascript:alert(1)"), "no page on the web"),
    (ways.content(b"\x89PNG", "image/png"), "no feed, sitemap or page"),
    (ways.content(b"%PDF-", "application/pdf"), "no feed, sitemap or page"),
    (ways.content(b"x", "video/mp4"), "no feed, sitemap or page"),
)


@pytest.mark.parametrize(("answer", "told"), WRONG)
def test_what_a_server_does_wrong(
    bad: BadServer, fetcher: Fetcher, answer: Answer, told: str
) -> None:
    assert told in str(failure(fetcher, bad.set("/it", answer)))


def test_a_bomb_is_not_unpacked_in_memory(bad: BadServer, fetcher: Fetcher) -> None:

    url = bad.set("/bomb", ways.bomb)
    assert len(ways.packed_bomb()) < 200_000
    tracemalloc.start()
    failure(fetcher, url)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


RIGHT: tuple[Answer, ...] = (
    ways.slow_but_sure(FEED),
    ways.content(FEED, ""),
    ways.content(FEED, "application/octet-stream"),
    ways.content(FEED, "TEXT/XML; charset=ISO-8859-1"),
    ways.content(FEED, "application/rss+xml"),
    ways.content(FEED, "application/feed+json"),
)


@pytest.mark.parametrize("answer", RIGHT)
def test_what_is_usable(bad: BadServer, fetcher: Fetcher, answer: Answer) -> None:
    assert fetcher.fetch(bad.set("/it", answer)).data == FEED.encode()


def test_packed_content_is_unpacked(bad: BadServer, fetcher: Fetcher) -> None:

    for coding, data in (("gzip", gzip.compress(b"x" * 9)), ("deflate", zlib.compress(b"x" * 9))):
        url = bad.set("/it", ways.content(data, "text/xml", Content_Encoding=coding))
        assert fetcher.fetch(url).data == b"x" * 9


def test_no_more_is_read_than_was_said(bad: BadServer, fetcher: Fetcher) -> None:
    assert len(fetcher.fetch(bad.set("/it", ways.longer_than_said(FEED))).data) == 100


def test_what_it_says_of_itself_and_no_cookies(bad: BadServer, fetcher: Fetcher) -> None:
    url = bad.set("/it", ways.content(FEED, "text/xml", Set_Cookie="a=b"))
    fetcher.fetch(url)
    fetcher.fetch(url)
    headers = bad.asked[-1][1]
    assert headers["user-agent"] == "Abhilekh (news archive; +https://bhor.example/about)"
    assert headers["host"] == bad.address.removeprefix("http://")
    assert "cookie" not in headers
    assert "authorization" not in headers


def test_conditional_requests(bad: BadServer, fetcher: Fetcher) -> None:
    modified = formatdate(1_700_000_000, usegmt=True)
    for etag, time_ in (('"a"', ""), ("", modified), ('W/"b"', modified)):
        url = bad.set("/it", ways.with_etag(FEED, etag, time_))
        first = fetcher.fetch(url)
        assert (first.etag, first.last_modified, first.unchanged) == (etag, time_, False)
        again = fetcher.fetch(url, etag=first.etag, last_modified=first.last_modified)
        assert (again.unchanged, again.data) == (True, b"")


def test_redirects_and_which_of_them_last(bad: BadServer, fetcher: Fetcher) -> None:
    end = bad.set("/end", ways.content(FEED))
    for codes, lasting in (
        ((301, 308), "/end"),
        ((301, 302), "/b"),
        ((302, 301), "/a"),
        ((307, 303), "/a"),
    ):
        bad.set("/a", ways.redirect("/b", codes[0]))
        bad.set("/b", ways.redirect(end, codes[1]))
        found = fetcher.fetch(bad.url("/a"))
        assert (found.url, found.lasting_url) == (end, bad.url(lasting))
    for number in range(7):
        bad.set(f"/{number}", ways.redirect(f"/{number + 1}"))
    bad.set("/7", ways.content(FEED))
    assert "more than 5 times" in str(failure(fetcher, bad.url("/0")))
    assert fetcher.fetch(bad.url("/2")).url == bad.url("/7")


def test_a_redirect_in_hindi(bad: BadServer, fetcher: Fetcher) -> None:
    bad.set("/%E0%A4%95", ways.content(FEED))
    for goal in ("/क", "/%E0%A4%95"):
        bad.set("/a", ways.redirect(goal.encode().decode("latin-1")))
        assert fetcher.fetch(bad.url("/a")).url == bad.url("/%E0%A4%95")


PRIVATE = (
    "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/",
    "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://2130706433/",
    "http://0x7f.1/", "http://0/", "http://192.168.1.1/",
)  # fmt: skip


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_are_refused_before_anything_is_asked(url: str) -> None:
    strict = Fetcher("x", QUICK)
    assert "--allow-private" in str(failure(strict, url))


def test_a_redirect_to_a_private_address_is_refused(
    bad: BadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(bad.address.rpartition(":")[2])
    public = "news.bhor.example"
    names = {public: "127.0.0.1"}

    def resolve(host: str, _port: int, *, allow_private: bool) -> list[str]:
        assert not allow_private
        if host in names:
            return [names[host]]
        return hosts.resolve(host, _port, allow_private=allow_private)

    monkeypatch.setattr(connections, "resolve", resolve)
    strict = Fetcher("x", QUICK)
    bad.set("/fine", ways.content(FEED))
    assert strict.fetch(f"http://{public}:{port}/fine").data
    for goal in (*PRIVATE, bad.url("/fine")):
        bad.set("/a", ways.redirect(goal))
        assert "--allow-private" in str(failure(strict, f"http://{public}:{port}/a"))


def test_what_is_done_before_each_request(bad: BadServer) -> None:
    asked: list[str] = []
    fetcher = Fetcher("x", QUICK, allow_private=True, before=asked.append)
    bad.set("/a", ways.redirect("/b"))
    bad.set("/b", ways.content(FEED))
    fetcher.fetch(bad.url("/a"))
    assert asked == [bad.url("/a"), bad.url("/b")]


def test_nobody_there_and_no_such_host(fetcher: Fetcher) -> None:
    assert "refuses connections" in str(failure(fetcher, "http://127.0.0.1:9/"))
    assert "no host" in str(failure(fetcher, "http://nothing.invalid/"))


def test_no_secure_connection_is_told(bad: BadServer, fetcher: Fetcher) -> None:
    url = bad.address.replace("http://", "https://")
    assert "no secure connection" in str(failure(fetcher, url))


def test_gone_and_busy(bad: BadServer, fetcher: Fetcher) -> None:
    assert failure(fetcher, bad.set("/it", ways.status(410))).gone
    busy = failure(fetcher, bad.set("/it", ways.status(429, Retry_After="120")))
    assert (busy.status, busy.wait) == (429, 120)
    later = formatdate(time.time() + 600, usegmt=True)
    assert 590 <= failure(fetcher, bad.set("/it", ways.status(503, Retry_After=later))).wait <= 600


WAITS = (
    ("", 0), ("120", 120), (" 7 ", 7), ("-5", 0), ("soon", 0), ("99999999999999", 7 * 24 * 3600),
    ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("Wed, 21 Oct 2999 07:28:00 GMT", 7 * 24 * 3600),
    ("१२", 0), ("1.5", 0), ("Wed, 99 Oct 2999 07:28:00 GMT", 0),
)  # fmt: skip


@pytest.mark.parametrize(("value", "seconds"), WAITS)
def test_how_long_a_server_asks_to_wait(value: str, seconds: int) -> None:
    assert retry_after(value) == seconds
