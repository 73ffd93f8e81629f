"""When a feed or page is fetched again: at its interval, or ever later while it fails."""

import random
import re

from archive.errors import BadSetting

INTERVAL_SECONDS = 15 * 60
MIN_INTERVAL_SECONDS = 60
MAX_BACKOFF_SECONDS = 24 * 3600
MAX_TRIES_OF_A_PAGE = 4
_FIRST_RETRY_OF_A_PAGE = 3600

_SLACK = 0.9
"""So much of an interval is enough: what is started every 15 minutes is a little early at times."""

_JITTER = 0.2
"""Feeds that failed together should not come back together."""

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 24 * 3600}
_DURATION = re.compile(r"(\d{1,6})\s*([smhd])")


def seconds_of(text: str) -> int:
    """The seconds in a text such as 90s, 15m, 2h or 1d.

    Raises:
        BadSetting: It is none, or less than a minute.
    """
    match = _DURATION.fullmatch(text.strip().lower())
    seconds = int(match[1]) * _UNITS[match[2]] if match else 0
    if seconds < MIN_INTERVAL_SECONDS:
        raise BadSetting(f"{text!r} is no time of a minute or more; write 15m, 2h or 1d")
    return seconds


def due_after_success(now: float, interval: float) -> int:
    """When a feed that was polled is due again."""
    return int(now + interval * _SLACK)


def due_after_failure(now: float, interval: float, failures: int, wait: float = 0) -> int:
    """When to try again: twice as late after each failure, up to a day.

    Args:
        now: The time in seconds.
        interval: What is waited after a success.
        failures: How many times it failed in a row, this one included.
        wait: The seconds that the server asks for.
    """
    backoff = min(interval * 2 ** min(failures, 20), MAX_BACKOFF_SECONDS)
    backoff *= 1 + random.uniform(-_JITTER, _JITTER)  # noqa: S311 - nothing secret
    return int(now + max(backoff, wait))


def page_due(now: float, failures: int) -> int:
    """When to try the page of an entry again."""
    return due_after_failure(now, _FIRST_RETRY_OF_A_PAGE / 2, failures)
