"""What may lie in the folder of an index, and what becomes of it when it is damaged."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.engine import Checkpoint, EngineUnavailable, Term
from index.engines import open_engine
from tests.index.engines.conftest import FOLDERS, Make
from tests.index.engines.corpus import ask, document, fill, found

DOCUMENTS = [document(f"d{number}", f"क ख{number} ग", "शीर्षक") for number in range(20)]
EXPECTED = sorted(doc.id for doc in DOCUMENTS[1:])


@pytest.fixture
def built(make: Make, folder: Path) -> Path:
    """An index of two segments and a deletion; its build."""
    engine = make(folder)
    fill(engine, DOCUMENTS[:15])
    engine.apply(DOCUMENTS[15:], ["d0"], Checkpoint("test", 2))
    return build_of(folder)


@pytest.fixture(params=FOLDERS)
def make(request: pytest.FixtureRequest) -> Make:
    return FOLDERS[request.param]


def build_of(folder: Path) -> Path:
    return folder / (folder / "CURRENT").read_text()


def assert_unavailable(make: Make, folder: Path, *words: str) -> None:
    for act in (
        make(folder).checkpoint,
        lambda: ask(make(folder), Term("क")),
        lambda: make(folder).apply([], [], Checkpoint("test", 3)),
    ):
        with pytest.raises(EngineUnavailable) as caught:
            act()
        text = str(caught.value)
        assert "\n" not in text
        assert all(word in text for word in ("run: manage.py reindex", *words))


def assert_healed(make: Make, folder: Path) -> None:
    fill(make(folder), DOCUMENTS, seq=7)
    assert make(folder).checkpoint() == Checkpoint("test", 7)
    assert len(found(make(folder), Term("क"))) == len(DOCUMENTS)


def test_no_index_is_one_line_and_no_stamp(make: Make, folder: Path) -> None:
    engine = make(folder)
    assert engine.checkpoint() is None
    for act in (lambda: ask(engine), lambda: engine.apply(DOCUMENTS, [], Checkpoint("test", 1))):
        with pytest.raises(EngineUnavailable, match=r"no index in .* yet; run: manage.py reindex$"):
            act()


@pytest.mark.parametrize("url", ["", "whoosh", "whoosh:", "lucene:x", "index"])
def test_an_unknown_engine_is_one_line(url: str) -> None:
    with pytest.raises(EngineUnavailable, match="write whoosh:FOLDER, tantivy:FOLDER"):
        open_engine(url)


GARBAGE = [
    b"", b"\xff\xfe", b"build-", b"../..", b"/etc", b"build-1/../..", b"\0", b"x" * 5000,
    "build-१".encode(), b"build-1\nbuild-2",
]  # fmt: skip


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_in_current(make: Make, folder: Path, built: Path, garbage: bytes) -> None:
    assert built.is_dir()
    (folder / "CURRENT").write_bytes(garbage)
    assert_unavailable(make, folder)
    assert_healed(make, folder)


def replace_current_by_a_folder(build: Path) -> None:
    (build.parent / "CURRENT").unlink()
    (build.parent / "CURRENT" / "x").mkdir(parents=True)


def name_no_build(build: Path) -> None:
    (build.parent / "CURRENT").write_text("build-17")


def delete_build(build: Path) -> None:
    shutil.rmtree(build)


def replace_build_by_a_file(build: Path) -> None:
    delete_build(build)
    build.write_text("")


@pytest.mark.parametrize(
    "damage",
    [
        replace_current_by_a_folder,
        name_no_build,
        delete_build,
        replace_build_by_a_file,
    ],
)
def test_damaged_folders(
    make: Make, folder: Path, built: Path, damage: Callable[[Path], None]
) -> None:
    damage(built)
    assert_unavailable(make, folder)
    assert_healed(make, folder)


def test_the_folder_is_private_and_others_may_not_write(
    make: Make, folder: Path, built: Path
) -> None:
    assert [path.stat().st_mode & 0o777 for path in (folder, built)] == [0o700, 0o700]
    for path in (folder, built):
        for mode in (0o720, 0o702, 0o777):
            path.chmod(mode)
            assert_unavailable(make, folder, "chmod 700", str(path))
        path.chmod(0o755)
        assert sorted(found(make(folder), Term("क"))) == EXPECTED
    folder.chmod(0o777)
    assert_healed(make, folder)
    assert folder.stat().st_mode & 0o777 == 0o755


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_build_of_another_user_is_not_opened(make: Make, folder: Path, built: Path) -> None:
    os.chown(built, 12345, 12345)
    assert_unavailable(make, folder, "belongs to")
    assert_healed(make, folder)


def test_a_folder_that_cannot_be_made_is_one_line(make: Make, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    engine = make(tmp_path / "file" / "index")
    with pytest.raises(EngineUnavailable, match=r"cannot write to .* set ARCHIVE_HOME"):
        fill(engine, DOCUMENTS)
