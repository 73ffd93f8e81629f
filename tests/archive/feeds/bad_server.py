"""A server on this machine that misbehaves in every way that is asked of it."""

import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

Answer = Callable[["Handler"], None]


@dataclass
class BadServer:
    """Its address, what it answers to each path, and what it was asked."""

    address: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def set(self, path: str, answer: Answer | str | bytes, kind: str = "text/xml") -> str:
        """Answer so to a path.

        Returns:
            The address.
        """
        self.answers[path] = answer if callable(answer) else content(answer, kind)
        return self.url(path)


class Handler(BaseHTTPRequestHandler):
    bad: BadServer

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.bad.asked.append((self.path, headers))
        answer = self.bad.answers.get(self.path.partition("?")[0], status(404))
        with suppress(OSError):
            answer(self)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def reply(self, code: int, data: bytes = b"", /, **headers: str) -> None:
        self.send_response(code)
        for name, value in {"Content_Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def raw(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()


def content(data: str | bytes, kind: str = "text/xml", **headers: str) -> Answer:
    encoded = data.encode() if isinstance(data, str) else data
    return lambda handler: handler.reply(200, encoded, Content_Type=kind, **headers)


def status(code: int, **headers: str) -> Answer:
    return lambda handler: handler.reply(code, b"x", **{"Content_Type": "text/html", **headers})


def redirect(goal: str, code: int = 302) -> Answer:
    return lambda handler: handler.reply(code, Location=goal)


def with_etag(data: str, etag: str = '"1"', modified: str = "") -> Answer:
    """304 for who has it already."""

    def answer(handler: Handler) -> None:
        same_tag = etag and handler.headers.get("If-None-Match") == etag
        same_time = modified and handler.headers.get("If-Modified-Since") == modified
        headers = {"ETag": etag} if etag else {}
        if modified:
            headers["Last_Modified"] = modified
        if same_tag or same_time:
            handler.reply(304, b"", **headers)
        else:
            handler.reply(200, data.encode(), Content_Type="application/rss+xml", **headers)

    return answer


def never(handler: Handler) -> None:
    handler.bad.ended.wait(30)


def drops(handler: Handler) -> None:
    """A byte now and then, for ever: no single read takes long."""
    handler.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss>")
    while not handler.bad.ended.wait(0.05):
        handler.raw(b" ")


def drops_of_headers(handler: Handler) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\nX: ")
    while not handler.bad.ended.wait(0.05):
        handler.raw(b"x")


def slow_but_sure(data: str) -> Answer:
    def answer(handler: Handler) -> None:
        time.sleep(0.3)
        handler.reply(200, data.encode(), Content_Type="text/xml")

    return answer


def shorter_than_said(data: str) -> Answer:
    """Says more bytes than it sends."""
    length = str(len(data.encode()) + 1000)
    return lambda handler: handler.reply(200, data.encode(), Content_Length=length)


def longer_than_said(data: str) -> Answer:
    """Says fewer bytes than it sends."""
    return lambda handler: handler.reply(200, data.encode(), Content_Length="100")


def closes_at_once(handler: Handler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def no_http(handler: Handler) -> None:
    handler.raw(b"SSH-2.0-OpenSSH_9.2\r\n")


def many_headers(handler: Handler) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n")


def endless(handler: Handler) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss>")
    while not handler.bad.ended.is_set():
        handler.raw(b"<item>" * 10_000)


@cache
def packed_bomb() -> bytes:
    """Some hundred kB that unpack to 100 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [packer.compress(bytes(1024 * 1024)) for _ in range(100)]
    return b"".join((*parts, packer.flush()))


def bomb(handler: Handler) -> None:
    handler.reply(200, packed_bomb(), Content_Type="text/xml", Content_Encoding="gzip")


def broken_gzip(handler: Handler) -> None:
    handler.reply(200, b"no gzip at all", Content_Type="text/xml", Content_Encoding="gzip")


@contextmanager
def bad_server(tls: ssl.SSLContext | None = None) -> Iterator[BadServer]:
    """A running server, over TLS with this; everything ends with the block."""
    # Packing takes longer than a fetch may wait.
    packed_bomb()
    bad = BadServer()
    handler = type("BoundHandler", (Handler,), {"bad": bad})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    # A client that gave up is no error of the server's.
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    bad.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield bad
    finally:
        bad.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
