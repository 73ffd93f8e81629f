"""Fixtures: a server that misbehaves, and a web that waits for nothing."""

from collections.abc import Iterator

import pytest

from archive.feeds.connections import Limits
from archive.feeds.manners import Manners
from archive.feeds.web import Web
from tests.archive.feeds.bad_server import BadServer, bad_server

QUICK = Limits(connect=1, read=1, total=1.5, size=2 * 1024 * 1024)


@pytest.fixture
def bad() -> Iterator[BadServer]:
    with bad_server() as running:
        yield running


@pytest.fixture
def web() -> Web:
    return Web("https://bhor.example/about", Manners(pause=0), QUICK)
