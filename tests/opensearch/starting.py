"""A cluster for tests; where it cannot run they skip visibly, which in CI is a failure."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.opensearch.cluster import Cluster, cluster
from tests.opensearch.jars import Missing, server


@contextmanager
def opensearch_cluster(folder: Path, nodes: int = 3, *, secure: bool = False) -> Iterator[Cluster]:
    """The nodes of this folder, started if nobody has yet."""
    try:
        server()
    except Missing as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    with cluster(folder, nodes, secure=secure) as running:
        yield running


def common_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a session share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
