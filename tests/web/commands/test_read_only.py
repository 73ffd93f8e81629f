"""An archive that this user may only read: what reads it works, what writes says so in one line."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.ownership import user_name
from tests.archive.store.test_migrations import load
from web.commands.main import cli

READS = ("status", "search खबर", "verify", "export", "variants khabar")
WRITES = ("import {}", "reindex", "restore {}")
NOBODY = 65534
MANAGE = str(Path(__file__).resolve().parents[3] / "manage.py")


@contextmanager
def as_nobody(home: Path) -> Iterator[None]:
    """As a user who may read everything and write nothing; root gives up its powers for a while."""
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        for path in (home, *home.rglob("*")):
            path.chmod(path.stat().st_mode & ~0o222)
        yield


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody can reach; pytest's own is private."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    for path in (made, *made.rglob("*")):
        path.chmod(path.stat().st_mode | 0o700)
    shutil.rmtree(made)


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_an_archive_of_another_user(folder: Path, engine: str) -> None:
    home = folder / "home"
    environment = {"ARCHIVE_HOME": str(home), "ARCHIVE_ENGINE_URL": f"{engine}:{home}/index"}
    articles = folder / "articles.jsonl"
    articles.write_text("\n".join(json.dumps({"id": f"{n}", "body": f"खबर {n}"}) for n in range(3)))
    articles.chmod(0o644)

    def manage(command: str) -> Result:
        arguments = command.format(articles).split()
        return CliRunner().invoke(cli, arguments, env=environment)

    assert manage("import {}").exit_code == 0
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    # A new build and a commit are for the same readers.
    assert manage("reindex").exit_code == 0
    articles.write_text(articles.read_text() + '\n{"id": "9", "body": "खबर 9"}')
    assert manage("import {}").exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    with as_nobody(home):
        for command in READS:
            done = manage(command)
            assert done.exit_code == 0, (command, done.output)
        assert "4 articles" in manage("search खबर").output
        for command in WRITES:
            done = manage(command)
            told = (done.exit_code, done.stdout, done.stderr.count("\n"))
            assert told == (1, "", 1), (command, done.output)
            assert "run: manage.py reindex" not in done.stderr
    assert before == {path: path.stat().st_mtime_ns for path in home.rglob("*")}


@pytest.mark.parametrize("command", ["verify", "export"])
def test_an_older_archive_is_left_to_its_owner(folder: Path, command: str) -> None:
    home = folder / "home"
    home.mkdir()
    load(f"sqlite:///{home}/archive.db", 1)
    with closing(sqlite3.connect(home / "archive.db")) as made:
        # As every version has kept it.
        made.execute("PRAGMA journal_mode = WAL").fetchall()
    for path in (home, *home.iterdir()):
        path.chmod(0o777)
    before = (home / "archive.db").read_bytes()
    if os.geteuid() == 0:
        # Root may write to it, and is not whose it is.
        os.chown(home / "archive.db", NOBODY, NOBODY)
        who = "nobody"
    else:
        for path in (home / "archive.db", home):
            path.chmod(0o555)
        who = user_name(os.geteuid())
    # In a process of its own: root goes on as the owner.
    done = subprocess.run(
        [sys.executable, MANAGE, "--archive-home", str(home), command],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done
    assert "made by an older version" in done.stderr
    assert f"run: sudo -u {who} manage.py reindex --if-needed" in done.stderr
    assert (home / "archive.db").read_bytes() == before
