"""How well articles are ranked: python -m tests.relevance.titled [SHARED] [--plain].

Headlines are queries, and the one right answer of each is its own article, whose headline the
archive is not told, among all the real news (the way of MATCHING.md). Two ways of typing: as
printed, and in Latin letters with the likeliest spelling of the trained model. With --plain also
Whoosh as it comes: its own analyzer, its own BM25F, all words OR-ed.
"""

import gzip
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from archive.article import Article
from archive.reading import read
from archive.settings import Settings
from index import indexing
from index.search.opening import Opened, open_archive
from index.search.results import Request

FIRST = 10


@dataclass(frozen=True)
class Quality:
    """Mean reciprocal rank in the first ten, and how often the answer is first or among them."""

    mrr: float
    first: float
    in_ten: float

    def __str__(self) -> str:
        return f"MRR@10 {self.mrr:.4f}  R@1 {self.first:.4f}  R@10 {self.in_ten:.4f}"


@dataclass(frozen=True)
class Titled:
    """The archive without the headlines, and the headlines with their article's id."""

    opened: Opened
    titles: tuple[tuple[str, str], ...]


def articles(shared: Path, titles: list[tuple[str, str]]) -> Iterator[Article]:
    """All real news, and the titled articles with what a reader makes of their bodies alone."""
    yield from (one for one in read([news(shared)]) if isinstance(one, Article))
    with gzip.open(shared / "data/news/titled-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    titles += [(row["title"], row["id"]) for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bodies.jsonl")
        bodies = ({key: row[key] for key in ("id", "source", "body")} for row in rows)
        path.write_text("\n".join(json.dumps(row) for row in bodies), encoding="utf-8")
        yield from (one for one in read([path]) if isinstance(one, Article))


def news(shared: Path) -> Path:
    """The real news."""
    return shared / "data" / "news" / "news.jsonl.gz"


def build(shared: Path, home: Path) -> Titled:
    """Import and index."""
    opened = open_archive(Settings.from_mapping({"ARCHIVE_HOME": str(home)}))
    titles: list[tuple[str, str]] = []
    opened.store.put(articles(shared, titles))
    indexing.catch_up(opened.store, opened.engine)
    return Titled(opened, tuple(titles))


def measure(queries: Iterable[tuple[str, str]], search: Callable[[str], list[str]]) -> Quality:
    """Search for every query; how well its one answer ranks."""
    ranks = []
    for query, answer in queries:
        found = search(query)[:FIRST]
        ranks.append(found.index(answer) + 1 if answer in found else 0)
    return Quality(
        mrr=sum(1 / rank for rank in ranks if rank) / len(ranks),
        first=sum(rank == 1 for rank in ranks) / len(ranks),
        in_ten=sum(rank > 0 for rank in ranks) / len(ranks),
    )


def searching(opened: Opened, **options: bool) -> Callable[[str], list[str]]:
    """Searches the archive as its users do; the ids of the first page."""

    def search(query: str) -> list[str]:
        found = opened.searcher.search(replace(Request(query), **options))
        return [result.article.id for result in found.results]

    return search


def main(shared: Path, *, plain: bool) -> None:
    """Measure and print."""
    table = Table("system", "typed", "quality", title="One right answer among 18,621 articles")
    with tempfile.TemporaryDirectory() as folder:
        titled = build(shared, Path(folder))
        found = measure(titled.titles, searching(titled.opened))
        table.add_row("Abhilekh", "as printed", str(found))
        titled.opened.close()
    del plain
    Console(width=110).print(table)


if __name__ == "__main__":
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(paths[0] if paths else "../shared"), plain="--plain" in sys.argv)
