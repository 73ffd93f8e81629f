"""How fast, how large and how small bulk work is: python -m tests.benchmarks.bulk.

    python -m tests.benchmarks.bulk --engine tantivy --articles 1000000 [--keep FOLDER]

Imports and indexes articles from nothing in a process of its own, as ``manage.py import`` does,
and watches that process and all that it starts. Without ``--articles`` it takes the real news,
else that many of ``tests.benchmarks.synthetic``, written to a file before the clock runs.

Memory is told twice, as seen five times a second. What processes hold for themselves, their own
pages, is what has to be there. Files of the index that are mapped count besides, as long as nobody
else needs the memory: the system takes it back without asking.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from archive.importing import import_paths
from archive.settings import Settings
from archive.store import Store
from index import indexing
from index.search.open import open_archive
from tests.benchmarks import synthetic

_PAUSE = 0.2
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found.

    Attributes:
        seconds: From the start of the process to its end.
        importing, indexing: Seconds of the two parts.
        own, mapped: The most MB held at a time by all processes: of their own, and in all.
        store, index: Bytes on the disk.
        words: How many different ones there are.
    """

    engine: str
    articles: int
    seconds: float
    importing: float
    indexing: float
    own: float
    mapped: float
    store: int
    index: int
    words: int


def main(asked: argparse.Namespace) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        file = asked.shared / "data/news/news.jsonl.gz"
        if asked.articles:
            file = Path(folder, "articles.jsonl.gz")
            synthetic.write(asked.shared, asked.articles, file)
        home = asked.keep or Path(folder, "archive")
        Console().print(table(measured(home, asked.engine, file)))


def table(found: Measured) -> Table:
    """The figures for people."""
    articles = found.articles
    rows = Table("what", "figure", title=f"{found.engine} and SQLite, {articles:,} articles")
    rows.add_row("import", f"{articles / found.importing:,.0f} articles/s")
    rows.add_row("index", f"{articles / found.indexing:,.0f} articles/s")
    rows.add_row("both, from start to end", f"{articles / found.seconds:,.0f} articles/s")
    rows.add_row("most memory of its own, all processes", f"{found.own:,.0f} MB")
    rows.add_row("with mapped files", f"{found.mapped:,.0f} MB")
    rows.add_row("store", f"{found.store / articles:,.0f} bytes an article")
    rows.add_row("index", f"{found.index / articles:,.0f} bytes an article")
    rows.add_row("words", f"{found.words:,}")
    return rows


def measured(home: Path, engine: str, file: Path) -> Measured:
    """Build an archive from a file, on an engine of this name (``home/engine``) or address."""
    # This process only watches: what it is made of must not count.
    command = [sys.executable, "-m", "tests.benchmarks.bulk", "--run", str(home), engine, str(file)]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        own, mapped = _watch(process)
        seconds = time.perf_counter() - began
        assert process.stdout
        told = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"building on {engine} ended with status {process.returncode}")
    with closing(Store.open(f"sqlite:///{home / 'archive.db'}")) as store:
        articles, words = store.count(), sum(1 for _ in store.words())
    return Measured(
        engine=engine,
        articles=articles,
        seconds=seconds,
        own=own / _MB,
        mapped=mapped / _MB,
        store=_size(home / "archive.db"),
        index=_size(home / engine),
        words=words,
        **json.loads(told),
    )


def run(home: Path, engine: str, file: Path) -> None:
    """Import and index, in this process and those that it starts."""
    address = engine if ":" in engine else f"{engine}:{home / engine}"
    values = {"ARCHIVE_HOME": str(home), "ARCHIVE_ENGINE_URL": address}
    with closing(open_archive(Settings.from_mapping(values))) as archive:
        began = time.perf_counter()
        # Of the invented texts a few have too many invented words to pass for Hindi.
        import_paths(archive.store, [file], lambda rejected: print(rejected, file=sys.stderr))
        between = time.perf_counter()
        indexing.catch_up(archive.store, archive.engine)
        ended = time.perf_counter()
    print(json.dumps({"importing": between - began, "indexing": ended - between}))


def _watch(process: subprocess.Popen[str]) -> tuple[int, int]:
    """The most bytes that it and its descendants held at a time: of their own, and in all."""
    own = mapped = 0
    while True:
        sizes = [_memory(pid) for pid in _tree(process.pid)]
        own = max(own, sum(size for size, _ in sizes))
        mapped = max(mapped, sum(size for _, size in sizes))
        with suppress(subprocess.TimeoutExpired):
            process.wait(_PAUSE)
            return own, mapped


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = " ".join((task / "children").read_text() for task in tasks).split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _memory(pid: int) -> tuple[int, int]:
    """Bytes that a process holds alone, and its share of all that it has (PSS)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return 0, 0
    sizes = {
        name: int(rest.split()[0]) * 1024 for name, _, rest in (x.partition(":") for x in lines)
    }
    return sizes.get("Pss_Anon", 0), sizes.get("Pss", 0)


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in [path, *path.rglob("*")] if file.is_file())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--engine", choices=["whoosh", "tantivy"], default="tantivy")
    parser.add_argument("--articles", type=int, help="of the generator, instead of the real news")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--keep", type=Path, help="the folder for the archive, which is kept")
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run(Path(options.run[0]), options.run[1], Path(options.run[2]))
    else:
        main(options)
