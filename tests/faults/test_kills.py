"""A few kills of the long run in docs/reliability.md, on every kind of archive."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import kills

pytestmark = pytest.mark.thorough
ROOT = Path(__file__).resolve().parents[2]


def test_nothing_that_was_acknowledged_is_lost() -> None:
    # In a process of its own: one that others are forked from may have no archive open.
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kills", "--kills", "20", "--seed", "14"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| all | | 2" in done.stdout


def test_what_is_lost_or_found_wrong_is_told() -> None:
    held = {"a": "पाठ", "b": "पाठ"}
    assert kills.missing(held, {"a": "पाठ", "b": "और", "c": "पाठ"}) == 2
    tallies = {
        (kills.Setup("SQLite", "Whoosh"), "swap"): kills.Tally(kills=3, lost=1, wrong=["so"])
    }
    assert list(kills.table(tallies))[-1] == "| all | | 3 | 0 | 1 | 1 |"
