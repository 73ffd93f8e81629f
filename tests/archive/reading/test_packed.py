"""Packed files of every kind: in several members, cut, damaged, with garbage, and bombs."""

import bz2
import gzip
import io
import lzma
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from backports import zstd
from hypothesis import example, given
from hypothesis import strategies as st

from archive.article import Article, Rejected
from archive.reading import meter
from archive.reading.meter import Meter
from archive.reading.packed import sources
from archive.reading.reader import Options, Origin, Source
from archive.reading.streams import Counted
from archive.reading.unpacking import STARTS, Unpacked, zip_lzma
from tests.factories import read_bytes

LINES = "".join(f'{{"id": "{n}", "body": "खबर {n * n * 7919}"}}\n' for n in range(3000)).encode()
PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}
kinds = pytest.mark.parametrize("ending", PACK)


def opened(data: bytes, name: str) -> Source:
    (found,) = sources(Source(Origin(name, name), io.BufferedReader(io.BytesIO(data))), Options())
    assert isinstance(found, Source)
    return found


def ids(found: list[Article | Rejected]) -> list[str]:
    return [one.id for one in found if isinstance(one, Article)]


def only_rejected(found: list[Article | Rejected]) -> Rejected:
    (one,) = [one for one in found if isinstance(one, Rejected)]
    assert "\n" not in str(one)
    return one


@kinds
@pytest.mark.parametrize("name", ["news.jsonl{}", "news{}", "NEWS.JSONL", "news"])
def test_every_kind_whatever_its_name(ending: str, name: str) -> None:
    found = read_bytes(PACK[ending](LINES), name.format(ending))
    assert ids(found) == [str(number) for number in range(3000)]


@kinds
def test_the_name_loses_its_ending(ending: str) -> None:
    origin = opened(PACK[ending](b"x"), f"a/b.txt{ending}").origin
    assert (origin.name, origin.path) == (f"a/b.txt{ending}", "a/b.txt")
    assert opened(PACK[ending](b"x"), f"b{ending.upper()}").origin.path == "b"


@pytest.mark.parametrize("ending", ["tgz", "tbz2", "tbz", "txz", "tzst", "TGZ"])
def test_short_names_of_packed_tars(ending: str) -> None:
    assert opened(gzip.compress(b"x"), f"a.{ending}").origin.path == "a.tar"


@kinds
@pytest.mark.parametrize("padding", [b"", b"\0" * 512, b"\0" * 200_000])
def test_several_members_are_one(ending: str, padding: bytes) -> None:
    parts = LINES[:7], LINES[7:50_000], b"", LINES[50_000:]
    data = padding.join(PACK[ending](part) for part in parts) + padding
    assert len(ids(read_bytes(data, "a.jsonl"))) == 3000


def test_frames_of_zstd_that_hold_nothing() -> None:
    skipped = b"\x50\x2a\x4d\x18\4\0\0\0abcd"
    data = skipped.join(zstd.compress(part) for part in (LINES[:50_000], LINES[50_000:])) + skipped
    assert ids(read_bytes(data, "a.jsonl.zst")) == [str(number) for number in range(3000)]


@kinds
def test_garbage_behind_is_told_and_harms_nothing(ending: str) -> None:
    packed = PACK[ending](LINES)
    found = read_bytes(packed + b"garbage" * 20_000, f"a.jsonl{ending}")
    assert len(ids(found)) == 3000
    assert f"behind byte {len(packed):,} is no" in only_rejected(found).reason


@kinds
def test_a_cut_file_gives_what_comes_before_and_says_where_it_ends(ending: str) -> None:
    packed = PACK[ending](LINES * 3)
    cut = len(packed) - 9
    found = read_bytes(packed[:cut], f"a.jsonl{ending}")
    assert f"after byte {cut:,}" in only_rejected(found).reason
    # bzip2 unpacks blocks of 900 kB, so that a small file has one.
    assert ending == ".bz2" or len(ids(found)) > 2000


@kinds
@pytest.mark.parametrize("length", [2, 3, 5, 8, 12])
def test_hardly_a_beginning(ending: str, length: int) -> None:
    (found,) = read_bytes(PACK[ending](LINES)[:length], f"a.jsonl{ending}")
    assert isinstance(found, Rejected)


def test_a_window_that_takes_all_memory_is_refused() -> None:
    large = {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}
    packer = lzma.LZMACompressor(filters=[large])
    found = read_bytes(packer.compress(LINES) + packer.flush(), "a.jsonl.xz")
    assert "memory" in only_rejected(found).reason.lower()
    with pytest.raises(OSError, match="memory"):
        zip_lzma(b"\x5d\xff\xff\xff\xff")


@kinds
def test_a_bomb_costs_little_memory_and_time_and_is_told(ending: str) -> None:
    block = PACK[ending](b"x" * 50_000_000)
    tracemalloc.start()
    began = time.monotonic()
    found = read_bytes(block * 200, f"a.jsonl{ending}")
    taken = time.monotonic() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "times its size" in only_rejected(found).reason
    assert peak < 40_000_000
    assert taken < 20


@kinds
def test_packed_again_and_again(ending: str) -> None:
    data = LINES
    for _ in range(5):
        data = PACK[ending](data)
    assert len(ids(read_bytes(data, "a.jsonl"))) == 3000
    assert "too deep" in only_rejected(read_bytes(PACK[ending](data), "a.jsonl")).reason


@kinds
def test_flipped_bytes_are_told_or_harmless(ending: str) -> None:
    packed = bytearray(PACK[ending](LINES[:4000]))
    whole = ids(read_bytes(bytes(packed), "a.jsonl"))
    for place in range(0, len(packed), max(1, len(packed) // 97)):
        packed[place] ^= 0x55
        found = read_bytes(bytes(packed), "a.jsonl")
        assert ids(found) == whole or any(isinstance(one, Rejected) for one in found)
        packed[place] ^= 0x55


@given(
    st.sampled_from([magic for ending in PACK for magic in [PACK[ending](b"")[:6]]]),
    st.binary(max_size=300),
)
@example(b"\x1f\x8b\x08", b"\xff" * 50)
def test_no_bytes_make_unpacking_fail(magic: bytes, rest: bytes) -> None:
    for one in read_bytes(magic + rest, "a.txt"):
        assert isinstance(one, (Article, Rejected))


@pytest.mark.parametrize("kind", STARTS)
def test_a_read_gives_all_it_was_asked_for(kind: str) -> None:
    import brotli  # noqa: PLC0415  only to pack

    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(LINES),
        "zlib": zlib.compress(LINES),
        "deflate": raw.compress(LINES) + raw.flush(),
        "bzip2": bz2.compress(LINES),
        "xz": lzma.compress(LINES),
        "zstd": zstd.compress(LINES),
        "brotli": brotli.compress(LINES),
    }[kind]
    behind = b"" if kind == "brotli" else b"behind"
    # A stream that gives a few bytes at a time, as pipes do.
    stream = io.BytesIO(packed + behind)
    unpacked = Unpacked(lambda _size: stream.read(10), kind, Meter())
    assert unpacked.buffered().peek()[:10_000] == LINES[:10_000]
    assert unpacked.read(len(LINES)) == LINES[64 * 1024 :]
    assert unpacked.read(1) == b""
    assert unpacked.position == len(packed)


def test_what_is_read_twice_counts_once() -> None:
    counter = Meter()
    stream = Counted(io.BufferedReader(io.BytesIO(b"x" * 1000)), counter).buffered()
    for _ in range(3):
        stream.seek(0)
        assert len(stream.read()) == 1000
    assert counter.packed == 1000


def test_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meter, "FREE_BYTES", 1000)
    monkeypatch.setattr(meter, "MAX_MEMBERS", 2)
    counter = Meter(packed=10)
    counter.add_unpacked(10 * meter.MAX_RATIO)
    assert not counter.used_up
    with pytest.raises(meter.TooMuch, match="times its size"):
        counter.add_unpacked(1)
    assert counter.used_up
    counter = Meter()
    counter.add_member()
    counter.add_member()
    with pytest.raises(meter.TooMuch, match="more than 2 files"):
        counter.add_member()
