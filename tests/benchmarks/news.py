"""How fast the archive is on all the real news: python -m tests.benchmarks.news [SHARED].

With ``--engine tantivy`` on that engine instead of Whoosh.

Prints import and indexing articles a second, 50th and 95th percentile of 200 real queries end to
end (parse, expand, search, fetch, snippets, counts), bytes of index an article, and peak memory.
Every figure is of this one run, on this machine, in one process.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from archive.importing import import_paths
from index import indexing
from index.search.models import Request
from index.search.open import open_archive
from tests.benchmarks.queries import real_queries
from tests.factories import settings_in

QUERIES = 200


def main(shared: Path, engine: str) -> None:
    """Measure and print."""
    table = Table("what", "figure", title=f"{engine} and SQLite, one process")
    with tempfile.TemporaryDirectory() as folder:
        url = f"{engine}:{folder}/index"
        opened = open_archive(settings_in(Path(folder), ARCHIVE_ENGINE_URL=url))
        news = [shared / "data" / "seeds", shared / "data" / "news" / "news.jsonl.gz"]
        seconds = timed(lambda: import_paths(opened.store, news, print))
        articles = opened.store.count()
        table.add_row("articles", f"{articles:,}")
        table.add_row("import", f"{articles / seconds:,.0f} articles/s")
        seconds = timed(lambda: indexing.rebuild(opened.store, opened.engine))
        table.add_row("indexing", f"{articles / seconds:,.0f} articles/s")
        size = sum(file.stat().st_size for file in Path(folder, "index").rglob("*"))
        table.add_row("index", f"{size / articles:,.0f} bytes an article")
        table.add_row("peak memory of indexing", f"{peak():,.0f} MB")
        table.add_row("opening the words", f"{timed(opened.words.lexicon) * 1000:,.0f} ms")
        queries = real_queries(shared, QUERIES)
        for name in ("cold", "warm"):
            times = [
                timed(partial(opened.searcher.search, Request(query))) * 1000 for query in queries
            ]
            cuts = statistics.quantiles(times, n=20)
            found = f"p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms, most {max(times):.0f} ms"
            table.add_row(f"{QUERIES} queries, {name}", found)
        table.add_row("peak memory in all", f"{peak():,.0f} MB")
        opened.close()
    Console().print(table)


def timed(run: Callable[[], object]) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"))
    parser.add_argument("--engine", choices=["whoosh", "tantivy"], default="whoosh")
    asked = parser.parse_args()
    main(asked.shared, asked.engine)
