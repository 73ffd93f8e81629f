"""Commits, and builds a new index aside, which takes the alias when it is done.

Whoever holds the writer's lease is the only one: every index that looks like a build, and that the
alias does not name, was left by a killed rebuild and is removed.
"""

import re
from collections.abc import Iterable

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConflictError, NotFoundError, RequestError

from index.engine import Checkpoint, Document
from index.engines.opensearch import bulk
from index.engines.opensearch.address import ClusterAddress
from index.engines.opensearch.lock import WriterLease
from index.engines.opensearch.schema import (
    CHECKPOINT,
    build_settings,
    checkpoint_document,
    replica_settings,
)

_WRITE_TIMEOUT = 120
"""Seconds to wait for an answer where much is to be written first."""

_COPY_TIMEOUT = 30
_GREEN = "green"


def commit(client: OpenSearch, index: str, lease: WriterLease, checkpoint: Checkpoint) -> None:
    """Write the checkpoint and show, in one refresh, it and all that was written before.

    Raises:
        EngineBusy: Another writer took over.
        OpenSearchException: As the library does.
    """
    fence = {"version": lease.number, "version_type": "external_gte"}
    try:
        bulk.retry_write(
            lambda: client.index(
                index=index,
                id=CHECKPOINT,
                body=checkpoint_document(checkpoint),
                params={**fence, "refresh": "true", "request_timeout": _WRITE_TIMEOUT},
            ),
            lease,
        )
    except ConflictError as error:
        raise lease.lost() from error


def sweep(client: OpenSearch, address: ClusterAddress, lease: WriterLease) -> None:
    """Remove all builds but the current one; raises as ``commit``."""
    lease.renew()
    for index in _leftovers(client, address):
        client.indices.delete(index=index, params={"ignore_unavailable": "true"})


class OpenSearchWriter:
    """A new build in an index of its own, of one copy until it is done."""

    def __init__(self, client: OpenSearch, address: ClusterAddress, lease: WriterLease) -> None:
        self._client = client
        self._address = address
        self._lease = lease
        self._index = f"{address.name}-{lease.number}"
        bulk.retry_write(self._create, lease)

    def add(self, documents: Iterable[Document]) -> None:
        """Take in documents, each id once."""
        bulk.send(self._client, self._address, self._index, self._lease, map(bulk.put, documents))

    def finish(self, checkpoint: Checkpoint) -> None:
        """Commit, wait until it is copied, and give it the alias."""
        commit(self._client, self._index, self._lease, checkpoint)
        self._copy()
        self._lease.renew()
        alias = self._address.name
        actions = [
            {"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}},
            {"add": {"index": self._index, "alias": alias}},
        ]
        bulk.retry_write(
            lambda: self._client.indices.update_aliases(body={"actions": actions}), self._lease
        )

    def _create(self) -> None:
        try:
            self._client.indices.create(index=self._index, body=build_settings())
        except RequestError as error:
            # A first try may have arrived although its answer did not.
            if error.error != "resource_already_exists_exception":
                raise

    def _copy(self) -> None:
        """Wait for the copies, as long as some are being made."""
        # Else each copy would index everything again, from the log, instead of taking files.
        bulk.retry_write(
            lambda: self._client.indices.flush(
                index=self._index, params={"request_timeout": _WRITE_TIMEOUT}
            ),
            self._lease,
        )
        self._client.indices.put_settings(index=self._index, body=replica_settings())
        while True:
            self._lease.must_hold()
            waiting = {"timeout": f"{_COPY_TIMEOUT}s", "wait_for_status": _GREEN, "ignore": [408]}
            health = self._client.cluster.health(
                index=self._index, params={**waiting, "request_timeout": _WRITE_TIMEOUT}
            )
            if health["status"] == _GREEN or not health["initializing_shards"]:
                return


def _leftovers(client: OpenSearch, address: ClusterAddress) -> list[str]:
    build = re.compile(rf"{re.escape(address.name)}-\d{{13,}}")
    try:
        found = client.indices.get_alias(index=f"{address.name}-*")
    except NotFoundError:
        return []
    return [
        index
        for index, info in found.items()
        if build.fullmatch(index) and address.name not in info["aliases"]
    ]
