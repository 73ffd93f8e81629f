"""How fast files are read, beside the bare library: python -m tests.benchmarks.reading.

    python -m tests.benchmarks.reading [--shared ../shared] [--times 40]

A web archive is read three times over, each time the best of three: by the library alone, as a
container (records found, pages unpacked, bounds kept), and whole, to articles on all cores. Data is
read to drafts in one process, beside the library that only parses it.

Saved pages are read on one core, by processor time: parsed by lxml alone, by extractors of bodies
where they are installed (pip install trafilatura, readability-lxml: no part of the project), and
by the reader of pages.

A printed page is read by tesseract alone, and to articles; by the clock, one after the other.
"""

import argparse
import csv
import gzip
import io
import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pypdfium2
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from lxml import etree
from rich.console import Console
from rich.table import Table

from archive.article import Article
from archive.reading import Options, Origin, Source, read, read_source
from archive.reading.formats import reader
from archive.reading.html import parse
from archive.reading.packed import sources as unpacked
from archive.reading.pages.pdf import DPI
from archive.reading.reader import Piece
from archive.reading.warc_records import sources as pages

_ROUNDS = 3


def library(data: bytes) -> int:
    """Pages that FastWARC finds and unpacks."""
    records = ArchiveIterator(
        io.BufferedReader(io.BytesIO(data)),
        record_types=WarcRecordType.response,
        auto_decode="all",
    )
    return sum(bool(record.reader.read()) for record in records if _is_page(record))


def container(data: bytes) -> int:
    """Pages that our container finds and unpacks."""
    packed = Source(Origin("a.gz", "a.gz"), io.BufferedReader(io.BytesIO(data)))
    packed.meter.packed = len(data)
    return sum(
        bool(page.stream.read())
        for archive in unpacked(packed, Options())
        if isinstance(archive, Source)
        for page in pages(archive, Options())
        if isinstance(page, Source)
    )


def articles(data: bytes) -> int:
    """Articles that reading makes of it."""
    with tempfile.NamedTemporaryFile(suffix=".warc.gz") as file:
        file.write(data)
        file.flush()
        return sum(isinstance(one, Article) for one in read([Path(file.name)]))


def _is_page(record: WarcRecord) -> bool:
    is_html = "html" in (record.http_content_type or "")
    return is_html and record.http_headers.status_code == HTTPStatus.OK


def ways_to_read_pages() -> Iterator[tuple[str, Callable[[bytes], object]]]:
    """Names of ways to read a page, and what reads it."""
    yield "lxml, parsed only", lambda data: etree.fromstring(data, etree.HTMLParser())
    if find_spec("trafilatura"):
        extract = import_module("trafilatura").bare_extraction
        yield "trafilatura", lambda data: extract(data.decode(), favor_precision=True)
    if find_spec("readability"):
        document = import_module("readability").Document
        yield "readability-lxml", lambda data: document(data.decode()).summary()
    origin = Origin("x.html", "x.html")
    yield "to drafts", lambda data: list(parse(Piece("html", origin, data, 1), Options()))


def rows() -> list[dict[str, str]]:
    """Articles as data, with names that are not ours; made of one sentence."""
    body = "जिले में बारिश के बाद नदी का पानी उतर रहा है, और लोग घर लौट रहे हैं। " * 25
    return [
        {
            "headline": f"खबर {number}",
            "content": f"{body}{number}",
            "pubDate": f"2025-07-{number % 28 + 1:02}",
            "link": f"https://a.example/{number}",
        }
        for number in range(5000)
    ]


def ways_to_read_data() -> Iterator[tuple[str, bytes, Callable[[bytes], object]]]:
    """What it is, the bytes, and what reads them: the library alone, then ours."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows()).encode()
    yield "JSON Lines: json", lines, lambda data: [json.loads(line) for line in data.splitlines()]
    yield "JSON Lines: to drafts", lines, lambda data: _drafts("jsonlines", data)
    document = json.dumps({"articles": rows()}, ensure_ascii=False, indent=1).encode()
    if find_spec("ijson"):
        items = import_module("ijson").items
        yield "JSON: ijson", document, lambda data: list(items(io.BytesIO(data), "articles.item"))
    yield "JSON: json, all at once", document, json.loads
    yield "JSON: to drafts", document, lambda data: _drafts("json", data)
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows()[0]))
    writer.writeheader()
    writer.writerows(rows())
    table = file.getvalue().encode()
    yield "CSV: csv", table, lambda data: list(csv.DictReader(io.StringIO(data.decode())))
    yield "CSV: to drafts", table, lambda data: _drafts("csv", data)


def _drafts(format_: str, data: bytes) -> list[object]:
    module = reader(format_)
    assert module
    source = Source(Origin("x", "x"), io.BufferedReader(io.BytesIO(data)))
    return [
        draft
        for piece in module.split(source, Options())
        if isinstance(piece, Piece)
        for draft in module.parse(piece, Options())
    ]


def saved_pages(shared: Path) -> list[bytes]:
    """The articles among the real pages."""
    files = sorted((shared / "data/files/html").glob("*-20*.html*"))
    return [
        gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        for file in files
    ]


def main(options: argparse.Namespace) -> None:
    data = (options.shared / "data/files/warc/hindi-pages.warc.gz").read_bytes() * options.times
    table = Table("web archive", "pages", "seconds", "pages/s", "MB/s packed", box=None)
    for what, run in (("FastWARC", library), ("container", container), ("to articles", articles)):
        found, seconds = _best(run, data)
        rate, packed = f"{found / seconds:,.0f}", f"{len(data) / seconds / 1e6:,.1f}"
        table.add_row(what, f"{found:,}", f"{seconds:.2f}", rate, packed)
    Console().print(table)
    saved = saved_pages(options.shared) * max(1, options.times // 4)
    table = Table("saved pages", "pages/s a core", "MB/s", box=None)
    for what, read_one in ways_to_read_pages():
        began = time.process_time()
        for page in saved:
            read_one(page)
        seconds = time.process_time() - began
        size = sum(map(len, saved)) / 1e6
        table.add_row(what, f"{len(saved) / seconds:,.0f}", f"{size / seconds:,.1f}")
    Console().print(table)
    table = Table("data", "articles/s a core", "MB/s", box=None)
    for what, some, read_all in ways_to_read_data():
        began = time.process_time()
        read_all(some)
        seconds = time.process_time() - began
        table.add_row(what, f"{5000 / seconds:,.0f}", f"{len(some) / seconds / 1e6:,.1f}")
    Console().print(table)
    if which("tesseract"):
        Console().print(printed(options.shared))


def printed(shared: Path) -> Table:
    """How long OCR takes beside the program alone."""
    data = (shared / "data/files/pdf/nbt4-top.pdf").read_bytes()
    table = Table("printed page", "seconds", box=None)
    with pypdfium2.PdfDocument(data) as document:
        picture = io.BytesIO()
        document[0].render(scale=DPI / 72, grayscale=True).to_pil().save(picture, "PPM")
    command = [
        "env",
        "OMP_THREAD_LIMIT=1",
        "tesseract",
        "stdin",
        "stdout",
        "-l",
        "hin",
        "--dpi",
        str(DPI),
        "tsv",
    ]

    def alone(_data: bytes) -> int:
        done = subprocess.run(command, input=picture.getvalue(), capture_output=True, check=True)
        return len(done.stdout)

    def to_articles(data: bytes) -> int:
        source = Source(Origin("page.pdf", "page.pdf"), io.BufferedReader(io.BytesIO(data)))
        return sum(isinstance(one, Article) for one in read_source(source))

    for what, run in (("tesseract, hin", alone), ("to articles", to_articles)):
        _, seconds = _best(run, data)
        table.add_row(what, f"{seconds:.1f}")
    return table


def _best(run: Callable[[bytes], int], data: bytes) -> tuple[int, float]:
    times = []
    found = 0
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        found = run(data)
        times.append(time.perf_counter() - began)
    return found, min(times)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--times", type=int, default=40, help="so many copies of the archive")
    main(parser.parse_args())
