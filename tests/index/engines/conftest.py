"""Every engine, to run the same tests on."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.engine import Engine
from index.engines.opensearch.address import ClusterAddress
from index.engines.opensearch.engine import OpenSearchEngine
from index.engines.tantivy.engine import TantivyEngine
from index.engines.whoosh.engine import WhooshEngine
from tests.opensearch.cluster import Cluster, administrator

Make = Callable[..., Engine]
"""Makes an engine for a folder, with ``lock_timeout`` if told."""

FOLDERS: dict[str, Make] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}
"""Those that keep an index in a folder of this machine."""

ENGINES: dict[str, Make | None] = {**FOLDERS, "opensearch": None}
"""Every engine is run through the same tests; each is given a folder of its own, or an index of a
name of its own in the cluster."""

OWN_STATISTICS = {"tantivy", "opensearch"}
"""Engines whose idf and length norms differ a little, as the contract allows."""

SLOW = {"opensearch"}
"""Engines for which a rebuild is a matter of half a second: they are asked fewer made-up things."""


@pytest.fixture(params=ENGINES)
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = ENGINES[request.param] or request.getfixturevalue("make_opensearch")
    return made


@pytest.fixture
def make_opensearch(opensearch: Cluster) -> Iterator[Make]:
    names: set[str] = set()

    def engine(folder: Path, **options: float) -> Engine:
        names.add(index_name(folder))
        return OpenSearchEngine(
            ClusterAddress.from_url(opensearch.url(index_name(folder))), **options
        )

    yield engine
    remove(opensearch, names)


def remove(cluster: Cluster, names: set[str]) -> None:
    """Take the indexes of these archives away, since a cluster grows slow by their number."""
    with closing(administrator(cluster)) as client:
        for name in names:
            if found := client.indices.get_alias(index=f"{name}-*"):
                client.indices.delete(index=",".join(found))


@pytest.fixture
def engine(make: Make, folder: Path) -> Iterator[Engine]:
    opened = make(folder)
    yield opened
    opened.close()


@pytest.fixture
def same_scores(request: pytest.FixtureRequest) -> bool:
    """Whether the engine's scores are those of the rules to the last digits."""
    return request.node.callspec.params["make"] not in OWN_STATISTICS


@pytest.fixture
def is_slow(request: pytest.FixtureRequest) -> bool:
    return request.node.callspec.params["make"] in SLOW


@pytest.fixture
def builds(request: pytest.FixtureRequest, folder: Path) -> Callable[[], int]:
    """Counts the builds that there are, the current one and leftovers."""
    if ENGINES[request.node.callspec.params["make"]]:
        return lambda: len([path for path in folder.iterdir() if path.is_dir()])
    cluster = request.getfixturevalue("opensearch")
    return lambda: len(builds_of(cluster, index_name(folder)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def builds_of(cluster: Cluster, name: str) -> set[str]:
    """The indexes that are builds of an archive."""
    with closing(administrator(cluster)) as client:
        return set(client.indices.get_alias(index=f"{name}-*")) - {f"{name}-writer"}


def index_name(folder: Path) -> str:
    return f"test-{zlib.crc32(str(folder).encode()):08x}"
