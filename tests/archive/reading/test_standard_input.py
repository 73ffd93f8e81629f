"""What is piped in, in every format, slowly, empty, and not at all."""

import gzip
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.article import Article, Rejected
from archive.reading import STANDARD_INPUT, count_bytes, read, standard_input
from tests.archive.reading.test_tar_files import tar
from tests.archive.reading.test_zip_files import many

ROOT = Path(__file__).resolve().parents[3]
TEXT = "रूस के विदेश मंत्री ने चेतावनी दी है। वे आज वोनसान में थे।"
LINES = "".join(json.dumps({"id": str(n), "body": TEXT}) + "\n" for n in range(300)).encode()


class Slow(io.BytesIO):
    """Gives a byte or two at a time, as a slow program does."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 2))


def piped(monkeypatch: pytest.MonkeyPatch, stream: io.BytesIO) -> list[Article | Rejected]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    return list(read([STANDARD_INPUT]))


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (LINES, 300),
        (gzip.compress(LINES), 300),
        (TEXT.encode(), 1),
        (TEXT.encode("utf-16"), 1),
        (many(20), 20),
        (gzip.compress(many(20)), 20),
        (tar("a.txt", "b.txt"), 2),
        (gzip.compress(tar("a.txt", "b.txt")), 2),
    ],
)
def test_every_format(monkeypatch: pytest.MonkeyPatch, data: bytes, count: int) -> None:
    for stream in (io.BytesIO(data), Slow(data)):
        found = piped(monkeypatch, stream)
        assert len(found) == count
        assert all(isinstance(one, Article) for one in found)


def test_names_in_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = piped(monkeypatch, io.BytesIO())
    assert str(one) == "standard input: the file is empty; leave it out"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("day/a.bin", "nothing")
    (one,) = piped(monkeypatch, io.BytesIO(stream.getvalue()))
    assert str(one).startswith("standard input!day/a.bin: ")
    cut = piped(monkeypatch, io.BytesIO(gzip.compress(LINES)[:-20]))
    assert str(cut[-1]).startswith("standard input: cut short gzip")


def test_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    (one,) = read([STANDARD_INPUT])
    assert str(one) == "standard input: it is closed; pipe a file into it, or name the file"


def test_among_files_and_twice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "-").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINES)))
    progress: list[int] = []
    paths = [Path("-"), STANDARD_INPUT, STANDARD_INPUT, Path()]
    found = list(read(paths, progress.append))
    assert [type(one) for one in found].count(Article) == 302
    assert sum(progress) == count_bytes(paths) + len(LINES)
    assert count_bytes(paths) == 2 * len(TEXT.encode())


@pytest.mark.parametrize("slow", [False, True])
def test_a_named_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, slow: bool) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def write() -> None:
        with pipe.open("wb") as end:
            if slow:
                time.sleep(0.3)
            end.write(gzip.compress(LINES))

    monkeypatch.setattr(standard_input, "_WAIT_MS", 100 if slow else 5_000)
    with ThreadPoolExecutor(1) as threads:
        threads.submit(write)
        # Until it is open at the other end.
        time.sleep(0.05)
        found = list(read([pipe]))
    assert [type(one) for one in found] == [Article] * 300


def test_a_pipe_that_nobody_writes_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(standard_input, "_WAIT_MS", 10)
    (rejected,) = read([tmp_path / "pipe"])
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "a pipe that nobody writes into; start what does, then this"


def test_what_a_shell_gives_for_a_command(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(LINES))
    program = f'"{sys.executable}" "{ROOT}/manage.py" --archive-home "{tmp_path}/data"'
    command = f'{program} import <(zcat "{tmp_path}/a.gz") <(cat "{tmp_path}/a.gz")'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"300 added, 0 changed, 300 unchanged")


def run(home: Path, *arguments: str, data: bytes | None) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, str(ROOT / "manage.py"), "--archive-home", str(home), "import"]
    return subprocess.run(
        [*program, *arguments], input=data, capture_output=True, check=False, cwd=home
    )


def test_the_command(tmp_path: Path) -> None:
    done = run(tmp_path, "-", data=gzip.compress(LINES))
    assert done.stdout.startswith(b"300 added")
    assert (done.returncode, done.stderr) == (0, b"")
    done = run(tmp_path, "-", data=gzip.compress(LINES))
    assert b"300 unchanged" in done.stdout
    (tmp_path / "-").write_text(TEXT)
    done = run(tmp_path, "-", "./-", data=b"")
    assert b"1 added" in done.stdout
    assert b"standard input: the file is empty" in done.stderr
    assert done.returncode == 3


def test_the_command_without_standard_input(tmp_path: Path) -> None:
    command = f'"{sys.executable}" "{ROOT}/manage.py" --archive-home "{tmp_path}" import - <&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert b"standard input: it is closed" in done.stderr
    assert b"Traceback" not in done.stderr
