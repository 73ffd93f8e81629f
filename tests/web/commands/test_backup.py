"""The commands that back up and restore, and what the others say of a store that is gone."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from web.commands.main import cli


def manage(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, env={"ARCHIVE_HOME": str(home)})


def articles(folder: Path, name: str, number: int) -> str:
    file = folder / f"{name}.jsonl"
    lines = (json.dumps({"id": f"{name}{n}", "body": f"{name} खबर {n}"}) for n in range(number))
    file.write_text("\n".join(lines))
    return str(file)


def test_a_backup_is_made_and_put_back(tmp_path: Path) -> None:
    home, copy = tmp_path / "home", tmp_path / "copy.db"
    manage(home, "import", articles(tmp_path, "पहला", 5))
    assert manage(home, "backup", str(copy)).stdout == f"5 articles are in {copy}\n"
    done = manage(home, "backup", str(copy))
    assert (done.exit_code, done.stderr.count("\n"), "--force" in done.stderr) == (1, 1, True)
    done = manage(home, "backup", str(copy), "--force", "--json")
    assert json.loads(done.stdout) == {"articles": 5, "file": str(copy)}
    done = manage(home, "restore", str(copy))
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    shutil.rmtree(home)
    assert manage(home, "restore", str(copy)).stdout == "5 articles restored, 5 indexed\n"
    assert "up to date" in manage(home, "status").stdout
    assert json.loads(manage(home, "search", "पहला", "--json").stdout)["total"] == 5
    shutil.rmtree(home)
    done = manage(home, "restore", str(copy), "--json")
    assert json.loads(done.stdout) == {"articles": 5, "indexed": 5}


def test_a_damaged_backup_is_one_line(tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(b"SQLite format 3\0" + bytes(5000))
    done = manage(tmp_path / "home", "restore", str(copy))
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert str(copy) in done.stderr


def test_a_store_that_is_gone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    manage(home, "import", articles(tmp_path, "पहला", 5))
    (home / "archive.db").unlink()
    for command in (("status",), ("search", "खबर"), ("verify",), ("export",), ("reindex",)):
        done = manage(home, *command)
        # What runs here is told all the same.
        told = done.stdout if command != ("status",) else ""
        assert (done.exit_code, told, done.stderr.count("\n")) == (1, "", 1), command
        assert "are gone from" in done.stderr
        assert not (home / "archive.db").exists()
    done = manage(home, "import", articles(tmp_path, "नया", 5))
    assert (done.exit_code, done.stderr.count("are gone from")) == (0, 1)
    assert done.stdout.endswith("5 indexed\n")
    assert "5 articles" in manage(home, "search", "नया").stdout


@pytest.mark.parametrize(
    "command",
    ["status", "search x", "variants x", "verify", "export", "delete x", "backup y", "serve"],
)
def test_a_command_that_reads_makes_no_archive(tmp_path: Path, command: str) -> None:
    done = manage(tmp_path / "home", *command.split())
    told = done.stdout if command != "status" else ""
    assert (done.exit_code, told, done.stderr.count("\n")) == (1, "", 1)
    assert "there is no archive in" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_makes_no_archive(tmp_path: Path) -> None:
    done = manage(tmp_path / "home", "import", "--dry-run", articles(tmp_path, "पहला", 5))
    assert (done.exit_code, done.stderr) == (0, "")
    assert "it would be: 5 added" in done.stdout
    assert not (tmp_path / "home").exists()
