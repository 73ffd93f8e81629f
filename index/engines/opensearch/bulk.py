"""Documents on their way into the cluster: in requests of bounded size, as fast as it takes them.

What it turns away because it is busy, or because a node just died, is sent again after a pause that
grows; the library's own helper does so only for the first of these. It may be sent twice: each
document carries the writer's turn as its version, so that it changes nothing more.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    ConnectionError as Unconnected,
)
from opensearchpy.exceptions import OpenSearchException, SSLError, TransportError

from index.engine import Document, EngineError, EngineUnavailable
from index.engines.opensearch.address import Place
from index.engines.opensearch.errors import PASSING, blocked, is_blocked
from index.engines.opensearch.lock import Turn
from index.engines.opensearch.schema import article, key_of

_MOST, _MOST_CHARACTERS = 500, 2_000_000
"""Documents and characters of one request."""

_PATIENCE = 120.0
"""Seconds in which a cluster that lost a node has made up for it, or is not going to."""

_TIMEOUT = 60
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 5.0
_CONFLICT, _NOT_FOUND, _FAILED = 409, 404, 300

Answer = TypeVar("Answer")


Operation = tuple[str, str]
"""An ``_id``, and the document as JSON, or "" to delete it."""


def put(document: Document) -> Operation:
    """What adds or replaces a document; raises as ``opensearch_schema.article``."""
    return key_of(document.id), _json(article(document))


def drop(ids: Iterable[str]) -> Iterator[Operation]:
    """What deletes documents if they are there; an id that nothing can hold names none."""
    for id_ in ids:
        with suppress(UnicodeEncodeError):
            yield key_of(id_), ""


def send(
    client: OpenSearch, place: Place, index: str, turn: Turn, operations: Iterable[Operation]
) -> None:
    """Send what ``put`` and ``drop`` made.

    Raises:
        EngineBusy: Another writer took over meanwhile.
        EngineError: The cluster takes a document at no time.
        EngineUnavailable: It takes too long.
        OpenSearchException: As the library does.
    """
    for batch in _batches(operations):
        left, deadline, pause = batch, time.monotonic() + _PATIENCE, _FIRST_PAUSE
        while left := _turned_away(client, place, index, turn, left):
            if time.monotonic() > deadline:
                raise EngineUnavailable(f"{place} has too much to do; try again later")
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)


def patiently(call: Callable[[], Answer], turn: Turn) -> Answer:
    """Ask again while the cluster is busy or changes hands; what is asked may be done twice."""
    deadline, pause = time.monotonic() + _PATIENCE, _FIRST_PAUSE
    while True:
        turn.must_hold()
        try:
            return call()
        except OpenSearchException as error:
            if not _passes(error) or time.monotonic() > deadline:
                raise
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def _turned_away(
    client: OpenSearch, place: Place, index: str, turn: Turn, operations: list[Operation]
) -> list[Operation]:
    """Send once; what is to be sent again."""
    body = "".join(_lines(operation, turn) for operation in operations)
    answer = patiently(
        lambda: client.bulk(index=index, body=body, params={"request_timeout": _TIMEOUT}), turn
    )
    again = []
    for operation, item in zip(operations, answer["items"], strict=True):
        ((kind, told),) = item.items()
        status, reason = told["status"], told.get("error", {}).get("type", "")
        if is_blocked(reason, status):
            raise blocked(place)
        if status in PASSING:
            again.append(operation)
        elif status == _CONFLICT:
            raise turn.lost()
        elif status >= _FAILED and (kind, status) != ("delete", _NOT_FOUND):
            raise EngineError(f"{place} takes no such document ({status} {reason}); see its log")
    return again


def _passes(error: OpenSearchException) -> bool:
    if isinstance(error, Unconnected):
        return not isinstance(error, SSLError)
    return (
        isinstance(error, TransportError)
        and error.status_code in PASSING
        and not is_blocked(str(error.error), error.status_code)
    )


def _batches(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    batch: list[Operation] = []
    size = 0
    for operation in operations:
        if batch and (len(batch) == _MOST or size + len(operation[1]) > _MOST_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(operation)
        size += len(operation[1])
    if batch:
        yield batch


def _lines(operation: Operation, turn: Turn) -> str:
    key, document = operation
    fenced = {"_id": key, "version": turn.number, "version_type": "external_gte"}
    if not document:
        return f"{_json({'delete': fenced})}\n"
    return f"{_json({'index': fenced})}\n{document}\n"


def _json(what: dict[str, Any]) -> str:
    return json.dumps(what, ensure_ascii=False, separators=(",", ":"))
