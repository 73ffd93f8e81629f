"""Rate limits: how often one address may search, counted over all worker processes.

Suggestions have a limit of their own, so that fast typing uses up no searches.

X-Forwarded-For is ignored, since anyone can write it: behind a proxy, limit in the proxy.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse_many

from archive.errors import BadSetting
from web.http.shared_storage import Counters

SUGGEST_ENDPOINTS = frozenset({"api_suggest"})
"""Endpoints that are asked while somebody types."""
SUGGESTIONS_PER_SEARCH = 6

P = ParamSpec("P")
R = TypeVar("R")


def check_rate_limit(rate_limit: str) -> None:
    """Check that a rate limit can be used.

    Raises:
        BadSetting: It is neither "off" nor something like "120/minute".
    """
    if rate_limit == "off":
        return
    unusable = BadSetting(
        f"ARCHIVE_RATE_LIMIT={rate_limit!r} cannot be used: "
        'give something like "120/minute", or "off"'
    )
    try:
        limits = parse_many(rate_limit)
    except ValueError as error:
        raise unusable from error
    if any(limit.amount < 1 for limit in limits):
        raise unusable


def rate_limiter(
    app: Flask, rate_limit: str, counters: Counters | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator for the views that search: they share one limit for each address.

    Args:
        app: The application that the views belong to.
        rate_limit: The limit, as in ARCHIVE_RATE_LIMIT.
        counters: Memory shared with other processes, to count in; None: count alone.

    Raises:
        BadSetting: As ``check_rate_limit``.
    """
    check_rate_limit(rate_limit)
    if rate_limit == "off":
        return lambda view: view
    limiter = Limiter(
        get_remote_address,
        app=app,
        storage_uri="counters://",
        storage_options={"counters": counters or Counters()},  # type: ignore[dict-item]
        headers_enabled=True,
    )
    suggest_limit = ";".join(
        f"{limit.amount * SUGGESTIONS_PER_SEARCH} per {limit.multiples} {limit.GRANULARITY.name}"
        for limit in parse_many(rate_limit)
    )
    return limiter.shared_limit(
        lambda: suggest_limit if request.endpoint in SUGGEST_ENDPOINTS else rate_limit,
        scope=lambda endpoint: "suggest" if endpoint in SUGGEST_ENDPOINTS else "search",
    )
