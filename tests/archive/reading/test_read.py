"""Reading files and folders of every kind, intact and damaged."""

import gzip
import os
import sys
import tempfile
import tracemalloc
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article, Rejected
from archive.reading import count_bytes, read
from archive.reading.files import LINK_OUT
from archive.store import PutCount, Store

TEXT = "रूस के मंत्री ने चेतावनी दी है। वे वोनसान में थे।"
LINE = b'{"id": "%d", "body": "text"}\n'


def bodies(*paths: Path) -> list[str]:
    return [one.body if isinstance(one, Article) else f"! {one.reason}" for one in read(paths)]


def only_reason(path: Path) -> str:
    (one,) = read([path])
    assert isinstance(one, Rejected)
    assert one.path == str(path)
    assert "\n" not in str(one)
    return one.reason


@pytest.mark.parametrize("ending", ["", ".gz", ".GZ"])
@pytest.mark.parametrize("kind", [".txt", ".TXT", ".jsonl", ".ndjson", ".json"])
def test_every_kind_of_file(tmp_path: Path, kind: str, ending: str) -> None:
    data = TEXT.encode() if kind.lower() == ".txt" else f'{{"body": "{TEXT}"}}\n'.encode()
    path = tmp_path / f"a{kind}{ending}"
    path.write_bytes(gzip.compress(data) if ending else data)
    assert bodies(path) == [TEXT]


def test_a_folder_in_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "c/d/e.txt", ".hidden.txt", ".git/x.txt", "a/.x"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    assert bodies(tmp_path) == ["a/1.txt", "a/2.txt", "b.txt", "c/d/e.txt"]
    assert bodies(tmp_path / ".hidden.txt") == [".hidden.txt"]


def test_links_that_lead_back_are_harmless(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("एक")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a")
    (tmp_path / "also.txt").symlink_to(tmp_path / "a" / "x.txt")
    (tmp_path / "ring.txt").symlink_to(tmp_path / "ring.txt")
    (tmp_path / "torn.txt").symlink_to(tmp_path / "nowhere")
    read_in = bodies(tmp_path)
    assert read_in[:2] == ["एक", "एक"]
    assert "Too many levels" in read_in[2]
    assert "no such file" in read_in[3]
    assert len(read_in) == 4


def test_no_link_leads_out_of_the_folder_that_is_named(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "in-not"
    (inside / "sub").mkdir(parents=True)
    (outside / "deep").mkdir(parents=True)
    (inside / "sub" / "own.txt").write_text("अपना")
    (outside / "secret.txt").write_text("रहस्य")
    (outside / "deep" / "secret.txt").write_text("गहरा")
    for name, target in {
        "file.txt": outside / "secret.txt",
        "folder": outside,
        "relative": Path("../in-not/deep"),
        "sub/up": Path("../../in-not"),
        "system.txt": Path("/etc/hostname"),
        "root": Path("/"),
        "over": inside / "sub" / "up" / "secret.txt",
    }.items():
        (inside / name).symlink_to(target)
    (inside / "within").symlink_to("sub/own.txt")
    (inside / "back.txt").symlink_to(Path("../in/sub/own.txt"))
    read_in = bodies(inside)
    assert read_in.count("अपना") == 3
    assert read_in.count(f"! {LINK_OUT}") == 7
    assert len(read_in) == 10


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "x.txt").write_text("एक")
    (tmp_path / "folder").symlink_to("there")
    (tmp_path / "x.txt").symlink_to("there/x.txt")
    assert bodies(tmp_path / "folder") == ["एक"]
    assert bodies(tmp_path / "x.txt") == ["एक"]


def test_a_very_deep_folder(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["d"] * 500)
    folder.mkdir(parents=True)
    (folder / "x.txt").write_text("एक")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(400)
    try:
        assert bodies(tmp_path) == ["एक"]
    finally:
        sys.setrecursionlimit(limit)


def test_a_folder_without_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "1.txt").write_text("एक")
    assert only_reason(tmp_path / "a") == "no file is in this folder; name another"
    assert bodies(tmp_path) == ["एक"]
    assert list(read([tmp_path, tmp_path / "c"]))


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    assert only_reason(tmp_path / "none.txt") == "no such file or folder; check the path"


@pytest.mark.parametrize("path", ["a\0b.txt", "a\ud800b.txt", "x" * 5000 + ".txt"])
def test_a_path_that_cannot_be(path: str) -> None:
    (one,) = read([Path(path)])
    assert isinstance(one, Rejected)
    assert one.path.isprintable()


def test_a_name_that_plays_with_the_terminal(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\x1b[31m\n\xff.doc"
    Path(os.fsdecode(path)).write_text("x")
    (one,) = read([tmp_path])
    assert isinstance(one, Rejected)
    assert one.path == rf"{tmp_path}/\x1b[31m\n\udcff.doc"


@pytest.mark.parametrize("name", ["a.doc", "a.gz", "a", "txt", "a.txt.bak", "a.tar.gz"])
def test_a_kind_that_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    for path in (tmp_path / name, tmp_path):
        (one,) = read([path])
        assert isinstance(one, Rejected)
        assert one.path == str(tmp_path / name)
        assert "no format that is known" in one.reason


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "neither a file nor a folder; name a file" in bodies(tmp_path)[0]
    assert "neither" in bodies(Path("/dev/zero"))[0]


def test_folders_of_programs_and_an_archive_are_passed_over(tmp_path: Path) -> None:
    for name in ("venv", "node_modules/x", "__pycache__", "data", "data2", "texts"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.txt").write_text(name)
    (tmp_path / "venv" / "pyvenv.cfg").write_text("home = /usr")
    with closing(Store.open(f"sqlite:///{tmp_path / 'data' / 'archive.db'}")):
        pass
    (tmp_path / "data2" / "import-0123456789abcdef.journal").write_text("")
    assert bodies(tmp_path) == ["texts"]
    # What is named itself is read.
    assert "data2" in bodies(tmp_path / "data2")


def test_a_file_and_a_folder_that_may_not_be_read(
    open_folder: Path, as_nobody: AbstractContextManager[None]
) -> None:
    (open_folder / "a.txt").write_text("x")
    (open_folder / "a.txt").chmod(0)
    (open_folder / "b").mkdir(mode=0)
    (open_folder / "c.txt").write_text("एक")
    with as_nobody:
        read_in = bodies(open_folder)
    reason = "! may not be read by this user; give it read permission"
    assert read_in == [reason, reason, "एक"]


def test_a_file_that_fails_while_it_is_read(tmp_path: Path) -> None:
    # The memory of this process: it opens like a file, and its first page cannot be read.
    (tmp_path / "a.txt").symlink_to("/proc/self/mem")
    assert "cannot be read: Input/output error" in only_reason(tmp_path / "a.txt")


@pytest.mark.parametrize("data", [b"\xff", b"a\x80", b"caf\xe9 au lait"])
def test_a_text_in_an_unknown_charset(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert only_reason(tmp_path / "a.txt").startswith("not UTF-8 text; convert it to UTF-8")


def test_a_text_that_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * (8 * 1024 * 1024 + 1))
    assert "8 MiB" in only_reason(tmp_path / "a.txt")
    (tmp_path / "a.txt").write_bytes(b"x " * (4 * 1024 * 1024))
    assert len(bodies(tmp_path)[0]) == 8 * 1024 * 1024 - 1


def numbered(count: int) -> bytes:
    return b"".join(LINE % number for number in range(count))


@pytest.mark.parametrize("cut", [1, 9, 1000])
def test_a_gzip_that_is_cut_short(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(numbered(6_000))[:-cut])
    *articles, broken = read([path])
    assert len(articles) > 3_000
    assert all(isinstance(article, Article) for article in articles)
    assert isinstance(broken, Rejected)
    assert "gzip" in broken.reason


def test_a_gzip_with_damage_in_the_middle(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(os.urandom(100_000).hex().encode()))
    packed = gzip.compress(numbered(1000))
    data[len(data) // 2] ^= 0xFF
    (tmp_path / "a.jsonl.gz").write_bytes(packed + bytes(data) + packed)
    read_in = list(read([tmp_path]))
    assert all(isinstance(article, Article) for article in read_in[:1000])
    assert isinstance(read_in[-1], Rejected)
    assert "gzip" in read_in[-1].reason


@pytest.mark.parametrize("data", [b"", b"no gzip", b"\x1f\x8b", b"\x1f\x8b\x08" + b"\xff" * 50])
def test_no_gzip_at_all(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt.gz").write_bytes(data)
    assert only_reason(tmp_path / "a.txt.gz")


@pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.txt.gz"])
def test_a_gzip_bomb_costs_no_memory(tmp_path: Path, name: str) -> None:
    megabytes = gzip.compress(b"x" * 100_000_000, 9)
    (tmp_path / name).write_bytes(megabytes * 2)
    tracemalloc.start()
    reason = only_reason(tmp_path / name)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "8 MiB" in reason
    assert peak < 40_000_000


def test_progress_adds_up_to_all_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(numbered(5_000))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(numbered(5_000)))
    (tmp_path / "c.txt").write_bytes(b"x" * (20 * 1024 * 1024))
    (tmp_path / "d.json").write_bytes(b"[\n" + b" \n" * 500_000)
    (tmp_path / "e.txt.gz").write_bytes(b"broken" * 100_000)
    (tmp_path / "f.doc").write_bytes(b"x" * 1000)
    progress: list[int] = []
    assert len(list(read([tmp_path], progress.append))) == 10_004
    assert sum(progress) == count_bytes([tmp_path])
    assert len(progress) > 10
    assert max(progress[:5]) < 100_000


def test_an_abandoned_reading_closes_its_file(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    # More than is read ahead.
    file.write_bytes(b'{"body": "x", "other": "%s"}\n' % (b"y" * 100_000) * 300)
    reading = read([tmp_path])
    next(reading)
    assert file in open_files()
    del reading
    assert file not in open_files()


def open_files() -> set[Path]:
    return {path.readlink() for path in Path("/proc/self/fd").iterdir() if path.is_symlink()}


NAMES = st.sampled_from(["a.txt", "a.jsonl", "a.json", "a.txt.gz", "a.jsonl.gz"])
NEARLY = st.lists(
    st.sampled_from(
        [
            b'{"body": "', b'"}', b"\n", b"\r", b"\\ud800", b"[", b'{"id": 7, "body": "x"}\n',
            b"12 Jan 2026\n", b"By A B\n", b"https://a.example/2025/07/12\n", b"a, b, c\n",
            "प्योंगयांग। रूस ने कहा. ".encode(), "द्वारा".encode(), b"\xe0\xa4", b"\xef\xbb\xbf", b"|",
        ]
    )
).map(b"".join)  # fmt: skip


@settings(max_examples=150)
@given(NAMES, st.binary() | NEARLY | (st.binary() | NEARLY).map(gzip.compress))
def test_no_bytes_make_reading_fail_and_importing_twice_changes_nothing(
    name: str, data: bytes
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        first = list(read([path]))
        assert list(read([path])) == first
        articles = [article for article in first if isinstance(article, Article)]
        store = Store.open(f"sqlite:///{folder}/home/archive.db")
        last = {article.id: article for article in articles}
        assert store.put(articles).added == len(last)
        assert store.put(last.values()) == PutCount(unchanged=len(last))
        assert store.get_many(list(last)) == last
        store.close()
