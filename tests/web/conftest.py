"""Sites to ask: over the invented newsroom, over the sample, over an empty archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.search.open import Archive
from tests.factories import archive_in, client_of, sample_archive
from tests.newsroom import SITE_ARTICLES
from web.app import create_app


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with archive_in(tmp_path_factory.mktemp("newsroom"), SITE_ARTICLES) as archive:
        yield archive


@pytest.fixture(scope="session")
def app(archive: Archive) -> Flask:
    app = create_app(archive, rate_limit="off")
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Archive]:
    """An archive that a test may fill and change; it has no index yet."""
    with archive_in(tmp_path / "own") as archive:
        yield archive


@pytest.fixture
def empty(own: Archive) -> FlaskClient:
    """A site whose archive has neither articles nor an index."""
    return client_of(own)


@pytest.fixture(scope="session")
def sample_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site over the bundled sample."""
    with sample_archive(tmp_path_factory.mktemp("sample")) as archive:
        archive.words.warm()
        yield create_app(archive, rate_limit="off")


@pytest.fixture
def sample(sample_app: Flask) -> FlaskClient:
    return sample_app.test_client()
