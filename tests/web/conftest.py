from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.settings import Settings
from index.indexing import rebuild
from index.search.open import Archive, open_archive
from tests.web.newsroom import ALL
from web.app import create_app


def settings_in(home: Path) -> Settings:
    return Settings.from_mapping({"ARCHIVE_HOME": str(home)})


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    archive = open_archive(settings_in(tmp_path_factory.mktemp("newsroom")))
    archive.store.put(ALL)
    rebuild(archive.store, archive.engine)
    yield archive
    archive.close()


@pytest.fixture(scope="session")
def app(archive: Archive) -> Flask:
    app = create_app(archive, rate_limit="off")
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[FlaskClient]:
    """A site whose archive has neither articles nor an index."""
    archive = open_archive(settings_in(tmp_path))
    yield create_app(archive, rate_limit="off").test_client()
    archive.close()
