"""Ctrl-C and SIGTERM: one line at whatever moment, no traceback, nothing lost."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.factories import write_many

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = 1_500
DEADLINE = 120.0


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that take some seconds, in workers too."""
    file = tmp_path_factory.mktemp("many") / "many.jsonl"
    write_many(file, ARTICLES)
    return file


@contextmanager
def started(home: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env={**os.environ, "ARCHIVE_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def is_begun(process: "subprocess.Popen[str]") -> bool:
    """Whether our code runs: before, it is Python that starts, and no program of ours."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    caught = next(int(line[7:], 16) for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(caught >> (signal.SIGTERM - 1) & 1)


def interrupted(
    home: Path, how: signal.Signals, wait: Callable[[], object], *arguments: str
) -> tuple[int, str]:
    """The status of a command that is interrupted so, and what it says."""
    with started(home, *arguments) as process:
        until = time.monotonic() + DEADLINE
        while not is_begun(process):
            assert process.poll() is None
            assert time.monotonic() < until
        wait()
        process.send_signal(how)
        _, said = process.communicate(timeout=DEADLINE)
    return process.returncode, said


def assert_one_line(status: int, said: str, how: signal.Signals) -> bool:
    """Whether it was interrupted before it was done."""
    lines = [line for line in said.splitlines() if line]
    if status == 0:
        assert not [line for line in lines if not line.startswith("going on where")], said
        return False
    assert status == (1 if how == signal.SIGINT else -signal.SIGTERM), said
    assert lines[-1:] == ["Aborted!"], said
    assert all(line.startswith("going on where an import") for line in lines[:-1]), said
    return True


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_before_anything_is_loaded(tmp_path: Path, how: signal.Signals) -> None:
    status, said = interrupted(tmp_path, how, lambda: None, "status")
    assert assert_one_line(status, said, how)
    assert said == "Aborted!\n"


def test_who_will_not_be_interrupted_is_not(tmp_path: Path, many: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        status, said = interrupted(tmp_path, signal.SIGINT, lambda: None, "import", str(many))
    finally:
        signal.signal(signal.SIGINT, before)
    assert (status, said) == (0, "")


@pytest.mark.thorough
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_at_any_moment_and_nothing_is_lost(tmp_path: Path, many: Path, how: signal.Signals) -> None:
    chance = random.Random(how)  # noqa: S311 - the same moments every time
    early = [0.05 * n for n in range(12)]
    late = [0.6 + 4 * chance.random() for _ in range(6)]
    home = tmp_path / "data"
    cut = 0
    for number, seconds in enumerate([*early, *late]):
        if number % 9 == 0:
            home = tmp_path / f"data-{number}"
        status, said = interrupted(home, how, partial(time.sleep, seconds), "import", str(many))
        cut += assert_one_line(status, said, how)
        if number % 9 == 8:
            with started(home, "import", "--json", str(many)) as process:
                out, said = process.communicate(timeout=DEADLINE)
            assert process.returncode == 0, said
            with started(home, "verify", "--json") as process:
                out, said = process.communicate(timeout=DEADLINE)
            assert process.returncode == 0, (out, said)
            assert json.loads(out)["articles"] == ARTICLES
    assert cut >= len(early)


@pytest.mark.thorough
def test_who_cannot_wait(tmp_path: Path, many: Path) -> None:
    for seconds in (0.3, 0.6, 1.0, 1.5):
        with started(tmp_path, "import", str(many)) as process:
            while not is_begun(process):
                assert process.poll() is None
            time.sleep(seconds)
            for _ in range(3):
                process.send_signal(signal.SIGINT)
                time.sleep(0.01)
            _, said = process.communicate(timeout=DEADLINE)
        assert "Traceback" not in said
        # The last one may come when Python itself has ended.
        assert process.returncode in {0, 1, -signal.SIGINT}
        assert said.count("Aborted!") <= 2
