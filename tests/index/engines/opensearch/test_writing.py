"""Who may write to a cluster: leases, writers that stood still, what killed rebuilds left."""

import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.engine import Checkpoint, Engine, EngineBusy, EngineError, EngineUnavailable, Term
from index.engines.opensearch.bulk import send
from index.engines.opensearch.lock import WriterLease
from tests.index.engines.conftest import Make, builds_of, index_name
from tests.index.engines.corpus import document, fill, found
from tests.opensearch.cluster import Cluster, administrator

OLD, NEW = [document("d", "पुराना")], [document("d", "नया")]


@pytest.fixture
def make(make_opensearch: Make) -> Make:
    return make_opensearch


def checkpoint(number: int) -> Checkpoint:
    return Checkpoint("test", number)


class Freezer:
    """Writers that begin while it freezes renew nothing: to others they look dead."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self._keep = WriterLease._keep_renewing
        monkeypatch.setattr("index.engines.opensearch.lock.LEASE", 2.0)

    def freeze(self) -> None:
        self._patch.setattr(WriterLease, "_keep_renewing", lambda _: None)

    def thaw(self) -> None:
        self._patch.setattr(WriterLease, "_keep_renewing", self._keep)


@pytest.fixture
def freezer(monkeypatch: pytest.MonkeyPatch) -> Freezer:
    return Freezer(monkeypatch)


def test_a_writer_that_stood_still_changes_nothing(
    make: Make, folder: Path, monkeypatch: pytest.MonkeyPatch, freezer: Freezer
) -> None:
    engine, other = make(folder), make(folder)
    fill(engine, [document("a", "क")], seq=1)

    def stand_still_first(*arguments: Any) -> None:
        monkeypatch.setattr("index.engines.opensearch.bulk.send", send)
        freezer.thaw()
        other.apply(NEW, [], checkpoint(7))
        send(*arguments)

    monkeypatch.setattr("index.engines.opensearch.bulk.send", stand_still_first)
    freezer.freeze()
    with pytest.raises(EngineBusy, match=r"stood still too long; try again when it is done$"):
        engine.apply(OLD, ["a"], checkpoint(5))
    assert (found(other), found(other, Term("नया"))) == (["a", "d"], ["d"])
    assert engine.checkpoint() == checkpoint(7)


def test_what_was_already_on_its_way_changes_nothing_either(
    make: Make, folder: Path, monkeypatch: pytest.MonkeyPatch, freezer: Freezer
) -> None:
    engine, other = make(folder), make(folder)
    fill(engine, [document("a", "क")], seq=1)

    def stand_still_first(*arguments: Any) -> None:
        monkeypatch.setattr("index.engines.opensearch.bulk.send", send)
        freezer.thaw()
        other.apply(NEW, ["a"], checkpoint(7))
        # It does not look whether it still holds the lock, as if its request were under way.
        monkeypatch.setattr(WriterLease, "must_hold", lambda _: None)
        send(*arguments)

    monkeypatch.setattr("index.engines.opensearch.bulk.send", stand_still_first)
    freezer.freeze()
    with pytest.raises(EngineBusy):
        engine.apply([*OLD, document("a", "क")], [], checkpoint(5))
    other.apply([], [], checkpoint(8))
    assert (found(other), found(other, Term("नया"))) == (["d"], ["d"])


def test_a_rebuild_that_stood_still_never_takes_the_place(
    make: Make, folder: Path, opensearch: Cluster, freezer: Freezer
) -> None:
    engine, other = make(folder), make(folder)
    fill(engine, [document("a", "क")], seq=1)
    freezer.freeze()
    with pytest.raises(EngineError), engine.rebuild() as writer:  # noqa: PT012
        freezer.thaw()
        writer.add(OLD)
        fill(other, NEW, seq=7)
        writer.finish(checkpoint(5))
    assert (engine.checkpoint(), found(engine, Term("नया"))) == (checkpoint(7), ["d"])
    fill(other, NEW, seq=8)
    assert len(builds_of(opensearch, index_name(folder))) == 1


def test_a_rebuild_that_is_alive_is_left_alone(
    make: Make, folder: Path, opensearch: Cluster
) -> None:
    engine, other = make(folder), make(folder, lock_timeout=0.1)
    fill(engine, OLD, seq=1)
    with engine.rebuild() as writer:
        writer.add(NEW)
        with pytest.raises(EngineBusy):
            fill(other, [])
        assert len(builds_of(opensearch, index_name(folder))) == 2
        writer.finish(checkpoint(2))
    assert found(other, Term("नया")) == ["d"]
    assert len(builds_of(opensearch, index_name(folder))) == 1


def test_leftovers_go_and_what_only_looks_like_them_stays(
    make: Make, folder: Path, opensearch: Cluster
) -> None:
    name = index_name(folder)
    engine = make(folder)
    fill(engine, OLD)
    with closing(administrator(opensearch)) as client:
        for other in (f"{name}-1700000000000", f"{name}-mine", f"{name}-17"):
            client.indices.create(index=other)
    fill(engine, NEW)
    left = builds_of(opensearch, name)
    assert {f"{name}-mine", f"{name}-17"} < left
    assert f"{name}-1700000000000" not in left
    assert len(left) == 3


def test_two_writers_at_once_lose_nothing(make: Make, folder: Path) -> None:
    fill(make(folder), [], seq=0)
    wrong: list[BaseException] = []

    def work(first: int) -> None:
        engine = make(folder)
        try:
            for number in range(first, 20, 2):
                # What is newer already holds this too, as the store's feed has it.
                every = [document(f"d{n}", f"w{n}") for n in range(number + 1)]
                engine.apply(every, [], checkpoint(number))
        except EngineError as error:
            wrong.append(error)

    workers = [threading.Thread(target=work, args=(first,)) for first in (0, 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert wrong == []
    assert make(folder).checkpoint() == checkpoint(19)
    assert sorted(found(make(folder))) == sorted(f"d{n}" for n in range(20))


def test_a_lock_whose_index_was_deleted_still_counts_on(
    make: Make, folder: Path, opensearch: Cluster
) -> None:
    engine = make(folder)
    fill(engine, OLD, seq=1)
    engine.apply(OLD, [], checkpoint(2))
    with closing(administrator(opensearch)) as client:
        client.indices.delete(index=f"{index_name(folder)}-writer")
    engine.apply(NEW, [], checkpoint(3))
    assert found(engine, Term("नया")) == ["d"]


def test_a_long_rebuild_keeps_its_lock(
    make: Make, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.engines.opensearch.lock.LEASE", 2.0)
    engine, other = make(folder), make(folder, lock_timeout=4)
    with engine.rebuild() as writer:
        with pytest.raises(EngineBusy):
            fill(other, NEW)
        writer.add(OLD)
        writer.finish(checkpoint(1))
    assert found(engine) == ["d"]


def test_an_index_of_another_kind_is_not_overwritten(
    engine: Engine, folder: Path, opensearch: Cluster
) -> None:
    name = index_name(folder)
    with closing(administrator(opensearch)) as client:
        client.indices.create(index=name)
        try:
            assert engine.checkpoint() is None
            with pytest.raises(EngineUnavailable, match="choose another name in ARCHIVE_ENGINE_U"):
                fill(engine, OLD)
            assert client.indices.exists(index=name)
        finally:
            client.indices.delete(index=name)
