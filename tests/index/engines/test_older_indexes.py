"""Archives that were made before the modules moved and were renamed: they go on, none is lost.

Whoosh pickles the paths of classes into an index, so a move of them can make it unreadable. The
fixtures in ``older`` are archives of five invented articles, made by the program of commit bf5e390.
"""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.article import Article
from archive.store import Store
from index.documents import document_fingerprint
from index.engine import Checkpoint, Clause, Engine, Filters, Phrase, Term
from index.indexing import catch_up, is_behind, rebuild_is_due
from tests.index.engines.conftest import FOLDERS
from tests.index.engines.corpus import found

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


def test_without_arrivals_the_newest_come_first_and_nothing_is_new(engine: Engine) -> None:
    assert found(engine, order="arrived") == found(engine, order="newest")
    assert found(engine, DEPARTMENT, order="arrived") == found(engine, DEPARTMENT, order="newest")
    assert found(engine, filters=Filters(arrived_since=0)) == []


def test_catching_up_makes_it_anew_once(engine: Engine, store: Store) -> None:
    # It counts by other fields, or with other rules, so it is of another analysis.
    assert rebuild_is_due(engine)
    store.put([Article(id="new-6", title="", body="विभाग")])
    assert catch_up(store, engine) == len(NAMES) + 1
    seq = store.seq()
    assert engine.checkpoint() == Checkpoint(document_fingerprint(), seq, store.origin(seq))
    assert not rebuild_is_due(engine)
    assert not is_behind(store, engine)
    assert sorted(found(engine, DEPARTMENT)) == ["bandh-1", "mausam-5", "new-6"]
    assert catch_up(store, engine) == 0
    assert found(engine, order="arrived")[0] == "new-6"
    assert found(engine, filters=Filters(arrived_since=len(NAMES))) == ["new-6"]
