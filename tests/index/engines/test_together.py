"""Searching and writing at the same time: threads, processes, and processes that are killed."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.engine import Checkpoint, Document, Engine, EngineBusy, Phrase, Term
from tests.index.engines.conftest import Make
from tests.index.engines.corpus import ask, document, fill, found

SIZE = 12


def generation(number: int) -> list[Document]:
    """Twelve documents that tell by a word which generation they are of."""
    return [document(f"d{n}", f"सब g{number} w{n}") for n in range(SIZE)]


def seen(engine: Engine) -> int:
    """The generation of the index, after a look whether it is whole."""
    hits = ask(engine, Term("सब"))
    assert {hit.id for hit in hits.hits} == {f"d{n}" for n in range(SIZE)}
    assert hits.total == SIZE
    checkpoint = engine.checkpoint()
    assert checkpoint is not None
    return checkpoint.seq


@contextmanager
def searching(engine: Engine, threads: int) -> Iterator[list[BaseException]]:
    """So many threads ask one engine all the time; what went wrong in them."""
    ended = threading.Event()
    wrong: list[BaseException] = []

    def work() -> None:
        try:
            while not ended.is_set():
                before = seen(engine)
                assert len(found(engine, Phrase((("सब",), *[tuple(ALL)])))) == SIZE
                assert seen(engine) >= before
                assert found(engine, Term("w3")) == ["d3"]
        except BaseException as error:
            wrong.append(error)
            raise

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    try:
        yield wrong
    finally:
        ended.set()
        for worker in workers:
            worker.join()


ALL = [f"g{number}" for number in range(1000)]


@pytest.mark.parametrize("generations", [8, pytest.param(40, marks=pytest.mark.thorough)])
def test_threads_search_while_another_writes(make: Make, folder: Path, generations: int) -> None:
    engine = make(folder)
    fill(engine, generation(0), seq=0)
    writer = make(folder)
    with searching(engine, threads=8) as wrong:
        for number in range(1, generations):
            if number % 6 == 0:
                fill(writer, generation(number), seq=number)
            else:
                extra = [document(f"gone{number}", "और")]
                writer.apply(
                    [*generation(number), *extra], [f"gone{number - 1}"], checkpoint(number)
                )
    assert wrong == []
    assert seen(engine) == generations - 1


def checkpoint(number: int) -> Checkpoint:
    return Checkpoint("test", number)


@contextmanager
def child(work: Callable[[], None]) -> Iterator[int]:
    """A process of its own; killed if it is still there at the end."""
    process = os.fork()
    if process == 0:
        try:
            work()
        finally:
            os._exit(0)
    try:
        yield process
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def rebuild_for_ever(make: Make, folder: Path, first: int) -> None:
    engine = make(folder)
    for number in range(first, 1000):
        fill(engine, generation(number), seq=number)


def apply_for_ever(make: Make, folder: Path, first: int) -> None:
    engine = make(folder)
    for number in range(first, 1000):
        engine.apply(generation(number), [], checkpoint(number))


@pytest.mark.thorough
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("work", [rebuild_for_ever, apply_for_ever])
def test_a_kill_leaves_the_old_or_the_new_index(
    make: Make,
    folder: Path,
    work: Callable[[Make, Path, int], None],
    is_slow: bool,
    builds: Callable[[], int],
) -> None:
    dice = random.Random(work.__name__)  # noqa: S311  seeded, so that failures come again
    began = time.monotonic()
    fill(make(folder), generation(0), seq=0)
    make(folder).apply(generation(0), [], checkpoint(0))
    # Two commits: an engine that waits longer for the disk is given more time before the kill.
    longest = max(0.11, 3 * (time.monotonic() - began))
    last = 0
    asking = make(folder)
    enough, least = (10, 3) if is_slow else (30, 5)
    for kills in range(5 * enough):
        if kills >= enough and last >= least:
            break
        first = last + 1
        with child(lambda: work(make, folder, first)):  # noqa: B023  called before the loop goes on
            until = time.monotonic() + dice.uniform(0.005, longest)
            while time.monotonic() < until:
                assert seen(asking) >= last
        fresh = make(folder)
        number = seen(fresh)
        assert number >= last
        # A server may finish what it was told before the kill, while it is looked at.
        while len(found(fresh, Term(f"g{number}"))) != SIZE:
            before, number = number, seen(fresh)
            assert number > before
        assert number <= seen(asking) <= seen(fresh)
        # On a machine that other work slows down, the next one gets more time.
        longest *= 1.1 if number == last else 1
        last = number
    assert last >= least
    fill(make(folder), generation(999), seq=999)
    assert builds() == 1


def test_a_second_writer_waits_and_an_impatient_one_says_so(make: Make, folder: Path) -> None:
    fill(make(folder), generation(0), seq=0)
    began = folder.parent / "began"

    def work() -> None:
        with make(folder).rebuild() as writer:
            began.touch()
            writer.add(generation(1))
            time.sleep(0.6)
            writer.finish(checkpoint(1))

    with child(work):
        while not began.exists():
            time.sleep(0.005)
        with pytest.raises(
            EngineBusy, match=r"^another process is writing [^\n]* when it is done$"
        ):
            make(folder, lock_timeout=0.05).apply([], [], checkpoint(2))
        with pytest.raises(EngineBusy):
            fill(make(folder, lock_timeout=0.05), [])
        assert seen(make(folder)) == 0
        make(folder, lock_timeout=10).apply([], ["d0"], checkpoint(2))
    engine = make(folder)
    assert engine.checkpoint() == checkpoint(2)
    assert len(found(engine, Term("g1"))) == SIZE - 1
