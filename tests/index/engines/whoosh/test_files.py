"""The files of a Whoosh build: damage, leftovers, segments."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from index.engine import Checkpoint, Document, EngineUnavailable, Term
from index.engines.whoosh.engine import WhooshEngine
from tests.index.engines.corpus import document, fill, found
from tests.index.engines.test_folder import (
    DOCUMENTS,
    EXPECTED,
    assert_healed,
    assert_unavailable,
    build_of,
)

unavailable = partial(assert_unavailable, WhooshEngine)
healed = partial(assert_healed, WhooshEngine)


@pytest.fixture
def built(folder: Path) -> Path:
    """An index of two segments and a deletion; its build."""
    engine = WhooshEngine(folder)
    fill(engine, DOCUMENTS[:15])
    engine.apply(DOCUMENTS[15:], ["d0"], Checkpoint("test", 2))
    return build_of(folder)


def delete_contents(build: Path) -> None:
    next(build.glob("*.toc")).unlink()


def delete_segment(build: Path) -> None:
    next(build.glob("*.seg")).unlink()


def exchange_segments(build: Path) -> None:
    first, second = build.glob("*.seg")
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)


@pytest.mark.parametrize("damage", [delete_contents, delete_segment, exchange_segments])
def test_damaged_files(folder: Path, built: Path, damage: Callable[[Path], None]) -> None:
    damage(built)
    unavailable(folder)
    healed(folder)


@pytest.mark.parametrize("kind", ["toc", "seg"])
def test_truncated_files(folder: Path, built: Path, kind: str) -> None:
    file = max(built.glob(f"*.{kind}"), key=lambda file: file.stat().st_size)
    whole = file.read_bytes()
    for length in (0, 1, len(whole) // 3, len(whole) - 1):
        file.write_bytes(whole[:length])
        unavailable(folder)
    healed(folder)


@pytest.mark.thorough
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
    healed(folder)


def test_leftovers_of_killed_builds_and_commits_go(folder: Path, built: Path) -> None:
    (folder / "build-123").mkdir()
    (folder / "build-123" / "MAIN_x.trm").write_text("half")
    (built / "MAIN.tmp").mkdir()
    (built / "MAIN.tmp" / "x").write_text("half")
    (built / "_MAIN_9.toc.123.5").write_text("half")
    (built / "MAIN_dead.trm").write_text("half")
    WhooshEngine(folder).apply([document("new", "क")], [], Checkpoint("test", 3))
    left = {path.name for path in built.iterdir()}
    assert not left & {"MAIN.tmp", "_MAIN_9.toc.123.5", "MAIN_dead.trm"}
    assert len([name for name in left if name.endswith(".toc")]) == 1
    healed(folder)
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == [
        build_of(folder).name
    ]


def test_full_segments_are_closed_and_all_are_searched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.engines.whoosh.engine.MAX_SEGMENT_TERMS", 30)
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
        engine.apply([made[f"n{number % 25}"]], [], Checkpoint("test", number))
    assert len(list(build_of(folder).glob("*.seg"))) <= 12
    assert sorted(found(engine, Term("नया"))) == sorted(made)
    assert found(engine, Term("w59")) == ["n9"]
    assert found(engine, Term("w9")) == []


def test_segments_never_share_a_name(folder: Path) -> None:
    engine = WhooshEngine(folder)
    fill(engine, [])
    # Whoosh names its files by `random`, which any program may seed.
    for name in "abc":
        random.seed(1)
        engine.apply([document(name, "क")], [], Checkpoint("test", 1))
    assert found(engine, Term("क")) == ["a", "b", "c"]
