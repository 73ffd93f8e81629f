from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.engine import Engine
from index.engines.tantivy import TantivyEngine
from index.engines.whoosh import WhooshEngine

Make = Callable[..., Engine]
"""Makes an engine for a folder, with ``patience`` if told."""

ENGINES: dict[str, Make] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}
"""Every engine is run through the same tests; each is given a folder of its own."""

OWN_STATISTICS = {"tantivy"}
"""Engines whose idf and length norms differ a little, as the contract allows."""


@pytest.fixture(params=ENGINES)
def make(request: pytest.FixtureRequest) -> Make:
    return ENGINES[request.param]


@pytest.fixture
def engine(make: Make, folder: Path) -> Iterator[Engine]:
    opened = make(folder)
    yield opened
    opened.close()


@pytest.fixture
def same_scores(request: pytest.FixtureRequest) -> bool:
    """Whether the engine's scores are those of the rules to the last digits."""
    return request.node.callspec.params["make"] not in OWN_STATISTICS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"
