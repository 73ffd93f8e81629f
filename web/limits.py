"""How often one address may search. Counted in memory, by each worker process for itself.

It does not look at X-Forwarded-For, which anyone can write: behind a proxy, let the proxy limit.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse_many

from archive.errors import BadSetting

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


def limiting(app: Flask, rate_limit: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator for the views that search, which share one budget an address.

    Raises:
        BadSetting: As ``check``.
    """
    check(rate_limit)
    if rate_limit == "off":
        return lambda view: view
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://", headers_enabled=True)
    return limiter.shared_limit(rate_limit, scope="search")
