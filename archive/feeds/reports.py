"""What is said about feeds and polls, in words and as JSON."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from archive.feeds.polling import Polled
from archive.feeds.subscribing import Subscribed
from archive.store import Subscription


def status_of(feed: Subscription) -> str:
    """How a feed is: new, ok, failing or gone."""
    if feed.gone:
        return "gone"
    if feed.failures:
        return "failing"
    return "ok" if feed.last_polled else "new"


def feed_as_json(feed: Subscription) -> dict[str, Any]:
    """A feed as the commands print it."""
    return {
        "url": feed.url,
        "source": feed.source,
        "full": feed.full,
        "allow_private": feed.allow_private,
        "status": status_of(feed),
        "error": feed.error,
        "failures": feed.failures,
        "last_polled": _time(feed.last_polled),
        "next_due": None if feed.gone else _time(feed.next_due),
        "added": feed.added,
        "changed": feed.changed,
    }


def feed_lines(feed: Subscription) -> Iterator[str]:
    """A feed for a person."""
    more = [name for name, on in (("full", feed.full), ("private", feed.allow_private)) if on]
    names = " ".join(filter(None, (feed.source, *(f"--{name}" for name in more))))
    yield f"{feed.url}{'  ' if names else ''}{names}"
    told = f"  {status_of(feed)}, {feed.added:,} added, {feed.changed:,} changed"
    if feed.last_polled:
        told += f", polled {_time(feed.last_polled)}"
    if not feed.gone and feed.next_due:
        told += f", due {_time(feed.next_due)}"
    yield told
    if feed.error:
        times = f"{feed.failures} times: " if feed.failures > 1 else ""
        yield f"  {times}{feed.error}"


def subscription_as_json(subscription: Subscribed) -> dict[str, Any]:
    """What adding a feed came to."""
    return {
        **feed_as_json(subscription.feed),
        "new": subscription.added,
        "kind": subscription.kind,
        "entries": subscription.entries,
        "page": subscription.page,
        "others": list(subscription.others),
    }


def subscription_lines(subscription: Subscribed) -> Iterator[str]:
    """What adding a feed came to, for a person."""
    url = subscription.feed.url
    if subscription.page:
        yield f"{subscription.page} is a page; its feed is {url}"
    for other in subscription.others:
        yield f"it names another feed too: {other}"
    what = {"feed": "a feed of {:,} entries", "sitemap": "a sitemap of {:,} pages"}
    what["index"] = "an index of {:,} sitemaps"
    told = what.get(subscription.kind or "", "not looked at yet").format(subscription.entries)
    done = "added" if subscription.added else "there already; its options are changed"
    yield f"{done}: {url} ({told}); next: feeds poll"


def polled_as_json(polled: Polled) -> dict[str, Any]:
    """What polling a feed came to."""
    return {
        "url": polled.feed.url,
        "status": status_of(polled.feed),
        **polled.count.numbers(),
        "rejected": polled.rejected,
        "pages": polled.pages,
        "pages_failed": polled.pages_failed,
        "pages_left": polled.left,
        "not_modified": polled.unchanged,
        "error": polled.error,
        "next_due": feed_as_json(polled.feed)["next_due"],
    }


def polled_line(polled: Polled) -> str:
    """What polling a feed came to, for a person; where it failed, when it is tried again."""
    url = polled.feed.url
    if polled.error:
        again = "" if polled.feed.gone else f"; tried again {_time(polled.feed.next_due)}"
        return f"{url}: {polled.error}{again}"
    if polled.unchanged:
        return f"{url}: nothing new"
    named = polled.count.numbers()
    numbers = [f"{number:,} {name.replace('_', ' ')}" for name, number in named.items()]
    for name, number in (
        ("rejected", polled.rejected),
        ("pages fetched", polled.pages),
        ("pages failed", polled.pages_failed),
        ("pages left for the next poll", polled.left),
    ):
        if number:
            numbers.append(f"{number:,} {name}")
    return f"{url}: {', '.join(numbers)}"


def _time(seconds: int) -> str | None:
    """A time as ISO 8601, of this machine's zone; None for never."""
    if not seconds:
        return None
    return datetime.fromtimestamp(seconds, UTC).astimezone().isoformat(timespec="seconds")
