"""Batches of changes: the same from several processes as from one, whatever becomes of them."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.article import Article
from index.indexing import catch_up, update
from index.indexing.batches import batches
from tests.index.indexing.archive import WORDS, IndexedArchive, opened


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[IndexedArchive]:
    with opened(tmp_path) as found:
        yield found


def test_several_processes_give_what_one_gives(
    archive: IndexedArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.indexing.batches.MAX_BATCH_CHANGES", 3)
    archive.store.put(Article(f"a{n}", f"{WORDS[n % 8]} {WORDS[n % 5]}-{n}") for n in range(40))
    archive.store.delete([f"a{n}" for n in range(0, 40, 7)])
    alone = list(batches(archive.store.changes(0), 0))
    assert sum(batch.changes for batch in alone) == 40
    assert list(batches(archive.store.changes(0), 2)) == alone


def test_a_dead_worker_costs_nothing(
    archive: IndexedArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.indexing.batches.MAX_BATCH_CHANGES", 3)
    archive.store.put(Article(f"a{n}", "रूस") for n in range(60))
    alone = list(batches(archive.store.changes(0), 0))
    found = batches(archive.store.changes(0), 1)
    first = next(found)
    for task in Path("/proc/self/task").iterdir():
        for pid in (task / "children").read_text().split():
            os.kill(int(pid), signal.SIGKILL)
    assert [first, *found] == alone


def test_more_that_is_new_than_there_was_is_built_anew(
    archive: IndexedArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "_MAX_CATCH_UP_CHANGES", 3)
    archive.store.put([Article("a", "रूस"), Article("b", "न व")])
    catch_up(archive.store, archive.engine)
    (build,) = archive.folder.glob("index/build-*")
    archive.store.put(Article(f"a{n}", "मंत्री") for n in range(3))
    assert catch_up(archive.store, archive.engine) == 3
    assert build.exists()
    archive.store.put(Article(f"b{n}", "मंत्री रूस") for n in range(20))
    assert catch_up(archive.store, archive.engine) == 25
    assert not build.exists()
    archive.assert_in_step()
