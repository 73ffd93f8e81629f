"""On a system without fork, locks and users of Unix: all is loaded, imported, searched, served."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from archive import system

ROOT = Path(__file__).resolve().parents[2]
NOT_LOADED = ("web.serving", "web.worker", "web.wsgi")
"""What starts several processes, in whose place web.serving_alone serves; what opens an archive."""

# What Windows has not, taken away once the standard library has looked for it.
ELSEWHERE = """
import errno, fcntl, importlib.abc, os, shutil, signal, socket, subprocess, sys, tempfile, types
import asyncio, concurrent.futures, multiprocessing.connection, urllib.request
def locking(handle, mode, _bytes, locks=fcntl):
    locks.flock(handle, (locks.LOCK_UN, locks.LOCK_EX, locks.LOCK_EX | locks.LOCK_NB)[mode])
sys.modules["msvcrt"] = msvcrt = types.ModuleType("msvcrt")
msvcrt.LK_UNLCK, msvcrt.LK_LOCK, msvcrt.LK_NBLCK, msvcrt.locking = 0, 1, 2, locking
shutil.disk_usage = lambda _path: types.SimpleNamespace(free=10 ** 9)
import whoosh.util.filelock as of_whoosh
of_whoosh.FileLock = of_whoosh.MsvcrtLock
GONE = {"fcntl", "pwd", "grp", "resource", "termios"}
class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name in GONE:
            raise ModuleNotFoundError(name, name=name)
for name in GONE:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Refuse())
for name in ("fork", "register_at_fork", "getuid", "geteuid", "getgid", "setuid", "setgid",
             "setgroups", "posix_fallocate", "pread", "pwrite", "sched_getaffinity", "statvfs",
             "O_NONBLOCK", "O_CLOEXEC", "O_NOFOLLOW", "ST_RDONLY"):
    delattr(os, name)
del errno.EREMOTEIO, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2
"""
LOAD_ALL = f"""
import importlib, pkgutil
for package in ("archive", "index", "web"):
    module = importlib.import_module(package)
    for each in pkgutil.walk_packages(module.__path__, package + "."):
        if each.name not in {NOT_LOADED!r} and not each.name.startswith("index.python"):
            importlib.import_module(each.name)
import manage, abhilekh
"""
COMMAND = "sys.argv[0] = 'manage.py'; import manage; manage.main()"


def elsewhere(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ELSEWHERE + program, *arguments],
        cwd=ROOT,
        env={**os.environ, "USERNAME": "editor"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_modules_are_loaded() -> None:
    done = elsewhere(LOAD_ALL)
    assert (done.returncode, done.stderr) == (0, "")


def test_articles_are_imported_searched_verified_and_deleted(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        done = elsewhere(COMMAND, "--archive-home", str(tmp_path / "home"), *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "68 added" in run("import", str(ROOT / "archive" / "sample"))
    assert "लावरोव" in run("search", "Lavrov")
    assert "68" in run("status")
    run("verify")
    run("backup", str(tmp_path / "backup.db"))
    assert "deleted" in run("delete", "--source", "गोमती प्रहरी", "--yes")
    assert "editor" in run("delete", "--list")
    run("reindex")


@pytest.mark.thorough
def test_one_process_serves(tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    sample = str(ROOT / "archive" / "sample")
    assert elsewhere(COMMAND, "--archive-home", home, "import", sample).returncode == 0
    refused = elsewhere(COMMAND, "--archive-home", home, "serve", "--socket", "x")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    # web.connections asks os.name whether there is such a module.
    program = ELSEWHERE.replace('"resource", ', "") + COMMAND
    command = [sys.executable, "-c", program, "--archive-home", home]
    with subprocess.Popen(
        [*command, "serve", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as served:
        assert served.stdout
        address = served.stdout.readline().split()[2]
        with urlopen(f"{address}search?q={quote('रूस')}") as page:  # noqa: S310  its own
            assert "रूस" in page.read().decode()
        served.send_signal(signal.SIGTERM)
        assert served.wait(timeout=20) == 0


def test_readers_of_the_site_go_before_an_import(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "--archive-home", str(tmp_path / "home"), "import", "-"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        deadline = time.monotonic() + 30
        while os.getpriority(os.PRIO_PROCESS, run.pid) < 5 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert os.getpriority(os.PRIO_PROCESS, run.pid) >= 5
        run.communicate(b'{"title": "a", "body": "b"}')


def test_a_lock_is_held_until_the_file_is_closed(tmp_path: Path) -> None:
    one, other = system.open_to_lock(tmp_path), system.open_to_lock(tmp_path)
    system.lock(one)
    with pytest.raises(BlockingIOError):
        system.lock(other)
    os.close(one)
    system.lock(other)
    os.close(other)
    assert list(tmp_path.iterdir()) == []
