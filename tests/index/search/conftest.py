"""One archive for the tests of searching."""

from collections.abc import Iterator

import pytest

from index.search.open import Archive
from tests.index.search.newsroom import build


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    opened = build(tmp_path_factory.mktemp("newsroom"))
    yield opened
    opened.close()
