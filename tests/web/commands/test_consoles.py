"""Consoles of all kinds: colours only where they are wanted, no letter that ends in a traceback."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

MANAGE = str(Path(__file__).resolve().parents[3] / "manage.py")

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("consoles")
    article = folder / "one.jsonl"
    article.write_text('{"title": "लावरोव", "body": "लावरोव दिल्ली में।"}\n', encoding="utf-8")
    program = [sys.executable, MANAGE, "--archive-home", str(folder / "data")]
    subprocess.run([*program, "import", str(article)], check=True, capture_output=True)
    return folder / "data"


def on_a_terminal(home: Path, **settings: str) -> str:
    """What a search shows on a terminal."""
    ours, theirs = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, MANAGE, "--archive-home", str(home), "search", "Lavrov"],
        env={**os.environ, "TERM": "xterm"} | settings,
        stdout=theirs,
    )
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            # Linux says so when the other end is closed.
            break
        if not part:
            break
        parts.append(part)
    os.close(ours)
    assert started.wait() == 0
    return b"".join(parts).decode()


def test_colours_only_where_they_are_wanted(home: Path) -> None:
    assert "\x1b[" in on_a_terminal(home)
    for settings in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        shown = on_a_terminal(home, **settings)
        assert "लावरोव" in shown
        assert "\x1b" not in shown


def test_a_console_of_another_encoding_shows_escapes(home: Path) -> None:
    for options in ([], ["--json"]):
        done = subprocess.run(
            [sys.executable, MANAGE, "--archive-home", str(home), "search", "Lavrov", *options],
            env={**os.environ, "PYTHONIOENCODING": "cp1252"},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert rb"\u0932\u093e" in done.stdout
