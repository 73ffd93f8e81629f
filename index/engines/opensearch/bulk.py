"""Sends documents into the cluster: in requests of bounded size, as fast as it takes them.

What it rejects because it is busy, or because a node just died, is sent again after a pause that
grows; the library's own helper does so only for the first of these. It may be sent twice: each
document carries the number of the writer's lease as its version, so that a second time changes
nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

from opensearchpy import OpenSearch

from index.engine import Document, EngineError, EngineUnavailable
from index.engines.opensearch.address import ClusterAddress
from index.engines.opensearch.errors import (
    TRANSIENT,
    blocked,
    is_blocked,
    is_transient_in_writing,
)
from index.engines.opensearch.lock import WriterLease
from index.engines.opensearch.retry import attempts, retry
from index.engines.opensearch.schema import article, key_of

_MAX_DOCUMENTS, _MAX_CHARS = 500, 2_000_000
"""Documents and characters of one request."""

_RETRY_SECONDS = 120.0
"""Seconds in which a cluster that lost a node has made up for it, or is not going to."""

_TIMEOUT = 60
_FIRST_PAUSE, _MAX_PAUSE = 0.05, 5.0
_CONFLICT, _NOT_FOUND, _FAILED = 409, 404, 300

T = TypeVar("T")
Operation = tuple[str, str]
"""An ``_id``, and the document as JSON, or "" to delete it."""


def put(document: Document) -> Operation:
    """What adds or replaces a document; raises as ``schema.article``."""
    return key_of(document.id), _json(article(document))


def drop(ids: Iterable[str]) -> Iterator[Operation]:
    """What deletes documents if they are there; an id that nothing can hold names none."""
    for id_ in ids:
        with suppress(UnicodeEncodeError):
            yield key_of(id_), ""


def send(
    client: OpenSearch,
    address: ClusterAddress,
    index: str,
    lease: WriterLease,
    operations: Iterable[Operation],
) -> None:
    """Send what ``put`` and ``drop`` made.

    Raises:
        EngineBusy: Another writer took over meanwhile.
        EngineError: The cluster does not accept a document.
        EngineUnavailable: It takes too long.
        OpenSearchException: As the library does.
    """
    for batch in _batches(operations):
        left = batch
        for _ in attempts(_RETRY_SECONDS, _FIRST_PAUSE, _MAX_PAUSE):
            if not (left := _rejected(client, address, index, lease, left)):
                break
        else:
            raise EngineUnavailable(f"{address} has too much to do; try again later")


def retry_write(call: Callable[[], T], lease: WriterLease) -> T:
    """Call again while the cluster is busy or changes hands; what is asked may be done twice.

    Raises:
        EngineBusy: Another writer took over meanwhile.
        OpenSearchException: As the library does.
    """

    def held() -> T:
        lease.must_hold()
        return call()

    waits = attempts(_RETRY_SECONDS, _FIRST_PAUSE, _MAX_PAUSE)
    return retry(held, is_transient_in_writing, waits)


def _rejected(
    client: OpenSearch,
    address: ClusterAddress,
    index: str,
    lease: WriterLease,
    operations: list[Operation],
) -> list[Operation]:
    """Send once; the operations that are to be sent again."""
    body = "".join(_lines(operation, lease) for operation in operations)
    answer = retry_write(
        lambda: client.bulk(index=index, body=body, params={"request_timeout": _TIMEOUT}), lease
    )
    again = []
    for operation, item in zip(operations, answer["items"], strict=True):
        ((kind, result),) = item.items()
        status, reason = result["status"], result.get("error", {}).get("type", "")
        if is_blocked(reason, status):
            raise blocked(address)
        if status in TRANSIENT:
            again.append(operation)
        elif status == _CONFLICT:
            raise lease.lost()
        elif status >= _FAILED and (kind, status) != ("delete", _NOT_FOUND):
            raise EngineError(f"{address} takes no such document ({status} {reason}); see its log")
    return again


def _batches(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    batch: list[Operation] = []
    size = 0
    for operation in operations:
        if batch and (len(batch) == _MAX_DOCUMENTS or size + len(operation[1]) > _MAX_CHARS):
            yield batch
            batch, size = [], 0
        batch.append(operation)
        size += len(operation[1])
    if batch:
        yield batch


def _lines(operation: Operation, lease: WriterLease) -> str:
    key, document = operation
    fenced = {"_id": key, "version": lease.number, "version_type": "external_gte"}
    if not document:
        return f"{_json({'delete': fenced})}\n"
    return f"{_json({'index': fenced})}\n{document}\n"


def _json(what: dict[str, Any]) -> str:
    return json.dumps(what, ensure_ascii=False, separators=(",", ":"))
