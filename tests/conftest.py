"""What all tests share: the data that stays outside the project."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.realnews import RealNews, open_built

SHARED = Path(__file__).resolve().parents[2] / "shared"


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
    own = tmp_path_factory.getbasetemp()
    common = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    news = open_built(shared, common / "realnews")
    yield news
    news.opened.close()
