"""One archive for the tests of searching."""

from collections.abc import Iterator

import pytest

from index.search.open import Archive
from tests.factories import archive_in
from tests.newsroom import SEARCH_ARTICLES


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with archive_in(tmp_path_factory.mktemp("newsroom"), SEARCH_ARTICLES) as opened:
        yield opened
