"""Fetches the pages of entries of which a feed holds no full text; each page once."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from archive.article import Article, Rejected
from archive.errors import FetchFailed
from archive.feeds.schedule import MAX_TRIES_OF_A_PAGE, page_due
from archive.feeds.settling import is_cut, settled
from archive.feeds.web import Web, to_source
from archive.reading import Options, read_source
from archive.reading.cleaning import host
from archive.store import FetchedPage, PutCount, Store, Subscription

PAGES_AT_ONCE = 50
"""Pages of a feed that are fetched in one poll."""

_MAX_FAILURES_IN_A_ROW = 5
_BUSY = (429, 503)
_WEAK_DATES = ("url", "text", "file", "none")


@dataclass(frozen=True, slots=True)
class PagesFetched:
    """What fetching pages came to; ``left`` are those for later polls."""

    count: PutCount = field(default_factory=PutCount)
    fetched: int = 0
    failed: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class _Step:
    """A page that was stored, by the id of its entry, or that failed."""

    stored: str = ""
    count: PutCount = field(default_factory=PutCount)


class PageFetcher:
    """Fetches pages for a feed."""

    def __init__(self, store: Store, web: Web, feed: Subscription) -> None:
        self._store = store
        self._web = web
        self._feed = feed

    def missing(self, entries: Iterable[str]) -> tuple[list[str], bool]:
        """Those of the entries, by their ids, whose pages are to be fetched now.

        Returns:
            Their ids, and whether others are to be tried again later.
        """
        wanted = list(entries)
        pages = self._store.feeds.pages(wanted)
        whole = {
            id_ for id_, article in self._store.get_many(wanted).items() if not is_cut(article)
        }
        now = time.time()
        open_ = [
            (id_, page.next_due)
            for id_ in wanted
            if id_ not in whole
            if not (page := pages.get(id_, FetchedPage())).article
            if page.failures < MAX_TRIES_OF_A_PAGE
        ]
        due = [id_ for id_, next_due in open_ if next_due <= now]
        return due, len(due) < len(open_)

    def fetch(self, entries: list[Article], rejected: Callable[[Rejected], object]) -> PagesFetched:
        """Fetch the pages of entries, at most ``PAGES_AT_ONCE``, and store their articles.

        Args:
            entries: What the feed says of each article; the body is empty or its beginning.
            rejected: Called with each page that gave no article; what the feed had of it stays.
        """
        now = entries[:PAGES_AT_ONCE]
        teasers = {entry.id: entry for entry in now if entry.body}
        result = PagesFetched(left=len(entries) - len(now))
        try:
            for step in self._pages(now, rejected):
                teasers.pop(step.stored, None)
                result = replace(
                    result,
                    count=result.count + step.count,
                    fetched=result.fetched + bool(step.stored),
                    failed=result.failed + (not step.stored),
                )
        finally:
            # Also where it was interrupted.
            count = self._store.put(settled(self._store, list(teasers.values())))
        left = len(entries) - result.fetched - result.failed
        return replace(result, count=result.count + count, left=left)

    def _pages(
        self, entries: list[Article], rejected: Callable[[Rejected], object]
    ) -> Iterator[_Step]:
        """Fetch and store one page after the other, as long as the site answers."""
        in_a_row = 0
        for entry in entries:
            try:
                article = self._article(entry)
            except FetchFailed as error:
                self._failed(entry, error)
                rejected(Rejected(entry.url, None, str(error)))
                yield _Step()
                in_a_row += 1
                if error.status in _BUSY or in_a_row >= _MAX_FAILURES_IN_A_ROW:
                    # The site wants to be left alone.
                    return
            else:
                in_a_row = 0
                count = self._store.put([article])
                self._store.feeds.keep_pages({entry.id: FetchedPage(article.id)})
                yield _Step(entry.id, count)

    def _failed(self, entry: Article, error: FetchFailed) -> None:
        before = self._store.feeds.pages([entry.id]).get(entry.id, FetchedPage())
        failures = MAX_TRIES_OF_A_PAGE if error.gone else before.failures + 1
        now = time.time()
        due = max(page_due(now, failures), int(now) + error.wait)
        self._store.feeds.keep_pages({entry.id: FetchedPage("", failures, due)})

    def _article(self, entry: Article) -> Article:
        """The article of an entry's page.

        Raises:
            FetchFailed: The page cannot be fetched, or holds no article.
        """
        fetched = self._web.page(entry.url, allow_private=self._feed.allow_private)
        reason = "the page is empty"
        for found in read_source(to_source(fetched), Options(source=self._feed.source)):
            if isinstance(found, Article):
                return self._merged(found, entry)
            reason = found.reason
        raise FetchFailed(f"no article on the page: {reason}")

    def _merged(self, page: Article, entry: Article) -> Article:
        """The page's article; what it lacks, the feed says."""
        if not page.url or self._store.get(entry.id):
            # It may be that the beginning is stored; the whole takes its place.
            page = replace(page, id=entry.id)
        if page.titled_by == "text" and entry.title and entry.titled_by == "source":
            page = replace(page, title=entry.title, titled_by="source")
        if entry.published and entry.dated_by not in _WEAK_DATES and page.dated_by in _WEAK_DATES:
            page = replace(page, published=entry.published, dated_by=entry.dated_by)
        if page.source in ("", host(page.url or entry.url)):
            page = replace(page, source=entry.source or page.source)
        return replace(
            page,
            url=page.url or entry.url,
            author=page.author or entry.author,
            category=page.category or entry.category,
            language=page.language or entry.language,
        )
