"""The engine for when one machine is not enough: an index on a cluster of OpenSearch nodes.

A commit is a bulk of documents, then the checkpoint, then one refresh that shows both: whatever
stops in between shows nothing, and is written over by whoever indexes next, from the checkpoint on.
Only when a copy is made anew meanwhile, after a node died, can documents be seen before their
checkpoint. A rebuild is an index of its own, put in the old one's place by an alias. No text goes
out, and no query in the server's own language: only objects made of terms.
"""

import math
import os
import threading
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import AuthorizationException, NotFoundError, OpenSearchException

from index.budget import OutOfTime, check, left
from index.engine import (
    AnyOf,
    Checkpoint,
    Document,
    EngineError,
    EngineUnavailable,
    Footprint,
    Hits,
    SearchRequest,
    Term,
)
from index.engines.opensearch import bulk
from index.engines.opensearch.address import PROCESS, ClusterAddress
from index.engines.opensearch.collector import OpenSearchCollector
from index.engines.opensearch.errors import (
    is_transient_in_reading,
    no_index,
    not_opensearch,
    translate_errors,
)
from index.engines.opensearch.lock import WriterLease, writer_lease
from index.engines.opensearch.queries import ClauseBudget, OpenSearchTranslator, filter_queries
from index.engines.opensearch.retry import attempts, retry
from index.engines.opensearch.schema import CHECKPOINT, checkpoint_of, written_at
from index.engines.opensearch.statistics import OpenSearchStatistics
from index.engines.opensearch.writer import OpenSearchWriter, commit, sweep

_MIN_VERSION = 3
"""The first main version of OpenSearch that this was seen to work with."""

_ATTEMPTS = 7
_FIRST_PAUSE, _MAX_PAUSE = 0.01, 1.0
_SAME_COPY = {"preference": PROCESS}
_NOTHING: dict[str, Any] = {"match_none": {}}


class OpenSearchEngine:
    """Keeps ``index.engine.Engine`` on a cluster; threads may share it.

    Args:
        address: Which cluster, and the name of the index there.
        lock_timeout: Seconds to wait for another process that is writing the index.
    """

    def __init__(self, address: ClusterAddress, *, lock_timeout: float = 600) -> None:
        self._address = address
        self._lock_timeout = lock_timeout
        self._opening = threading.Lock()
        self._opened: tuple[int, OpenSearch] | None = None

    def checkpoint(self) -> Checkpoint | None:
        """What the index holds, or None if there is no index yet."""
        with translate_errors(self._address):
            try:
                found = self._commit()
            except NotFoundError as error:
                # A page of some other server is no answer.
                if not isinstance(error.info, dict):
                    raise
                return None
            return checkpoint_of(found["_source"])

    def search(self, request: SearchRequest) -> Hits:
        """See ``index.engine.Engine.search``."""
        query = request.query
        budget = ClauseBudget.of(query)
        with translate_errors(self._address):
            for _ in range(_ATTEMPTS):
                before = self._commit() if budget.is_short else None
                statistics = OpenSearchStatistics(query, self._term_vectors)
                found = OpenSearchTranslator(statistics, budget).translate(query) or _NOTHING
                both = {"bool": {"must": found, "filter": filter_queries(request.filters)}}
                hits = OpenSearchCollector(self._search, both, request).collect()
                # What was left out since it stood nowhere may have come in meanwhile.
                if before is None or before == self._commit():
                    break
            return hits

    def frequencies(self, stems: Collection[str]) -> dict[str, int]:
        """See ``index.engine.Engine.frequencies``; counts what is deleted but not merged away."""
        with translate_errors(self._address):
            statistics = OpenSearchStatistics(AnyOf(tuple(map(Term, stems))), self._term_vectors)
            return {stem: statistics.stems_df((stem,)) for stem in stems}

    def apply(self, put: Iterable[Document], drop: Iterable[str], checkpoint: Checkpoint) -> None:
        """See ``index.engine.Engine.apply``; a document given twice counts as given last."""
        documents = {document.id: document for document in put}
        # A bad document shows before anything is written.
        operations = [bulk.put(document) for document in documents.values()]
        with self._writing() as (client, lease):
            try:
                found = bulk.retry_write(
                    lambda: client.get(index=self._address.name, id=CHECKPOINT), lease
                )
            except NotFoundError as error:
                raise no_index(self._address) from error
            index, there = found["_index"], checkpoint_of(found["_source"])
            if there.supersedes(checkpoint):
                # Its writer may have been killed right before this.
                client.indices.refresh(index=index)
                return
            operations += bulk.drop(id_ for id_ in drop if id_ not in documents)
            bulk.send(client, self._address, index, lease, operations)
            commit(client, index, lease, checkpoint)

    @contextmanager
    def rebuild(self) -> Iterator[OpenSearchWriter]:
        """See ``index.engine.Engine.rebuild``."""
        with self._writing() as (client, lease):
            sweep(client, self._address, lease)
            try:
                yield OpenSearchWriter(client, self._address, lease)
            finally:
                # What cannot be removed now is by the next rebuild.
                with suppress(EngineError, OpenSearchException):
                    sweep(client, self._address, lease)

    def footprint(self) -> Footprint:
        """See ``index.engine.Engine.footprint``; the size is that of all copies together."""
        try:
            with translate_errors(self._address):
                written = written_at(self._commit()["_source"])
                return Footprint(self._size(), written)
        except EngineError:
            # ``checkpoint`` tells what is wrong.
            return Footprint()

    def _size(self) -> int | None:
        """Bytes on the disks of the nodes; None: the account may not ask, as older roles."""
        try:
            found = self._client().indices.stats(index=self._address.name, metric="store")
            return int(found["_all"]["total"]["store"]["size_in_bytes"])
        except (AuthorizationException, LookupError):
            return None

    def sweep(self) -> bool:
        """Nothing: the next rebuild does; to look what is left asks every node."""
        return True

    def close(self) -> None:
        """Let go of the connections."""
        with self._opening:
            if self._opened is not None:
                self._opened[1].close()
            self._opened = None

    @contextmanager
    def _writing(self) -> Generator[tuple[OpenSearch, WriterLease]]:
        with translate_errors(self._address):
            client = self._client()
            with writer_lease(client, self._address, self._lock_timeout) as lease:
                yield client, lease

    def _commit(self) -> dict[str, Any]:
        """The checkpoint that is shown, and where it is kept."""
        return self._read("get", id=CHECKPOINT, params={"realtime": "false"})

    def _search(self, body: dict[str, Any], params: dict[str, Any]) -> dict[str, Any]:
        """Ask within the time that the request has left; nothing is answered in part."""
        whole = {"allow_partial_search_results": "false"}
        check()
        if (seconds := left()) is None:
            return self._read("search", body=body, params=params | whole)
        limited = body | {"timeout": f"{max(round(seconds * 1000), 1)}ms"}
        if fields := params.get("filter_path"):
            params = params | {"filter_path": f"{fields},timed_out"}
        answer = self._read("search", body=limited, params=params | whole)
        if answer.get("timed_out"):
            raise OutOfTime
        return answer

    def _term_vectors(self, body: dict[str, Any], params: dict[str, Any]) -> dict[str, Any]:
        return self._read("termvectors", body=body, params=params)

    def _read(self, name: str, *, params: dict[str, str], **arguments: Any) -> dict[str, Any]:
        """Ask the same copy of the index as ever; ask again if it was just replaced."""
        client = self._client()
        ask: Callable[..., dict[str, Any]] = getattr(client, name)
        return retry(
            partial(ask, index=self._address.name, params=params | _SAME_COPY, **arguments),
            partial(is_transient_in_reading, address=self._address),
            islice(attempts(math.inf, _FIRST_PAUSE, _MAX_PAUSE), _ATTEMPTS),
        )

    def _client(self) -> OpenSearch:
        """The client, which has been told what it talks to; a forked process makes its own."""
        with self._opening:
            if self._opened is None or self._opened[0] != os.getpid():
                client = self._address.client()
                self._check(client)
                self._opened = os.getpid(), client
            return self._opened[1]

    def _check(self, client: OpenSearch) -> None:
        try:
            info = client.info()
        except AuthorizationException:
            # An account may be forbidden to ask.
            return
        version = info.get("version") if isinstance(info, dict) else None
        if not isinstance(version, dict):
            raise not_opensearch(self._address)
        number, kind = str(version.get("number")), version.get("distribution", "another server")
        main = number.partition(".")[0]
        if kind != "opensearch" or not main.isdecimal() or int(main) < _MIN_VERSION:
            raise EngineUnavailable(
                f"{self._address} is {kind} {number}, not OpenSearch {_MIN_VERSION} or later; "
                "upgrade it"
            )
