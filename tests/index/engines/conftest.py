from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.engine import Engine
from index.engines.tantivy import TantivyEngine
from index.engines.whoosh import WhooshEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "whoosh": WhooshEngine,
    "tantivy": TantivyEngine,
}
"""Every engine is run through the same tests; each is given a folder of its own."""


OWN_STATISTICS = {"tantivy"}
"""Engines whose idf and length norms differ a little, as the contract allows."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    opened = ENGINES[request.param](tmp_path / "index")
    yield opened
    opened.close()


@pytest.fixture
def same_scores(request: pytest.FixtureRequest, engine: Engine) -> bool:
    """Whether the engine's scores are those of the rules to the last digits."""
    assert engine
    return request.node.callspec.params["engine"] not in OWN_STATISTICS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"
