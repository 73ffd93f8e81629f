"""Tar archives: of every kind and packing, cut, damaged, with links, devices and long names."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import tracemalloc
from collections.abc import Callable

import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article, Rejected
from tests.factories import read_bytes

TEXT = "रूस के विदेश मंत्री ने चेतावनी दी है। वे आज वोनसान में थे। खबर {}"
PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}
FORMATS = {"ustar": tarfile.USTAR_FORMAT, "gnu": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}


def tar(*names: str, format_: int = tarfile.PAX_FORMAT, repeat: int = 1) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=format_) as archive:
        for number, name in enumerate(names, 1):
            add(archive, name, (TEXT.format(number) + " और") * repeat)
    return stream.getvalue()


def add(archive: tarfile.TarFile, name: str, text: str = TEXT) -> None:
    member = tarfile.TarInfo(name)
    data = text.encode()
    member.size = len(data)
    archive.addfile(member, io.BytesIO(data))


def special(type_: bytes, name: str, target: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type = type_
    member.linkname = target
    return member


def articles(found: list[Article | Rejected]) -> list[Article]:
    return [one for one in found if isinstance(one, Article)]


def rejected(found: list[Article | Rejected]) -> list[Rejected]:
    return [one for one in found if isinstance(one, Rejected)]


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("format_", FORMATS)
def test_every_kind_and_packing(packing: str, format_: str) -> None:
    long = "/".join(["समाचार" * 3] * 4) + "/a.txt"
    names = ["a.txt", "दिन/b.txt", "c/d/e.txt", long, "x" * 90 + "/" + "y" * 90 + ".txt"]
    if format_ == "ustar":
        names.remove(long)
    data = PACKINGS[packing](tar(*names, format_=FORMATS[format_]))
    assert len(articles(found := read_bytes(data, f"news.tar{packing}"))) == len(names)
    assert not rejected(found)


def test_the_name_of_what_is_rejected_shows_its_place() -> None:
    data = gzip.compress(tar("day/ok.txt"))
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        add(archive, "day/1.bin", "nothing")
        member = tarfile.TarInfo("inner.tgz")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
        add(archive, "/etc/../../../x.bin", "nothing")
        add(archive, "C:\\news\\y.bin", "nothing")
        add(archive, "\x1b[31m" + "z" * 1000 + ".bin", "nothing")
    found = read_bytes(stream.getvalue(), "n/news.tar")
    names = [one.path for one in rejected(found)]
    assert names[:3] == ["n/news.tar!day/1.bin", "n/news.tar!etc/x.bin", "n/news.tar!news/y.bin"]
    assert names[3].isprintable()
    assert len(names[3]) < 250
    assert len(articles(found)) == 1


def test_old_tars_without_a_magic() -> None:
    block = bytearray(tar("a.txt", format_=tarfile.USTAR_FORMAT))
    block[257:265] = bytes(8)
    block[148:156] = b"        "
    block[148:156] = b"%06o\0 " % sum(block[:512])
    assert len(articles(read_bytes(bytes(block), "a"))) == 1


def test_links_and_devices_are_told_once_and_not_followed() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        add(archive, "a.txt")
        for number in range(50):
            archive.addfile(special(tarfile.SYMTYPE, f"link{number}", "/etc/passwd"))
        archive.addfile(special(tarfile.LNKTYPE, "hard", "a.txt"))
        archive.addfile(special(tarfile.CHRTYPE, "zero"))
        archive.addfile(special(tarfile.FIFOTYPE, "pipe"))
        archive.addfile(special(tarfile.DIRTYPE, "folder"))
        archive.addfile(special(b"?", "odd"))
    found = read_bytes(stream.getvalue(), "a.tar")
    assert len(articles(found)) == 1
    told = [str(one) for one in rejected(found)]
    assert told[0].startswith("a.tar!link0: a link, which is not followed")
    assert told[0].endswith("(and 49 more in it)")
    assert told[1].startswith("a.tar!hard: ")
    assert "device or pipe" in told[2]
    assert "odd" in told[3]
    assert len(told) == 4


def test_hidden_files_are_passed_over() -> None:
    names = "a.txt", ".b.txt", ".git/c.txt", "__MACOSX/d.txt", "e/._f.txt", "./g.txt", "Thumbs.db"
    assert len(found := read_bytes(tar(*names), "a.tar")) == 2
    assert not rejected(found)


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_cut_archive_gives_what_is_whole_and_says_where_it_is_cut(packing: str) -> None:
    whole = tar(*[f"{number}.txt" for number in range(400)], repeat=300)
    data = PACKINGS[packing](whole)
    found = read_bytes(data[: len(data) * 2 // 3], f"a.tar{packing}")
    (told,) = rejected(found)
    assert "cut short" in told.reason
    assert "after byte" in told.reason
    assert len(articles(found)) > 50 or packing in (".bz2", ".zst", ".xz")


@pytest.mark.parametrize("cut", [1, 100, 511, 512, 513, 600, 1024, 1100])
def test_a_cut_anywhere_in_the_first_files(cut: int) -> None:
    data = tar("a.txt", "b.txt", format_=tarfile.USTAR_FORMAT)[:cut]
    found = read_bytes(data, "a.tar")
    assert len(articles(found)) == (cut >= 1024)
    assert found


def test_a_damaged_header_costs_one_file() -> None:
    data = bytearray(tar("a.txt", "b.txt", "c.txt", format_=tarfile.USTAR_FORMAT))
    data[1024 + 10] ^= 0xFF
    found = read_bytes(bytes(data), "a.tar")
    assert len(articles(found)) == 2
    (told,) = rejected(found)
    assert "from byte 1,024 to 2,048" in told.reason


def test_archives_one_behind_the_other() -> None:
    assert len(articles(read_bytes(tar("a.txt") + tar("b.txt", "c.txt"), "a.tar"))) == 3


def test_a_header_that_claims_too_much() -> None:
    for type_ in (tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.REGTYPE, tarfile.SYMTYPE):
        member = tarfile.TarInfo("a.txt")
        member.type = type_
        member.size = 1 << 40
        head = member.tobuf(tarfile.GNU_FORMAT)
        data = gzip.compress(head + bytes(50_000_000))
        tracemalloc.start()
        found = read_bytes(data, "a.tar.gz")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert not articles(found)
        assert rejected(found)
        assert peak < 40_000_000


def test_a_size_below_nothing() -> None:
    member = tarfile.TarInfo("a.txt")
    head = bytearray(member.tobuf(tarfile.GNU_FORMAT))
    head[124:136] = b"\xff" * 12
    head[148:156] = b"        "
    head[148:156] = b"%06o\0 " % sum(head[:512])
    found = read_bytes(bytes(head) + tar("b.txt"), "a.tar")
    assert len(articles(found)) == 1
    assert "damaged" in rejected(found)[0].reason


def test_an_empty_archive_is_told() -> None:
    assert rejected(read_bytes(gzip.compress(bytes(10240)), "a.tar.gz"))
    assert rejected(read_bytes(bytes(10240), "a.tar"))


def test_a_bomb_of_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.reading.meter.MAX_MEMBERS", 100)
    found = read_bytes(gzip.compress(tar("a.txt")[:1536] * 5000), "a.tar.gz")
    (told,) = rejected(found)
    assert "more than 100 files" in told.reason
    assert len({one.id for one in articles(found)}) == 1


def test_a_bomb_of_one_file() -> None:
    member = tarfile.TarInfo("a.txt")
    member.size = 10_000_000_000
    data = gzip.compress(member.tobuf()) + gzip.compress(bytes(100_000_000)) * 100
    found = read_bytes(data, "a.tar.gz")
    assert "times its size" in rejected(found)[-1].reason


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_flipped_bytes_never_make_it_fail(data: st.DataObject) -> None:
    names = "a.txt", "x" * 150 + ".txt", "c.txt"
    archive = bytearray(tar(*names, format_=data.draw(st.sampled_from([1, 2]))))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(archive) - 1) | st.integers(0, 3000))
        archive[place] = data.draw(st.integers(0, 255))
    for one in read_bytes(bytes(archive), "a.tar"):
        assert isinstance(one, (Article, Rejected))


def test_random_bytes_behind_a_header() -> None:
    head = tar("a.txt")[:512]
    for one in read_bytes(head + os.urandom(100_000), "a.tar"):
        assert isinstance(one, (Article, Rejected))
