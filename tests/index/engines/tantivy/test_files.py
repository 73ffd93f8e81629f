"""The files of a Tantivy build: damage, leftovers, segments."""

import json
import os
import random
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from index.engine import Checkpoint, Counts, EngineUnavailable, SearchRequest, Term
from index.engines.tantivy.engine import TantivyEngine
from tests.index.engines.corpus import document, fill, found
from tests.index.engines.test_folder import (
    DOCUMENTS,
    EXPECTED,
    assert_healed,
    assert_unavailable,
    build_of,
)

unavailable = partial(assert_unavailable, TantivyEngine)
healed = partial(assert_healed, TantivyEngine)
KINDS = ("idx", "pos", "term", "store", "fast", "fieldnorm", "del")


@pytest.fixture
def built(folder: Path) -> Path:
    """An index of two segments and a deletion; its build."""
    engine = TantivyEngine(folder)
    fill(engine, DOCUMENTS[:15])
    engine.apply(DOCUMENTS[15:], ["d0"], Checkpoint("test", 2))
    return build_of(folder)


def largest(build: Path, kind: str) -> Path:
    return max(build.glob(f"*.{kind}"), key=lambda file: file.stat().st_size)


def overwrite(file: Path, data: bytes) -> None:
    """Put another file in its place: to cut one short that is mapped to memory ends the process."""
    other = file.with_suffix(".other")
    other.write_bytes(data)
    other.replace(file)


def delete_contents(build: Path) -> None:
    (build / "meta.json").unlink()


def delete_segment(build: Path) -> None:
    largest(build, "pos").unlink()


def empty_contents(build: Path) -> None:
    (build / "meta.json").write_text("{}")


@pytest.mark.parametrize("damage", [delete_contents, delete_segment, empty_contents])
def test_damaged_files(folder: Path, built: Path, damage: Callable[[Path], None]) -> None:
    damage(built)
    unavailable(folder)
    healed(folder)


@pytest.mark.parametrize("kind", ["json", *KINDS])
def test_truncated_files(folder: Path, built: Path, kind: str) -> None:
    file = largest(built, kind)
    whole = file.read_bytes()
    for length in (0, 1, len(whole) // 3, len(whole) - 1 - whole.endswith(b"\n")):
        overwrite(file, whole[:length])
        unavailable(folder)
    healed(folder)


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["json", *KINDS])
def test_flipped_bytes_are_told_or_harmless(folder: Path, built: Path, kind: str) -> None:
    dice = random.Random(f"flips in {kind}")  # noqa: S311  seeded, so that failures come again
    file = largest(built, kind)
    whole = file.read_bytes()
    told = 0
    tries = 40
    for _ in range(tries):
        place = dice.randrange(len(whole))
        changed = bytes([whole[place] ^ dice.randrange(1, 256)])
        overwrite(file, whole[:place] + changed + whole[place + 1 :])
        try:
            assert sorted(found(TantivyEngine(folder), Term("क"))) == EXPECTED
        except EngineUnavailable as error:
            assert str(error).endswith("cannot be read; run: manage.py reindex")  # noqa: PT017
            told += 1
    # What is written behind the checksum, and settings that nobody reads, may change.
    assert told > tries * (0.3 if kind == "json" else 0.5)
    healed(folder)


def test_leftovers_of_killed_commits_go(folder: Path, built: Path) -> None:
    contents = json.loads((built / "meta.json").read_text())
    name = contents["segments"][0]["segment_id"].replace("-", "")
    ahead = range(contents["opstamp"], contents["opstamp"] + 30)
    left = [built / "half.idx", *(built / f"{name}.{number}.del" for number in ahead)]
    left = [file for file in left if not file.exists()]
    for file in left:
        file.write_text("half")
    TantivyEngine(folder).apply([document("new", "क")], ["d1", "d16"], Checkpoint("test", 3))
    expected = sorted({*EXPECTED, "new"} - {"d1", "d16"})
    assert sorted(found(TantivyEngine(folder), Term("क"))) == expected
    assert "half" not in {file.read_bytes().decode("latin-1") for file in left if file.exists()}
    healed(folder)
    assert [path for path in folder.iterdir() if path.is_dir()] == [build_of(folder)]


@pytest.mark.thorough
def test_segments_stay_few_however_many_batches(folder: Path) -> None:
    engine = TantivyEngine(folder)
    fill(engine, DOCUMENTS)
    made = set()
    for number in range(60):
        made.add(f"n{number % 25}")
        engine.apply(
            [document(f"n{number % 25}", f"नया w{number}")], [], Checkpoint("test", number)
        )
    assert len(list(build_of(folder).glob("*.idx"))) <= 16
    assert sorted(found(engine, Term("नया"))) == sorted(made)
    assert found(engine, Term("w59")) == ["n9"]
    assert found(engine, Term("w9")) == []


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_fork_counts_with_threads_of_its_own(built: Path) -> None:
    engine = TantivyEngine(built.parent)

    def counts() -> Counts:
        hits = engine.search(SearchRequest(Term("क"), limit=3, facets=("source",)))
        return hits.facets["source"]

    counted = counts()
    if child := os.fork():
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        return
    # Whatever happens, this process must not go on with other tests.
    signal.alarm(20)
    os._exit(counts() != counted)
