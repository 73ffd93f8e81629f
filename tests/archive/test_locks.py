"""Locks between processes: one has it, and it is free when that one ends, even by a kill."""

import os
import subprocess
import sys
from io import FileIO
from pathlib import Path

import pytest

from archive.locks import Locked, hold, hold_alone, locked

HOLDER = """
import os, sys
from io import FileIO
from pathlib import Path
from archive.locks import hold, hold_alone, locked
how, path = sys.argv[1:]
if how == "locked":
    with locked(Path(path)):
        print("held", flush=True)
        sys.stdin.read()
file = FileIO(path, "a+")
assert hold_alone(file) if how == "alone" else hold(file.fileno())
if how == "alone" and os.fork() == 0:
    # It has the file open as well, and outlives its parent.
    print("held", flush=True)
    sys.stdin.read()
    os._exit(0)
if how == "hold":
    print("held", flush=True)
sys.stdin.read()
"""


def holder(how: str, path: Path) -> subprocess.Popen[bytes]:
    started = subprocess.Popen(
        [sys.executable, "-c", HOLDER, how, str(path)],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert started.stdout
    assert started.stdout.readline() == b"held\n"
    return started


def test_a_folder_is_locked_until_its_holder_is_killed(tmp_path: Path) -> None:
    with holder("locked", tmp_path) as process:
        with pytest.raises(Locked, match="try again"), locked(tmp_path, seconds=0):
            pytest.fail("two have it")
        process.kill()
        process.wait()
        with locked(tmp_path):
            pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", ["hold", "alone"])
def test_a_file_is_held_until_its_holder_is_killed(tmp_path: Path, how: str) -> None:
    file = FileIO(tmp_path / "file", "a+")

    def is_ours() -> bool:
        return hold_alone(file) if how == "alone" else hold(file.fileno())

    with holder(how, tmp_path / "file") as process:
        assert not is_ours()
        process.kill()
        process.wait()
        assert is_ours()
    file.close()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), locked(tmp_path / "nowhere"):
        os.abort()
