"""Figures for Prometheus at /metrics, added up over all worker processes, for this machine alone.

Labels have few values, all of them ours: routes and not addresses, statuses, kinds of search. What
each process counts is kept in files of a folder that the environment variable of the library names
(PROMETHEUS_MULTIPROC_DIR); without one, a process counts alone.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from flask import Response
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from archive.errors import ArchiveError
from archive.version import version
from index.engine import EngineError
from index.search import Archive, index_state
from web.http.health import DiskLeft
from web.http.observing import Observed
from web.http.proxies import is_local

NOT_FROM_HERE = "metrics are for programs of this machine alone: ask http://127.0.0.1 directly\n"

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Bounds of the histogram: a search takes some milliseconds, the longest download many seconds."""

_FILE_BYTES: Final = 256 * 1024
"""Of each process and kind: all labels fit. It is allocated at once, since a full disk under a
mapped file ends the process."""


class Metrics:
    """Counts requests and searches, and answers with all figures.

    Args:
        archive: Whose articles and index are told.
        disk_left: None: nobody knows.
        folder: Where all processes count, as the environment variable of the library names it;
            None: this process counts alone.
    """

    def __init__(
        self, archive: Archive, disk_left: DiskLeft | None = None, folder: Path | None = None
    ) -> None:
        registry = CollectorRegistry()
        # What the processes count is collected from the files of all of them.
        own = None if folder else registry
        if folder:
            _allocate(folder)
        self._requests = Counter(
            "abhilekh_requests",
            "Requests that were answered.",
            ("route", "status"),
            registry=own,
        )
        self._seconds = Histogram(
            "abhilekh_request_seconds",
            "Time until the answer was ready, or sent if it was streamed.",
            ("route",),
            buckets=SECONDS,
            registry=own,
        )
        self._searches = Counter(
            "abhilekh_searches",
            "Searches by what became of them.",
            ("kind",),
            registry=own,
        )
        self._limited = Counter(
            "abhilekh_rate_limited",
            "Requests that were refused since their address had asked too often.",
            registry=own,
        )
        if folder:
            MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]
        registry.register(_ArchiveFigures(archive, disk_left))
        self._registry = registry

    def observe(self, observed: Observed) -> None:
        """Count a request."""
        self._requests.labels(observed.route, str(observed.status)).inc()
        self._seconds.labels(observed.route).observe(observed.seconds)
        if observed.searched:
            self._searches.labels(observed.searched.kind).inc()
        if observed.status == 429:  # noqa: PLR2004
            self._limited.inc()

    def view(self) -> Response:
        """All figures as text, for programs of this machine."""
        if is_local():
            body = generate_latest(self._registry)
            answer = Response(body, content_type=CONTENT_TYPE_PLAIN_0_0_4)
        else:
            answer = Response(NOT_FROM_HERE, 403, content_type="text/plain; charset=utf-8")
        answer.cache_control.no_store = True
        return answer


class _ArchiveFigures(Collector):
    """What the archive is like at the moment; what cannot be read is left out."""

    def __init__(self, archive: Archive, disk_left: DiskLeft | None) -> None:
        self._archive = archive
        self._disk_left = disk_left

    def describe(self) -> Iterator[Metric]:
        """Nothing: whoever registers this would ask the archive otherwise."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """The figures of now."""
        yield InfoMetricFamily("abhilekh", "The program.", {"version": version()})
        ready = False
        with suppress(ArchiveError, EngineError):
            state = index_state(self._archive)
            ready = state.ready
            yield _gauge("behind_changes", "Changes that the index lacks.", state.behind)
            yield _gauge("articles", "Articles in the archive.", self._archive.store.count())
            yield _gauge(
                "store_bytes", "What the database takes.", self._archive.store.facts().size
            )
        yield _gauge("ready", "Whether searches can be answered: 1 or 0.", int(ready))
        index = self._archive.engine.footprint()
        if index.size is not None:
            yield _gauge("index_bytes", "What the index takes.", index.size)
        if index.changed is not None:
            text = "When the index was written last, in seconds since 1970."
            yield _gauge("index_written_timestamp_seconds", text, index.changed)
        if self._disk_left:
            with suppress(OSError):
                left = self._disk_left()
                yield _gauge("disk_free_bytes", "What is left on the fullest disk.", left)


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"abhilekh_{name}", text, value)


def _allocate(folder: Path) -> None:
    for kind in ("counter", "histogram"):
        file = os.open(folder / f"{kind}_{os.getpid()}.db", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file, 0, _FILE_BYTES)
            else:
                os.truncate(file, _FILE_BYTES)
        finally:
            os.close(file)
