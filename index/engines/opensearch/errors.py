"""Describes what OpenSearch or the connection failed with: one line for the user, with the cure.

No message holds an address as it was typed, or anything that was sent.
"""

from collections.abc import Generator
from contextlib import contextmanager

from opensearchpy import exceptions

from index.engine import REINDEX, EngineError, EngineUnavailable
from index.engines.opensearch.address import ClusterAddress

REJECTED, UNAVAILABLE = 429, 503
TRANSIENT = (REJECTED, 502, UNAVAILABLE, 504)
"""Statuses that mean: later, perhaps."""

_KINDS = {
    "invalid_alias_name": "{name} in {address} is an index of some other kind; "
    "choose another name in ARCHIVE_ENGINE_URL",
}
_BLOCKED = "{address} takes no writes to {name}; free its disks and lift the block"
_RED = f"{{address}} has no working copy of {{name}} (red); start the missing nodes, or {REINDEX}"
_STATUSES = {
    403: "the user may not do this with {name} in {address}; give it the role in docs/growing.md",
    REJECTED: "{address} has too much to do; try again later",
    **dict.fromkeys((502, UNAVAILABLE, 504), _RED),
}


@contextmanager
def translate_errors(address: ClusterAddress) -> Generator[None]:
    """WriterLease whatever the library raises into an ``EngineError``."""
    try:
        yield
    except exceptions.OpenSearchException as error:
        raise describe(error, address) from error


def describe(error: exceptions.OpenSearchException, address: ClusterAddress) -> EngineError:
    """The error in the user's words."""
    match error:
        case exceptions.SSLError():
            return EngineUnavailable(_describe_tls(error, address))
        case exceptions.ConnectionTimeout():
            return EngineUnavailable(
                f"{address} does not answer in time; look at its load, or try again"
            )
        case exceptions.ConnectionError():
            return EngineUnavailable(
                f"{address} cannot be reached; start it, or correct ARCHIVE_ENGINE_URL"
            )
        case exceptions.AuthenticationException():
            return EngineUnavailable(
                f"{address} refuses the user or the password; correct them in ARCHIVE_ENGINE_URL"
            )
        case exceptions.TransportError() if _is_from_opensearch(error):
            return _describe_answer(error, address)
        case _:
            return not_opensearch(address)


def is_blocked(kind: str, status: int) -> bool:
    """Whether writes are forbidden until somebody lifts that: with 503, the cluster does so."""
    return "cluster_block" in kind and status != UNAVAILABLE


def blocked(address: ClusterAddress) -> EngineUnavailable:
    """Writes are forbidden, as when disks are full."""
    return EngineUnavailable(_BLOCKED.format(name=address.name, address=address))


def no_index(address: ClusterAddress) -> EngineUnavailable:
    """There is none of this name."""
    return EngineUnavailable(f"no index {address.name} in {address} yet; {REINDEX}")


def not_opensearch(address: ClusterAddress) -> EngineUnavailable:
    """Something else listens there."""
    return EngineUnavailable(
        f"{address} answers what OpenSearch does not; correct ARCHIVE_ENGINE_URL"
    )


def is_transient_in_reading(error: exceptions.OpenSearchException, address: ClusterAddress) -> bool:
    """Whether a search failed only because its index was being replaced, or its node died."""
    if is_missing(error):
        return missing_index(error) != address.name
    return isinstance(error, exceptions.TransportError) and error.status_code in (500, UNAVAILABLE)


def is_transient_in_writing(error: exceptions.OpenSearchException) -> bool:
    """Whether a request that writes failed only because the cluster is busy or changes hands."""
    if isinstance(error, exceptions.ConnectionError):
        return not isinstance(error, exceptions.SSLError)
    return (
        isinstance(error, exceptions.TransportError)
        and error.status_code in TRANSIENT
        and not is_blocked(str(error.error), int(error.status_code))
    )


def missing_index(error: exceptions.OpenSearchException) -> str:
    """The index that does not exist: the alias itself, or an index behind it."""
    info = error.info if isinstance(error, exceptions.TransportError) else None
    return str(info["error"].get("index", "")) if isinstance(info, dict) else ""


def is_missing(error: exceptions.OpenSearchException) -> bool:
    """Whether there is no such index."""
    return isinstance(error, exceptions.NotFoundError) and "index_not_found" in str(error.error)


def _is_from_opensearch(error: exceptions.TransportError) -> bool:
    """Whether OpenSearch answered, or a proxy in front of it that cannot reach it."""
    return isinstance(error.info, dict) or error.status_code in (*TRANSIENT, 403)


def _describe_tls(error: exceptions.SSLError, address: ClusterAddress) -> str:
    text = str(error)
    if "WRONG_VERSION" in text or "record layer" in text:
        return f"{address} speaks no TLS; write opensearch+http:// in ARCHIVE_ENGINE_URL"
    if "doesn't match" in text or "not valid for" in text or "mismatch" in text:
        return (
            f"the certificate of {address} is for another host; use the name that it was made for"
        )
    return (
        f"the certificate of {address} is not trusted; "
        "name its authority in ARCHIVE_ENGINE_URL: ?ca_certs=FILE"
    )


def _describe_answer(error: exceptions.TransportError, address: ClusterAddress) -> EngineError:
    kind, status = str(error.error), error.status_code
    if is_missing(error):
        return no_index(address)
    for known, text in _KINDS.items():
        if known in kind:
            return EngineUnavailable(text.format(name=address.name, address=address))
    if is_blocked(kind, int(status)):
        return blocked(address)
    if text := _STATUSES.get(int(status), ""):
        return EngineUnavailable(text.format(name=address.name, address=address))
    return EngineError(f"{address} failed ({status} {_short(kind)}); see its log")


def _short(kind: str) -> str:
    """A kind of error as OpenSearch names it; anything else may be a page of some proxy."""
    return kind if kind.replace("_", "").isalnum() else "unknown"
