"""Serves the site in this process alone, where none can be forked, as on Windows."""

import signal
import socket
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from archive.errors import BadSetting
from archive.settings import Settings
from index.search import disk_left, open_archive
from web.app import create_app
from web.connections import GRACEFUL_SECONDS, Loop
from web.http.limits import check_rate_limit
from web.http.observing import Watch
from web.listening import address_of, listen


def serve(
    host: str,
    port: int,
    threads: int,
    *,
    settings: Settings,
    unix_socket: Path | None = None,
    watch: Watch | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the site until Ctrl-C.

    Args:
        host: A name or an address of this machine; empty for all of them.
        port: 0 takes any that is free.
        threads: Requests that are answered at a time.
        settings: What is opened.
        unix_socket: Cannot be had here.
        watch: What the operator wants to know of the site.
        ready: Called with the site's address once it can be reached.

    Raises:
        BadSetting: A unix socket is wanted, or the rate limit cannot be used.
        CannotListen: The address cannot be served on.
        EngineUnavailable: There is no such engine.
        StoreUnavailable: The database cannot be opened.
    """
    if unix_socket:
        raise BadSetting("--socket needs a system with unix sockets; leave it out here")
    check_rate_limit(settings.rate_limit)
    archive = open_archive(settings)
    try:
        listener = listen(host, port)
        with listener:
            app = create_app(
                archive,
                rate_limit=settings.rate_limit,
                site_url=settings.site_url,
                proxies=settings.proxies,
                robots=settings.robots,
                watch=replace(watch or Watch(), disk_left=partial(disk_left, settings)),
                time_limit=settings.time_limit,
            )
            archive.words.warm()
            _run(Loop(app, listener, threads), listener, ready)
    finally:
        archive.close()


def _run(loop: Loop, listener: socket.socket, ready: Callable[[str], None] | None) -> None:
    ended = False

    def end(*_: object) -> None:
        nonlocal ended
        ended = True
        loop.wake()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    if ready:
        ready(address_of(listener))
    loop.run(lambda: not ended)
    loop.finish(GRACEFUL_SECONDS)
