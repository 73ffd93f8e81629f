"""Real OpenSearch nodes, each in a process of its own, for as long as somebody uses them.

    python -m tests.opensearch.cluster FOLDER NODES [--secure]

starts them and stays. Each test process that uses the cluster holds a lock on a file, which goes
with it however it ends; when nobody holds it any more, the nodes are stopped. They also end when
the process that started them does, since their input ends then.
"""

import fcntl
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

from tests.opensearch.jars import server
from tests.opensearch.secure import ADMIN, PLUGIN, make_certificates, secured

_CHECKOUT = Path(__file__).resolve().parents[2]
_PLUGINS = [
    "org.opensearch.transport.Netty4ModulePlugin",
    "org.opensearch.index.mapper.MapperExtrasModulePlugin",
    "org.opensearch.index.reindex.ReindexModulePlugin",
]
_LONGEST_START = 300.0
_GRACE = 0.5


@dataclass(frozen=True)
class Cluster:
    """Nodes that answer: their ports, their processes, and the authority of their certificates."""

    ports: tuple[int, ...]
    processes: tuple[int, ...]
    authority: str = ""

    def url(self, name: str, account: str = "") -> str:
        """What ``ARCHIVE_ENGINE_URL`` is for an index of this name."""
        hosts = ",".join(f"localhost:{port}" for port in self.ports)
        if self.authority:
            return f"opensearch+https://{account}@{hosts}/{name}?ca_certs={self.authority}"
        return f"opensearch+http://{hosts}/{name}"


@contextmanager
def cluster(folder: Path, nodes: int = 3, *, secure: bool = False) -> Iterator[Cluster]:
    """Use the cluster of this folder; the first who does starts it.

    Raises:
        Missing: It cannot be run here.
        RuntimeError: It does not start.
    """
    server()
    folder.mkdir(exist_ok=True)
    with (folder / "users").open("w") as users, (folder / "start").open("w") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_SH)
        ready = folder / "ready.json"
        if not ready.exists():
            _start(folder, nodes, secure=secure)
        told = json.loads(ready.read_text(encoding="utf-8"))
        fcntl.flock(starting, fcntl.LOCK_UN)
        yield Cluster(tuple(told["ports"]), tuple(told["processes"]), told["authority"])


def _start(folder: Path, nodes: int, *, secure: bool) -> None:
    options = ["--secure"] if secure else []
    command = [sys.executable, "-m", "tests.opensearch.cluster", str(folder), str(nodes), *options]
    with (folder / "log").open("w") as log:
        # In a session of its own, so that Ctrl-C reaches the tests and not the nodes.
        keeper = subprocess.Popen(
            command,
            cwd=_CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    while not (folder / "ready.json").exists():
        if keeper.poll() is not None:
            lines = (folder / "log").read_text(encoding="utf-8").strip().splitlines()
            raise RuntimeError(f"OpenSearch did not start: {lines[-1] if lines else '?'}")
        time.sleep(0.1)
    # It outlives this process, which is not to be warned of that.
    keeper.returncode = 0


def keep(folder: Path, nodes: int, *, secure: bool) -> None:
    """Start the nodes, say so in ``ready.json``, and stop them when nobody uses them any more."""
    # The nodes wait for their disk a lot, and what they keep here is not meant to last.
    memory = Path("/dev/shm")  # noqa: S108
    running: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as home:
        try:
            authority = str(make_certificates(Path(home))) if secure else ""
            ports = _free_ports(2 * nodes)
            for number in range(nodes):
                settings = _settings(number, ports[:nodes], ports[nodes:])
                running.append(_node(Path(home), f"node{number}", settings, secure=secure))
            found = Cluster(tuple(ports[:nodes]), tuple(node.pid for node in running), authority)
            _wait_until_green(found, running)
            beside = folder / "ready.new"
            beside.write_text(json.dumps(asdict(found)), encoding="utf-8")
            beside.replace(folder / "ready.json")
            _wait_until_unused(folder)
        finally:
            for node in running:
                node.kill()
                node.wait()


def _free_ports(number: int) -> list[int]:
    with ExitStack() as opened:
        sockets = [opened.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _settings(number: int, ports: list[int], transports: list[int]) -> dict[str, Any]:
    return {
        "cluster.name": f"abhilekh-{transports[0]}",
        "node.name": f"node{number}",
        "network.host": "127.0.0.1",
        "http.port": ports[number],
        "transport.port": transports[number],
        "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in transports],
        "cluster.initial_cluster_manager_nodes": [f"node{n}" for n in range(len(ports))],
        # A disk of the machine that is nearly full would stop the tests.
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }


def _node(
    home: Path, name: str, settings: dict[str, Any], *, secure: bool
) -> subprocess.Popen[bytes]:
    config = home / name / "config"
    config.mkdir(parents=True)
    if secure:
        settings |= secured(home, config, server())
    # JSON is YAML.
    (config / "opensearch.yml").write_text(json.dumps(settings), encoding="utf-8")
    plugins = [*_PLUGINS, *([PLUGIN] if secure else [])]
    return subprocess.Popen(
        server().command(home / name, plugins, secure=secure), stdin=subprocess.PIPE
    )


def _wait_until_green(found: Cluster, running: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + _LONGEST_START
    with closing(administrator(found)) as client:
        while True:
            if ended := [node for node in running if node.poll() is not None]:
                sys.exit(f"a node ended by itself with status {ended[0].returncode}")
            # Before they answer, connections are refused, and then some things are not there yet.
            with suppress(OpenSearchException):
                told = client.cluster.health()
                if (told["status"], told["number_of_nodes"]) == ("green", len(running)):
                    return
            if time.monotonic() > deadline:
                sys.exit("the nodes did not come together")
            time.sleep(0.1)


def administrator(found: Cluster) -> OpenSearch:
    """A client that may do everything."""
    return OpenSearch(
        hosts=[{"host": "localhost", "port": port} for port in found.ports],
        use_ssl=bool(found.authority),
        ca_certs=found.authority or None,
        http_auth=ADMIN if found.authority else None,
        timeout=30,
        max_retries=len(found.ports),
    )


def _wait_until_unused(folder: Path) -> None:
    with (folder / "users").open("a") as users:
        while True:
            time.sleep(_GRACE)
            with suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # While nobody can begin to use it: the next one starts anew.
                (folder / "ready.json").unlink()
                return


if __name__ == "__main__":
    keep(Path(sys.argv[1]), int(sys.argv[2]), secure="--secure" in sys.argv)
