"""Web archives: every way a page can lie in them, cut and damaged ones, and real ones."""

import gzip
import io
import os
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Rejected
from archive.reading import packed, warc_records
from archive.reading.files import READ_ERRORS, describe
from archive.reading.meter import Meter
from archive.reading.reader import Options, Origin, Source
from archive.reading.streams import Counted

PAGE = "<!doctype html><html><title>ख़बर</title><p>रूस के मंत्री ने चेतावनी दी।</p></html>".encode()
WARCS = Path(__file__).resolve().parents[4] / "shared" / "data" / "files" / "warc"
Found = tuple[str, bytes] | Rejected


def record(
    body: bytes = PAGE,
    url: str = "https://paper.example/a",
    *,
    headers: str = "Content-Type: text/html; charset=utf-8",
    status: str = "HTTP/1.1 200 OK",
    kind: str = "response",
    more: str = "",
) -> bytes:
    block = body
    type_ = headers.removeprefix("Content-Type: ")
    if kind in ("response", "request"):
        block = "\r\n".join([status, *filter(None, [headers]), "", ""]).encode() + body
        type_ = f"application/http; msgtype={kind}"
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2031-05-06T07:08:09Z",
        "WARC-Record-ID: <urn:uuid:92283950-ef2f-4d72-b224-f54c6ec90bb0>",
        f"Content-Type: {type_}",
        *filter(None, [more]),
        f"Content-Length: {len(block)}",
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def pages(data: bytes, name: str = "crawl.warc") -> list[Found]:
    """What lies in a web archive: addresses and bodies, or why not."""
    meter = Meter()
    stream = Counted(io.BufferedReader(io.BytesIO(data)), meter).buffered()
    source = Source(Origin(name, name), stream, meter)
    if data.startswith(b"\x1f\x8b"):
        (inner,) = packed.sources(source, Options())
        assert isinstance(inner, Source)
        source = inner
    found: list[Found] = []
    try:
        for one in warc_records.sources(source, Options()):
            if isinstance(one, Rejected):
                found.append(one)
                continue
            try:
                found.append((one.origin.url, one.stream.read()))
            except READ_ERRORS as error:
                found.append(Rejected(one.origin.name, None, describe(error)))
    except READ_ERRORS as error:
        found.append(Rejected(name, None, describe(error)))
    return found


def bodies(data: bytes) -> list[bytes]:
    found = pages(data)
    assert not [one for one in found if isinstance(one, Rejected)], found
    return [body for _, body in found]  # type: ignore[misc]


def only_reason(found: list[Found]) -> str:
    (one,) = [one for one in found if isinstance(one, Rejected)]
    assert "\n" not in str(one)
    return one.reason


def chunked(body: bytes, size: int = 7, end: bytes = b"0\r\n\r\n") -> bytes:
    parts = (body[place : place + size] for place in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + end


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZIP": gzip.compress,
    "deflate": zlib.compress,
    "deflate ": raw_deflate,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "identity": bytes,
    "utf-8": bytes,
    "gzip, br": lambda body: brotli.compress(gzip.compress(body)),
}


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("in_chunks", [False, True])
def test_every_way_of_sending(coding: str, in_chunks: bool) -> None:
    body = CODINGS[coding](PAGE)
    headers = f"Content-Type: text/html\r\nContent-Encoding: {coding}"
    if in_chunks:
        body = chunked(body)
        headers += "\r\nTransfer-Encoding: chunked"
    data = record(body, headers=headers)
    assert bodies(data * 2) == [PAGE, PAGE]
    assert bodies(gzip.compress(data) * 2) == [PAGE, PAGE]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, br"])
def test_a_claim_that_is_untrue(coding: str) -> None:
    headers = f"Content-Encoding: {coding}\r\nTransfer-Encoding: chunked"
    for page in (PAGE, b"\n \xef\xbb\xbf" + PAGE):
        assert bodies(record(page, headers=headers)) == [page]


@pytest.mark.parametrize(
    "body",
    [
        chunked(PAGE, end=b""),
        chunked(PAGE, end=b"0\r\nTrailer: x\r\n\r\n"),
        chunked(PAGE).replace(b"\r\n", b"\n"),
        chunked(PAGE, 3).replace(b"3\r\n", b"003;name=value\r\n"),
        chunked(PAGE).upper() if PAGE.isascii() else chunked(PAGE, 10),
    ],
)
def test_chunks_as_servers_write_them(body: bytes) -> None:
    assert bodies(record(body, headers="Transfer-Encoding: Chunked")) == [PAGE]


@pytest.mark.parametrize("body", [chunked(PAGE)[:-30], chunked(PAGE)[:40] + b"zz\r\n" + PAGE])
def test_chunks_that_are_damaged_cost_one_page(body: bytes) -> None:
    found = pages(record(body, headers="Transfer-Encoding: chunked") + record())
    assert "in the web archive" in only_reason(found)
    assert found[1] == ("https://paper.example/a", PAGE)


@pytest.mark.parametrize(
    "other",
    [
        record(status="HTTP/1.1 404 Not Found"),
        record(status="HTTP/1.1 301 Moved", headers="Location: /b"),
        record(status="HTTP/1.1 206 Partial Content"),
        record(status="HTTP/1.1 503 Busy"),
        record(kind="request", status="GET / HTTP/1.1", headers="Host: paper.example"),
        record(kind="revisit"),
        record(kind="metadata"),
        record(kind="warcinfo", url=""),
        record(b"\xff\xd8\xff\xe0", headers="Content-Type: image/jpeg"),
        record(b"\xff\xd8\xff\xe0", headers="Content-Type: text/html"),
        record(b"body {}", headers="Content-Type: text/css"),
        record(b"var a = 1;", headers="Content-Type: application/javascript"),
        record(b"var a = 1;", headers="Content-Type: text/html"),
        record(b"User-agent: *", "https://paper.example/robots.txt", headers=""),
        record(b'{"config": 1}', headers="Content-Type: application/json"),
        record(b"", headers="Content-Type: text/html"),
        record(b"1.2.3.4", "dns:paper.example", headers="Content-Type: text/dns"),
        record(b"{}", "urn:pageinfo:https://paper.example/", kind="resource"),
        record(b"log", "metadata://gnu.org/software/wget/warc/wget.log", kind="resource"),
    ],
)
def test_what_is_no_page_is_passed_over_without_a_word(other: bytes) -> None:
    assert bodies(other + record() + other) == [PAGE]
    assert "no page that could hold an article" in only_reason(pages(other))


@pytest.mark.parametrize(
    ("body", "type_"),
    [
        ('{"articleBody": "रूस के मंत्री"}'.encode(), "application/json"),
        (b'{"articleBody": "\\u0930\\u0942\\u0938"}', "application/json"),
        ("रूस के मंत्री ने चेतावनी दी।".encode(), "text/plain"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "application/rss+xml"),
        (b"%PDF-1.4 ...", "application/pdf"),
        (PAGE, "application/octet-stream"),
        (PAGE, ""),
        (gzip.compress(PAGE), "text/html"),
    ],
)
def test_other_formats_by_content(body: bytes, type_: str) -> None:
    assert bodies(record(body, headers=f"Content-Type: {type_}")) == [body]


def test_a_file_kept_without_a_server() -> None:
    data = record(kind="resource", url="https://paper.example/b", headers="Content-Type: text/html")
    assert pages(data) == [("https://paper.example/b", PAGE)]


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("https://paper.example/a b|c", "https://paper.example/a%20b|c"),
        ("<https://paper.example/a>", "https://paper.example/a"),
        ("https://paper.example/समाचार?id=1", "https://paper.example/समाचार?id=1"),
        ("file:///home/a b.html", ""),
        ("http://[broken/a", "http://[broken/a"),
    ],
)
def test_addresses_as_they_are_written(written: str, taken: str) -> None:
    assert pages(record(url=written)) == [(taken, PAGE)]


def test_what_is_known_of_a_page() -> None:
    data = record(url="https://paper.example/desh/../2020/x.html?a=1") + record()
    source = Source(Origin("n/c.warc", "n/c.warc"), io.BufferedReader(io.BytesIO(data)))
    first = next(iter(warc_records.sources(source, Options())))
    assert isinstance(first, Source)
    assert first.origin == Origin(
        "n/c.warc!https://paper.example/desh/../2020/x.html?a=1",
        "n/c/paper.example/desh/2020/x.html",
        "https://paper.example/desh/../2020/x.html?a=1",
        "text/html; charset=utf-8",
    )


@pytest.mark.parametrize("between", [b"\r\n", b"\n\n\n", b"\r\n" * 50, b""])
def test_lines_between_records(between: bytes) -> None:
    assert bodies(between.join([record()] * 3) + between) == [PAGE] * 3


def test_extracted_text_alone_is_told_once() -> None:
    wet = record("रूस".encode(), kind="conversion", headers="Content-Type: text/plain")
    assert "2 records hold text without its page" in only_reason(pages(wet * 2))


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.7, 0.9, 0.97])
def test_a_cut_archive_gives_whole_pages_and_says_where_it_ends(keep: float) -> None:
    whole = b"".join(
        record(PAGE * 9, f"https://paper.example/{number}")
        + record(kind="request", status="GET / HTTP/1.1", headers="Host: x")
        for number in range(30)
    )
    for data in (whole, gzip.compress(whole)):
        cut = int(len(data) * keep)
        found = pages(data[:cut])
        assert f"after byte {cut:,}" in only_reason(found)
        assert {one[1] for one in found if isinstance(one, tuple)} <= {PAGE * 9}
        assert len(found) > 30 * keep - 3 or data[:2] == b"\x1f\x8b"


def test_a_cut_at_every_byte() -> None:
    whole = record(url="https://paper.example/1") + record(url="https://paper.example/2")
    first = len(record(url="https://paper.example/1"))
    for cut in range(12, len(whole) - 4, 5):
        found = pages(whole[:cut])
        told = [one for one in found if isinstance(one, Rejected)]
        assert told or first - 4 <= cut <= first + 520, cut
        assert len(found) - len(told) == (cut >= first - 4), cut


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"WARC/1.0", b"XARC/1.0", 2).replace(b"XARC", b"WARC", 1),
        lambda data: data.replace(b"Content-Length", b"Content-Lngth", 2),
        lambda data: data[:300] + b"\0" * 50 + data[300:],
    ],
)
def test_damage_costs_little_and_is_told_or_harmless(damage: Callable[[bytes], bytes]) -> None:
    large = PAGE + b" " * 1000
    whole = b"".join(record(large, f"https://paper.example/{n}") for n in range(20))
    found = pages(damage(whole))
    assert len([one for one in found if isinstance(one, tuple)]) >= 17


def test_a_lost_record_is_told() -> None:
    large = record(PAGE + b" " * 1000)
    found = pages(large + large.replace(b"WARC/1.0", b"XXXX/1.0") + large)
    assert f"from byte {len(large):,} to {2 * len(large):,}" in only_reason(found)
    assert len(found) == 3


def test_bombs_in_pages() -> None:
    for coding, pack in (("gzip", gzip.compress), ("br", brotli.compress)):
        body = pack(b"<html>" + b" " * 150_000_000)
        data = record(body, headers=f"Content-Encoding: {coding}") * 3
        meter = Meter()
        source = Source(Origin("a", "a"), io.BufferedReader(io.BytesIO(data)), meter)
        tracemalloc.start()
        began = time.monotonic()
        with pytest.raises(OSError, match="times its size"):
            read_through(source)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 20_000_000
        assert time.monotonic() - began < 60


@pytest.mark.parametrize("place", [0.02, 0.3, 0.5, 0.8, 0.97])
def test_damage_in_records_that_are_packed_one_by_one_costs_one_or_two(place: float) -> None:
    noise = os.urandom(4000).hex().encode()
    records = [record(PAGE + noise, f"https://paper.example/{number}") for number in range(40)]
    data = bytearray(b"".join(map(gzip.compress, records)))
    for at in range(int(len(data) * place), int(len(data) * place) + 5):
        data[at] ^= 0x5A
    found = pages(bytes(data))
    whole = [one for one in found if isinstance(one, tuple)]
    assert {body for _, body in whole} == {PAGE + noise}
    assert len(whole) >= 38
    told = [one for one in found if isinstance(one, Rejected)]
    assert len(told) <= 2
    # Times and names in the headers of gzip may be anything.
    assert len(whole) == 40 or "gzip" in told[0].reason


def read_through(source: Source) -> None:
    for one in warc_records.sources(source, Options()):
        assert isinstance(one, Source)
        while one.stream.read(100_000):
            pass


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_flipped_bytes_never_make_it_fail(data: st.DataObject) -> None:
    archive = bytearray(
        record(chunked(gzip.compress(PAGE)), headers="Transfer-Encoding: chunked\r\nContent-"
               "Encoding: gzip") + record(kind="request") + record(brotli.compress(PAGE), headers=
               "Content-Encoding: br")
    )  # fmt: skip
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(archive) - 1))
        archive[place] = data.draw(st.integers(0, 255) | st.sampled_from(b"\r\n :0-9"))
    assert pages(bytes(archive))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=500), st.sampled_from(["", "gzip", "br", "deflate", "zstd"]))
def test_no_body_makes_it_fail(body: bytes, coding: str) -> None:
    headers = f"Content-Encoding: {coding}\r\nTransfer-Encoding: chunked"
    found = pages(record(body, headers=headers) + record())
    assert ("https://paper.example/a", PAGE) in found


@pytest.mark.skipif(not WARCS.is_dir(), reason="needs ../shared")
def test_real_archives() -> None:
    whole = pages((WARCS / "hindi-pages.warc.gz").read_bytes())
    assert [len(one[1]) for one in whole if isinstance(one, tuple)] == [
        370116, 103937, 385567, 72135
    ]  # fmt: skip
    assert all(isinstance(one, tuple) for one in whole)
    cut = pages((WARCS / "hindi-pages-truncated.warc.gz").read_bytes())
    assert cut[0] == whole[0]
    assert "after byte 91,941" in only_reason(cut)
    assert len(pages((WARCS / "example-extra.warc").read_bytes())) == 1
    assert len(bodies((WARCS / "example-wrong-chunks.warc.gz").read_bytes())[0]) == 1270
    (image,) = pages((WARCS / "example-space-in-target-uri.warc.gz").read_bytes())
    assert "no page" in str(image)
