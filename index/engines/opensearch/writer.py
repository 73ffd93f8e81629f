"""Commits, and rebuilds aside: an index of its own that takes the alias when it is done.

Whoever has the turn to write is the only one: every index that looks like a build, and that the
alias does not name, was left by a killed rebuild and goes.
"""

import re
from collections.abc import Iterable

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConflictError, NotFoundError, RequestError

from index.engine import Checkpoint, Document
from index.engines.opensearch import bulk
from index.engines.opensearch.address import Place
from index.engines.opensearch.lock import Turn
from index.engines.opensearch.schema import CHECKPOINT, building, copies, stamp_document

_LONG = 120
"""Seconds to wait for an answer where much is to be written first."""

_COPYING = 30
_GREEN = "green"


def commit(client: OpenSearch, index: str, turn: Turn, checkpoint: Checkpoint) -> None:
    """Write the checkpoint and show, in one refresh, it and all that was written before.

    Raises:
        EngineBusy: Another writer took over.
        OpenSearchException: As the library does.
    """
    fence = {"version": turn.number, "version_type": "external_gte"}
    try:
        bulk.patiently(
            lambda: client.index(
                index=index,
                id=CHECKPOINT,
                body=stamp_document(checkpoint),
                params={**fence, "refresh": "true", "request_timeout": _LONG},
            ),
            turn,
        )
    except ConflictError as error:
        raise turn.lost() from error


def sweep(client: OpenSearch, place: Place, turn: Turn) -> None:
    """Remove all builds but the living one; raises as ``commit``."""
    turn.renew()
    for index in _leftovers(client, place):
        client.indices.delete(index=index, params={"ignore_unavailable": "true"})


class OpenSearchWriter:
    """A new build in an index of its own, of one copy until it is done."""

    def __init__(self, client: OpenSearch, place: Place, turn: Turn) -> None:
        self._client = client
        self._place = place
        self._turn = turn
        self._index = f"{place.name}-{turn.number}"
        bulk.patiently(self._make, turn)

    def add(self, documents: Iterable[Document]) -> None:
        """Take in documents, each id once."""
        bulk.send(self._client, self._place, self._index, self._turn, map(bulk.put, documents))

    def finish(self, checkpoint: Checkpoint) -> None:
        """Commit, wait until it is copied, and give it the alias."""
        commit(self._client, self._index, self._turn, checkpoint)
        self._copy()
        self._turn.renew()
        alias = self._place.name
        actions = [
            {"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}},
            {"add": {"index": self._index, "alias": alias}},
        ]
        bulk.patiently(
            lambda: self._client.indices.update_aliases(body={"actions": actions}), self._turn
        )

    def _make(self) -> None:
        try:
            self._client.indices.create(index=self._index, body=building())
        except RequestError as error:
            # A first try may have arrived although its answer did not.
            if error.error != "resource_already_exists_exception":
                raise

    def _copy(self) -> None:
        """Wait for the copies, as long as some are being made."""
        # Else each copy would index everything again, from the log, instead of taking files.
        bulk.patiently(
            lambda: self._client.indices.flush(
                index=self._index, params={"request_timeout": _LONG}
            ),
            self._turn,
        )
        self._client.indices.put_settings(index=self._index, body=copies())
        while True:
            self._turn.must_hold()
            waiting = {"timeout": f"{_COPYING}s", "wait_for_status": _GREEN, "ignore": [408]}
            told = self._client.cluster.health(
                index=self._index, params={**waiting, "request_timeout": _LONG}
            )
            if told["status"] == _GREEN or not told["initializing_shards"]:
                return


def _leftovers(client: OpenSearch, place: Place) -> list[str]:
    build = re.compile(rf"{re.escape(place.name)}-\d{{13,}}")
    try:
        found = client.indices.get_alias(index=f"{place.name}-*")
    except NotFoundError:
        return []
    return [
        index
        for index, told in found.items()
        if build.fullmatch(index) and place.name not in told["aliases"]
    ]
