"""The web as polling sees it: fetches with manners, for feeds that may lead inside and others."""

import io
from collections.abc import Callable
from dataclasses import replace

from archive.feeds.connections import Limits
from archive.feeds.fetching import Fetched, Fetcher, user_agent
from archive.feeds.manners import Manners
from archive.reading import Origin, Source

_LISTING = Limits(size=64 * 1024 * 1024)
"""A sitemap may have 50 MB."""

_PAGE_BYTES = 8 * 1024 * 1024
_ROBOTS_BYTES = 1024 * 1024


class Web:
    """Fetches listings and pages.

    Args:
        contact: An address for sites that want to know whose program this is.
        manners: Keeps robots.txt and pauses.
        limits: Of time and size of a listing; pages have less.
        before: Called with each address before it is fetched, to show it.
    """

    def __init__(
        self,
        contact: str = "",
        manners: Manners | None = None,
        limits: Limits = _LISTING,
        before: Callable[[str], object] | None = None,
    ) -> None:
        self._agent = user_agent(contact)
        self._manners = manners or Manners()
        self._limits = limits
        self._tell = before
        self._fetchers: dict[tuple[bool, int], Fetcher] = {}

    def listing(
        self, url: str, *, allow_private: bool = False, etag: str = "", last_modified: str = ""
    ) -> Fetched:
        """A feed or sitemap; raises as ``Fetcher.fetch``."""
        fetcher = self._fetcher(allow_private=allow_private, size=self._limits.size)
        return fetcher.fetch(url, etag=etag, last_modified=last_modified)

    def page(self, url: str, *, allow_private: bool = False) -> Fetched:
        """The page of an article; raises as ``Fetcher.fetch``."""
        size = min(_PAGE_BYTES, self._limits.size)
        return self._fetcher(allow_private=allow_private, size=size).fetch(url)

    def _fetcher(self, *, allow_private: bool, size: int) -> Fetcher:
        key = allow_private, size
        if key not in self._fetchers:
            limits = replace(self._limits, size=_ROBOTS_BYTES)
            robots = Fetcher(self._agent, limits, allow_private=allow_private)
            self._fetchers[key] = Fetcher(
                self._agent,
                replace(self._limits, size=size),
                allow_private=allow_private,
                before=lambda url: self._before(url, robots),
            )
        return self._fetchers[key]

    def _before(self, url: str, robots: Fetcher) -> None:
        if self._tell:
            self._tell(url)
        self._manners.before(url, robots)


def to_source(fetched: Fetched) -> Source:
    """What was fetched, to be read as files are."""
    origin = Origin(fetched.url, "", fetched.url, fetched.content_type)
    return Source(origin, io.BufferedReader(io.BytesIO(fetched.data)))
