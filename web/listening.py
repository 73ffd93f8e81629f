"""Sockets that the site is served on: a port, or a unix socket for a proxy."""

import errno
import os
import socket
import stat
from pathlib import Path

from archive.errors import ArchiveError
from archive.program import PROGRAM

MAX_PORT = 65535

ANOTHER_PORT = f"choose another port: {PROGRAM} serve --port 8001"
ANOTHER_HOST = (
    "give --host 127.0.0.1 for this machine alone, 0.0.0.0 for whoever reaches it, or a name or "
    "address that this machine has"
)
REASONS = {
    errno.EADDRINUSE: ("the port is taken", ANOTHER_PORT),
    errno.EACCES: ("this port is only for the system's own services", ANOTHER_PORT),
    errno.EADDRNOTAVAIL: ("this machine does not have that address", ANOTHER_HOST),
}

MAX_SOCKET_BYTES = 107
"""Of a path that a socket may have."""
SOCKET_MODE = 0o660
"""The proxy's user gets in by the socket's group."""


class CannotListen(ArchiveError):
    """The address to serve on is taken, forbidden, or not this machine's."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on a port.

    Raises:
        CannotListen: The address cannot be served on.
    """
    # getaddrinfo would take a number that is too large modulo 65536.
    if not 0 <= port <= MAX_PORT:
        raise _cannot_listen(f"{host}:{port}", "there is no such port", ANOTHER_PORT)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise _cannot_listen(f"{host}:{port}", "there is no such address", ANOTHER_HOST) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Two sockets may be bound to one port; only one may listen.
        listener.listen()
    except OSError as error:
        listener.close()
        reason, cure = REASONS.get(error.errno or 0, (error.strerror, ANOTHER_PORT))
        raise _cannot_listen(f"{host}:{port}", reason, cure) from error
    return listener


def listen_unix(path: Path) -> socket.socket:
    """A unix socket that listens; one that was left behind is replaced.

    Raises:
        CannotListen: It cannot be made.
    """
    another = "name another: --socket PATH"
    if len(os.fsencode(path)) > MAX_SOCKET_BYTES:
        raise _cannot_listen(path, f"a socket's path has {MAX_SOCKET_BYTES} bytes at most", another)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        _remove_left_behind(path)
        listener.bind(str(path))
        path.chmod(SOCKET_MODE)
        listener.listen()
    except OSError as error:
        listener.close()
        cure = f"let this user make files in {path.parent}, or {another}"
        if isinstance(error, FileNotFoundError):
            cure = f"make the folder {path.parent}, or {another}"
        raise _cannot_listen(path, error.strerror or str(error), cure) from error
    except CannotListen:
        listener.close()
        raise
    return listener


def _remove_left_behind(path: Path) -> None:
    """Remove a socket that nobody listens on: of a server that was killed."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(mode):
        raise _cannot_listen(
            path, "there is a file of that name, and it is no socket", "name another: --socket PATH"
        )
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asked:
        asked.settimeout(1)
        try:
            asked.connect(str(path))
        except (ConnectionRefusedError, FileNotFoundError):
            path.unlink(missing_ok=True)
            return
    raise _cannot_listen(
        path, "a server listens there already", "stop that one, or name another: --socket PATH"
    )


def _cannot_listen(where: object, reason: str | None, cure: str) -> CannotListen:
    return CannotListen(f"cannot serve on {where}: {reason}; {cure}")


def address_of(listener: socket.socket) -> str:
    """The address of the site on this socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
