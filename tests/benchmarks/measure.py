"""How fast an archive that is there is searched: python -m tests.benchmarks.measure HOME ENGINE.

Asks 300 real queries (one to five words, half of them in Latin letters, every tenth a phrase, every
tenth within some years), in one process, end to end without HTTP: parse, look up, search, count,
fetch, cut snippets. Answers that are kept (``index.search.caching``) are told apart. In the
same run the engine alone is asked the same clauses, and the bare engine and SQLite FTS5 the same
terms: one after the other, three rounds of all queries, since a site shares its processor's caches
with none of them. Before, 300 other queries warm the process up, as on a site.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from index.documents import document
from index.engine import Clause, SearchRequest
from index.fields import FACETS
from index.query.parser import parse
from index.search.expander import Expander
from index.search.models import Request
from index.search.open import Archive, open_archive
from index.search.planner import plan
from index.search.searcher import Searcher
from tests.benchmarks.news import peak
from tests.benchmarks.peers import BareTantivy, BareWhoosh, Fts5, Peer, words_of
from tests.benchmarks.queries import real_requests
from tests.factories import settings_in
from web.serving import prepare_worker

QUERIES, ROUNDS = 300, 3
FIRST, AGAIN, KEPT, ENGINE = (
    "words asked for the first time",
    "again",
    "again, answers kept",
    "the engine alone",
)
PEERS: dict[str, type[BareTantivy | BareWhoosh]] = {"tantivy": BareTantivy, "whoosh": BareWhoosh}


@dataclass(frozen=True)
class Times:
    """Milliseconds of many searches."""

    name: str
    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, name: str, seconds: list[float]) -> "Times":
        cuts = statistics.quantiles(seconds, n=100)
        return cls(name, *(round(cuts[n] * 1000, 2) for n in (49, 94, 98)))


@dataclass(frozen=True)
class Measured:
    """What one run came to; memory is the most that the process held, in MB."""

    articles: int
    engine: str
    times: list[Times]
    memory: float


def measure(home: Path, engine: str, shared: Path, *, peers: bool) -> Measured:
    """Measure an archive."""
    opened = open_archive(settings_in(home, ARCHIVE_ENGINE_URL=engine))
    prepare_worker(opened)
    uncached = Searcher(opened.store, opened.engine, opened.words, answers=0)
    for request in real_requests(shared, QUERIES, seed=1):
        uncached.search(request)
    requests = real_requests(shared, QUERIES)
    first = [seconds(partial(uncached.search, request)) for request in requests]
    memory = peak()
    kind = engine.partition(":")[0]
    with tempfile.TemporaryDirectory() as folder:
        others: list[Peer] = []
        if peers:
            others = [Fts5(Path(folder)), *([PEERS[kind](Path(folder))] if kind in PEERS else [])]
        for other in others:
            other.build(map(document, opened.store.articles()))
        again = in_turn(opened, requests, others)
    measured = Measured(
        articles=opened.store.count(),
        engine=kind,
        times=[Times.of(FIRST, first), *(Times.of(name, took) for name, took in again.items())],
        memory=round(memory),
    )
    opened.close()
    return measured


def in_turn(opened: Archive, requests: list[Request], others: list[Peer]) -> dict[str, list[float]]:
    """Seconds of each query, asked by each in turn."""
    uncached = Searcher(opened.store, opened.engine, opened.words, answers=0).search
    search, alone = opened.searcher.search, opened.engine.search
    clauses = [(request, _clause(opened, request)) for request in requests]
    words = [tuple(filter(None, words_of(clause))) for _, clause in clauses]
    asked: dict[str, list[Callable[[], object]]] = {
        AGAIN: [partial(uncached, request) for request in requests],
        KEPT: [partial(search, request) for request in requests],
        ENGINE: [
            partial(alone, SearchRequest(clause, request.filters, facets=FACETS))
            for request, clause in clauses
        ],
        **{other.name: [partial(other.search, some) for some in words if some] for other in others},
    }
    for run in asked[KEPT]:
        run()
    took: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, runs in asked.items():
            took[name] += map(seconds, runs)
    return took


def _clause(opened: Archive, request: Request) -> Clause:
    concepts = Expander(opened.words.lexicon(), opened.engine)
    planned = plan(parse(request.query), concepts)
    return planned.clause()


def seconds(run: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def show(measured: Measured) -> None:
    """Print it for a person."""
    title = f"{measured.articles:,} articles on {measured.engine}, {QUERIES} queries, in ms"
    table = Table("what", "p50", "p95", "p99", title=title)
    for one in measured.times:
        table.add_row(one.name, f"{one.p50:.1f}", f"{one.p95:.1f}", f"{one.p99:.1f}")
    Console().print(table)
    Console().print(f"memory {measured.memory:,.0f} MB")


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("engine", help="as in ARCHIVE_ENGINE_URL")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--peers", action="store_true", help="also ask bare engines")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    measured = measure(asked.home, asked.engine, asked.shared, peers=asked.peers)
    if asked.json:
        print(json.dumps(asdict(measured)))
    else:
        show(measured)


if __name__ == "__main__":
    main()
