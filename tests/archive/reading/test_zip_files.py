"""Zips: every way a file can lie in one, cut and damaged ones, bombs, WACZ, and documents."""

import gzip
import io
import struct
import time
import tracemalloc
import warnings
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article, Rejected
from archive.reading import count_bytes, read
from archive.reading.formats import READERS
from archive.reading.reader import Options, Origin, Source
from archive.reading.unpacking import zstd
from archive.reading.zip_files import sources
from tests.archive.reading.test_warc_records import record
from tests.factories import read_bytes

TEXT = "रूस के विदेश मंत्री ने चेतावनी दी है। वे आज वोनसान में थे। खबर {}"
METHODS = {
    "stored": zipfile.ZIP_STORED,
    "deflated": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}


class NoSeek(io.BytesIO):
    """A stream like a pipe, into which a zip writes without knowing sizes before."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation


def text(number: int = 1, repeat: int = 1) -> str:
    return (TEXT.format(number) + " ") * repeat


def zipped(
    files: dict[str, str | bytes],
    method: int = zipfile.ZIP_DEFLATED,
    *,
    piped: bool = False,
) -> bytes:
    stream = NoSeek() if piped else io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(stream, "w", method) as archive:
            for name, content in files.items():
                archive.writestr(name.partition("#")[0], content)
    return stream.getvalue()


def many(count: int, method: int = zipfile.ZIP_DEFLATED, *, piped: bool = False) -> bytes:
    return zipped({f"{n}.txt": text(n, 20) for n in range(count)}, method, piped=piped)


def opened(data: bytes, name: str = "a.zip") -> Source:
    return Source(Origin(name, name), io.BufferedReader(io.BytesIO(data)))


def articles(found: list[Article | Rejected]) -> list[Article]:
    return [one for one in found if isinstance(one, Article)]


def rejected(found: list[Article | Rejected]) -> list[Rejected]:
    return [one for one in found if isinstance(one, Rejected)]


def only_reason(found: list[Article | Rejected]) -> str:
    (one,) = rejected(found)
    assert "\n" not in str(one)
    return one.reason


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("piped", [False, True])
@pytest.mark.parametrize("directory", [True, False])
def test_every_method_with_and_without_directory(method: str, piped: bool, directory: bool) -> None:
    data = many(30, METHODS[method], piped=piped)
    if not directory:
        data = data[: data.index(b"PK\1\2")]
    found = read_bytes(data, "news.zip")
    assert len(articles(found)) == 30
    assert [one.reason[:12] for one in rejected(found)] == ([] if directory else ["cut short or"])


def test_what_comes_through_a_pipe_is_copied() -> None:
    inner = zipped({"a.txt": text(1), "b.txt": text(2)})
    outer = zipped({"in.zip": inner, "c.txt": text(3)})
    assert len(articles(read_bytes(gzip.compress(outer), "news.zip.gz"))) == 3
    large = zipped({"pad.bin": b"\0\1\2" * 3_000_000, "a.txt": text(1)}, zipfile.ZIP_STORED)
    assert len(articles(read_bytes(gzip.compress(large), "news.zip.gz"))) == 1


def test_a_zip_that_may_not_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.reading.zip_files._MAX_COPY", 100)
    data = zipped({"a.txt": text(), "pad.bin": bytes(range(256)) * 1000}, zipfile.ZIP_STORED)
    found = read_bytes(gzip.compress(data), "news.zip.gz")
    assert "too large to be copied" in rejected(found)[-1].reason
    assert len(articles(found)) == 1


def test_a_file_that_was_packed_by_zstd() -> None:
    assert zstd().decompress(b"", 10) == b""
    from backports import zstd as packer  # noqa: PLC0415  only to pack

    plain = text().encode()
    data = one_by_hand(b"a.txt", packer.compress(plain), 93, plain)
    assert len(articles(read_bytes(data, "a.zip"))) == 1


def one_by_hand(
    name: bytes,
    packed: bytes,
    method: int,
    plain: bytes,
    *,
    flags: int = 0,
    size: int | None = None,
    crc: int | None = None,
) -> bytes:
    crc = zlib.crc32(plain) if crc is None else crc
    size = len(plain) if size is None else size
    common = struct.pack("<5H3I2H", 20, flags, method, 0, 0, crc, len(packed), size, len(name), 0)
    local = b"PK\3\4" + common + name
    central = b"PK\1\2\x14\0" + common + struct.pack("<3H2I", 0, 0, 0, 0, 0) + name
    start = len(local) + len(packed)
    end = b"PK\5\6" + struct.pack("<4H2IH", 0, 0, 1, 1, len(central), start, 0)
    return local + packed + central + end


@pytest.mark.parametrize(
    ("method", "flags", "said"),
    [
        (9, 0, "Deflate64"),
        (98, 0, "PPMd"),
        (77, 0, "method 77"),
        (8, 1, "password"),
        (99, 1, "password"),
    ],
)
def test_what_is_not_unpacked_is_told_once(method: int, flags: int, said: str) -> None:
    data = one_by_hand(b"day/a.txt", b"packed", method, b"plain", flags=flags)
    (one,) = read_bytes(data, "news.zip")
    assert str(one).startswith("news.zip!day/a.txt: ")
    assert said in str(one)
    bytes_ = bytearray(many(20))
    for sign, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = bytes_.find(sign)
        while at >= 0:
            bytes_[at + place] |= flags
            bytes_[at + place + 2 : at + place + 4] = method.to_bytes(2, "little")
            at = bytes_.find(sign, at + 1)
    assert "(and 19 more in it)" in only_reason(read_bytes(bytes(bytes_), "news.zip"))


@pytest.mark.parametrize(("size", "crc"), [(None, 7), (1000, None), (5, None)])
def test_a_file_that_is_not_as_the_zip_says(size: int | None, crc: int | None) -> None:
    plain = text().encode()
    data = one_by_hand(b"a.txt", plain, 0, plain, size=size, crc=crc)
    assert "fetch the zip again" in only_reason(read_bytes(data, "a.zip"))


@pytest.mark.parametrize(
    ("raw", "flags", "shown"),
    [
        ("दिन/खबर.bin".encode(), 1 << 11, "दिन/खबर.bin"),
        ("दिन/खबर.bin".encode(), 0, "दिन/खबर.bin"),
        (b"caf\x82.bin", 0, "café.bin"),
        (b"day\\1.bin", 0, "day/1.bin"),
        (b"C:\\day\\1.bin", 0, "day/1.bin"),
        (b"/etc/passwd", 0, "etc/passwd"),
        (b"../../../etc/x.bin", 0, "etc/x.bin"),
        (b"a/./b//c.bin", 0, "a/b/c.bin"),
        (b"\xff\xfe\xfd.bin", 1 << 11, r"\xa0■².bin"),
        (b"a\0\x1b[1m.bin", 0, r"a\x00\x1b[1m.bin"),
    ],
)
def test_names_as_they_are_written(raw: bytes, flags: int, shown: str) -> None:
    data = one_by_hand(raw, b"nothing", 0, b"nothing", flags=flags)
    (one,) = read_bytes(data, "n/news.zip")
    assert isinstance(one, Rejected)
    assert one.path == f"n/news.zip!{shown}"


def test_folders_and_hidden_files_and_twice_the_same_name() -> None:
    files: dict[str, str | bytes] = {
        "day/": "", "day/a.txt": text(1), "day/a.txt#": text(2), "__MACOSX/day/._a.txt": "x",
        ".DS_Store": "x", "day\\": "", "a/.git/x.txt": text(3),
    }  # fmt: skip
    found = read_bytes(zipped(files), "news.zip")
    assert len(articles(found)) == 2
    assert not rejected(found)


def test_thousands_of_files_in_little_memory() -> None:
    data = zipped({f"{n}.txt": text(n) for n in range(5000)}, zipfile.ZIP_STORED)
    source = opened(data)
    tracemalloc.start()
    count = sum(
        bool(one.stream.read()) for one in sources(source, Options()) if isinstance(one, Source)
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 5000
    assert peak < 8_000_000


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("piped", [False, True])
def test_a_cut_zip_gives_what_is_whole(method: str, piped: bool) -> None:
    data = many(60, METHODS[method], piped=piped)
    start = data.index(b"PK\1\2")
    for keep in (0.3, 0.6, 0.9):
        found = read_bytes(data[: int(start * keep)], "news.zip")
        assert len(articles(found)) >= 60 * keep - 2
        assert f"of {int(start * keep):,} bytes" in rejected(found)[-1].reason
        assert len(rejected(found)) <= 2


@pytest.mark.parametrize("where", ["end", "middle"])
def test_a_damaged_directory(where: str) -> None:
    data = bytearray(many(40))
    place = data.rindex(b"PK\5\6") if where == "end" else data.index(b"PK\1\2", 9 * len(data) // 10)
    data[place] = 0
    found = read_bytes(bytes(data), "news.zip")
    assert len(articles(found)) == 40
    assert "directory is missing" in rejected(found)[-1].reason


def test_something_before_and_behind() -> None:
    data = many(3)
    source = opened(b"#!/bin/sh\n" * 99 + data + b"behind")
    found = list(sources(source, Options()))
    assert [type(one) for one in found] == [Source] * 3
    with_comment = bytearray(many(3))
    with_comment[-2:] = (300).to_bytes(2, "little")
    assert len(articles(read_bytes(bytes(with_comment) + b"c" * 300, "a.zip"))) == 3


def test_more_files_than_old_zips_can_hold() -> None:
    data = zipped({f"{n}.bin": b"" for n in range(65_600)} | {"a.txt": text()})
    source = opened(data)
    found = sources(source, Options())
    names = [one.origin.name for one in found if isinstance(one, Source)]
    assert len(names) == 65_601
    assert names[-1] == "a.zip!a.txt"


def test_sizes_of_64_bits() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as f:
        f.write(text().encode())
    data = stream.getvalue()
    assert len(articles(read_bytes(data, "a.zip"))) == 1
    assert len(articles(read_bytes(data[: data.index(b"PK\1\2")], "a.zip"))) == 1


def test_bombs_are_told_at_little_cost() -> None:
    zeros = zipped({f"{n}.txt": bytes(20_000_000) for n in range(60)})
    nested = zipped({f"{n}.zip": zeros for n in range(20)})
    overlapping = overlapped(bytes(20_000_000), 500)
    for data in (zeros, nested, overlapping, gzip.compress(nested)):
        tracemalloc.start()
        began = time.monotonic()
        found = read_bytes(data, "a.zip")
        taken = time.monotonic() - began
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert "times its size" in rejected(found)[-1].reason
        assert sum("times its size" in one.reason for one in rejected(found)) == 1
        assert peak < 60_000_000
        assert taken < 30


def overlapped(content: bytes, count: int) -> bytes:
    """A directory that lists the same file again and again."""
    data = zipped({"a.jsonl": content})
    start, end = data.index(b"PK\1\2"), data.rindex(b"PK\5\6")
    central = data[start:end] * count
    tail = struct.pack("<4H2IH", 0, 0, count, count, len(central), start, 0)
    return data[:start] + central + b"PK\5\6" + tail


def test_a_zip_in_itself() -> None:
    data = zipped({"a.txt": text()})
    for _ in range(9):
        data = zipped({"in.zip": data})
    (one,) = read_bytes(data, "a.zip")
    assert isinstance(one, Rejected)
    assert "too deep" in one.reason
    assert one.path == "a.zip" + "!in.zip" * 5


def test_an_empty_zip_is_told() -> None:
    assert "no file is in it" in only_reason(read_bytes(zipped({}), "a.zip"))
    assert "no file is in it" in only_reason(read_bytes(zipped({"day/": ""}), "a.zip"))


PAGE = "<!doctype html><title>ख़बर</title>".encode()


def inner_names(data: bytes, name: str = "a.wacz") -> list[str]:
    source = opened(data, name)
    return [
        one.origin.name if isinstance(one, Source) else str(one)
        for one in sources(source, Options())
    ]


def test_of_a_wacz_only_the_web_archives_are_read() -> None:
    files: dict[str, str | bytes] = {
        "archive/data.warc.gz": gzip.compress(record(PAGE)),
        "archive/more.warc": record(PAGE),
        "indexes/index.cdx.gz": b"x",
        "pages/pages.jsonl": '{"text": "रूस के मंत्री"}',
        "datapackage.json": "{}",
    }
    wanted = ["!archive/data.warc.gz", "!archive/more.warc"]
    assert inner_names(zipped(files), "a.zip") == [f"a.zip{name}" for name in wanted]
    cut = zipped(files, zipfile.ZIP_STORED)
    cut = cut[: cut.index(b"datapackage.json")]
    assert inner_names(cut)[:2] == [f"a.wacz{name}" for name in wanted]


WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>रूस के मंत्री ने </w:t></w:r><w:r><w:t>चेतावनी दी।</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>पहला</w:t><w:tab/><w:t>दूसरा</w:t><w:br/><w:t>तीसरा</w:t></w:r>"
    "<w:del><w:r><w:delText>हटा</w:delText><w:t>हटा</w:t></w:r></w:del></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>खाना</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:body></w:document>"
)
OPEN = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:tracked-changes><text:p>पुराना</text:p></text:tracked-changes>"
    "<text:h>शीर्षक</text:h><text:p>रूस <text:span>के</text:span> मंत्री<text:s/>ने"
    "<text:note><text:p>टिप्पणी</text:p></text:note> कहा<text:line-break/>फिर।</text:p>"
    "</office:text></office:body></office:document-content>"
)
OPEN_TEXT = "application/vnd.oasis.opendocument.text"


def test_a_text_of_word() -> None:
    data = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": WORD})
    (one,) = read_bytes(data, "a.docx")
    assert isinstance(one, Article)
    assert one.body.split("\n") == [
        "रूस के मंत्री ने चेतावनी दी।", "पहला\tदूसरा", "तीसरा", "खाना"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("styles", "title"),
    [
        (["Title", "", ""], "पंक्ति 0"),
        (["heading 1", "Heading2", ""], "पंक्ति 0"),
        (["", "Heading1", ""], ""),
        (["Heading1", "", "Heading1"], ""),
    ],
)
def test_a_title_of_word_is_what_it_begins_with_in_its_style(styles: list[str], title: str) -> None:
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>पंक्ति {n}</w:t></w:r></w:p>'
        for n, style in enumerate(styles)
    )
    head = WORD[: WORD.index("<w:p>")]
    document = f"{head}<w:p/>{paragraphs}</w:body></w:document>"
    (one,) = read_bytes(zipped({"word/document.xml": document}), "a.docx")
    assert isinstance(one, Article)
    assert (one.title if one.titled_by == "source" else "") == title
    assert one.body == "पंक्ति 0\nपंक्ति 1\nपंक्ति 2"


def test_a_text_of_libreoffice() -> None:
    data = zipped({"mimetype": OPEN_TEXT, "content.xml": OPEN}, zipfile.ZIP_STORED)
    (one,) = read_bytes(data, "a.odt")
    assert isinstance(one, Article)
    assert one.body.split("\n") == ["शीर्षक", "रूस के मंत्री ने कहा", "फिर।"]
    assert (one.title, one.titled_by) == ("शीर्षक", "source")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"word/document.xml": "<w:p>"}, "damaged"),
        ({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, ""),
        ({"mimetype": OPEN_TEXT, "content.xml": "no"}, "damaged"),
        ({"mimetype": OPEN_TEXT.replace("text", "spreadsheet"), "content.xml": OPEN}, ".xlsx"),
        ({"mimetype": "image/openraster", "content.xml": OPEN}, "no text"),
        ({"ppt/presentation.xml": "<p/>"}, "presentation"),
        ({"mimetype": "application/epub+zip", "META-INF/container.xml": "<c/>"}, "EPUB"),
        ({"AndroidManifest.xml": "x", "classes.dex": "x"}, "phones"),
    ],
)
def test_documents_that_are_not_read(files: dict[str, str | bytes], said: str) -> None:
    (one,) = read_bytes(zipped(files), "a.bin")
    assert isinstance(one, Rejected)
    assert said in one.reason


def test_entities_that_grow_cost_nothing() -> None:
    grow = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    xml = WORD.replace("<w:document", f"<!DOCTYPE w [<!ENTITY e0 'अ'>{grow}]><w:document", 1)
    began = time.monotonic()
    read_bytes(zipped({"word/document.xml": xml.replace("खाना", "&e11;")}), "a.docx")
    assert time.monotonic() - began < 10


def test_a_workbook_is_handed_on_as_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"[Content_Types].xml": "x", "xl/workbook.xml": "<workbook/>"})
    monkeypatch.setitem(READERS, "xlsx", "archive.reading.rawtext")
    source = opened(data)
    (one,) = sources(source, Options())
    assert isinstance(one, Source)
    assert one.stream.read() == data
    monkeypatch.delitem(READERS, "xlsx")
    assert ".csv" in only_reason(read_bytes(data, "a.xlsx"))


def test_progress_adds_up_to_all_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(many(500))
    (tmp_path / "b.zip").write_bytes(many(500)[:-3000])
    (tmp_path / "c.zip.gz").write_bytes(gzip.compress(many(50)))
    (tmp_path / "d.docx").write_bytes(zipped({"word/document.xml": WORD}))
    progress: list[int] = []
    found = list(read([tmp_path], progress.append))
    assert len(articles(found)) > 1000
    assert sum(progress) == count_bytes([tmp_path])
    assert min(progress) >= 0


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_flipped_bytes_never_make_it_fail(data: st.DataObject) -> None:
    method = data.draw(st.sampled_from(list(METHODS.values())))
    piped = data.draw(st.booleans())
    archive = bytearray(zipped({"a.txt": text(1), "b.txt": text(2)}, method, piped=piped))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(archive) - 1) | st.integers(-60, -1))
        archive[place] = data.draw(st.integers(0, 255))
    for packing in (bytes, gzip.compress):
        for one in read_bytes(packing(archive), "a.zip"):
            assert isinstance(one, (Article, Rejected))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([
    b"PK\3\4", b"PK\1\2", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\7\x08", b"\0" * 20, b"\xff" * 20,
    b"a.txt", many(1), b"\x08\0", b"\x01\0",
]) | st.binary(max_size=30)).map(b"".join))  # fmt: skip
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert read_bytes(b"PK\3\4" + data, "a.zip")
