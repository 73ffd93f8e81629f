"""Rate limits: how often one address may search, counted over all worker processes.

Suggestions have a limit of their own, so that fast typing uses up no searches.

An address is the reader's, as trusted proxies tell it (``web.http.proxies``). Whoever has an IPv6
address has the other 2^64 of its network too, so that the network counts as one.
"""

import math
import time
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import IPv6Network, ip_address
from typing import ParamSpec, TypeVar

from flask import Flask, Response, request
from flask_limiter import HeaderNames, Limiter
from limits import parse_many

from archive.errors import BadSetting
from web.http.proxies import reader_address
from web.http.shared_storage import Counters

SUGGEST_ENDPOINTS = frozenset({"api_suggest"})
"""Endpoints that are asked while somebody types."""
SUGGESTIONS_PER_SEARCH = 6

COUNTS_PER_SEARCH = 5
"""Searches that are only counted, several by one request, which count as one search."""

HEADERS = {
    # As the draft of the IETF names them (draft-ietf-httpapi-ratelimit-headers-07).
    HeaderNames.LIMIT: "RateLimit-Limit",
    HeaderNames.REMAINING: "RateLimit-Remaining",
    HeaderNames.RESET: "RateLimit-Reset",
    HeaderNames.RETRY_AFTER: "Retry-After",
}
NETWORK_BITS = 64
"""Of an IPv6 address: what a provider gives one customer at least."""

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
        _reader,
        app=app,
        storage_uri="counters://",
        storage_options={"counters": counters or Counters()},  # type: ignore[dict-item]
        headers_enabled=True,
        header_name_mapping=HEADERS,
    )
    # Flask calls the hooks in reverse order: this one after the limiter's.
    hooks = app.after_request_funcs.setdefault(None, [])
    hooks.insert(0, _in_seconds)
    suggest_limit = ";".join(
        f"{limit.amount * SUGGESTIONS_PER_SEARCH} per {limit.multiples} {limit.GRANULARITY.name}"
        for limit in parse_many(rate_limit)
    )
    return limiter.shared_limit(
        lambda: suggest_limit if request.endpoint in SUGGEST_ENDPOINTS else rate_limit,
        scope=lambda endpoint: "suggest" if endpoint in SUGGEST_ENDPOINTS else "search",
        cost=_cost,
    )


def _cost() -> int:
    """As how many searches a request counts."""
    if request.endpoint != "api_watch":
        return 1
    return max(1, math.ceil(len(request.args.getlist("search")) / COUNTS_PER_SEARCH))


def _reader() -> str:
    """The address that counts: of IPv6, the network."""
    address = ip_address(reader_address(request.remote_addr or "") or "127.0.0.1")
    if address.version == 4:  # noqa: PLR2004
        return str(address)
    return str(IPv6Network((int(address), NETWORK_BITS), strict=False))


def _in_seconds(response: Response) -> Response:
    """Let the reset be in seconds from now, as the draft has it; the limiter says when it is."""
    if reset := response.headers.get(HEADERS[HeaderNames.RESET]):
        left = max(0, math.ceil(int(reset) - time.time()))
        response.headers[HEADERS[HeaderNames.RESET]] = str(left)
        if response.status_code < HTTPStatus.BAD_REQUEST:
            # Who was answered has nothing to ask again.
            del response.headers["Retry-After"]
    return response
