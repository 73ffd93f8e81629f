"""Work in several processes: the same results in the same order, whatever becomes of a worker."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import parallel
from archive.parallel import FEW, spread

ROOT = Path(__file__).resolve().parents[2]
JOBS = [(f"job {n}", list(range(n * 100))) for n in range(40)]
EXPECTED = [(name, sum(numbers)) for name, numbers in JOBS]
DEADLINE = 20.0


def pid_of(_argument: object) -> int:
    time.sleep(0.02)
    return os.getpid()


def die_elsewhere(parent: int) -> int:
    """Kills any process but the one that gives out the work."""
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return parent


def children() -> list[int]:
    tasks = Path("/proc/self/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]


def gone(pids: list[int]) -> bool:
    """Whether they end before the deadline; one that nobody has waited for has ended."""
    until = time.monotonic() + DEADLINE
    while any(_runs(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(_runs(pid) for pid in pids)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("number", [0, 1, 3])
def test_results_come_in_the_order_of_the_jobs(number: int) -> None:
    before = children()
    assert list(spread(sum, JOBS, number)) == EXPECTED
    assert children() == before


def test_a_few_jobs_start_no_process() -> None:
    found = {pid for _, pid in spread(pid_of, JOBS[:FEW], 2)}
    assert found == {os.getpid()}


def test_the_work_is_shared_with_this_process() -> None:
    found = {pid for _, pid in spread(pid_of, JOBS, 2)}
    assert os.getpid() in found
    assert len(found) == 3


def test_as_many_work_as_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 1)
    assert {pid for _, pid in spread(pid_of, JOBS)} == {os.getpid()}
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    assert len({pid for _, pid in spread(pid_of, JOBS)}) == 2


def test_a_large_job_goes_there_and_back() -> None:
    jobs = [(n, "लावरोव " * 300_000) for n in range(FEW + 4)]
    assert [len(text) for _, text in spread(str.upper, jobs, 1)] == [2_100_000] * len(jobs)


def test_what_a_dead_worker_was_at_is_done_here(caplog: pytest.LogCaptureFixture) -> None:
    jobs = [(n, os.getpid()) for n in range(30)]
    with caplog.at_level(logging.WARNING):
        assert [n for n, _ in spread(die_elsewhere, jobs, 2)] == list(range(30))
    assert 1 <= len(caplog.records) <= 2
    assert "died" in caplog.text


def test_a_fault_of_the_work_itself_is_raised_here() -> None:
    jobs = [*JOBS, ("bad", "no numbers"), *JOBS]
    before = children()
    with pytest.raises(TypeError):
        list(spread(sum, jobs, 2))  # type: ignore[arg-type]
    assert children() == before


def test_a_fault_of_the_one_that_names_the_jobs_ends_the_workers() -> None:
    def jobs() -> Iterator[tuple[str, list[int]]]:
        yield from JOBS
        raise KeyError("store")

    before = children()
    with pytest.raises(KeyError):
        list(spread(sum, jobs(), 2))
    assert children() == before


def test_one_that_is_not_read_to_its_end_leaves_no_worker() -> None:
    before = children()
    found = spread(pid_of, JOBS, 2)
    next(found)
    started = [pid for pid in children() if pid not in before]
    assert len(started) == 2
    found.close()
    assert children() == before


GIVER = """
import sys, time
from tests.archive.test_parallel import JOBS, children, pid_of
from archive.parallel import spread
for _ in spread(pid_of, JOBS * 1000, 2):
    print(*children(), flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_the_one_that_gave_the_work(how: signal.Signals) -> None:
    command = [sys.executable, "-c", GIVER]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as giver:
        assert giver.stdout
        pids = [int(pid) for pid in giver.stdout.readline().split()]
        assert len(pids) == 2
        giver.send_signal(how)
        giver.stdout.read()
    assert gone(pids)
