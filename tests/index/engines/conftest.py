from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.engine import Engine
from index.engines.whoosh import WhooshEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {"whoosh": WhooshEngine}
"""Every engine is run through the same tests; each is given a folder of its own."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    opened = ENGINES[request.param](tmp_path / "index")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"
