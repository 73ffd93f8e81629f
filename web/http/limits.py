"""How often one address may search, whichever worker process answers.

Suggestions have a budget of their own: who types fast can still search.

It does not look at X-Forwarded-For, which anyone can write: behind a proxy, let the proxy limit.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse_many

from archive.errors import BadSetting
from web.http.shared_storage import Counters

TYPING = frozenset({"api_suggest"})
KEYSTROKES = 6
"""Views that are asked while somebody types, and how often for each search."""

P = ParamSpec("P")
R = TypeVar("R")


def check(rate_limit: str) -> None:
    """Make sure that a rate limit can be used.

    Raises:
        BadSetting: It is neither "off" nor something like "120/minute".
    """
    if rate_limit == "off":
        return
    refusal = BadSetting(
        f"ARCHIVE_RATE_LIMIT={rate_limit!r} cannot be used: "
        'give something like "120/minute", or "off"'
    )
    try:
        limits = parse_many(rate_limit)
    except ValueError as error:
        raise refusal from error
    if any(limit.amount < 1 for limit in limits):
        raise refusal


def limiting(
    app: Flask, rate_limit: str, counters: Counters | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator for the views that search, which share one budget an address.

    Args:
        app: What they belong to.
        rate_limit: How often, as in ARCHIVE_RATE_LIMIT.
        counters: Where other processes count too; None: this one counts alone.

    Raises:
        BadSetting: As ``check``.
    """
    check(rate_limit)
    if rate_limit == "off":
        return lambda view: view
    limiter = Limiter(
        get_remote_address,
        app=app,
        storage_uri="counters://",
        storage_options={"counters": counters or Counters()},  # type: ignore[dict-item]
        headers_enabled=True,
    )
    typing = ";".join(
        f"{limit.amount * KEYSTROKES} per {limit.multiples} {limit.GRANULARITY.name}"
        for limit in parse_many(rate_limit)
    )
    return limiter.shared_limit(
        lambda: typing if request.endpoint in TYPING else rate_limit,
        scope=lambda endpoint: "suggest" if endpoint in TYPING else "search",
    )
