"""Serves the site with gunicorn: this process and its workers, until Ctrl-C.

Nothing that was opened before the fork is used after it: a database connection that two processes
share breaks both.
"""

import errno
import gc
import signal
import socket
from collections.abc import Callable

from flask import Flask
from gunicorn.app.base import BaseApplication

from archive.errors import ArchiveError
from archive.settings import Settings
from index.search import Archive, load_tables, open_archive
from web.app import create_app
from web.http.limits import check_rate_limit
from web.http.shared_storage import Counters
from web.worker import Worker

GRACEFUL_SECONDS = 5
"""Time that running requests get to finish after Ctrl-C."""
MAX_PORT = 65535

CURE = "choose another port: PORT=8001 make demo, or manage.py serve --port 8001"
REASONS = {
    errno.EADDRINUSE: "the port is taken",
    errno.EACCES: "this port is only for the system's own services",
    errno.EADDRNOTAVAIL: "this machine does not have that address",
}


class CannotListen(ArchiveError):
    """The address to serve on is taken, forbidden, or not this machine's."""


def serve(
    host: str,
    port: int,
    workers: int,
    threads: int,
    *,
    settings: Settings,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the site; ends with ``SystemExit``, status 0 after Ctrl-C.

    Args:
        host: A name or an address of this machine; empty for all of them.
        port: 0 takes any that is free.
        workers: Processes.
        threads: Requests that each process answers at a time.
        settings: What each worker opens for itself.
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
    listener = _listen(host, port)
    address = _address(listener)

    def when_ready(_: object) -> None:
        # A terminal sends Ctrl-C to all processes. gunicorn's quick shutdown raises SystemExit
        # anywhere in a worker, and may print it; its graceful one lets running requests finish.
        signal.signal(signal.SIGINT, lambda *_: signal.raise_signal(signal.SIGTERM))
        if ready:
            ready(address)

    counters = Counters()
    gc.collect()
    # A collection writes into what it looks at, and what is written is shared no longer.
    gc.freeze()

    def make_app() -> Flask:
        # In a worker: its parent decides when it ends.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        archive = open_archive(settings)
        app = create_app(
            archive,
            rate_limit=settings.rate_limit,
            counters=counters,
            site_url=settings.site_url,
            proxies=settings.proxies,
            robots=settings.robots,
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
            # At Ctrl-C a worker may end before its parent expects it, which is only a warning.
            "loglevel": "error",
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
    gc.set_threshold(10_000, 20, 50)


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


def _listen(host: str, port: int) -> socket.socket:
    # getaddrinfo would take a number that is too large modulo 65536.
    if not 0 <= port <= MAX_PORT:
        raise CannotListen(f"cannot serve on {host}:{port}: there is no such port; {CURE}")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise CannotListen(f"cannot serve on {host}:{port}: no such address; {CURE}") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Two sockets may be bound to one port; only one may listen.
        listener.listen()
    except OSError as error:
        listener.close()
        reason = REASONS.get(error.errno or 0) or error.strerror
        raise CannotListen(f"cannot serve on {host}:{port}: {reason}; {CURE}") from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
