"""Where the cluster is: an address such as ``opensearch+https://user:password@host:9200/name``.

Several hosts stand apart by commas; ``?ca_certs=FILE`` names the authority that signed their
certificates, which are always verified. No message repeats an address as it was typed, since a
password may stand anywhere in one that is mistyped.
"""

import logging
import re
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, unquote

from opensearchpy import ConnectionSelector, OpenSearch

from index.engine import EngineUnavailable

SCHEMES = ("opensearch+http", "opensearch+https")
FORM = "opensearch+https://user:password@host:9200/name"

# The standard library's reader takes one host in brackets, and not among others.
_URL = re.compile(
    r"(?P<scheme>[a-z+]+)://(?P<hosts>[^/?#\s]*)(?P<path>[^?#\s]*)(?:\?(?P<query>[^#\s]*))?"
)
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?")
_PORT, _HIGHEST_PORT = 9200, 65535
_THREADS = 16
"""Connections to a host that are kept; more threads than that open some of their own."""

_TIMEOUT = 30
"""Seconds to wait for an answer, unless told otherwise."""

PROCESS = uuid.uuid4().hex
"""Chooses this process's node and copies of the index, the same ones for all that it asks.

Copies come to see a commit some milliseconds apart, and rank ties by deletions of their own: one
who went from copy to copy would see documents come and go.
"""

# The library logs each failed request with its traceback; a failure is told once, as an error.
_library = logging.getLogger("opensearch")
_library.addHandler(logging.NullHandler())
_library.propagate = False


class _First(ConnectionSelector):
    """Stays with the first node that is alive."""

    def select(self, connections):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        return connections[0]


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """A cluster, an account there, and the name of an archive's index.

    Attributes:
        hosts: Names or addresses with their ports.
        secure: Whether to speak TLS.
        ca_certs: A file of certificates to trust instead of the system's, or "".
    """

    hosts: tuple[tuple[str, int], ...]
    name: str
    secure: bool = True
    user: str = ""
    password: str = field(default="", repr=False)
    ca_certs: str = ""

    @classmethod
    def from_url(cls, url: str) -> Self:
        """Read the address.

        Raises:
            EngineUnavailable: It is not of this form.
        """
        parts = _URL.fullmatch(url)
        if parts is None or parts["scheme"] not in SCHEMES:
            raise _unreadable("it has the wrong form")
        query = parts["query"] or ""
        try:
            options = dict(parse_qsl(query, strict_parsing=bool(query)))
        except ValueError:
            raise _unreadable("it has the wrong form") from None
        account, _, hosts = parts["hosts"].rpartition("@")
        if "[" in account or "]" in account:
            raise _unreadable("it has the wrong form")
        user, _, password = account.partition(":")
        name = parts["path"].removeprefix("/")
        if not _NAME.fullmatch(name):
            raise _unreadable("the index's name is small letters, digits, - and _")
        if set(options) - {"ca_certs"}:
            raise _unreadable("the one option is ?ca_certs=FILE")
        ca_certs = options.get("ca_certs", "")
        if ca_certs and not Path(ca_certs).is_file():
            raise _unreadable("the file of ca_certs is not there")
        return cls(
            hosts=tuple(_host(host) for host in hosts.split(",")),
            name=name,
            secure=parts["scheme"] == "opensearch+https",
            user=unquote(user),
            password=unquote(password),
            ca_certs=ca_certs,
        )

    def __str__(self) -> str:
        hosts = ",".join(f"{host}:{port}" for host, port in self.hosts)
        return f"OpenSearch at {hosts}"

    def client(self) -> OpenSearch:
        """A client; nothing is asked yet."""
        first = int(PROCESS, 16) % len(self.hosts)
        hosts = self.hosts[first:] + self.hosts[:first]
        secure: dict[str, Any] = {"verify_certs": True, "ca_certs": self.ca_certs or None}
        return OpenSearch(
            hosts=[{"host": host.strip("[]"), "port": port} for host, port in hosts],
            http_auth=(self.user, self.password) if self.user else None,
            use_ssl=self.secure,
            timeout=_TIMEOUT,
            max_retries=max(3, len(hosts)),
            pool_maxsize=_THREADS,
            selector_class=_First,
            randomize_hosts=False,
            **(secure if self.secure else {}),
        )


def _host(text: str) -> tuple[str, int]:
    found = _HOST.fullmatch(text)
    port = int(found[2] or _PORT) if found else 0
    if not found or not 0 < port <= _HIGHEST_PORT:
        raise _unreadable("a host or its port has the wrong form")
    return found[1], port


def _unreadable(what: str) -> EngineUnavailable:
    return EngineUnavailable(
        f"ARCHIVE_ENGINE_URL cannot be used: {what}; write {FORM}, "
        "with %40 for @, %3A for : and %2F for / in the password"
    )
