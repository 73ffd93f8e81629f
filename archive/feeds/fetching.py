"""Fetches what is at an address: follows redirects, says what each answer means."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from archive.errors import FetchFailed
from archive.feeds.connections import OK, Answer, Connector, Limits
from archive.feeds.links import normal_url, split_url

PRODUCT = "Abhilekh"
"""The name by which robots.txt knows this program."""

_MAX_RETRY_AFTER = 7 * 24 * 3600
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED, _GONE = 304, 410
_BUSY = (429, 503)
_KINDS = re.compile(r"text/|.*\b(?:xml|json|html|rss|atom|rdf)\b|application/(?:x-)?gzip|.*octet-")
_MEANINGS = {
    # status: what a person can do
    401: "it wants a password, which cannot be given",
    403: "it refuses programs such as this one; ask the site",
    404: "there is nothing at this address; check it",
    429: "it asks for fewer requests",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    Attributes:
        url: The address that answered, behind all redirects.
        lasting_url: The address to ask next time: behind redirects that are permanent.
        data: The content, unpacked; empty where nothing changed.
        content_type: What the server says that it is.
        etag, last_modified: For the next conditional request.
        unchanged: Whether the server said that nothing changed.
    """

    url: str
    lasting_url: str
    data: bytes
    content_type: str
    etag: str
    last_modified: str
    unchanged: bool = False


def user_agent(contact: str) -> str:
    """What the program calls itself; with an address where a site can find out whose it is."""
    return f"{PRODUCT} (news archive; +{contact})" if contact else f"{PRODUCT} (news archive)"


class Fetcher:
    """Fetches addresses.

    Args:
        agent: The user agent.
        limits: Of time and size.
        allow_private: Whether addresses of this machine and its network may be connected to.
        before: Called before each request, redirects included, with its address; it may wait, or
            raise ``FetchFailed``.
    """

    def __init__(
        self,
        agent: str,
        limits: Limits,
        *,
        allow_private: bool = False,
        before: Callable[[str], object] | None = None,
    ) -> None:
        self._connector = Connector(agent, limits, allow_private=allow_private)
        self._redirects = limits.redirects
        self._before = before or _nothing

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """What is at an address.

        Args:
            url: Of http or https.
            etag: What the server said last time, so that it need not send the same again.
            last_modified: As ``etag``.

        Raises:
            FetchFailed: Nothing usable came; the error says what a person can do.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        lasting, permanent = url, True
        seen: set[str] = set()
        for _ in range(self._redirects + 1):
            parts = split_url(url)
            if url in seen:
                raise FetchFailed(f"redirected in a circle, back to {url}")
            seen.add(url)
            self._before(url)
            answer = self._connector.get(
                parts, {key: each for key, each in conditions.items() if each}
            )
            if answer.status not in _REDIRECTS:
                return self._fetched(answer, url, lasting, bool(etag or last_modified))
            goal = answer.headers.get("Location", "").strip()
            if not goal:
                raise FetchFailed(f"redirected (HTTP {answer.status}) without saying where to")
            url = _absolute(url, goal)
            permanent = permanent and answer.status in _PERMANENT
            lasting = url if permanent else lasting
        raise FetchFailed(f"redirected more than {self._redirects} times")

    def _fetched(self, answer: Answer, url: str, lasting: str, asked: bool) -> Fetched:
        headers = answer.headers
        kind = headers.get("Content-Type", "")
        unchanged = answer.status == _NOT_MODIFIED and asked
        if not unchanged:
            _check_status(answer)
            if kind.strip() and not _KINDS.match(kind.strip().lower()):
                raise FetchFailed(f"it is {kind[:80]!a}, no feed, sitemap or page")
        return Fetched(
            url=url,
            lasting_url=lasting,
            data=answer.data,
            content_type=kind,
            etag=headers.get("ETag", "")[:500],
            last_modified=headers.get("Last-Modified", "")[:100],
            unchanged=unchanged,
        )


def _absolute(url: str, goal: str) -> str:
    """The address of a redirect, which servers often write in bytes of UTF-8."""
    with suppress(UnicodeError):
        goal = goal.encode("latin-1").decode()
    try:
        whole = urljoin(url, goal)
    except ValueError:
        whole = goal
    try:
        return normal_url(whole)
    except FetchFailed as error:
        raise FetchFailed(f"redirected to {goal[:200]!a}, which is no page on the web") from error


def _check_status(answer: Answer) -> None:
    status = answer.status
    if status == OK:
        return
    wait = retry_after(answer.headers.get("Retry-After", "")) if status in _BUSY else 0
    told = _MEANINGS.get(status, "the server has a problem" if status >= 500 else "no content")  # noqa: PLR2004
    if status == _GONE:
        raise FetchFailed("gone for good (HTTP 410); it is polled no more", gone=True)
    raise FetchFailed(f"HTTP {status}: {told}", status=status, wait=wait)


def retry_after(value: str) -> int:
    """The seconds to wait that a server asks for, as a number or a time; 0 for none."""
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return min(int(value[:9]), _MAX_RETRY_AFTER)
    try:
        then = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return 0
    return int(min(max(then - time.time(), 0), _MAX_RETRY_AFTER))


def _nothing(_url: str) -> None:
    """Stands in where nothing is done before a request."""
