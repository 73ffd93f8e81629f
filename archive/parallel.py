"""An ordered map over processes: the results of many jobs, in order, computed on all cores.

A worker is a new interpreter that serves jobs over a socket. It needs no importable ``__main__``
and ends as soon as the other end of the socket closes, whatever the reason. The jobs of a worker
that dies (killed, out of memory) are done in this process. Nothing here knows about articles.

Why not ``concurrent.futures.ProcessPoolExecutor``: it waits for ever if a worker is killed while
it sends a large result (tried with Python 3.11, 3.12 and 3.13; a test here does the same), and in
3.11 also if cancelled jobs are queued when a worker dies. Import and index of 30,000 articles also
took 10% more processor time with it (54 s, not 49 s) and 17% more memory (278 MB, not 238 MB).
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
from typing import Any, Generic, TypeVar

Context = TypeVar("Context")
Argument = TypeVar("Argument")
Result = TypeVar("Result")

FEW_JOBS = 8
"""So many jobs are done in this process: to start a worker takes as long as they do."""

_MAX_WORKERS = 8
"""More would only wait for this process, which prepares the jobs and takes the results."""

_JOBS_AHEAD = 2
"""Jobs submitted for each process, so that none is idle while results are taken."""

_M_MMAP_THRESHOLD = -3
_LARGE_BLOCK = 256 * 1024

_WORKER_PROGRAM = (
    "import sys; sys.path[:0] = sys.argv[3:]; "
    "from archive.parallel import serve_jobs; serve_jobs(int(sys.argv[1]), int(sys.argv[2]))"
)
_ROOT = str(Path(__file__).resolve().parents[1])
_log = logging.getLogger(__name__)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered_map(
    function: Callable[[Argument], Result],
    jobs: Iterable[tuple[Context, Argument]],
    workers: int | None = None,
    *,
    is_slow: Callable[[Argument], bool] | None = None,
) -> Generator[tuple[Context, Result]]:
    """The function's result for each job, in the order of the jobs.

    Close the generator if you do not read it to its end: that ends the workers at once.

    Args:
        function: A function that a worker can import, from the top level of a module.
        jobs: Pairs of a context and an argument. The context is handed back beside the result;
            only the argument is sent to a worker. Few jobs are taken before they are needed.
        workers: How many processes beside this one, which works too; by default one for each
            other core.
        is_slow: Whether a job takes so long that a worker is worth starting for a single one.

    Raises:
        Exception: Whatever the function or the iterable of jobs raises.
    """
    jobs = iter(jobs)
    first = list(islice(jobs, FEW_JOBS + 1))
    few = len(first) <= FEW_JOBS and not (
        is_slow and len(first) > 1 and any(is_slow(argument) for _, argument in first)
    )
    jobs = chain(first, jobs)
    if not hasattr(os, "pread"):
        workers = 0
    if workers is None:
        workers = min(cores() - 1, _MAX_WORKERS)
    if few or not workers:
        for context, argument in jobs:
            yield context, function(argument)
        return
    thresholds = gc.get_threshold()
    _tune_memory()
    pool = _Pool(workers)
    pending: deque[_Job[Context, Argument, Result]] = deque()
    try:
        for context, argument in jobs:
            pending.append(_Job(context, argument, pool.submit(function, argument)))
            if len(pending) > _JOBS_AHEAD * (workers + 1):
                yield _next_result(function, pending)
        while pending:
            yield _next_result(function, pending)
    finally:
        pool.close()
        gc.set_threshold(*thresholds)


def serve_jobs(socket: int, exchange: int) -> None:
    """The whole life of a worker: serves jobs until the other end of the socket closes.

    Args:
        socket: File descriptor of the connection that says how long the next message is.
        exchange: File descriptor of the file in which the messages themselves are.
    """
    _tune_memory()
    with Connection(socket) as connection, suppress(EOFError, ConnectionError):
        while True:
            function, argument = _receive(connection, exchange)
            _send(connection, exchange, function(argument))


def _tune_memory() -> None:
    """Return freed memory early, and look for garbage cycles seldom."""
    # glibc keeps freed blocks of the size of jobs and results for later, and they add up; mapped
    # ones go back at once. Another C library has no such call.
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE_BLOCK)
    # Jobs make many objects and no cycles: 5% less time.
    gc.set_threshold(50_000, 20, 100)


@dataclass(slots=True)
class _Job(Generic[Context, Argument, Result]):
    context: Context
    argument: Argument
    future: Future[Result]


def _next_result(
    function: Callable[[Argument], Result], pending: deque[_Job[Context, Argument, Result]]
) -> tuple[Context, Result]:
    """The oldest job's result; while a worker is busy with it, the newest jobs are done here."""
    oldest = pending.popleft()
    while not oldest.future.done():
        newest = next((job for job in reversed(pending) if job.future.cancel()), None)
        if newest is None:
            break
        newest.future = Future()
        newest.future.set_result(function(newest.argument))
    return oldest.context, oldest.future.result()


class _Pool:
    """Workers, and for each a thread that waits for its results."""

    def __init__(self, number: int) -> None:
        self._closing = False
        self._workers = [_Worker() for _ in range(number)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(number, "waits-for-worker")

    def submit(self, function: Callable[[Argument], Result], argument: Argument) -> Future[Result]:
        return self._threads.submit(self._run, function, argument)

    def close(self) -> None:
        """Kill the workers, whatever they are doing, and wait for their end."""
        self._closing = True
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.close()

    def _run(self, function: Callable[[Argument], Result], argument: Argument) -> Result:
        worker = self._idle.get()
        try:
            result: Result = worker.run(function, argument)
        except (OSError, EOFError):
            if self._closing:
                raise
            if not worker.reported_dead:
                worker.reported_dead = True
                _log.warning("a worker process has died; its jobs are done in this process")
            # If it was the job itself that ended the worker, it fails here again, and says why.
            return function(argument)
        finally:
            self._idle.put(worker)
        return result


class _Worker:
    """One process, with the socket and the exchange file through which it gets its jobs."""

    def __init__(self) -> None:
        self.reported_dead = False
        self._exchange = tempfile.TemporaryFile()  # noqa: SIM115  closed by close
        self._connection, other_end = Pipe()
        with other_end:
            handles = other_end.fileno(), self._exchange.fileno()
            self._process = subprocess.Popen(  # noqa: S603  this same interpreter
                [sys.executable, "-P", "-c", _WORKER_PROGRAM, *map(str, handles), _ROOT],
                pass_fds=handles,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                process_group=0,  # Ctrl-C in the terminal interrupts the parent only.
            )

    def run(self, function: Callable[[Argument], Result], argument: Argument) -> Result:
        """The function's result, computed by the worker.

        Raises:
            OSError, EOFError: The worker is dead.
        """
        exchange = self._exchange.fileno()
        _send(self._connection, exchange, (function, argument))
        result: Result = _receive(self._connection, exchange)
        return result

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        self._process.wait()
        self._connection.close()
        self._exchange.close()


def _send(connection: Connection, exchange: int, message: object) -> None:
    """Write a message to the exchange file, and its length to the connection.

    A megabyte through a socket would go in many small pieces, and each waits for Python's lock.
    """
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    rest = memoryview(data)
    while rest:
        rest = rest[os.pwrite(exchange, rest, len(data) - len(rest)) :]
    connection.send(len(data))


def _receive(connection: Connection, exchange: int) -> Any:
    return pickle.loads(os.pread(exchange, connection.recv(), 0))  # noqa: S301  our own process
