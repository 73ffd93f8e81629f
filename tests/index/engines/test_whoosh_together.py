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

from index.engine import Document, EngineBusy, Phrase, Stamp, Term
from index.engines.whoosh import WhooshEngine
from tests.index.engines.corpus import ask, document, fill, found

SIZE = 12


def generation(number: int) -> list[Document]:
    """Twelve documents that tell by a word which generation they are of."""
    return [document(f"d{n}", f"सब g{number} w{n}") for n in range(SIZE)]


def seen(engine: WhooshEngine) -> int:
    """The generation of the index, after a look whether it is whole."""
    hits = ask(engine, Term("सब"))
    assert {hit.id for hit in hits.hits} == {f"d{n}" for n in range(SIZE)}
    assert hits.total == SIZE
    stamp = engine.stamp()
    assert stamp is not None
    return stamp.seq


@contextmanager
def searching(engine: WhooshEngine, threads: int) -> Iterator[list[BaseException]]:
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


def test_threads_search_while_another_writes(folder: Path) -> None:
    engine = WhooshEngine(folder)
    fill(engine, generation(0), seq=0)
    writer = WhooshEngine(folder)
    with searching(engine, threads=8) as wrong:
        for number in range(1, 25):
            if number % 6 == 0:
                fill(writer, generation(number), seq=number)
            else:
                extra = [document(f"gone{number}", "और")]
                writer.apply([*generation(number), *extra], [f"gone{number - 1}"], stamp(number))
    assert wrong == []
    assert seen(engine) == 24


def stamp(number: int) -> Stamp:
    return Stamp("test", number)


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


def rebuild_for_ever(folder: Path, first: int) -> None:
    engine = WhooshEngine(folder)
    for number in range(first, 1000):
        fill(engine, generation(number), seq=number)


def apply_for_ever(folder: Path, first: int) -> None:
    engine = WhooshEngine(folder)
    for number in range(first, 1000):
        engine.apply(generation(number), [], stamp(number))


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("work", [rebuild_for_ever, apply_for_ever])
def test_a_kill_leaves_the_old_or_the_new_index(
    folder: Path, work: Callable[[Path, int], None]
) -> None:
    dice = random.Random(work.__name__)  # noqa: S311  seeded, so that failures come again
    fill(WhooshEngine(folder), generation(0), seq=0)
    last = 0
    asking = WhooshEngine(folder)
    for _ in range(30):
        first = last + 1
        with child(lambda: work(folder, first)):  # noqa: B023  called before the loop goes on
            until = time.monotonic() + dice.uniform(0.005, 0.11)
            while time.monotonic() < until:
                assert seen(asking) >= last
        fresh = WhooshEngine(folder)
        number = seen(fresh)
        assert number >= last
        assert len(found(fresh, Term(f"g{number}"))) == SIZE
        assert seen(asking) == number
        last = number
    assert last >= 5
    fill(WhooshEngine(folder), generation(999), seq=999)
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


def test_a_second_writer_waits_and_an_impatient_one_says_so(folder: Path) -> None:
    fill(WhooshEngine(folder), generation(0), seq=0)
    began = folder.parent / "began"

    def work() -> None:
        with WhooshEngine(folder).rebuild() as writer:
            began.touch()
            writer.add(generation(1))
            time.sleep(0.6)
            writer.finish(stamp(1))

    with child(work):
        while not began.exists():
            time.sleep(0.005)
        with pytest.raises(
            EngineBusy, match=r"^another process is writing [^\n]* when it is done$"
        ):
            WhooshEngine(folder, patience=0.05).apply([], [], stamp(2))
        with pytest.raises(EngineBusy):
            fill(WhooshEngine(folder, patience=0.05), [])
        assert seen(WhooshEngine(folder)) == 0
        WhooshEngine(folder, patience=10).apply([], ["d0"], stamp(2))
    engine = WhooshEngine(folder)
    assert engine.stamp() == stamp(2)
    assert len(found(engine, Term("g1"))) == SIZE - 1


def test_segments_never_share_a_name(folder: Path) -> None:
    engine = WhooshEngine(folder)
    fill(engine, [])
    # Whoosh names its files by `random`, which any program may seed.
    for name in "abc":
        random.seed(1)
        engine.apply([document(name, "क")], [], stamp(1))
    assert found(engine, Term("क")) == ["a", "b", "c"]
