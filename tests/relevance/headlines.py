"""Ranking, measured by known-item search: python -m tests.relevance.headlines [SHARED] [--plain].

Headlines are queries. The one right answer to each is its own article, indexed without its
headline, among all the real news. Each query is typed in two ways: as printed, and in Latin letters
with the likeliest spelling of the trained model. With --plain also Whoosh as it comes: its own
analyzer, its own BM25F, all words OR-ed.
"""

import gzip
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from whoosh import fields
from whoosh.index import create_in, open_dir
from whoosh.query import Or, Term

from archive.article import Article
from archive.reading import read
from index import indexing
from index.search.models import Request
from index.search.open import Archive, open_archive
from index.transliteration.phonemes import is_devanagari
from tests.factories import settings_in
from tests.romanise import romanise

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
class HeadlineTest:
    """The archive without the headlines, and the headlines with their article's id."""

    opened: Archive
    headlines: tuple[tuple[str, str], ...]


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


def build(shared: Path, home: Path, engine_url: str = "") -> HeadlineTest:
    """Import and index the articles.

    Args:
        shared: Holds the news.
        home: Where the archive is made.
        engine_url: Of another engine than the default one.
    """
    opened = open_archive(settings_in(home, ARCHIVE_ENGINE_URL=engine_url))
    titles: list[tuple[str, str]] = []
    opened.store.put(articles(shared, titles))
    indexing.catch_up(opened.store, opened.engine)
    return HeadlineTest(opened, tuple(titles))


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


def first_page_of(opened: Archive) -> Callable[[str], list[str]]:
    """A search as users do it, which gives the ids of the first page."""

    def search(query: str) -> list[str]:
        found = opened.searcher.search(Request(query)).results
        return [article.id for one in found for article in (one.article, *one.copies)]

    return search


def in_latin(title: str) -> str:
    """The title as somebody types it in Latin letters; words of other scripts stay."""
    words = title.split()
    return " ".join(romanise(word) if is_devanagari(word) else word for word in words)


def plain_whoosh(test: HeadlineTest, folder: Path) -> Callable[[str], list[str]]:
    """Whoosh as it comes: its standard analyzer, its BM25F, all words OR-ed."""
    schema = fields.Schema(id=fields.ID(stored=True), body=fields.TEXT)
    with create_in(str(folder), schema).writer(limitmb=512) as writer:
        for article in test.opened.store.articles():
            writer.add_document(id=article.id, body=article.body)
    searcher = open_dir(str(folder)).searcher()
    analyzer = schema["body"].analyzer

    def search(query: str) -> list[str]:
        terms = [Term("body", token.text) for token in analyzer(query)]
        return [hit["id"] for hit in searcher.search(Or(terms), limit=FIRST)]

    return search


def main(shared: Path, *, plain: bool) -> None:
    """Measure and print."""
    table = Table("system", "typed", "quality", title="One right answer among 18,621 articles")
    with tempfile.TemporaryDirectory() as folder:
        test = build(shared, Path(folder, "archive"))
        search = first_page_of(test.opened)
        latin = [(in_latin(title), answer) for title, answer in test.headlines]
        table.add_row("Abhilekh", "as printed", str(measure(test.headlines, search)))
        table.add_row("Abhilekh", "in Latin letters", str(measure(latin, search)))
        if plain:
            Path(folder, "plain").mkdir()
            search = plain_whoosh(test, Path(folder, "plain"))
            table.add_row("Whoosh as it comes", "as printed", str(measure(test.headlines, search)))
            table.add_row("Whoosh as it comes", "in Latin letters", str(measure(latin, search)))
        test.opened.close()
    Console(width=110).print(table)


if __name__ == "__main__":
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(paths[0] if paths else "../shared"), plain="--plain" in sys.argv)
