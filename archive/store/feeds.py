"""The feeds that are polled for articles, what is known of each, and pages fetched for them.

They are kept in the database, not in a file beside it: whoever has the articles has them too, in a
backup and from every machine, and of several that poll at once each feed is polled by one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from archive.store.articles import in_chunks
from archive.store.bulk import is_one_of
from archive.store.database import Database
from archive.store.schema import feeds, fetched_pages


@dataclass(frozen=True, slots=True)
class Subscription:
    """An address that is polled. Times are seconds since 1970; 0 is never.

    Attributes:
        source: The outlet of articles that name none; empty: their host.
        full: Whether the pages of entries are fetched where the feed has no full text.
        allow_private: Whether it may lead to this machine and its network.
        etag, last_modified: What the server said last, for conditional requests.
        error: Why the last poll failed, in words; empty if it did not.
        gone: Whether the server said that it is gone for good; it is polled no more.
        next_due: When to poll it again.
        failures: Polls that failed since the last that did not.
        added, changed: Articles that came by it.
    """

    url: str
    source: str = ""
    full: bool = False
    allow_private: bool = False
    etag: str = ""
    last_modified: str = ""
    error: str = ""
    gone: bool = False
    next_due: int = 0
    last_polled: int = 0
    failures: int = 0
    added: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """The page of an entry: the id of its article, or empty with when to try it again."""

    article: str = ""
    failures: int = 0
    next_due: int = 0


_FIELDS = tuple(each.name for each in fields(Subscription))


class Subscriptions:
    """The feeds of an archive. Every method raises ``StoreUnavailable`` as those of ``Store``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Subscription]:
        """All feeds, in order of their addresses."""
        with self._database.reading() as connection:
            return [
                _to_feed(row) for row in connection.execute(select(feeds).order_by(feeds.c.url))
            ]

    def get(self, url: str) -> Subscription | None:
        """The feed at this address, if it is polled."""
        with self._database.reading() as connection:
            row = connection.execute(select(feeds).where(feeds.c.url == url)).first()
        return _to_feed(row) if row else None

    def put(self, feed: Subscription) -> bool:
        """Add a feed, or replace that of the same address.

        Returns:
            Whether it was added.
        """
        values = asdict(feed)
        with self._database.writing() as connection:
            same = update(feeds).where(feeds.c.url == feed.url).values(values)
            if connection.execute(same).rowcount:
                return False
            connection.execute(insert(feeds).values(values))
            return True

    def remove(self, url: str) -> bool:
        """Poll an address no more; its articles stay.

        Returns:
            Whether it was polled.
        """
        with self._database.writing() as connection:
            return bool(connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount)

    def claim(self, feed: Subscription, until: int) -> bool:
        """Keep others from polling a feed until then.

        Returns:
            False if another process was faster, or the feed was removed meanwhile.
        """
        mine = feeds.c.url == feed.url, feeds.c.next_due == feed.next_due
        with self._database.writing() as connection:
            claimed = connection.execute(update(feeds).where(*mine).values(next_due=until))
        return bool(claimed.rowcount)

    def polled(self, url: str, feed: Subscription) -> None:
        """Keep what polling an address found out; the feed may have moved to another.

        A feed that was removed meanwhile stays away.
        """
        with self._database.writing() as connection:
            moved = feed.url != url and bool(
                connection.execute(select(feeds.c.url).where(feeds.c.url == feed.url)).first()
            )
            if moved:
                # It is polled at its new address already.
                connection.execute(delete(feeds).where(feeds.c.url == url))
            else:
                connection.execute(update(feeds).where(feeds.c.url == url).values(asdict(feed)))

    def pages(self, entries: Iterable[str]) -> dict[str, FetchedPage]:
        """What is known of the pages of these entries, by the entries' ids."""
        found: dict[str, FetchedPage] = {}
        for some in in_chunks(entries):
            with self._database.reading() as connection:
                named = is_one_of(connection, fetched_pages.c.entry, some)
                for row in connection.execute(select(fetched_pages).where(named)):
                    found[row.entry] = FetchedPage(row.article, row.failures, row.next_due)
        return found

    def keep_pages(self, pages: Mapping[str, FetchedPage]) -> None:
        """Remember what came of fetching the pages of these entries."""
        for some in in_chunks(pages):
            rows = [{"entry": entry, **asdict(pages[entry])} for entry in some]
            with self._database.writing() as connection:
                named = is_one_of(connection, fetched_pages.c.entry, some)
                connection.execute(delete(fetched_pages).where(named))
                connection.execute(insert(fetched_pages), rows)


def _to_feed(row: Row[Any]) -> Subscription:
    values = row._mapping  # noqa: SLF001 - the public way to a row's columns by name
    return Subscription(**{name: values[name] for name in _FIELDS})
