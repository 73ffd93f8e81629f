"""Serves an application over connections that may be slow, with a deadline for whatever they owe.

waitress takes requests in and sends answers out on one thread, and other threads compute only what
came in whole: a connection that is slow, or says nothing, costs some memory and stops nobody. What
waitress lacks is added: a request has to arrive in time, however it drips; an answer has to be
taken at some pace; and where there are too many connections, those go that wait longest.
"""

import logging
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer

from web.strict_requests import Refusal, StrictParser

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HEADER_SECONDS = 10
"""From the first byte of a request to the end of its headers."""
BODY_SECONDS = 20
"""From the first byte to the end of its body; the site wants none."""
IDLE_SECONDS = 20
"""That a connection may be open without a request: browsers open some ahead."""
STALLED_SECONDS = 20
"""That a reader may take nothing of an answer."""
LINGER_SECONDS = 2
"""For who was refused to stop sending and read why."""
PACE_SECONDS, LEAST_PACE = 30, 1024
"""From when on a reader has to take so many bytes a second."""

GRACEFUL_SECONDS = 5
"""Time that running requests get to finish after Ctrl-C."""
LOOK_SECONDS = 1
"""Between two looks at what each connection owes."""
MAX_CONNECTIONS = 1000
"""Of one process; of more, those are closed that wait longest."""
MAX_BODY = 64 * 1024
MAX_HEAD = 64 * 1024
"""Bytes; much of what gives no answer has headers without end."""
_IN_MEMORY = 256 * 1024
"""Bytes of an answer that wait in memory for a slow reader; the rest does in a file."""
_OTHER_FILES = 100
"""That a process opens beside its connections."""


class Connection(HTTPChannel):  # type: ignore[misc]
    """A connection, and since when it owes something."""

    parser_class = StrictParser
    error_task_class = Refusal

    request: StrictParser | None
    lingers = False
    """Whether whoever was refused may be sending still when the answer is out."""
    began = 0.0
    """When the request that is arriving began to."""
    _behind = 0.0
    """Since when there has been something to send at every look; 0: there is not."""
    _sent = 0
    """Bytes sent since then."""
    _ended = 0.0
    """When the last answer was out, and all that comes began to be thrown away; 0: it did not."""

    def readable(self) -> bool:
        """Whether to take in what comes; see waitress."""
        wants: bool = super().readable()
        return bool(self._ended) or wants

    def handle_read(self) -> None:
        """Take in what came; see waitress."""
        if not self._ended:
            super().handle_read()
        elif not self.recv(1 << 16):
            self.handle_close()

    def writable(self) -> bool:
        """Whether there is something to send or to end; see waitress."""
        wants: bool = super().writable()
        return wants and not self._ended

    def handle_close(self) -> None:
        """End it; who was refused, and may be sending still, gets the time to read why.

        Only here is it decided: another thread sends the answer, and whatever is asked before that
        may have changed by the time waitress ends the connection.
        """
        if self.lingers and self.connected and not self._ended and not self.total_outbufs_len:
            self._ended = time.time()
            # Who is gone by now needs no time.
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)
                return
        super().handle_close()

    def received(self, data: bytes) -> bool:
        """Take in bytes; see waitress."""
        before = self.request
        more: bool = super().received(data)
        if self.request is not before:
            self.began = time.time()
        return more

    def send(self, data: bytes, *, do_close: bool = True) -> int:
        """Send what the other side takes; see waitress."""
        sent: int = super().send(data, do_close=do_close)
        self._sent += sent
        return sent

    @property
    def waits(self) -> bool:
        """Whether there is nothing to do until the other side sends."""
        return not self.requests and not self.total_outbufs_len

    @property
    def waits_since(self) -> float:
        """When the other side could have sent all that is waited for."""
        return self.began if self.request else float(self.last_activity)

    def look(self, now: float) -> None:
        """End it if it owes something for too long."""
        if self._owes(now):
            # Not by ``will_close``, which waits until something can be sent.
            self.handle_close()
        elif self.request and self._arrives_late(self.request, now):
            self._refuse()

    def _arrives_late(self, request: StrictParser, now: float) -> bool:
        seconds = BODY_SECONDS if request.headers_finished else HEADER_SECONDS
        return not self.requests and now - self.began > seconds

    def _owes(self, now: float) -> bool:
        """Whether the other side neither asks nor takes what it asked for."""
        if self._ended:
            return now - self._ended > LINGER_SECONDS
        if self.total_outbufs_len:
            if not self._behind:
                self._behind, self._sent = now, 0
            behind = now - self._behind
            slow = behind > PACE_SECONDS and self._sent < behind * LEAST_PACE
            return slow or now - self.last_activity > STALLED_SECONDS
        self._behind = 0
        return not self.requests and not self.request and now - self.last_activity > IDLE_SECONDS

    def _refuse(self) -> None:
        """Answer that the request came too late."""
        with self.requests_lock:
            late, self.request = self.request, None
            if late is None or self.requests:
                return
            late.refuse(HTTPStatus.REQUEST_TIMEOUT)
            self.requests.append(late)
        self.server.add_task(self)


class Server(TcpWSGIServer):  # type: ignore[misc]
    """Accepts connections, as many as can be held and answered."""

    channel_class = Connection

    def readable(self) -> bool:
        """Whether to accept; where other processes share the socket, they take what waits here."""
        wants: bool = super().readable()
        return wants and len(self.task_dispatcher.queue) < self.adj.threads

    def handle_accept(self) -> None:
        """Accept a connection; see waitress."""
        if len(self.active_channels) >= self.adj.connection_limit - _OTHER_FILES:
            waiting = [each for each in self.active_channels.values() if each.waits]
            if waiting:
                min(waiting, key=lambda each: each.waits_since).handle_close()
        super().handle_accept()

    @property
    def _on_unix_socket(self) -> bool:
        return not isinstance(self.socket.getsockname(), tuple)

    def getsockname(self) -> tuple[str, str]:
        """Where it listens; of a unix socket a name that stands for it."""
        found: tuple[str, str] = ("unix", "0") if self._on_unix_socket else super().getsockname()
        return found

    def set_socket_options(self, conn: socket.socket) -> None:
        """Those of TCP."""
        if not self._on_unix_socket:
            super().set_socket_options(conn)

    def fix_addr(self, addr: Any) -> Any:
        """The client's address; on a unix socket it has none."""
        return addr or ("", 0)

    def maintenance(self, now: float) -> None:
        """Look at each connection; called about once a second."""
        for each in list(self.active_channels.values()):
            each.look(now)


class Loop:
    """Serves an application on a socket that listens, in this thread and others.

    Args:
        app: The application.
        listener: The socket; it stays open when serving ends.
        threads: How many requests are computed at a time.
    """

    def __init__(self, app: "WSGIApplication", listener: socket.socket, threads: int) -> None:
        # What clients do wrong, and a queue of requests, is no news.
        logging.getLogger("waitress").setLevel(logging.ERROR)
        self._map: dict[int, Any] = {}
        options = Adjustments(
            threads=threads,
            ident=None,
            connection_limit=_connections() + _OTHER_FILES,
            cleanup_interval=LOOK_SECONDS,
            max_request_header_size=MAX_HEAD,
            max_request_body_size=MAX_BODY,
            outbuf_overflow=_IN_MEMORY,
            log_socket_errors=False,
            # Whom to believe is decided in web.http.proxies alone.
            clear_untrusted_proxy_headers=False,
        )
        place = (listener.family, listener.type, listener.proto, listener.getsockname())
        self._server = Server(
            app, self._map, _sock=listener.dup(), adj=options, bind_socket=False, sockinfo=place
        )

    def run(self, goes_on: Callable[[], bool]) -> None:
        """Serve as long as this says so, which is asked about once a second."""
        while goes_on():
            self._turn(LOOK_SECONDS)

    def wake(self) -> None:
        """Let ``run`` ask at once; a signal handler may call it."""
        # Where it is closed by now nobody is left to be woken: a second signal may come that late.
        with suppress(OSError):
            self._server.pull_trigger()

    def finish(self, seconds: float) -> None:
        """Take no more connections, and let requests that run be answered, for so long."""
        server = self._server
        server.accepting = False
        server.del_channel()
        server.socket.close()
        end = time.monotonic() + seconds
        while time.monotonic() < end and not all(each.waits for each in self._connections):
            self._turn(0.1)
        server.task_dispatcher.shutdown(timeout=0.2)
        wasyncore.close_all(self._map, ignore_all=True)

    @property
    def _connections(self) -> list[Connection]:
        return list(self._server.active_channels.values())

    def _turn(self, seconds: float) -> None:
        # Not select, which can watch no more than 1,024 files; Windows has nothing else.
        turn = wasyncore.poll2 if os.name == "posix" else wasyncore.poll
        turn(seconds, self._map)


def _connections() -> int:
    """How many connections this process may hold: files that may be open are the limit."""
    if os.name != "posix":
        return 400  # Windows watches 512 sockets at a time.
    import resource  # noqa: PLC0415  not on Windows

    wanted = MAX_CONNECTIONS + 2 * _OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft == resource.RLIM_INFINITY:
        return MAX_CONNECTIONS
    return max(min(MAX_CONNECTIONS, soft - 2 * _OTHER_FILES), 20)
