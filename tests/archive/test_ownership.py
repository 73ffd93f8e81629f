"""Only an archive's owner changes it; others are told how, and nothing is touched."""

import os
import pickle
import shlex
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.ownership import owner_of, user_name
from archive.settings import Settings
from archive.store import Store
from tests.archive.conftest import NOBODY, unprivileged
from tests.factories import archive_in, article
from web.commands.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]
NAMELESS = 54321
READING: dict[str, tuple[str, ...]] = {
    "search": ("search", "लावरोव"),
    "concordance": ("concordance", "लावरोव", "--json"),
    "trends": ("trends", "लावरोव", "--json"),
    "variants": ("variants", "lavrov"),
    "status": ("status",),
    "verify": ("verify",),
    "export": ("export",),
    "backup": ("backup", "{folder}/copy.db"),
    "feeds": ("feeds", "list"),
    "delete": ("delete", "--dry-run", "a/1"),
    "import": ("import", "--dry-run", "{folder}/x.jsonl"),
}
"""Commands, or uses of them, that read."""

WRITING: dict[str, tuple[str, ...]] = {
    "import": ("import", "{folder}/x.jsonl"),
    "reindex": ("reindex",),
    "verify": ("verify", "--repair"),
    "delete": ("delete", "a/1", "--yes"),
    "restore": ("restore", "{folder}/x.jsonl"),
    "demo": ("demo", "--port", "0"),
    "feeds": ("feeds", "add", "http://127.0.0.1:9/feed"),
    "feeds poll": ("feeds", "poll"),
    "feeds remove": ("feeds", "remove", "http://127.0.0.1:9/feed"),
}
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def home(open_folder: Path) -> Path:
    """An archive with one article."""
    home = open_folder / "home"
    with archive_in(home, [article()]):
        pass
    (open_folder / "x.jsonl").write_text('{"id": "b", "body": "लावरोव"}\n', encoding="utf-8")
    return home


def give_away(home: Path, uid: int) -> None:
    for path in (home, *home.rglob("*")):
        os.chown(path, uid, uid)


def manage(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "ARCHIVE_HOME": str(home), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, str(ROOT / "manage.py"), *filled(arguments, home)]
    return subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=home.parent, check=False,
        timeout=300,
    )  # fmt: skip


def filled(arguments: tuple[str, ...], home: Path) -> list[str]:
    return [each.replace("{folder}", str(home.parent)) for each in arguments]


def everything(folder: Path) -> dict[str, object]:
    """All that can be seen to change of what lies there."""
    found: dict[str, object] = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        stat = path.stat()
        content = path.read_bytes() if path.is_file() else b""
        found[str(path)] = (
            stat.st_uid, stat.st_gid, stat.st_mode, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns,
            content,
        )  # fmt: skip
    return found


def test_each_command_is_known_to_read_or_to_write() -> None:
    decided = {command[0] for command in (*READING.values(), *WRITING.values())}
    # A site makes nothing but an archive where there is none, which then is not another's.
    assert decided == {*COMMANDS} - {"serve"}


@only_root
@pytest.mark.parametrize("uid", [NOBODY, NAMELESS])
def test_root_does_not_write_in_anothers_archive(home: Path, uid: int) -> None:
    give_away(home, uid)
    before = everything(home)
    command = ("import", "{folder}/x.jsonl") if uid == NOBODY else ("reindex",)
    done = manage(home, *command)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert f"the archive in {home} belongs to {user_name(uid)}; run: sudo -u " in done.stderr
    typed = shlex.join([sys.executable, str(ROOT / "manage.py"), *filled(command, home)])
    named = shlex.quote(user_name(uid))
    assert done.stderr.endswith(f"sudo -u {named} --preserve-env=ARCHIVE_HOME {typed}\n")
    assert everything(home) == before


@only_root
@pytest.mark.parametrize("name", WRITING)
def test_no_command_writes_in_anothers_archive(home: Path, name: str) -> None:
    give_away(home, NOBODY)
    before = everything(home.parent)
    arguments = ("--archive-home", str(home), *filled(WRITING[name], home))
    done = CliRunner().invoke(cli, arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"the archive in {home} belongs to nobody; run: sudo -u nobody " in done.stderr
    assert everything(home.parent) == before


@only_root
def test_nor_does_another_user_in_roots(home: Path) -> None:
    home.chmod(0o777)
    for path in home.iterdir():
        path.chmod(0o777)
    before = everything(home)
    with unprivileged():
        done = CliRunner().invoke(cli, ["--archive-home", str(home), "reindex"])
    assert (done.exit_code, "belongs to root; run: sudo -u root " in done.stderr) == (1, True)
    assert everything(home) == before


@only_root
@pytest.mark.parametrize("name", READING)
def test_root_reads_anothers_archive_and_leaves_it_as_it_is(home: Path, name: str) -> None:
    give_away(home, NOBODY)
    before = {path: (path.stat().st_uid, path.stat().st_mode) for path in home.rglob("*")}
    done = manage(home, *READING[name])
    assert (done.returncode, done.stderr) == (0, "")
    after = {path: (path.stat().st_uid, path.stat().st_mode) for path in home.rglob("*")}
    assert after == before


@only_root
def test_the_folder_of_the_index_tells_whose_an_archive_on_a_server_is(home: Path) -> None:
    settings = Settings.from_mapping(
        {"ARCHIVE_HOME": str(home), "ARCHIVE_DATABASE_URL": "postgresql://u:secret@127.0.0.1:9/n"}
    )
    give_away(home / "index", NOBODY)
    found = owner_of(settings)
    assert found
    assert (found.uid, found.name) == (NOBODY, "nobody")
    before = everything(home)
    done = manage(home, "--archive-database-url", settings.database_url, "reindex")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "sudo -u nobody" in done.stderr
    assert "secret" not in done.stderr
    assert everything(home) == before


def test_a_file_of_another_is_rejected_and_the_others_go_in(open_folder: Path) -> None:
    theirs, own = (open_folder / name for name in ("theirs.jsonl", "own.jsonl"))
    for file in (theirs, own):
        file.write_text('{"id": "b", "body": "लावरोव"}\n', encoding="utf-8")
    theirs.chmod(0)
    asked = ["--archive-home", str(open_folder / "home"), "import", "--dry-run"]
    # Loads what another user may not read, where Python is root's.
    assert CliRunner().invoke(cli, [*asked, str(own)]).exit_code == 0
    with unprivileged():
        done = CliRunner().invoke(cli, [*asked, str(theirs), str(own)])
    assert done.exit_code == 3
    assert f"{theirs}: may not be read by this user; give it read permission" in done.stderr
    assert "1 added" in done.stdout


class Planted:
    """What, read as a pickle, makes a file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._file),)


@only_root
@pytest.mark.parametrize(
    ("way", "command"),
    [
        ("owned", ("search", "लावरोव")),
        ("owned", ("status",)),
        ("owned", ("verify",)),
        ("owned", ("reindex",)),
        ("writable", ("search", "लावरोव")),
        ("writable", ("reindex",)),
        ("link", ("search", "लावरोव")),
        ("link", ("reindex",)),
    ],
)
def test_root_opens_no_index_that_another_may_have_written(
    home: Path, open_folder: Path, way: str, command: tuple[str, ...]
) -> None:
    index, planted = home / "index", open_folder / "planted"
    contents = list(index.rglob("*.toc"))
    assert contents
    for each in contents:
        each.write_bytes(pickle.dumps(Planted(planted)))
    if way == "owned":
        give_away(index, NOBODY)
    elif way == "writable":
        index.chmod(0o777)
    else:
        theirs = open_folder / "theirs"
        index.rename(theirs)
        give_away(theirs, NOBODY)
        index.symlink_to(theirs)
    done = manage(home, *command)
    assert not planted.exists()
    assert "Traceback" not in done.stderr
    assert "लावरोव" in (home / "archive.db").read_bytes().decode(errors="ignore")
    if way != "writable":
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        cure = "belongs to nobody, and the archive to root; move that folder away, and run: "
        assert cure in done.stderr
        index.rename(open_folder / "away")
        assert manage(home, "reindex").returncode == 0
    elif command != ("reindex",):
        assert "an index is trusted; chown and chmod 700 it" in done.stdout + done.stderr
        assert manage(home, "reindex").returncode == 0
    assert manage(home, "search", "लावरोव").returncode == 0


@only_root
def test_a_home_that_is_still_empty_is_its_owners(open_folder: Path) -> None:
    home = open_folder / "home"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)
    (open_folder / "x.jsonl").write_text('{"id": "b", "body": "लावरोव"}\n', encoding="utf-8")
    for command in (("import", "{folder}/x.jsonl"), ("serve", "--port", "0")):
        done = manage(home, *command)
        assert (done.returncode, "sudo -u nobody" in done.stderr) == (1, True)
    assert list(home.iterdir()) == []


@only_root
def test_a_folder_of_roots_is_for_all_who_may_write_there(
    open_folder: Path, tmp_path: Path
) -> None:
    open_folder.chmod(0o777)
    (open_folder / "x.jsonl").write_text('{"id": "b", "body": "लावरोव"}\n', encoding="utf-8")
    command = "import", str(open_folder / "x.jsonl")
    # Python itself may lie where only root gets: all is loaded before.
    CliRunner().invoke(cli, ["--archive-home", str(tmp_path), *command])
    with unprivileged():
        done = CliRunner().invoke(cli, ["--archive-home", str(open_folder), *command])
    assert (done.exit_code, done.stderr) == (0, "")
    assert (open_folder / "archive.db").stat().st_uid == NOBODY


def test_the_owner_is_let_in(home: Path) -> None:
    done = manage(home, "import", "{folder}/x.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    with closing(Store.open(f"sqlite:///{home / 'archive.db'}")) as store:
        assert store.count() == 2
