"""Reads what lists articles, for whoever fetches their pages: a feed, a sitemap, an index of them.

Of an HTML page it finds the feeds that the page names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, cast
from urllib.parse import urljoin

from lxml import etree

from archive.article import Rejected
from archive.reading import jsonfeed, sitemaps, syndication
from archive.reading.encodings import NotText
from archive.reading.entries import Entry
from archive.reading.files import READ_ERRORS, describe
from archive.reading.formats import HEAD_BYTES, container, recognize
from archive.reading.reader import Options, Piece, Source
from archive.reading.xmlrecords import cut_records

Kind = Literal["feed", "sitemap", "index", "page", "empty", "other"]

_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)
_COMMENTS = ("comments", "/comments/feed")
_READ_HERE = frozenset({"feed", "jsonfeed", "sitemap", "html"})
_MAX_PAGE_BYTES = 4 * 1024 * 1024
_DEFAULT = Options()


class _Format(Protocol):
    def split(self, source: Source, options: Options) -> Iterator[Piece | Rejected]: ...

    def entries(self, piece: Piece, options: Options) -> list[Entry | Rejected]: ...


_FEEDS = {"feed": cast("_Format", syndication), "jsonfeed": cast("_Format", jsonfeed)}


@dataclass(frozen=True, slots=True)
class Listing:
    """What an address listed.

    Attributes:
        kind: "index" is a sitemap of sitemaps; "page" is HTML; "other" is none of these.
        entries: The articles that are listed, with their texts or without.
        rejected: What could not be read.
        addresses: The sitemaps of an index, each with when it changed; the feeds of a page.
    """

    kind: Kind
    entries: tuple[Entry, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()


def read_listing(source: Source, options: Options = _DEFAULT) -> Listing:
    """What a source lists.

    Args:
        source: The bytes, with the address that they come from.
        options: What a person says about it.
    """
    try:
        return _read(source, options)
    except NotText as error:
        reason = str(error)
    except READ_ERRORS as error:
        reason = describe(error)
    return Listing("other", rejected=(Rejected(source.origin.name, None, reason),))


def _read(source: Source, options: Options) -> Listing:
    head = source.stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    if not head.strip():
        return Listing("empty")
    format_ = recognize(head, source.origin)
    if outer := container(format_):
        # Sitemaps come as .xml.gz.
        inner = next(iter(outer.sources(source, options)), None)
        return _read(inner, options) if isinstance(inner, Source) else Listing("other")
    # A server's warnings may stand before a feed.
    if format_ not in _READ_HERE and cut_records(head.decode("utf-8", "ignore"), "item").root:
        format_ = "feed"
    match format_:
        case "feed" | "jsonfeed":
            return _feed(source, _FEEDS[format_], options)
        case "sitemap":
            return _sitemap(source)
        case "html":
            return Listing("page", addresses=tuple(_feeds_of_page(source)))
        case _:
            return Listing("other")


def _feed(source: Source, format_: _Format, options: Options) -> Listing:
    found: list[Entry | Rejected] = []
    for piece in format_.split(source, options):
        found += [piece] if isinstance(piece, Rejected) else format_.entries(piece, options)
    entries = tuple(each for each in found if isinstance(each, Entry))
    rejected = tuple(each for each in found if isinstance(each, Rejected))
    return Listing("feed", entries, rejected)


def _sitemap(source: Source) -> Listing:
    found = sitemaps.read_records(source)
    if sitemaps.is_index(found):
        return Listing("index", addresses=tuple(sitemaps.addresses(found)))
    return Listing("sitemap", tuple(sitemaps.entries(found, source.origin)))


def _feeds_of_page(source: Source) -> Iterator[tuple[str, str]]:
    """The addresses of a page's feeds, with their titles; those of comments come last."""
    text = source.stream.read(_MAX_PAGE_BYTES).decode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return
    if root is None:
        return
    base = next((each.get("href", "") for each in root.iter("base")), "")
    found: dict[str, str] = {}
    for link in root.iter("link"):
        kind = link.get("type", "").partition(";")[0].strip().lower()
        if "alternate" in link.get("rel", "").lower().split() and kind in _FEED_TYPES:
            href = link.get("href", "").strip()
            if href:
                try:
                    url = urljoin(urljoin(source.origin.url, base), href)
                except ValueError:
                    continue
                found.setdefault(url, " ".join(link.get("title", "").split()))
    of_comments = [url for url in found if any(word in url.lower() for word in _COMMENTS)]
    for url in (*(each for each in found if each not in of_comments), *of_comments):
        yield url, found[url]
