"""A large import that is stopped by Ctrl-C, at several moments: nothing hangs, nothing is lost."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.archive.test_parallel import gone
from tests.factories import write_many

ROOT = Path(__file__).resolve().parents[3]
NUMBER = 6_000
DEADLINE = 120.0


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough articles that other processes help to read and to analyse them."""
    file = tmp_path_factory.mktemp("many") / "many.jsonl"
    write_many(file, NUMBER)
    return file


@contextmanager
def importing(home: Path, engine: str, file: Path) -> Iterator["subprocess.Popen[str]"]:
    settings = {"ARCHIVE_HOME": str(home), "ARCHIVE_ENGINE_URL": f"{engine}:{home / 'index'}"}
    with subprocess.Popen(
        [sys.executable, "manage.py", "import", "--json", str(file)],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def stored(home: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{home}/archive.db?mode=ro", uri=True)) as store:
            number: int = store.execute("SELECT count(*) FROM articles").fetchone()[0]
            return number
    except sqlite3.Error:
        return 0


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]


MOMENTS: dict[str, Callable[[Path], bool]] = {
    "reading": lambda home: stored(home) > 0,
    "analysing": lambda home: stored(home) == NUMBER and any(home.glob("index/build-*/*")),
}


@pytest.mark.thorough
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_keeps_what_was_imported(
    many: Path, tmp_path: Path, engine: str, moment: str
) -> None:
    with importing(tmp_path, engine, many) as process:
        until = time.monotonic() + DEADLINE
        while not (MOMENTS[moment](tmp_path) and (helpers := children(process.pid))):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=DEADLINE)
    assert process.returncode == 1
    assert out == ""
    assert len(err.split("\n")) <= 3
    assert "Traceback" not in err
    assert gone(helpers)
    kept = stored(tmp_path)
    assert kept > 0
    with importing(tmp_path, engine, many) as process:
        out, err = process.communicate(timeout=DEADLINE)
    assert process.returncode == 0
    assert not err or err.startswith("going on where an import was interrupted")
    found = json.loads(out)
    assert found["added"] == NUMBER - kept
    assert found["unchanged"] <= kept
    assert found["indexed"] == NUMBER
