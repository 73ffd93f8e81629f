"""The ordered map over processes: same results, same order, whatever happens to a worker."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from archive import parallel
from archive.parallel import FEW_JOBS, ordered_map

ROOT = Path(__file__).resolve().parents[2]
JOBS = [(f"job {n}", list(range(n * 100))) for n in range(40)]
EXPECTED = [(name, sum(numbers)) for name, numbers in JOBS]
DEADLINE = 20.0


def pid_of(_argument: object) -> int:
    time.sleep(0.02)
    return os.getpid()


def process_group(_argument: object) -> tuple[int, int]:
    time.sleep(0.02)
    return os.getpid(), os.getpgid(0)


def die_elsewhere(parent: int) -> int:
    """Kills any process but the parent."""
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return parent


def die_while_sending(parent: int) -> str:
    """Kills any process but the parent, half-way through sending its result."""

    def write_half(file: int, data: Any, offset: int) -> int:
        write(file, data[: len(data) // 2], offset)
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    if os.getpid() != parent:
        write, os.pwrite = os.pwrite, write_half
    return "लावरोव " * 100_000


def children() -> list[int]:
    tasks = Path("/proc/self/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]


def gone(pids: list[int]) -> bool:
    """Whether they end before the deadline; a zombie counts as ended."""
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
    assert list(ordered_map(sum, JOBS, number)) == EXPECTED
    assert children() == before


def test_a_few_jobs_start_no_process() -> None:
    found = {pid for _, pid in ordered_map(pid_of, JOBS[:FEW_JOBS], 2)}
    assert found == {os.getpid()}


def test_few_jobs_that_are_slow_start_processes() -> None:
    slow = ordered_map(pid_of, JOBS[:4], 1, is_slow=lambda numbers: len(numbers) > 200)
    assert len({pid for _, pid in slow}) == 2
    quick = ordered_map(pid_of, JOBS[:2], 1, is_slow=lambda numbers: len(numbers) > 200)
    assert {pid for _, pid in quick} == {os.getpid()}


def test_this_process_works_too() -> None:
    found = {pid for _, pid in ordered_map(pid_of, JOBS, 2)}
    assert os.getpid() in found
    assert len(found) == 3


def test_as_many_work_as_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 1)
    assert {pid for _, pid in ordered_map(pid_of, JOBS)} == {os.getpid()}
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    assert len({pid for _, pid in ordered_map(pid_of, JOBS)}) == 2


def test_a_large_job_goes_there_and_back() -> None:
    jobs = [(n, "लावरोव " * 300_000) for n in range(FEW_JOBS + 4)]
    assert [len(text) for _, text in ordered_map(str.upper, jobs, 1)] == [2_100_000] * len(jobs)


def test_ctrl_c_is_for_the_parent_only() -> None:
    groups = dict(group for _, group in ordered_map(process_group, JOBS, 2))
    assert {pid for pid, group in groups.items() if group == os.getpgid(0)} == {os.getpid()}
    assert len(groups) == 3


@pytest.mark.parametrize("deadly", [die_elsewhere, die_while_sending])
def test_the_jobs_of_a_dead_worker_are_done_here(
    deadly: Callable[[int], object], caplog: pytest.LogCaptureFixture
) -> None:
    jobs = [(n, os.getpid()) for n in range(30)]
    with caplog.at_level(logging.WARNING):
        found = list(ordered_map(deadly, jobs, 2))
    assert found == [(n, deadly(os.getpid())) for n in range(30)]
    assert 1 <= len(caplog.records) <= 2
    assert "died" in caplog.text


def test_an_error_of_the_function_is_raised_here() -> None:
    jobs = [*JOBS, ("bad", "no numbers"), *JOBS]
    before = children()
    with pytest.raises(TypeError):
        list(ordered_map(sum, jobs, 2))  # type: ignore[arg-type]
    assert children() == before


def test_an_error_of_the_iterable_of_jobs_ends_the_workers() -> None:
    def jobs() -> Iterator[tuple[str, list[int]]]:
        yield from JOBS
        raise KeyError("store")

    before = children()
    with pytest.raises(KeyError):
        list(ordered_map(sum, jobs(), 2))
    assert children() == before


def test_a_generator_closed_early_leaves_no_worker() -> None:
    before = children()
    found = ordered_map(pid_of, JOBS, 2)
    next(found)
    started = [pid for pid in children() if pid not in before]
    assert len(started) == 2
    found.close()
    assert children() == before


PARENT = """
import sys, time
from tests.archive.test_parallel import JOBS, children, pid_of
from archive.parallel import ordered_map
for _ in ordered_map(pid_of, JOBS * 1000, 2):
    print(*children(), flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_parent(how: signal.Signals) -> None:
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as parent:
        assert parent.stdout
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        parent.send_signal(how)
        parent.stdout.read()
    assert gone(pids)
