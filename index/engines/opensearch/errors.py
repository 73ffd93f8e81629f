"""What OpenSearch answers when it fails → one line for the user, with the cure.

No message holds an address as it was typed, or anything that was sent.
"""

from collections.abc import Generator
from contextlib import contextmanager

from opensearchpy import exceptions

from index.engine import EngineError, EngineUnavailable
from index.engines.opensearch.address import Place

CURE = "run: manage.py reindex"

REJECTED, UNAVAILABLE = 429, 503
PASSING = (REJECTED, 502, UNAVAILABLE, 504)
"""Statuses that mean: later, perhaps."""

_KINDS = {
    "invalid_alias_name": "{name} in {place} is an index of some other kind; "
    "choose another name in ARCHIVE_ENGINE_URL",
}
_BLOCKED = "{place} takes no writes to {name}; free its disks and lift the block"
_RED = f"{{place}} has no working copy of {{name}} (red); start the missing nodes, or {CURE}"
_STATUSES = {
    403: "the user may not do this with {name} in {place}; give it the role in the README",
    REJECTED: "{place} has too much to do; try again later",
    **dict.fromkeys((502, UNAVAILABLE, 504), _RED),
}


@contextmanager
def telling(place: Place) -> Generator[None]:
    """Turn whatever the library raises into an ``EngineError``."""
    try:
        yield
    except exceptions.OpenSearchException as error:
        raise told(error, place) from error


def told(error: exceptions.OpenSearchException, place: Place) -> EngineError:
    """The error in words of the user's."""
    match error:
        case exceptions.SSLError():
            return EngineUnavailable(_tls(error, place))
        case exceptions.ConnectionTimeout():
            return EngineUnavailable(
                f"{place} does not answer in time; look at its load, or try again"
            )
        case exceptions.ConnectionError():
            return EngineUnavailable(
                f"{place} cannot be reached; start it, or correct ARCHIVE_ENGINE_URL"
            )
        case exceptions.AuthenticationException():
            return EngineUnavailable(
                f"{place} refuses the user or the password; correct them in ARCHIVE_ENGINE_URL"
            )
        case exceptions.TransportError() if _speaks_so(error):
            return _answered(error, place)
        case _:
            return not_opensearch(place)


def is_blocked(kind: str, status: int) -> bool:
    """Whether writes are forbidden until somebody lifts that: with 503, the cluster does so."""
    return "cluster_block" in kind and status != UNAVAILABLE


def blocked(place: Place) -> EngineUnavailable:
    """Writes are forbidden, as when disks are full."""
    return EngineUnavailable(_BLOCKED.format(name=place.name, place=place))


def no_index(place: Place) -> EngineUnavailable:
    """There is none of this name."""
    return EngineUnavailable(f"no index {place.name} in {place} yet; {CURE}")


def not_opensearch(place: Place) -> EngineUnavailable:
    """Something else listens there."""
    return EngineUnavailable(
        f"{place} answers what OpenSearch does not; correct ARCHIVE_ENGINE_URL"
    )


def may_pass(error: exceptions.OpenSearchException, place: Place) -> bool:
    """Whether a search failed only since its index was being put away, or its node died."""
    if is_missing(error):
        return missing_index(error) != place.name
    return isinstance(error, exceptions.TransportError) and error.status_code in (500, UNAVAILABLE)


def missing_index(error: exceptions.OpenSearchException) -> str:
    """Which index there is not; an alias is told apart from what it stood for."""
    info = error.info if isinstance(error, exceptions.TransportError) else None
    return str(info["error"].get("index", "")) if isinstance(info, dict) else ""


def is_missing(error: exceptions.OpenSearchException) -> bool:
    """Whether there is no such index."""
    return isinstance(error, exceptions.NotFoundError) and "index_not_found" in str(error.error)


def _speaks_so(error: exceptions.TransportError) -> bool:
    """Whether OpenSearch says so, or a proxy in front of it that cannot reach it."""
    return isinstance(error.info, dict) or error.status_code in (*PASSING, 403)


def _tls(error: exceptions.SSLError, place: Place) -> str:
    text = str(error)
    if "WRONG_VERSION" in text or "record layer" in text:
        return f"{place} speaks no TLS; write opensearch+http:// in ARCHIVE_ENGINE_URL"
    if "doesn't match" in text or "not valid for" in text or "mismatch" in text:
        return f"the certificate of {place} is for another host; use the name that it was made for"
    return (
        f"the certificate of {place} is not trusted; "
        "name its authority in ARCHIVE_ENGINE_URL: ?ca_certs=FILE"
    )


def _answered(error: exceptions.TransportError, place: Place) -> EngineError:
    kind, status = str(error.error), error.status_code
    if is_missing(error):
        return no_index(place)
    for known, text in _KINDS.items():
        if known in kind:
            return EngineUnavailable(text.format(name=place.name, place=place))
    if is_blocked(kind, int(status)):
        return blocked(place)
    if text := _STATUSES.get(int(status), ""):
        return EngineUnavailable(text.format(name=place.name, place=place))
    return EngineError(f"{place} failed ({status} {_short(kind)}); see its log")


def _short(kind: str) -> str:
    """A kind of error as OpenSearch names it; anything else may be a page of some proxy."""
    return kind if kind.replace("_", "").isalnum() else "unknown"
