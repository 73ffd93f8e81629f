"""A cluster with security on: TLS, an account that may do what it needs and nothing else."""

import fcntl
import json
import time
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.engine import (
    AllOf,
    Checkpoint,
    Engine,
    EngineError,
    EngineUnavailable,
    SearchRequest,
    Term,
)
from index.engines import open_engine
from tests.index.engines.corpus import ask, document, fill, found
from tests.opensearch.cluster import Cluster, administrator
from tests.opensearch.starting import common_folder, opensearch_cluster

ROLE = Path(__file__).parents[4] / "index" / "engines" / "opensearch" / "role.json"
PASSWORD = "Qu1et/Riv3r@Stone:"  # noqa: S105  of these tests alone
ACCOUNT = "newsroom:Qu1et%2FRiv3r%40Stone%3A"
DOCUMENTS = [document(f"d{n}", f"क w{n}", source="x") for n in range(20)]

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two nodes, and the account that the README tells to make."""
    folder = common_folder(tmp_path_factory) / "secure"
    with opensearch_cluster(folder, 2, secure=True) as running:
        # Two workers at once would be told of a conflict.
        with (folder / "alone").open("w") as alone:
            fcntl.flock(alone, fcntl.LOCK_EX)
            make_account(running)
        yield running


def make_account(cluster: Cluster) -> None:
    with closing(administrator(cluster)) as client:
        api = client.security
        api.create_role(role="abhilekh", body=json.loads(ROLE.read_text(encoding="utf-8")))
        api.create_user(username="newsroom", body={"password": PASSWORD})
        api.create_role_mapping(role="abhilekh", body={"users": ["newsroom"]})
        # Else every account has all rights in an index of its own name.
        api.delete_role_mapping(role="own_index", params={"ignore": [404]})
        client.indices.create(index="others", params={"ignore": [400]})


@pytest.fixture
def engine(cluster: Cluster) -> Iterator[Engine]:
    with closing(open_engine(cluster.url("abhilekh", ACCOUNT))) as engine:
        yield engine


def refused(url: str) -> str:
    """What is said, in one line and without the password, by all that an engine can be asked."""
    told = set()
    with closing(open_engine(url)) as engine:
        for act in (
            engine.checkpoint,
            lambda: ask(engine, Term("क")),
            lambda: engine.frequencies(["क"]),
            lambda: engine.apply(DOCUMENTS, [], Checkpoint("test", 9)),
            lambda: fill(engine, DOCUMENTS),
        ):
            with pytest.raises(EngineUnavailable) as raised:
                act()
            told.add(str(raised.value))
            whole = "".join(traceback.format_exception(raised.value))
            assert "Qu1et" not in whole.replace(url, "")
    (line,) = told
    assert "\n" not in line
    return line


def test_the_least_privileged_account_can_do_everything(engine: Engine) -> None:
    fill(engine, DOCUMENTS, seq=1)
    engine.apply([document("d1", "नया")], ["d2"], Checkpoint("test", 2))
    fill(engine, [*DOCUMENTS, document("e", "ख")], seq=3)
    engine.apply([document("d1", "नया")], ["d2"], Checkpoint("test", 4))
    assert found(engine, Term("नया")) == ["d1"]
    assert engine.checkpoint() == Checkpoint("test", 4)
    assert engine.frequencies(["ख"]) == {"ख": 1}
    footprint = engine.footprint()
    assert (footprint.size or 0) > 1000
    assert 0 <= time.time() - (footprint.changed or 0) < 600
    hits = engine.search(SearchRequest(AllOf(), order="newest", limit=3, facets=("source", "day")))
    assert (hits.total, hits.facets["source"]) == (20, (("x", 18),))


def test_a_refused_password(cluster: Cluster) -> None:
    line = refused(cluster.url("abhilekh", "newsroom:Qu1et"))
    assert line.endswith("refuses the user or the password; correct them in ARCHIVE_ENGINE_URL")


def test_a_refused_index(cluster: Cluster) -> None:
    line = refused(cluster.url("others", ACCOUNT))
    assert "the user may not do this with others in OpenSearch at localhost" in line
    with closing(administrator(cluster)) as client:
        assert client.count(index="others")["count"] == 0
        assert not client.indices.exists(index="others-writer")


def test_a_certificate_of_an_unknown_authority(cluster: Cluster) -> None:
    url = cluster.url("abhilekh", ACCOUNT).partition("?")[0]
    line = refused(url)
    assert line.endswith("not trusted; name its authority in ARCHIVE_ENGINE_URL: ?ca_certs=FILE")


def test_a_certificate_for_another_host(cluster: Cluster) -> None:
    url = cluster.url("abhilekh", ACCOUNT).replace("localhost", "127.0.0.1")
    assert "is for another host; use the name that it was made for" in refused(url)


def test_tls_and_none_taken_for_each_other(cluster: Cluster, opensearch: Cluster) -> None:
    plain = opensearch.url("abhilekh").replace("+http:", "+https:")
    assert refused(plain).endswith("speaks no TLS; write opensearch+http:// in ARCHIVE_ENGINE_URL")
    url = cluster.url("abhilekh", ACCOUNT).partition("?")[0].replace("+https:", "+http:")
    with pytest.raises(EngineError, match="cannot be reached; start it, or correct ARCHIVE_ENGINE"):
        open_engine(url).checkpoint()
