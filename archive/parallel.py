"""Work on many articles, spread over the processor's cores; a few are done where they are.

A worker is a fresh interpreter at the end of a socket: it shares nothing, needs no module named
``__main__``, and ends when the other end of its socket does, however that came about. One that
dies, killed or out of memory, fails nothing: its work is done here. It knows nothing of articles.
"""

import ctypes
import gc
import logging
import os
import pickle
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from queue import SimpleQueue
from typing import Generic, TypeVar

Context = TypeVar("Context")
Argument = TypeVar("Argument")
Result = TypeVar("Result")

FEW = 8
"""Jobs that are not worth a process: to start one takes as long as they do."""

_MOST = 8
"""More workers than that only wait for the one process that they work for."""

_AHEAD = 2
"""Jobs given out for each that works, so that none waits while results are taken."""

_M_MMAP_THRESHOLD = -3
_LARGE = 256 * 1024

_PROGRAM = (
    "import sys; sys.path[:0] = sys.argv[3:]; "
    "from archive.parallel import work; work(int(sys.argv[1]), int(sys.argv[2]))"
)
_log = logging.getLogger(__name__)
_ROOT = str(Path(__file__).resolve().parents[1])


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    function: Callable[[Argument], Result],
    jobs: Iterable[tuple[Context, Argument]],
    workers: int | None = None,
) -> Generator[tuple[Context, Result]]:
    """The function's result for each job, in their order, whoever did it.

    Close the iterator if it is not read to its end: the workers end with it.

    Args:
        function: One of a module's own, which others can import.
        jobs: Each with whatever is wanted beside its result; only the argument goes to a worker.
        workers: How many beside this process, which works too; one for each other core if not
            said.
    """
    rest = iter(jobs)
    first = list(islice(rest, FEW + 1))
    if workers is None:
        workers = min(cores() - 1, _MOST)
    if len(first) <= FEW or not workers:
        for context, argument in chain(first, rest):
            yield context, function(argument)
        return
    _give_memory_back()
    collecting = gc.get_threshold()
    _collect_seldom()
    pool = _Pool(workers)
    waiting: deque[_Job[Context, Argument, Result]] = deque()
    try:
        for context, argument in chain(first, rest):
            waiting.append(_Job(context, argument, pool.submit(function, argument)))
            if len(waiting) > _AHEAD * (workers + 1):
                yield _oldest(function, waiting)
        while waiting:
            yield _oldest(function, waiting)
    finally:
        pool.close()
        gc.set_threshold(*collecting)


def work(giver: int, desk: int) -> None:
    """What a worker does until nobody is at the other end any more."""
    _give_memory_back()
    _collect_seldom()
    with Connection(giver) as told, suppress(EOFError, ConnectionError):
        while True:
            function, argument = pickle.loads(os.pread(desk, told.recv(), 0))  # noqa: S301  our own
            told.send(_lay(desk, function(argument)))


def _give_memory_back() -> None:
    """Have glibc return each large piece at once: jobs are such, and what it keeps adds up."""
    with suppress(AttributeError, OSError):  # another C library has no such call
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)


def _collect_seldom() -> None:
    """Have Python look for cycles seldom: jobs make many things and no cycles. It saves 5%."""
    gc.set_threshold(50_000, 20, 100)


@dataclass(slots=True)
class _Job(Generic[Context, Argument, Result]):
    context: Context
    argument: Argument
    future: Future[Result]


def _oldest(
    function: Callable[[Argument], Result], waiting: deque[_Job[Context, Argument, Result]]
) -> tuple[Context, Result]:
    """The oldest job, done; while a worker is at it, the newest ones are done here."""
    oldest = waiting.popleft()
    while not oldest.future.done():
        spare = next((job for job in reversed(waiting) if job.future.cancel()), None)
        if spare is None:
            break
        spare.future = Future()
        spare.future.set_result(function(spare.argument))
    return oldest.context, oldest.future.result()


def _lay(desk: int, thing: object) -> int:
    """Put a thing on the desk, a file that two processes have open; how many bytes it takes.

    Through a socket it would go in many small pieces, each of which waits for Python's lock.
    """
    data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    left = memoryview(data)
    while left:
        left = left[os.pwrite(desk, left, len(data) - len(left)) :]
    return len(data)


class _Pool:
    """Workers, and a thread for each that waits for it."""

    def __init__(self, number: int) -> None:
        self._closing = False
        self._workers = [_Worker() for _ in range(number)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(number, "waits-for-worker")

    def submit(self, function: Callable[[Argument], Result], argument: Argument) -> Future[Result]:
        return self._threads.submit(self._ask, function, argument)

    def close(self) -> None:
        """End the workers, whatever they are at."""
        self._closing = True
        for worker in self._workers:
            worker.end()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.forget()

    def _ask(self, function: Callable[[Argument], Result], argument: Argument) -> Result:
        worker = self._idle.get()
        try:
            answer: Result = worker.ask(function, argument)
        except (OSError, EOFError):
            if self._closing:
                raise
            if worker.lost():
                _log.warning("a worker process has died; its work is done in this one")
            # If it was the work itself that ended the worker, it fails here again, and says why.
            return function(argument)
        finally:
            self._idle.put(worker)
        return answer


class _Worker:
    """One process, the socket through which it is told, and the file through which it is given."""

    def __init__(self) -> None:
        self._known_lost = False
        self._desk = tempfile.TemporaryFile()  # noqa: SIM115  closed by forget
        self._told, its_end = Pipe()
        with its_end:
            handles = its_end.fileno(), self._desk.fileno()
            self._process = subprocess.Popen(  # noqa: S603  this same interpreter
                [sys.executable, "-P", "-c", _PROGRAM, *map(str, handles), _ROOT],
                pass_fds=handles,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # Ctrl-C is for the one that gives out the work.
                process_group=0,
            )

    def ask(self, function: Callable[[Argument], Result], argument: Argument) -> Result:
        desk = self._desk.fileno()
        self._told.send(_lay(desk, (function, argument)))
        answer: Result = pickle.loads(os.pread(desk, self._told.recv(), 0))  # noqa: S301  our own
        return answer

    def lost(self) -> bool:
        """Whether this is news."""
        news, self._known_lost = not self._known_lost, True
        return news

    def end(self) -> None:
        self._process.kill()

    def forget(self) -> None:
        self._process.wait()
        self._told.close()
        self._desk.close()
