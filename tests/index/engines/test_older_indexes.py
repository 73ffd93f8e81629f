"""Archives that were made before the modules moved and were renamed: they go on, none is lost.

Whoosh pickles the paths of classes into an index, so a move of them can make it unreadable. The
fixtures in ``older`` are archives of five invented articles, made by the program of commit bf5e390.
"""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.article import Article
from archive.store import Store
from index.analysis import FINGERPRINT
from index.engine import Checkpoint, Clause, Engine, Phrase, Term, count
from index.indexing import catch_up, is_behind, rebuild_is_due
from tests.index.engines.conftest import FOLDERS
from tests.index.engines.corpus import document, found

OLDER = Path(__file__).with_name("older")
NAMES = ("bandh-1", "khel-4", "mausam-5", "mela-2", "rail-3")
DEPARTMENT: Clause = Term("विभाग")
"""Two of the articles have the word."""


@pytest.fixture(params=FOLDERS)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    with zipfile.ZipFile(OLDER / f"{request.param}.zip") as file:
        file.extractall(tmp_path)
    return tmp_path


@pytest.fixture
def engine(request: pytest.FixtureRequest, home: Path) -> Iterator[Engine]:
    with closing(FOLDERS[request.node.callspec.params["home"]](home / "index")) as engine:
        yield engine


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{home / 'archive.db'}")) as store:
        yield store


def test_it_opens_and_finds(engine: Engine) -> None:
    checkpoint = engine.checkpoint()
    assert checkpoint is not None
    assert checkpoint.seq == len(NAMES)
    assert tuple(sorted(found(engine))) == NAMES
    assert sorted(found(engine, DEPARTMENT)) == ["bandh-1", "mausam-5"]
    assert found(engine, Phrase((("मौसम",), ("विभाग",)))) == ["mausam-5"]


def test_it_takes_a_batch(engine: Engine) -> None:
    there = engine.checkpoint()
    assert there is not None
    later = replace(there, seq=there.seq + 1)
    engine.apply([document("new-6", "विभाग")], ["bandh-1"], later)
    assert engine.checkpoint() == later
    assert sorted(found(engine, DEPARTMENT)) == ["mausam-5", "new-6"]


def test_catching_up_makes_it_anew_if_the_analysis_changed(engine: Engine, store: Store) -> None:
    checkpoint = engine.checkpoint()
    assert checkpoint is not None
    assert rebuild_is_due(engine) == (checkpoint.analysis != FINGERPRINT)
    store.put([Article(id="new-6", title="", body="विभाग")])
    catch_up(store, engine)
    assert engine.checkpoint() == Checkpoint(FINGERPRINT, store.seq())
    assert not is_behind(store, engine)
    assert sorted(found(engine, DEPARTMENT)) == ["bandh-1", "mausam-5", "new-6"]
    assert count(engine, Phrase((("मौसम",), ("विभाग",)))) == 1
