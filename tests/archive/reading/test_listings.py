"""What an address lists: told from the bytes, whatever a server calls them."""

import gzip
import io

import pytest

from archive.reading.listings import Listing, read_listing
from archive.reading.reader import Origin, Source
from tests.archive.reading.feed_texts import item, rss
from tests.archive.reading.test_sitemaps import INDEX, NEWS

ADDRESS = "https://bhor.example/x"


def listing(data: bytes, content_type: str = "text/html") -> Listing:
    origin = Origin(ADDRESS, "x", ADDRESS, content_type)
    return read_listing(Source(origin, io.BufferedReader(io.BytesIO(data))))


KINDS = (
    (rss(item(1), item(2)).encode(), "feed", 2),
    (gzip.compress(rss(item()).encode(), mtime=0), "feed", 1),
    (f"Warning: mysql_connect() on line 7\n{rss(item())}".encode(), "feed", 1),
    (f"<br />\n<b>Warning</b>: x on line 7\n{rss(item())}".encode(), "feed", 1),
    (b'{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"x"}]}', "feed", 1),
    (NEWS.encode(), "sitemap", 2),
    (gzip.compress(NEWS.encode(), mtime=0), "sitemap", 2),
    (INDEX.encode(), "index", 0),
    (b"<!doctype html><title>x</title>", "page", 0),
    (b"", "empty", 0),
    (b" \n\n", "empty", 0),
    (b"hello", "other", 0),
    (b"\x89PNG\r\n\x1a\n", "other", 0),
    (gzip.compress(b"hello" * 100, mtime=0)[:-20], "other", 0),
    (b"\x1f\x8bbroken", "other", 0),
)


@pytest.mark.parametrize(("data", "kind", "entries"), KINDS)
def test_what_it_is(data: bytes, kind: str, entries: int) -> None:
    found = listing(data)
    assert (found.kind, len(found.entries)) == (kind, entries)


def test_the_feeds_that_a_page_names() -> None:
    page = (
        "<!doctype html><html><head><base href='https://bhor.example/hindi/'>"
        "<link rel='alternate' type='application/rss+xml' title='टिप्पणियां' href='/comments/feed/'>"
        "<link rel=alternate type='application/rss+xml' title='भोर  समाचार' href='feed.xml'>"
        "<link rel='ALTERNATE home' type='application/atom+xml; x=y' href='//x.example/a'>"
        "<link rel='alternate' hreflang='en' href='https://bhor.example/en/'>"
        "<link rel='stylesheet' type='text/css' href='a.css'>"
        "<link rel='alternate' type='application/rss+xml' href='http://[bad/'>"
        "</head><body><p>x"
    )
    assert listing(page.encode()).addresses == (
        ("https://bhor.example/hindi/feed.xml", "भोर समाचार"),
        ("https://x.example/a", ""),
        ("https://bhor.example/comments/feed/", "टिप्पणियां"),
    )
