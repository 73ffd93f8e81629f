"""Commands that write, at the same time in processes of their own: one waits, or says why not."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MANY = 300


def start(home: Path, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "ARCHIVE_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err, err
    return process.returncode, out, err


def done(home: Path, *arguments: object) -> str:
    status, out, err = end(start(home, *arguments))
    assert status == 0, err
    return out


def articles(folder: Path, name: str, number: int) -> Path:
    file = folder / f"{name}.jsonl"
    lines = (
        json.dumps({"id": f"{name}{n}", "body": f"खबर {name}{n} " * 40}) for n in range(number)
    )
    file.write_text("\n".join(lines))
    return file


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of many articles."""
    folder = tmp_path_factory.mktemp("backup")
    done(folder / "home", "import", articles(folder, "old", MANY))
    done(folder / "home", "backup", folder / "copy.db")
    return folder / "copy.db"


@pytest.fixture
def stopped() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that are ended with the test, also if they were stopped half-way."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def stop_when_it_copies(process: subprocess.Popen[str], home: Path) -> None:
    """Let a restore stand still as soon as its copy is there."""
    deadline = time.monotonic() + 60
    while not [*home.glob("archive.db.*.part")]:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(signal.SIGSTOP)


@pytest.mark.thorough
def test_writers_of_one_archive_at_the_same_time(tmp_path: Path, backup: Path) -> None:
    home = tmp_path / "home"
    done(home, "restore", backup)
    some, more = articles(tmp_path, "a", 100), articles(tmp_path, "b", 100)
    running = [
        start(home, *command)
        for command in (
            ("import", some),
            ("import", some),
            ("import", more),
            ("reindex",),
            ("delete", "old0", "old1", "--yes", "--no-erase"),
            ("delete", "old2", "--yes", "--no-erase"),
            ("backup", tmp_path / "copy.db"),
            ("restore", backup),
        )
    ]
    ended = [end(process) for process in running]
    assert [status for status, _, _ in ended] == [0] * 7 + [1], ended
    assert "holds an archive already" in ended[-1][2]
    added = [json.loads(done(home, "import", some, "--json"))["added"], MANY - 3 + 200]
    assert added == [0, json.loads(done(home, "status", "--json"))["articles"]]
    assert "up to date" in done(home, "status")
    done(home, "verify")
    trail = json.loads((home / "deleted.json").read_text())["deletions"]
    assert sorted(each["id"] for one in trail for each in one["articles"]) == [
        "old0",
        "old1",
        "old2",
    ]
    assert not [*home.glob("*.part"), *home.glob("*.journal")]


@pytest.mark.thorough
def test_two_backups_to_one_file(tmp_path: Path, backup: Path) -> None:
    home, copy = tmp_path / "home", tmp_path / "copy.db"
    done(home, "restore", backup)
    ended = [end(each) for each in [start(home, "backup", copy) for _ in range(3)]]
    assert sorted(status for status, _, _ in ended) == [0, 1, 1], ended
    assert all("is there already" in err for status, _, err in ended if status)
    ended = [end(each) for each in [start(home, "backup", copy, "--force") for _ in range(3)]]
    assert [status for status, _, _ in ended] == [0, 0, 0], ended
    assert f"{MANY:,} articles restored" in done(tmp_path / "new", "restore", copy)
    assert {each.name for each in tmp_path.iterdir()} == {"home", "new", "copy.db"}


def test_a_second_restore_says_so_and_an_import_waits(
    tmp_path: Path, backup: Path, stopped: list[subprocess.Popen[str]]
) -> None:
    home = tmp_path / "home"
    first = start(home, "restore", backup)
    stopped.append(first)
    stop_when_it_copies(first, home)
    status, _, err = end(start(home, "restore", backup))
    assert (status, err.count("\n")) == (1, 1)
    assert "try again when it is done" in err
    waits = start(home, "import", articles(tmp_path, "a", 5))
    stopped.append(waits)
    with pytest.raises(subprocess.TimeoutExpired):
        waits.wait(2)
    assert not (home / "archive.db").exists()
    first.send_signal(signal.SIGCONT)
    assert end(first)[0] == 0
    assert end(waits)[0] == 0
    assert json.loads(done(home, "status", "--json"))["articles"] == MANY + 5
    done(home, "verify")


@pytest.mark.thorough
def test_a_killed_restore_holds_nobody_up(
    tmp_path: Path, backup: Path, stopped: list[subprocess.Popen[str]]
) -> None:
    home = tmp_path / "home"
    first = start(home, "restore", backup)
    stopped.append(first)
    stop_when_it_copies(first, home)
    first.kill()
    first.wait()
    for left in home.glob("*.part"):
        os.utime(left, (1, 1))
    done(home, "restore", backup)
    assert {each.name for each in home.iterdir()} == {"archive.db", "index"}


@pytest.mark.thorough
def test_an_import_into_a_new_archive_does_not_pass_over_what_another_one_stored(
    tmp_path: Path, stopped: list[subprocess.Popen[str]]
) -> None:
    home, files = tmp_path / "home", tmp_path / "files"
    files.mkdir()
    for n in range(30):
        articles(files, f"f{n}-", 50)
    first = start(home, "import", files)
    stopped.append(first)
    deadline = time.monotonic() + 60
    while not any(each.stat().st_size for each in home.glob("*.journal")):
        assert first.poll() is None, first.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.001)
    first.kill()
    first.wait()
    shutil.rmtree(home / "index", ignore_errors=True)
    for file in home.glob("archive.db*"):
        file.unlink()
    assert [*home.glob("*.journal")]
    done(home, "import", files)
    assert json.loads(done(home, "status", "--json"))["articles"] == 1500
