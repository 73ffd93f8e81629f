"""Some calls that fail and some power cuts, chosen by a seed; ``table`` tries all of them."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.layer import Fault, Layer, layer
from tests.faults.power import Loss, calls
from tests.faults.scenes import ENGINES, MARKER, SCENES, Stage
from tests.faults.table import Outcome, Rehearsal, outcomes


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Layer]:
    with layer(tmp_path_factory.mktemp("faults")) as made:
        yield made


def assert_well(found: Outcome) -> None:
    assert (found.unclear, found.wrong) == ("", ()), f"{found.point}: {found.told}"


@pytest.fixture(scope="module", params=ENGINES)
def further(request: pytest.FixtureRequest, run: Layer) -> Rehearsal:
    """An import into an archive that is there."""
    return Rehearsal(run, request.param, SCENES["import, further"])


def test_the_layer_sees_every_kind_of_call(further: Rehearsal) -> None:
    # Of Tantivy's renames none goes through the C library.
    names = {call.other.name for call in further.calls if call.kind == "rename"}
    assert names & {"meta.json", "_MAIN_5.toc"} or any(name.endswith(".toc") for name in names)
    assert {"create", "write", "sync", "rename", "unlink", "told"} <= {
        call.kind for call in further.calls
    }


@pytest.mark.parametrize(
    ("error", "part"),
    [(errno.ENOSPC, 0.8), (errno.EMFILE, 0.6)],
)
def test_a_call_that_fails(further: Rehearsal, error: int, part: float) -> None:
    fault = Fault(int(further.faults(error) * part), error, once=False)
    found = further.fail(fault)
    assert_well(found)
    assert found.told
    assert not found.vague, found.told


@pytest.mark.parametrize(("loss", "part"), [("names survive", 0.85)])
def test_a_power_cut(further: Rehearsal, loss: Loss, part: float) -> None:
    assert_well(further.cut(int(len(further.calls) * part), loss, 14))


@pytest.mark.parametrize("loss", ["nothing unsynced survives"])
def test_what_was_acknowledged_survives_a_power_cut(further: Rehearsal, loss: Loss) -> None:
    assert_well(further.cut(len(further.calls), loss, 14))


def test_what_names_a_file_comes_after_it(further: Rehearsal) -> None:
    """A table of contents is on the disk, and its segments' names are, before it has its name."""
    synced: set[Path] = set()
    for call in further.calls:
        if call.kind == "sync":
            synced.add(call.path)
        elif call.kind == "write":
            synced.discard(call.path)
        elif call.kind == "create":
            synced.discard(call.path.parent)
        elif call.kind == "rename":
            if call.other.suffix in (".toc", ".json"):
                assert call.path in synced
            synced.discard(call.path.parent)
    # Nothing is told before the last name is safe.
    folders = {call.other.parent for call in further.calls if call.kind == "rename"}
    assert folders <= synced


@pytest.mark.thorough
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("scene", [*SCENES])
def test_one_point_of_each_command(run: Layer, engine: str, scene: str) -> None:
    tried = [found for _, found in outcomes(run, engine, SCENES[scene], points=1, seed=14, kinds=1)]
    assert len(tried) == 1
    assert_well(tried[0])


@pytest.mark.parametrize("engine", ENGINES)
def test_an_import_sweeps_what_a_killed_rebuild_left(run: Layer, engine: str) -> None:
    stage = Stage(run, engine, SCENES["reindex"])
    index = run.root / "home" / "index"
    for further in ("first", "further"):
        (index / "build-9" / "x").mkdir(parents=True)
        (index / "build-17").write_text("a file")
        (index / "CURRENT.new").write_text("build-9")
        stage.must("import", f"{run.root}/../{further}.jsonl")
        names = {path.name for path in index.iterdir()}
        assert not names & {"build-9", "build-17", "CURRENT.new"}
        assert "articles in" in stage.must("search", MARKER)


def test_a_log_is_read_as_it_was_written(run: Layer, tmp_path: Path) -> None:
    stage = Stage(run, "whoosh", SCENES["import, new"])
    done = run.run(stage.arguments, stage.environment, log=tmp_path / "log")
    told = b"".join(call.data for call in calls(tmp_path / "log") if call.kind == "told")
    assert told.decode() == done.out + done.err
