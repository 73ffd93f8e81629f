"""Takes an address into the feeds: it is fetched once, so that a mistake is told at once."""

from dataclasses import dataclass, replace

from archive.errors import FetchFailed
from archive.feeds.links import normal_url
from archive.feeds.web import Web, to_source
from archive.reading.listings import Kind, Listing, read_listing
from archive.store import Store, Subscription

NEEDS_FULL = "a sitemap lists pages without their texts; add it with --full, which fetches them"
_MAX_NAMED = 5


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A feed that was added.

    Attributes:
        feed: As it is kept.
        added: Whether it is new; else it was there, and has these options now.
        kind: What it is; None if it was not looked at.
        entries: How many articles it lists, or sitemaps.
        page: The page that named it, if the address was that of a page.
        others: Further feeds that the page names.
    """

    feed: Subscription
    added: bool
    kind: Kind | None = None
    entries: int = 0
    page: str = ""
    others: tuple[str, ...] = ()


def subscribe(store: Store, web: Web, wanted: Subscription, *, check: bool = True) -> Subscribed:
    """Add a feed, or change the options of one that is there.

    Args:
        store: Where feeds are kept.
        web: Fetches it.
        wanted: Its address as it was typed, and options.
        check: Whether to fetch it now; else the next poll finds out what it is.

    Raises:
        FetchFailed: There is no feed or sitemap; the error says what is there.
    """
    wanted = replace(wanted, url=normal_url(wanted.url))
    if not check:
        return Subscribed(*_put(store, wanted))
    fetched = web.listing(wanted.url, allow_private=wanted.allow_private)
    listing = read_listing(to_source(fetched))
    page, others = "", tuple[str, ...]()
    if listing.kind == "page":
        page = fetched.url
        url, *rest = [address for address, _ in listing.addresses] or [""]
        if not url:
            raise FetchFailed(
                f"{page} is a page that names no feed; look for its RSS link, or for a sitemap in "
                "its robots.txt"
            )
        others = tuple(rest[:_MAX_NAMED])
        fetched = web.listing(normal_url(url), allow_private=wanted.allow_private)
        listing = read_listing(to_source(fetched))
    problem = problem_of(listing, full=wanted.full)
    if problem:
        raise FetchFailed(f"{fetched.url}: {problem}")
    # A redirect that is not permanent is asked for again each time.
    feed, added = _put(store, replace(wanted, url=fetched.lasting_url))
    number = len(listing.entries) or len(listing.addresses)
    return Subscribed(feed, added, listing.kind, number, page, others)


def problem_of(listing: Listing, *, full: bool) -> str:
    """Why nothing can be taken from what an address lists; empty if something can."""
    match listing.kind:
        case "sitemap" | "index":
            return "" if full else NEEDS_FULL
        case "feed":
            return ""
        case "empty":
            return "the server sent nothing"
        case "page":
            named = ", ".join(url for url, _ in listing.addresses[:_MAX_NAMED])
            cure = f"; it names {named}" if named else "; it names no feed"
            return f"a page (HTML) came in place of a feed{cure}"
        case _:
            reasons = "; ".join(each.reason for each in listing.rejected[:1])
            return f"no feed and no sitemap{': ' if reasons else ''}{reasons}"


def _put(store: Store, wanted: Subscription) -> tuple[Subscription, bool]:
    known = store.feeds.get(wanted.url)
    feed = wanted
    if known:
        feed = replace(
            wanted, added=known.added, changed=known.changed, last_polled=known.last_polled
        )
    return feed, store.feeds.put(feed)
