"""Polls a feed: fetches it, reads its entries, fetches their pages if wanted, stores articles.

What is in the archive already is never made shorter: the beginning of an article that a feed holds
does not replace the whole article, wherever that came from.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from archive.article import Article, Rejected
from archive.errors import FetchFailed
from archive.feeds.pages import PAGES_AT_ONCE, PageFetcher
from archive.feeds.schedule import INTERVAL_SECONDS, due_after_failure, due_after_success
from archive.feeds.settling import settled
from archive.feeds.subscribing import problem_of
from archive.feeds.web import Web, to_source
from archive.reading import Options, finish
from archive.reading.entries import ONLY_TITLE, Entry
from archive.reading.listings import Listing, read_listing
from archive.store import PutCount, Store, Subscription

MAX_SITEMAPS = 5
"""Of an index, the newest are looked at in one poll; older ones hardly change."""

_LEASE_SECONDS = 3600
"""So long a feed is left to the process that polls it."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What polling a feed came to.

    Attributes:
        feed: As it is kept now.
        count: Articles that are new, changed and the same.
        rejected: Entries that hold no article.
        pages, pages_failed: Pages that were fetched, and that could not be.
        left: Pages that are left for the next polls.
        unchanged: Whether the server said that nothing changed.
        error: Why nothing came, in words; empty if something did.
    """

    feed: Subscription
    count: PutCount = field(default_factory=PutCount)
    rejected: int = 0
    pages: int = 0
    pages_failed: int = 0
    left: int = 0
    unchanged: bool = False
    error: str = ""


def poll_due(
    store: Store,
    web: Web,
    rejected: Callable[[Rejected], object],
    *,
    interval: float = INTERVAL_SECONDS,
    all_feeds: bool = False,
) -> Iterator[Polled]:
    """Poll every feed that is due, one after the other.

    Args:
        store: Where feeds and articles are.
        web: Fetches.
        rejected: Called with each entry or page that is no article.
        interval: Seconds after which a feed is due again.
        all_feeds: Whether to poll those that are not due as well.

    Yields:
        What each came to, when its articles are stored.
    """
    now = time.time()
    feeds = [feed for feed in store.feeds.all() if not feed.gone]
    for feed in sorted(feeds, key=lambda each: each.next_due):
        due = all_feeds or feed.next_due <= now
        if due and store.feeds.claim(feed, int(time.time()) + _LEASE_SECONDS):
            yield _poll(store, web, feed, rejected, interval)


def _poll(
    store: Store,
    web: Web,
    feed: Subscription,
    rejected: Callable[[Rejected], object],
    interval: float,
) -> Polled:
    kept = False
    try:
        polled = _Poll(store, web, feed, rejected).run()
        after = replace(
            polled.feed,
            error="",
            failures=0,
            next_due=due_after_success(time.time(), interval),
            added=feed.added + polled.count.added,
            changed=feed.changed + polled.count.changed,
        )
        kept = True
    except FetchFailed as error:
        failures = feed.failures + 1
        after = replace(
            feed,
            error=str(error),
            gone=error.gone,
            failures=failures,
            next_due=due_after_failure(time.time(), interval, failures, error.wait),
        )
        polled = Polled(after, error=str(error))
        kept = True
    finally:
        if not kept:
            # Interrupted: it is due as it was, for whoever polls next.
            store.feeds.polled(feed.url, feed)
    after = replace(after, last_polled=int(time.time()))
    store.feeds.polled(feed.url, after)
    return replace(polled, feed=after)


class _Poll:
    """One poll of one feed."""

    def __init__(
        self, store: Store, web: Web, feed: Subscription, rejected: Callable[[Rejected], object]
    ) -> None:
        self._store = store
        self._web = web
        self._feed = feed
        self._options = Options(source=feed.source)
        self._rejections = 0
        self._tell = rejected

    def run(self) -> Polled:
        """Fetch, read and store.

        Raises:
            FetchFailed: The feed gave nothing usable.
        """
        feed = self._feed
        fetched = self._web.listing(
            feed.url,
            allow_private=feed.allow_private,
            etag=feed.etag,
            last_modified=feed.last_modified,
        )
        if fetched.unchanged:
            return Polled(feed, unchanged=True)
        listing = read_listing(to_source(fetched), self._options)
        if problem := problem_of(listing, full=feed.full):
            raise FetchFailed(problem)
        for each in listing.rejected:
            self._reject(each)
        entries = listing.entries if listing.kind != "index" else self._of_index(listing)
        pages = PageFetcher(self._store, self._web, feed)
        wanted, later, count = self._store_entries(entries, pages)
        result = pages.fetch(wanted, self._reject)
        again = later or result.left or result.failed
        moved = replace(
            feed,
            url=fetched.lasting_url,
            # What is left would be lost if the server said next time that nothing changed.
            etag="" if again else fetched.etag,
            last_modified="" if again else fetched.last_modified,
        )
        return Polled(
            moved,
            count + result.count,
            self._rejections,
            result.fetched,
            result.failed,
            result.left,
        )

    def _of_index(self, listing: Listing) -> tuple[Entry, ...]:
        """The entries of the newest sitemaps of an index; one that fails costs no other."""
        newest = sorted(listing.addresses, key=lambda each: each[1], reverse=True)[:MAX_SITEMAPS]
        entries: list[Entry] = []
        error: FetchFailed | None = None
        for url, _ in newest:
            try:
                fetched = self._web.listing(url, allow_private=self._feed.allow_private)
            except FetchFailed as failed:
                error = failed
                self._reject(Rejected(url, None, str(failed)))
                continue
            inner = read_listing(to_source(fetched), self._options)
            if inner.kind == "sitemap":
                entries += inner.entries
            else:
                self._reject(Rejected(url, None, "no sitemap of pages"))
        if error and not entries:
            raise FetchFailed(f"none of its sitemaps could be read: {error}", wait=error.wait)
        return tuple(entries)

    def _store_entries(
        self, entries: tuple[Entry, ...], pages: PageFetcher
    ) -> tuple[list[Article], bool, PutCount]:
        """Store what the entries hold; the others' pages are wanted.

        Returns:
            What is known of the articles whose pages are wanted, whether others are wanted
            later, and what was stored.
        """
        articles: list[Article] = []
        wanted: dict[str, Article] = {}
        finished = [
            finish(
                entry.draft
                if entry.draft.body
                else replace(entry.draft, body=entry.draft.title or entry.draft.url),
                self._options,
            )
            for entry in entries
        ]
        kept_out = self._kept_out(finished)
        for entry, known in zip(entries, finished, strict=True):
            draft = entry.draft
            if isinstance(known, Rejected):
                self._reject(replace(known, reason="neither title nor text; leave it out"))
                continue
            if known.id in kept_out:
                # Its page is not even fetched.
                continue
            if draft.body:
                articles.append(known)
            # One that shares its address with others has an id of its own: the page is not its.
            if self._feed.full and not entry.whole and known.url and not draft.id:
                wanted[known.id] = known if draft.body else replace(known, body="")
            elif not draft.body:
                self._reject(Rejected(draft.origin.name, draft.line, ONLY_TITLE, draft.title))
        missing, later = pages.missing(list(wanted))
        newest = sorted(missing, key=lambda id_: wanted[id_].published or date.min, reverse=True)
        # What the feed has of these is stored only if their pages fail.
        now = set(newest[:PAGES_AT_ONCE])
        held = [article for article in articles if article.id not in now]
        count = self._store.put(settled(self._store, held)) + PutCount(kept_out=len(kept_out))
        return [wanted[id_] for id_ in newest], later, count

    def _kept_out(self, finished: list[Article | Rejected]) -> set[str]:
        """The ids of those that were deleted before, and are not there under their own id."""
        articles = [each for each in finished if isinstance(each, Article)]
        out = self._store.takedowns.kept_out(articles)
        return out - self._store.get_many(list(out)).keys()

    def _reject(self, rejected: Rejected) -> None:
        self._rejections += 1
        self._tell(rejected)
