"""Fixtures for stores on SQLite and PostgreSQL, and for tests of file permissions."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from archive.store import Store
from tests.postgres import Server

NOBODY = 65534


@contextmanager
def unprivileged() -> Iterator[None]:
    """File permissions count in here, also where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def as_nobody() -> AbstractContextManager[None]:
    return unprivileged()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter; pytest's own are closed to all but their owner."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "archive.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without tables, on either."""
    if request.param == "sqlite":
        yield f"sqlite:///{request.getfixturevalue('file')}"
        return
    postgres: Server = request.getfixturevalue("postgres")
    yield postgres.address(request.getfixturevalue("name"))


@pytest.fixture
def name(postgres: Server) -> Iterator[str]:
    """An empty database on PostgreSQL."""
    made = postgres.new_database()
    yield made
    postgres.drop_database(made)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url)
    yield opened
    opened.close()


@pytest.fixture
def file_store(file: Path) -> Iterator[Store]:
    """On SQLite, for what is about its file."""
    opened = Store.open(f"sqlite:///{file}")
    yield opened
    opened.close()
