"""Passwords of the settings stand in nothing that anybody is shown."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

MANAGE = str(Path(__file__).resolve().parents[3] / "manage.py")
MARK = "Kachnar"
"""A part of each password, which stands nowhere else."""

PASSWORD = f"{MARK}%40x/{MARK}"
DATABASE = f"postgresql+psycopg://reader:{PASSWORD}@127.0.0.1:1/db"
ENGINE = f"opensearch+http://reader:{MARK}@127.0.0.1:1/news"
ADDRESSES = (
    DATABASE,
    f"postgresql://reader:{MARK}@x@127.0.0.1:1/db",
    f"postgresql://127.0.0.1:1/db?password={MARK}",
    f"mysql://reader:{MARK}@127.0.0.1/db",
    f"nonsense:{MARK}@x",
)


def manage(home: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, MANAGE, *arguments],
        env={"PATH": os.environ["PATH"], "ARCHIVE_HOME": str(home), **settings},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_command_shows_the_databases_password(tmp_path: Path, address: str) -> None:
    for command in (("--log-level", "debug", "status"), ("status", "--json"), ("search", "x")):
        done = manage(tmp_path, *command, ARCHIVE_DATABASE_URL=address)
        assert done.returncode == 1
        assert MARK not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.thorough
def test_no_command_shows_the_clusters_password(tmp_path: Path) -> None:
    for command in (("--log-level", "debug", "search", "x"), ("status", "--json"), ("reindex",)):
        done = manage(tmp_path, *command, ARCHIVE_ENGINE_URL=ENGINE)
        assert MARK not in done.stdout + done.stderr
        assert done.stderr.count("Traceback") == 0


@pytest.mark.thorough
def test_status_says_what_runs_here_also_if_nothing_can_be_opened(tmp_path: Path) -> None:
    done = manage(tmp_path, "status", "--json", ARCHIVE_DATABASE_URL=DATABASE)
    facts = json.loads(done.stdout)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert facts["database"] == "postgresql+psycopg://reader:***@127.0.0.1:1/db"
    assert facts["settings"]["database_url"] == facts["database"]
    assert {"version", "python", "platform", "libraries", "error"} <= set(facts)


@pytest.mark.thorough
def test_a_site_shows_no_password_and_the_list_of_processes_neither(tmp_path: Path) -> None:
    with subprocess.Popen(
        [
            sys.executable, MANAGE, "--archive-engine-url", ENGINE, "--log-level", "debug",
            "serve", "--port", "0", "--workers", "1", "--access-log", "-", "--new",
        ],
        env={"PATH": os.environ["PATH"], "ARCHIVE_HOME": str(tmp_path)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout
        try:
            address = process.stdout.readline().split()[2]
            listed = [
                (each / "cmdline").read_bytes().decode()
                for each in Path("/proc").iterdir()
                if each.name.isdigit() and (each / "cmdline").exists()
            ]
            answers = [
                body_of(f"{address}{page}") for page in ("", "search?q=x", "readyz", "metrics")
            ]
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            _, logs = process.communicate(timeout=60)
    assert any("serve" in line and MANAGE in line for line in listed)
    assert not any(MARK in line for line in listed)
    assert MARK not in logs + "".join(answers)
    assert "127.0.0.1:1" in answers[1]
    told, *lines = logs.splitlines()
    assert told.startswith("the archive is empty")
    assert lines
    assert all(line.startswith("{") for line in lines)


def body_of(address: str) -> str:
    try:
        with urlopen(address) as answer:  # noqa: S310 - the server's own address
            return f"{answer.headers}{answer.read().decode()}"
    except HTTPError as error:
        return f"{error.headers}{error.read().decode()}"
