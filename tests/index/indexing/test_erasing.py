"""Nothing of what was deleted is left in any file, on every engine."""

import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.article import Article
from archive.store import Deletion, Store
from index.engine import Engine, EngineHindered
from index.engines import open_engine
from index.indexing import catch_up, erase
from tests.opensearch.cluster import Cluster

MARKER = "झुमरीतलैयाखास"
MARKED = Article("marked", f"{MARKER} में पुल {MARKER}\n" * 200, MARKER, author=MARKER)
WORDS = "रूस भारत मंत्री बैठक खबर चीन नदी पुल गाँव वर्षा".split()


@pytest.fixture(params=["whoosh", "tantivy"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with closing(open_engine(f"{request.param}:{tmp_path / 'index'}")) as opened:
        yield opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path / 'archive.db'}")) as opened:
        yield opened


def fill(store: Store, engine: Engine) -> None:
    """Articles of all lengths, and among them versions of one that is to be deleted."""
    chance = random.Random(7)  # noqa: S311 - the same articles in each run
    others = [
        Article(f"a{n}", " ".join(chance.choices(WORDS, k=chance.randint(3, 2000))))
        for n in range(150)
    ]
    store.put([*others[:75], MARKED])
    catch_up(store, engine)
    store.put([Article("marked", f"{MARKER} नया", MARKER), *others[75:]])
    store.put([Article("marked", f"{MARKER} फिर", MARKER)])
    catch_up(store, engine)


def files_with(folder: Path, text: str) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    ]


def test_no_byte_is_left(tmp_path: Path, store: Store, engine: Engine) -> None:
    fill(store, engine)
    assert files_with(tmp_path, MARKER)
    store.delete(["marked"], Deletion("meera"))
    catch_up(store, engine)
    assert erase(store, engine)
    assert files_with(tmp_path, MARKER) == []
    assert store.takedowns.not_erased() == set()
    assert MARKER not in {word for word, _, _ in store.words()}
    assert len(list((tmp_path / "index").glob("build-*"))) == 1
    assert store.count() == 150


@pytest.mark.thorough
def test_an_index_that_cannot_be_removed_is_not_erased(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_engine(f"tantivy:{tmp_path / 'index'}")) as engine:
        store.put([Article("a", "गुप्तनाम"), Article("b", "दूसरा")])
        catch_up(store, engine)
        store.delete(["a"], Deletion(by="x", why=""))
        with monkeypatch.context() as patch:
            patch.setattr("index.engines.folder.shutil.rmtree", lambda *_, **__: None)
            with pytest.raises(EngineHindered, match="cannot be removed; let this user write"):
                erase(store, engine)
        assert store.takedowns.not_erased()
        assert erase(store, engine)
        assert not store.takedowns.not_erased()


def test_opensearch_keeps_nothing_in_its_new_index(opensearch: Cluster, store: Store) -> None:
    with closing(open_engine(opensearch.url("erasing"))) as engine:
        fill(store, engine)
        homes = {each for pid in opensearch.processes for each in data_folders(pid)}
        assert any(files_with(home, MARKER) for home in homes)
        store.delete(["marked"], Deletion("meera"))
        catch_up(store, engine)
        assert erase(store, engine)
        deadline = time.monotonic() + 60
        # A cluster removes the files of an index that is deleted in its own time.
        while any(files_with(home, MARKER) for home in homes):
            assert time.monotonic() < deadline
            time.sleep(0.5)


def data_folders(pid: int) -> set[Path]:
    """Where a node keeps its indexes: it has files open there."""
    found = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            path = str(link.readlink())
        except OSError:
            continue
        if "/indices/" in path:
            found.add(Path(path.partition("/indices/")[0]) / "indices")
    return found
