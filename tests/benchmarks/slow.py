"""Whether slow clients stop others: python -m tests.benchmarks.slow ADDRESS [NUMBER …].

Holds so many connections of each kind open to a running site, one kind after the other, and asks
meanwhile for /healthz and for a search, over a connection of its own each time, for some seconds.
It prints how long the answers took and how many there were none of within 10 seconds.
"""

import argparse
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

DRIP_SECONDS = 5.0
"""Between two bytes of a client that drips."""
PATIENCE = 10.0
SMALL_WINDOW = 4096
"""Bytes that a slow reader lets the site send before it reads."""

HEAD = "Host: localhost\r\nUser-Agent: slow\r\n"
KINDS = {
    # What is sent at once, and whether single bytes follow: sent, or of those that read, read.
    "silent": (b"", False),
    "header, a byte now and then": (f"GET / HTTP/1.1\r\n{HEAD}X-a: ".encode(), True),
    "body announced, not sent": (
        f"POST /search HTTP/1.1\r\n{HEAD}Content-Length: 100\r\n\r\n".encode(),
        False,
    ),
    "body, a byte now and then": (
        f"GET /search HTTP/1.1\r\n{HEAD}Content-Length: 1000\r\n\r\n".encode(),
        True,
    ),
    "reads no download": (f"GET /download.jsonl?q=the HTTP/1.1\r\n{HEAD}\r\n".encode(), False),
    "reads a download, a byte now and then": (
        f"GET /download.jsonl?q=the HTTP/1.1\r\n{HEAD}\r\n".encode(),
        True,
    ),
    "reads no page": (f"GET /help HTTP/1.1\r\n{HEAD}\r\n".encode(), False),
    "kept alive": (f"GET /healthz HTTP/1.1\r\n{HEAD}\r\n".encode(), False),
}


@contextmanager
def slow_clients(place: tuple[str, int], kind: str, number: int) -> Iterator[list[socket.socket]]:
    """So many connections of this kind, held while the block runs."""
    first, drips = KINDS[kind]
    with ExitStack() as stack:
        held = []
        for _ in range(number):
            one = stack.enter_context(socket.socket())
            if kind.startswith("reads"):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_WINDOW)
            one.settimeout(PATIENCE)
            with suppress(OSError):  # refused is not held, which is for the site to decide
                one.connect(place)
                one.sendall(first)
            held.append(one)
        over = threading.Event()

        def drip() -> None:
            while not over.wait(DRIP_SECONDS):
                for each in held:
                    with suppress(OSError):
                        if kind.startswith("reads"):
                            each.recv(1, socket.MSG_DONTWAIT)
                        else:
                            each.send(b"a")

        if drips:
            thread = threading.Thread(target=drip)
            thread.start()
            stack.callback(thread.join)
        stack.callback(over.set)
        yield held


@dataclass
class Answers:
    """How answers came.

    Attributes:
        seconds: How long each took that came whole.
        failures: How many did not come in time, or not with status 200.
    """

    seconds: list[float] = field(default_factory=list)
    failures: int = 0

    def __str__(self) -> str:
        if not self.seconds:
            return f"none, {self.failures} failed"
        times = sorted(self.seconds)
        at = {share: times[min(int(len(times) * share), len(times) - 1)] for share in (0.5, 0.99)}
        return (
            f"{len(times)} answers, p50 {at[0.5] * 1000:.0f} ms, p99 {at[0.99] * 1000:.0f} ms, "
            f"most {times[-1] * 1000:.0f} ms, {self.failures} failed"
        )


def ask(place: tuple[str, int], path: str, *, patience: float = PATIENCE) -> bytes:
    """The whole answer to one request on a connection of its own; raises ``OSError``."""
    deadline = time.monotonic() + patience
    with socket.create_connection(place, timeout=patience) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\n{HEAD}Connection: close\r\n\r\n".encode())
        parts = []
        while part := connection.recv(1 << 16):
            parts.append(part)
            connection.settimeout(max(deadline - time.monotonic(), 0.001))
    return b"".join(parts)


def ask_for(place: tuple[str, int], paths: list[str], seconds: float) -> Answers:
    """Ask for these one after the other, again and again, for so long."""
    answers, end = Answers(), time.monotonic() + seconds
    while time.monotonic() < end:
        for path in paths:
            began = time.monotonic()
            try:
                right = ask(place, path).startswith(b"HTTP/1.1 200")
            except OSError:
                right = False
            if right:
                answers.seconds.append(time.monotonic() - began)
            else:
                answers.failures += 1
        time.sleep(0.02)
    return answers


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("address", help="such as http://127.0.0.1:8000/")
    parser.add_argument("number", nargs="*", type=int, default=[8, 50, 200])
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--search", default="/api/v1/search?q=Lavrov")
    asked = parser.parse_args()
    address = urlsplit(asked.address)
    place = address.hostname or "127.0.0.1", address.port or 80
    paths = ["/healthz", asked.search]
    print(f"nobody slow: {ask_for(place, paths, 3)}", flush=True)
    for kind in KINDS:
        for number in asked.number:
            with slow_clients(place, kind, number):
                # To compute what the slow readers asked for takes its time.
                with suppress(OSError):
                    ask(place, "/healthz", patience=4 * PATIENCE)
                print(f"{number} × {kind}: {ask_for(place, paths, asked.seconds)}", flush=True)


if __name__ == "__main__":
    main()
