"""What a site may expect of a program: robots.txt is kept, and requests to a host have pauses."""

import time
from collections.abc import Callable

from protego import Protego

from archive.errors import FetchFailed, HostRefused
from archive.feeds.fetching import PRODUCT, Fetcher
from archive.feeds.links import host_header, split_url
from archive.reading.encodings import NotText, decode_bytes

PAUSE_SECONDS = 2.0
MAX_PAUSE_SECONDS = 60.0
"""A longer Crawl-delay is a mistake more often than a wish; a poll fetches few pages anyway."""

_KEPT_SECONDS = 24 * 3600
_FAILURE_KEPT_SECONDS = 600
_MAX_HOSTS = 1000
_MAX_CHARS = 500 * 1024
"""Of a robots.txt, as RFC 9309 has it."""

_TOO_MANY, _SERVER_ERROR = 429, 500


class Manners:
    """Remembers robots.txt and the last request of each host.

    Args:
        pause: Seconds between two requests to one host, unless robots.txt asks for more.
        sleep: Waits so many seconds.
        clock: Tells the seconds.
    """

    def __init__(
        self,
        pause: float = PAUSE_SECONDS,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pause = pause
        self._sleep = sleep
        self._clock = clock
        self._rules: dict[str, tuple[float, Protego | FetchFailed]] = {}
        self._free: dict[str, float] = {}

    def before(self, url: str, robots: Fetcher) -> None:
        """Wait until the address may be asked for.

        Args:
            url: What will be fetched.
            robots: Fetches the host's robots.txt, where it is not known.

        Raises:
            FetchFailed: robots.txt asks programs to stay away, or could not be read.
        """
        parts = split_url(url)
        host = host_header(parts)
        rules = self._rules_of(f"{parts.scheme}://{host}", robots)
        if isinstance(rules, FetchFailed):
            raise rules
        if not rules.can_fetch(url, PRODUCT):
            raise FetchFailed(f"robots.txt of {host} asks programs to stay away from this address")
        self._wait(host, rules)

    def _wait(self, host: str, rules: Protego) -> None:
        delay = max(self._pause, min(_asked_pause(rules), MAX_PAUSE_SECONDS))
        wait = self._free.get(host, 0) - self._clock()
        if wait > 0:
            self._sleep(wait)
        if len(self._free) >= _MAX_HOSTS:
            self._free.clear()
        self._free[host] = self._clock() + delay

    def _rules_of(self, site: str, robots: Fetcher) -> Protego | FetchFailed:
        known = self._rules.get(site)
        if known and known[0] > self._clock():
            return known[1]
        if len(self._rules) >= _MAX_HOSTS:
            self._rules.clear()
        rules = _read(site, robots)
        kept = _FAILURE_KEPT_SECONDS if isinstance(rules, FetchFailed) else _KEPT_SECONDS
        self._rules[site] = self._clock() + kept, rules
        return rules


def _asked_pause(rules: Protego) -> float:
    rate = rules.request_rate(PRODUCT)
    each = rate.seconds / rate.requests if rate and rate.requests else 0
    return max(rules.crawl_delay(PRODUCT) or 0, each)


def _read(site: str, robots: Fetcher) -> Protego | FetchFailed:
    """The rules of a site, by RFC 9309: without a file all is allowed, with a bad server none."""
    try:
        data = robots.fetch(f"{site}/robots.txt").data
        return Protego.parse(decode_bytes(data)[0][:_MAX_CHARS])
    except NotText:
        # Not robots.txt but a picture or the like.
        return Protego.parse("")
    except HostRefused as error:
        # That is so whatever is asked for.
        return error
    except FetchFailed as error:
        if error.status and error.status < _SERVER_ERROR and error.status != _TOO_MANY:
            return Protego.parse("")
        reason = f"robots.txt could not be read, so nothing else was: {error}"
        return FetchFailed(reason, status=error.status, wait=error.wait)
