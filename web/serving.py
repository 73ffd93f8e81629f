"""Serves the site with gunicorn: this process and its workers, until Ctrl-C.

Nothing that was opened before the fork is used after it: a database connection that two processes
share breaks both.
"""

import ctypes
import gc
import logging
import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from archive.errors import ArchiveError
from archive.settings import Settings
from index.search import Archive, disk_left, load_tables, open_archive
from web.app import create_app
from web.connections import GRACEFUL_SECONDS
from web.http.limits import check_rate_limit
from web.http.observing import Watch
from web.http.shared_storage import Counters
from web.listening import address_of, listen, listen_unix
from web.worker import Worker

_M_ARENA_MAX = -8
"""glibc's number for how many heaps there may be."""

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  only folders of our own are made there


class CannotCount(ArchiveError):
    """There is no room to count requests in."""


def serve(
    host: str,
    port: int,
    workers: int,
    threads: int,
    *,
    settings: Settings,
    unix_socket: Path | None = None,
    watch: Watch | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the site; ends with ``SystemExit``, status 0 after Ctrl-C.

    Args:
        host: A name or an address of this machine; empty for all of them.
        port: 0 takes any that is free.
        workers: Processes.
        threads: Requests that each process answers at a time.
        settings: What each worker opens for itself.
        unix_socket: A socket to serve on instead of host and port; one left behind is replaced.
        watch: What the operator wants to know of the site; where to count is added.
        ready: Called with the site's address once it can be reached.

    Raises:
        CannotListen: The address cannot be served on.
        BadSetting: The rate limit cannot be used.
        StoreUnavailable: The database cannot be opened.
        EngineUnavailable: There is no such engine.
    """
    check_rate_limit(settings.rate_limit)
    # What cannot be opened is an error here, in one line, instead of a traceback of each worker.
    open_archive(settings).close()
    # All that is only read is loaded once, for the workers to share.
    load_tables()
    listener = listen_unix(unix_socket) if unix_socket else listen(host, port)
    address = f"unix:{unix_socket}" if unix_socket else address_of(listener)
    with _at_the_end(partial(_remove, unix_socket)), _shared_counts() as counts:
        watched = replace(watch or Watch(), counts=counts, disk_left=partial(disk_left, settings))
        _run(listener, address, workers, threads, settings=settings, watch=watched, ready=ready)


def _run(
    listener: socket.socket,
    address: str,
    workers: int,
    threads: int,
    *,
    settings: Settings,
    watch: Watch,
    ready: Callable[[str], None] | None,
) -> None:
    def when_ready(_: object) -> None:
        # A terminal sends Ctrl-C to all processes. gunicorn's quick shutdown raises SystemExit
        # anywhere in a worker, and may print it; its graceful one lets running requests finish.
        signal.signal(signal.SIGINT, lambda *_: signal.raise_signal(signal.SIGTERM))
        if ready:
            ready(address)

    counters = Counters()
    gc.collect()
    _give_back_memory()
    # A collection writes into what it looks at, and what is written is shared no longer.
    gc.freeze()

    def make_app() -> Flask:
        # In a worker: its parent decides when it ends.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        archive = open_archive(settings, make=False)
        app = create_app(
            archive,
            rate_limit=settings.rate_limit,
            counters=counters,
            site_url=settings.site_url,
            proxies=settings.proxies,
            robots=settings.robots,
            watch=watch,
            time_limit=settings.time_limit,
        )
        prepare_worker(archive)
        return app

    _Server(
        make_app,
        {
            "bind": f"fd://{listener.detach()}",
            "workers": workers,
            "threads": threads,
            "worker_class": Worker,
            "logger_class": _Log,
            "child_exit": lambda _server, worker: _forget(worker.pid),
            "control_socket_disable": True,
            "when_ready": when_ready,
            "graceful_timeout": GRACEFUL_SECONDS,
        },
    ).run()


def prepare_worker(archive: Archive) -> None:
    """Warm the caches of a process that will serve, and tune its garbage collection.

    What is loaded by then is never collected, and the rest seldom: a full collection would stop
    every request for 0.1 s.
    """
    archive.words.warm()
    archive.editions.keep_ready()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


class _Log(Logger):  # type: ignore[misc]
    """gunicorn's log as a part of ours: the same lines in the same place."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self._access_log_enabled = False
        self.error_log.propagate = True
        # At Ctrl-C a worker may end before its parent expects it, which is only a warning.
        verbose = logging.getLogger("web").isEnabledFor(logging.INFO)
        self.error_log.setLevel(logging.NOTSET if verbose else logging.ERROR)


def _remove(unix_socket: Path | None) -> None:
    if unix_socket:
        with suppress(OSError):
            unix_socket.unlink()


@contextmanager
def _shared_counts() -> Iterator[Path]:
    """A folder where all processes count, for /metrics.

    Raises:
        CannotCount: No folder can be made.
    """
    in_memory = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None
    try:
        folder = tempfile.mkdtemp(prefix="abhilekh-", dir=in_memory)
    except OSError as error:
        raise CannotCount(
            f"no folder for temporary files can be made ({error.strerror or error}); "
            "free some space in /tmp, or name a folder in TMPDIR"
        ) from error
    with _at_the_end(partial(shutil.rmtree, folder, ignore_errors=True)):
        # The library knows no other way to be told; it is not loaded yet.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield Path(folder)


@contextmanager
def _at_the_end(tidy: Callable[[], None]) -> Iterator[None]:
    """Tidy up when this process leaves the block, not when a worker does.

    A worker is forked inside the block, and gunicorn ends it with ``SystemExit``: it leaves the
    block too, while others still answer.
    """
    owner = os.getpid()
    try:
        yield
    finally:
        if os.getpid() == owner:
            tidy()


def _forget(pid: int) -> None:
    # What it counted stays; the library forgets what only a living process has.
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415  see above

    mark_process_dead(pid)  # type: ignore[no-untyped-call]


def _give_back_memory() -> None:
    """Return what loading freed, and let the threads to come take from what others freed.

    glibc keeps the one, and gives each thread a heap of its own; other systems' libraries differ.
    """
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt") and hasattr(library, "malloc_trim"):
        library.mallopt(_M_ARENA_MAX, 1)
        library.malloc_trim(0)


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with settings from here alone, none from a command line or a file."""

    def __init__(self, make: Callable[[], Flask], options: dict[str, object]) -> None:
        self._make = make
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._make()
