"""A cluster of one's own that is treated badly: it is busy, then a node of it is killed."""

import fcntl
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from index.engine import Checkpoint, Engine, EngineUnavailable, Term
from index.engines import open_engine
from tests.index.engines.corpus import ask, document, fill, found
from tests.opensearch.cluster import Cluster, administrator
from tests.opensearch.starting import common_folder, opensearch_cluster

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def shared_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with opensearch_cluster(common_folder(tmp_path_factory) / "own") as running:
        yield running


@pytest.fixture
def cluster(shared_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One worker at a time, since what one test does to the cluster would trouble another."""
    with (common_folder(tmp_path_factory) / "own" / "alone").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        yield shared_cluster


@contextmanager
def busy(cluster: Cluster) -> Iterator[None]:
    """What is more than a few kilobytes is turned away with status 429."""
    limit = "network.breaker.inflight_requests.limit"
    with closing(administrator(cluster)) as client:
        client.cluster.put_settings(body={"transient": {limit: "20kb"}})
        try:
            yield
        finally:
            client.cluster.put_settings(body={"transient": {limit: None}})


def test_a_busy_cluster_is_waited_for(cluster: Cluster) -> None:
    documents = [document(f"d{n}", "क " * 60) for n in range(300)]
    with closing(open_engine(cluster.url("busy"))) as engine:
        fill(engine, [])
        applying = threading.Thread(
            target=engine.apply, args=(documents, [], Checkpoint("test", 2))
        )
        with busy(cluster):
            applying.start()
            applying.join(timeout=2)
            assert applying.is_alive()
            assert found(engine) == []
        applying.join(timeout=60)
        assert ask(engine).total == len(documents)
        assert engine.checkpoint() == Checkpoint("test", 2)


def test_a_cluster_that_stays_busy_is_told_of(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.engines.opensearch.bulk._RETRY_SECONDS", 0.2)
    with closing(open_engine(cluster.url("busy"))) as engine:
        fill(engine, [])
        documents = [document(f"d{n}", "क " * 60) for n in range(300)]
        with (
            busy(cluster),
            pytest.raises(EngineUnavailable, match=r"has too much to do; try again later$"),
        ):
            engine.apply(documents, [], Checkpoint("test", 2))
        assert (found(engine), engine.checkpoint()) == ([], Checkpoint("test", 1))


class Load:
    """One writer and four readers that never stop; what went wrong, and what they did."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.wrong: list[BaseException] = []
        self.written = 0
        self.answered = 0
        self.slowest = 0.0
        self._ended = threading.Event()

    @contextmanager
    def running(self) -> Iterator[None]:
        threads = [threading.Thread(target=self._work, args=(self._write,))]
        threads += [threading.Thread(target=self._work, args=(self._read,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._ended.set()
            for thread in threads:
                thread.join()

    def _work(self, work: Callable[[Engine], None]) -> None:
        try:
            with closing(open_engine(self.url)) as engine:
                while not self._ended.is_set():
                    work(engine)
        except BaseException as error:  # noqa: BLE001  whatever it is, the test is to see it
            self.wrong.append(error)

    def _write(self, engine: Engine) -> None:
        number = self.written + 1
        batch = [document(f"d{number}-{n}", f"सब w{number}") for n in range(20)]
        engine.apply(batch, [f"d{number - 5}-0"], Checkpoint("test", number))
        self.written = number

    def _read(self, engine: Engine) -> None:
        before, began = self.written, time.monotonic()
        hits = ask(engine, Term("सब"))
        self.slowest = max(self.slowest, time.monotonic() - began)
        assert hits.total >= 19 * before
        self.answered += 1


def test_a_killed_node_loses_nothing_and_searches_are_answered(
    cluster: Cluster,
) -> None:
    load = Load(cluster.url("killed"))
    with closing(open_engine(load.url)) as engine:
        fill(engine, [], seq=0)
        with load.running():
            _wait(lambda: load.written >= 5)
            victim = cluster.processes[_primary(cluster, "killed")]
            before = load.answered, load.written
            os.kill(victim, signal.SIGKILL)
            _wait(lambda: load.written >= before[1] + 10 and load.answered > before[0] + 50)
        assert load.wrong == []
        last = load.written
        gone = {f"d{number - 5}-0" for number in range(1, last + 1)}
        every = {f"d{number}-{n}" for number in range(1, last + 1) for n in range(20)}
        hits = ask(engine, Term("सब"), limit=len(every) + 1)
        assert {hit.id for hit in hits.hits} == every - gone
        assert engine.checkpoint() == Checkpoint("test", last)
    print(f"the slowest of {load.answered} searches took {load.slowest:.1f} s")


def _primary(cluster: Cluster, index: str) -> int:
    """Which node holds the copy that is written first."""
    with closing(administrator(cluster)) as client:
        shards = client.cat.shards(index=index, format="json", h="prirep,node")
    return next(
        int(shard["node"].removeprefix("node")) for shard in shards if shard["prirep"] == "p"
    )


def _wait(until: Callable[[], bool], seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.05)
