"""Searches are counted by all processes together, in memory that does not grow."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from web.http import shared_storage
from web.http.shared_storage import Counters, CountersStorage

# Python 3.12 and later warn of threads, of which the other process here needs none.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


@contextmanager
def child(work: Callable[[], object]) -> Iterator[int]:
    """Another process that works, and is gone afterwards."""
    if (pid := os.fork()) == 0:
        try:
            work()
        finally:
            os._exit(0)
    try:
        yield pid
    finally:
        os.waitpid(pid, 0)


@pytest.fixture
def storage() -> CountersStorage:
    return CountersStorage(counters=Counters())


def test_a_count_goes_up_and_ends(storage: CountersStorage) -> None:
    assert storage.get("a") == 0
    assert [storage.incr("a", 1) for _ in range(3)] == [1, 2, 3]
    assert storage.incr("b", 100, 5) == 5
    assert 0 < storage.get_expiry("a") - time.time() <= 1
    time.sleep(storage.get_expiry("a") - time.time() + 0.01)
    assert storage.get("a") == 0
    assert storage.incr("a", 1) == 1
    assert storage.get("b") == 5
    storage.clear("b")
    assert storage.get("b") == 0
    storage.reset()
    assert storage.get("a") == 0


def test_processes_count_together_and_lose_nothing(storage: CountersStorage) -> None:
    def work() -> None:
        for _ in range(2000):
            storage.incr("reader", 100)

    with child(work), child(work):
        work()
    assert storage.get("reader") == 6000


def test_a_kill_leaves_no_lock_behind(storage: CountersStorage) -> None:
    def work() -> None:
        while True:
            storage.incr("reader", 100)

    for _ in range(20):
        with child(work) as pid:
            time.sleep(0.01)
            os.kill(pid, signal.SIGKILL)
        before = storage.get("reader")
        assert storage.incr("reader", 100) == before + 1


def test_more_addresses_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shared_storage, "_SLOTS", 64)
    storage = CountersStorage(counters=Counters())
    for number in range(1000):
        assert storage.incr(f"{number}", 100) == 1
    storage.incr("last", 200)
    assert storage.get("last") == 1
    assert 0 < sum(storage.get(f"{number}") for number in range(1000)) <= 64
