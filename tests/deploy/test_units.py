"""The files of systemd: they run commands that exist, and let them do little."""

import os
import re
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest

from tests.deploy.nginx import DEPLOY, ROOT
from tests.test_architecture import check_arguments

UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))
TIMERS = sorted(path.name for path in DEPLOY.glob("*.timer"))
MAX_EXPOSURE = 20
"""Tenths, by ``systemd-analyze security``: up to 20 it says OK, below that it has no words."""


def section(name: str, section: str) -> dict[str, str]:
    """A section of a unit; of a key that is there more than once, the last."""
    unit = RawConfigParser(strict=False, delimiters="=", comment_prefixes="#", interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / name, "utf-8")
    return dict(unit[section])


@pytest.mark.parametrize("name", UNITS)
def test_it_runs_a_command_that_exists(name: str) -> None:
    service = section(name, "Service")
    typed = service["ExecStart"].partition("/opt/abhilekh/manage.py ")[2]
    assert typed
    check_arguments(typed.rstrip("'").split())
    assert service["EnvironmentFile"] == "/etc/abhilekh/settings.env"
    assert service["User"] == service["Group"] == "abhilekh"


@pytest.mark.parametrize("name", TIMERS)
def test_a_timer_starts_a_service_of_its_name(name: str) -> None:
    assert name.replace(".timer", ".service") in UNITS
    assert section(name, "Install")["WantedBy"] == "timers.target"


@pytest.fixture
def analyze(tmp_path: Path) -> Path:
    """The units in a folder, with this checkout in the place of /opt/abhilekh."""
    if not shutil.which("systemd-analyze"):
        reason = "systemd is missing; to run this: apt-get install systemd"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    for name in (*UNITS, *TIMERS):
        text = (DEPLOY / name).read_text("utf-8")
        text = text.replace("/opt/abhilekh/.venv/bin/python", sys.executable)
        text = text.replace("/opt/abhilekh/docs", str(ROOT / "docs"))
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_systemd_understands_them(analyze: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(analyze.iterdir()))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "abhilekh" in line]
    assert (done.returncode, ours) == (0, [])


@pytest.mark.parametrize("name", UNITS)
def test_what_a_break_in_could_do_is_little(analyze: Path, name: str) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager",
         f"--threshold={MAX_EXPOSURE}", str(analyze / name)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
    assert found, done.stderr
    assert float(found[1]) * 10 <= MAX_EXPOSURE
    assert done.returncode == 0
