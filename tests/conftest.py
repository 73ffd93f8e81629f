"""What all tests share: the data that stays outside the project, and servers that are started."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from archive.logs import close_log
from tests.browser.site import CHROMIUM, chromium
from tests.opensearch.cluster import Cluster
from tests.opensearch.starting import opensearch_cluster
from tests.postgres import Server, postgresql_server
from tests.realnews import RealNews, open_built

# A busy machine is no wrong answer: how long things take is for benchmarks.
settings.register_profile("abhilekh", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("abhilekh")

# What a shell starts in the background ignores Ctrl-C, and so would all that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

SHARED = Path(__file__).resolve().parents[2] / "shared"


SERVERS = {"postgres", "postgresql", "opensearch"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All the real news is for ``make quality``, what needs a server for ``make thorough``."""
    for item in items:
        names = {*getattr(item, "fixturenames", ())}
        if call := getattr(item, "callspec", None):
            names |= {value for value in call.params.values() if isinstance(value, str)}
        if "realnews" in names:
            item.add_marker("quality")
        elif names & SERVERS and not item.get_closest_marker("quality"):
            item.add_marker("thorough")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all that a worker runs: it cannot drive two."""
    if not CHROMIUM:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing; run: apt-get install chromium")
        pytest.skip("Chromium is missing; to run this: apt-get install chromium")
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the checkout; its text never enters the project."""
    if not SHARED.is_dir():
        reason = f"the real data is not there: {SHARED}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED


@pytest.fixture(scope="session")
def realnews(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealNews]:
    """All the real news, imported and indexed once for all workers."""
    news = open_built(shared, _common(tmp_path_factory) / "realnews")
    yield news
    news.opened.close()


@pytest.fixture(scope="session")
def opensearch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Three real nodes in three processes, for all workers."""
    with opensearch_cluster(_common(tmp_path_factory) / "opensearch") as running:
        yield running


def _common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the workers share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real PostgreSQL, one for all workers."""
    with postgresql_server(_common(tmp_path_factory) / "postgres") as running:
        yield running


@pytest.fixture
def own_logs() -> Iterator[None]:
    """Closes the logs that a test opened for requests and slow searches."""
    yield
    for name in ("access", "slow"):
        close_log(name)
