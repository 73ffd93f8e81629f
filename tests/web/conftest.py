from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.settings import Settings
from index.indexing import rebuild
from index.search.open import Opened, open_archive
from tests.web.newsroom import ALL
from web.app import create_app


def settings_in(home: Path) -> Settings:
    return Settings.from_mapping({"ARCHIVE_HOME": str(home)})


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    opened = open_archive(settings_in(tmp_path_factory.mktemp("newsroom")))
    opened.store.put(ALL)
    rebuild(opened.store, opened.engine)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def app(opened: Opened) -> Flask:
    app = create_app(opened, rate_limit="off")
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[FlaskClient]:
    """A site whose archive has neither articles nor an index."""
    opened = open_archive(settings_in(tmp_path))
    yield create_app(opened, rate_limit="off").test_client()
    opened.close()
