"""What may lie in the folder of a Whoosh index, and what becomes of it when it is damaged."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.engine import Document, EngineUnavailable, Stamp, Term
from index.engines import open_engine
from index.engines.whoosh import WhooshEngine
from tests.index.engines.corpus import ask, document, fill, found

DOCUMENTS = [document(f"d{number}", f"क ख{number} ग", "शीर्षक") for number in range(20)]
EXPECTED = sorted(doc.id for doc in DOCUMENTS[1:])


@pytest.fixture
def built(folder: Path) -> Path:
    """An index of two segments and a deletion; its build."""
    engine = WhooshEngine(folder)
    fill(engine, DOCUMENTS[:15])
    engine.apply(DOCUMENTS[15:], ["d0"], Stamp("test", 2))
    return build_of(folder)


def build_of(folder: Path) -> Path:
    return folder / (folder / "CURRENT").read_text()


def assert_unavailable(folder: Path, *words: str) -> None:
    for act in (
        WhooshEngine(folder).stamp,
        lambda: ask(WhooshEngine(folder), Term("क")),
        lambda: WhooshEngine(folder).apply([], [], Stamp("test", 3)),
    ):
        with pytest.raises(EngineUnavailable) as caught:
            act()
        text = str(caught.value)
        assert "\n" not in text
        assert all(word in text for word in ("run: manage.py reindex", *words))


def assert_healed(folder: Path) -> None:
    fill(WhooshEngine(folder), DOCUMENTS, seq=7)
    assert WhooshEngine(folder).stamp() == Stamp("test", 7)
    assert len(found(WhooshEngine(folder), Term("क"))) == len(DOCUMENTS)


def test_no_index_is_one_line_and_no_stamp(folder: Path) -> None:
    engine = WhooshEngine(folder)
    assert engine.stamp() is None
    for act in (lambda: ask(engine), lambda: engine.apply(DOCUMENTS, [], Stamp("test", 1))):
        with pytest.raises(EngineUnavailable, match=r"no index in .* yet; run: manage.py reindex$"):
            act()


@pytest.mark.parametrize("url", ["", "whoosh", "whoosh:", "lucene:x", "index"])
def test_an_unknown_engine_is_one_line(url: str) -> None:
    with pytest.raises(EngineUnavailable, match="write whoosh:FOLDER"):
        open_engine(url)


GARBAGE = [
    b"", b"\xff\xfe", b"build-", b"../..", b"/etc", b"build-1/../..", b"\0", b"x" * 5000,
    "build-१".encode(), b"build-1\nbuild-2",
]  # fmt: skip


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_in_current(folder: Path, built: Path, garbage: bytes) -> None:
    assert built.is_dir()
    (folder / "CURRENT").write_bytes(garbage)
    assert_unavailable(folder)
    assert_healed(folder)


def replace_current_by_a_folder(build: Path) -> None:
    (build.parent / "CURRENT").unlink()
    (build.parent / "CURRENT" / "x").mkdir(parents=True)


def name_no_build(build: Path) -> None:
    (build.parent / "CURRENT").write_text("build-17")


def delete_contents(build: Path) -> None:
    next(build.glob("*.toc")).unlink()


def delete_segment(build: Path) -> None:
    next(build.glob("*.seg")).unlink()


def delete_build(build: Path) -> None:
    shutil.rmtree(build)


def replace_build_by_a_file(build: Path) -> None:
    delete_build(build)
    build.write_text("")


def exchange_segments(build: Path) -> None:
    first, second = build.glob("*.seg")
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)


@pytest.mark.parametrize(
    "damage",
    [
        replace_current_by_a_folder,
        name_no_build,
        delete_contents,
        delete_segment,
        delete_build,
        replace_build_by_a_file,
        exchange_segments,
    ],
)
def test_damaged_folders(folder: Path, built: Path, damage: Callable[[Path], None]) -> None:
    damage(built)
    assert_unavailable(folder)
    assert_healed(folder)


@pytest.mark.parametrize("kind", ["toc", "seg"])
def test_truncated_files(folder: Path, built: Path, kind: str) -> None:
    file = max(built.glob(f"*.{kind}"), key=lambda file: file.stat().st_size)
    whole = file.read_bytes()
    for length in (0, 1, len(whole) // 3, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert_unavailable(folder)
    assert_healed(folder)


@pytest.mark.parametrize("kind", ["toc", "seg"])
def test_flipped_bytes_are_told_or_harmless(folder: Path, built: Path, kind: str) -> None:
    dice = random.Random(f"flips in {kind}")  # noqa: S311  seeded, so that failures come again
    file = max(built.glob(f"*.{kind}"), key=lambda file: file.stat().st_size)
    whole = file.read_bytes()
    told = 0
    tries = 40
    for _ in range(tries):
        place = dice.randrange(len(whole))
        changed = bytes([whole[place] ^ dice.randrange(1, 256)])
        file.write_bytes(whole[:place] + changed + whole[place + 1 :])
        try:
            assert sorted(found(WhooshEngine(folder), Term("क"))) == EXPECTED
        except EngineUnavailable as error:
            assert str(error).endswith("cannot be read; run: manage.py reindex")  # noqa: PT017
            told += 1
    # In a segment every byte is covered; the contents have some that nobody reads.
    assert told == tries if kind == "seg" else told > 0
    assert_healed(folder)


def test_the_folder_is_private_and_others_may_not_write(folder: Path, built: Path) -> None:
    assert [path.stat().st_mode & 0o777 for path in (folder, built)] == [0o700, 0o700]
    for path in (folder, built):
        for mode in (0o720, 0o702, 0o777):
            path.chmod(mode)
            assert_unavailable(folder, "chmod 700", str(path))
        path.chmod(0o755)
        assert sorted(found(WhooshEngine(folder), Term("क"))) == EXPECTED
    folder.chmod(0o777)
    assert_healed(folder)
    assert folder.stat().st_mode & 0o777 == 0o755


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_build_of_another_user_is_not_opened(folder: Path, built: Path) -> None:
    os.chown(built, 12345, 12345)
    assert_unavailable(folder, "belongs to")
    assert_healed(folder)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    engine = WhooshEngine(tmp_path / "file" / "index")
    with pytest.raises(EngineUnavailable, match=r"cannot write to .* set ARCHIVE_HOME"):
        fill(engine, DOCUMENTS)


def test_leftovers_of_killed_builds_and_commits_go(folder: Path, built: Path) -> None:
    (folder / "build-123").mkdir()
    (folder / "build-123" / "MAIN_x.trm").write_text("half")
    (built / "MAIN.tmp").mkdir()
    (built / "MAIN.tmp" / "x").write_text("half")
    (built / "_MAIN_9.toc.123.5").write_text("half")
    (built / "MAIN_dead.trm").write_text("half")
    WhooshEngine(folder).apply([document("new", "क")], [], Stamp("test", 3))
    left = {path.name for path in built.iterdir()}
    assert not left & {"MAIN.tmp", "_MAIN_9.toc.123.5", "MAIN_dead.trm"}
    assert len([name for name in left if name.endswith(".toc")]) == 1
    assert_healed(folder)
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == [
        build_of(folder).name
    ]


def test_full_segments_are_closed_and_all_are_searched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.engines.whoosh.FULL", 30)
    fill(WhooshEngine(folder), DOCUMENTS)
    assert len(list(build_of(folder).glob("*.seg"))) > 2
    assert len(found(WhooshEngine(folder), Term("क"))) == len(DOCUMENTS)
    assert found(WhooshEngine(folder), Term("ख7")) == ["d7"]


def test_segments_stay_few_however_many_batches(folder: Path) -> None:
    engine = WhooshEngine(folder)
    fill(engine, DOCUMENTS)
    made: dict[str, Document] = {}
    for number in range(60):
        made[f"n{number % 25}"] = document(f"n{number % 25}", f"नया w{number}")
        engine.apply([made[f"n{number % 25}"]], [], Stamp("test", number))
    assert len(list(build_of(folder).glob("*.seg"))) <= 12
    assert sorted(found(engine, Term("नया"))) == sorted(made)
    assert found(engine, Term("w59")) == ["n9"]
    assert found(engine, Term("w9")) == []
