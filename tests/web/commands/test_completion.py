"""Tab in a real bash, zsh and fish, set up as docs/install.md says."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
INSTALL = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
TYPED = {
    # What stands on the command line, and what Tab makes of it.
    "abhilekh rei": "reindex",
    "abhilekh search --sou": "--source",
}


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a user who finds the command abhilekh."""
    home = tmp_path_factory.mktemp("home")
    command = home / "abhilekh"
    command.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from manage import main\nmain()\n"
    )
    command.chmod(0o755)
    return {"HOME": str(home), "PATH": f"{home}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb"}


def run(user: dict[str, str], *command: str) -> str:
    """What a program prints for this user."""
    if not shutil.which(command[0]):
        if os.environ.get("CI") == "true":
            pytest.fail(f"{command[0]} is missing")
        pytest.skip(f"{command[0]} is missing")
    done = subprocess.run(command, env=user, capture_output=True, text=True, check=True)
    assert not done.stderr
    return done.stdout


def source(user: dict[str, str], shell: str) -> str:
    """The lines that the command prints for a shell."""
    return run(user | {"_ABHILEKH_COMPLETE": f"{shell}_source"}, f"{user['HOME']}/abhilekh")


@pytest.mark.parametrize(("typed", "expected"), TYPED.items())
def test_bash(user: dict[str, str], typed: str, expected: str) -> None:
    program = (
        'eval "$(_ABHILEKH_COMPLETE=bash_source abhilekh)"; complete -p abhilekh >/dev/null;'
        f"COMP_WORDS=({typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1));"
        '_abhilekh_completion abhilekh; echo "${COMPREPLY[@]}"'
    )
    assert run(user, "bash", "--norc", "-c", program).split() == [expected]


@pytest.mark.parametrize(("typed", "expected"), TYPED.items())
def test_fish(user: dict[str, str], typed: str, expected: str) -> None:
    kept = Path(user["HOME"], ".config", "fish", "completions", "abhilekh.fish")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(source(user, "fish"))
    offered = run(user, "fish", "-c", f"complete -C '{typed}'").splitlines()
    assert [line.partition("\t")[0] for line in offered] == [expected]


@pytest.mark.parametrize(("typed", "expected"), TYPED.items())
def test_zsh(user: dict[str, str], typed: str, expected: str) -> None:
    run(user, "zsh", "-c", "true")
    [settings] = re.findall("^autoload .*zsh_source.*$", INSTALL, re.MULTILINE)
    Path(user["HOME"], ".zshrc").write_text(f"PS1='ready '\n{settings}\n")
    master, terminal = pty.openpty()
    shell = subprocess.Popen(
        ["zsh", "-d", "-i"],
        env=user,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
    )
    try:
        read_until(master, "ready ")
        os.write(master, f"{typed}\t".encode())
        read_until(master, f"{typed.rpartition(' ')[0]} {expected}")
    finally:
        shell.kill()
        shell.wait()
        os.close(master)
        os.close(terminal)


def read_until(terminal: int, wanted: str, seconds: float = 30) -> None:
    """Read what a shell prints until these words stand there."""
    told, end = "", time.monotonic() + seconds
    while wanted not in told:
        ready = select.select([terminal], [], [], max(end - time.monotonic(), 0))[0]
        assert ready, f"no {wanted!r} in {told!r}"
        told += os.read(terminal, 4096).decode(errors="replace")
