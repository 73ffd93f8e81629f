"""How clean a page is: python -m tests.relevance.precision [SHARED] [--misses].

Two hundred names typed in Latin letters, each searched in all the real news; of the articles on the
first page, how many hold an accepted spelling of the name, in any of its forms.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from archive.article import Article
from index.analysis import analyze, term
from index.lexicon import Lexicon
from index.search.flow import Searcher
from index.search.results import Request
from tests.realnews import open_built

QUERIES = 200
NAMES = Path(__file__).parent / "names"


@dataclass(frozen=True)
class Page:
    """A query, how many articles were on its first page, and which held no accepted spelling."""

    query: str
    shown: int
    misses: tuple[str, ...]


def queries(lexicon: Lexicon) -> list[tuple[str, set[str]]]:
    """Names that the archive holds, and the stems of their accepted spellings."""
    rows = []
    for name in ("news", "indian", "foreign"):
        for line in (NAMES / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            latin, accepted = line.split("\t")[:2]
            spellings = accepted.split("|")
            if any(lexicon.articles(spelling) for spelling in spellings):
                rows.append((latin, {term(word)[1] for word in (latin, *spellings)}))
    step = len(rows) / QUERIES
    return [rows[int(number * step)] for number in range(QUERIES)]


def pages(searcher: Searcher) -> Iterator[Page]:
    """Search for every name."""
    for query, stems in queries(searcher.lexicon()):
        found = searcher.search(Request(query)).results
        articles = [article for one in found for article in (one.article, *one.copies)]
        misses = [article for article in articles if not _stems(article) & stems]
        yield Page(query, len(articles), tuple(article.title for article in misses))


def precision(found: list[Page]) -> float:
    """The share of all articles shown that hold an accepted spelling."""
    shown = sum(page.shown for page in found)
    return 1 - sum(len(page.misses) for page in found) / max(shown, 1)


def _stems(article: Article) -> set[str]:
    return {token.stem for token in analyze(f"{article.title}\n{article.body}")}


def main(shared: Path, *, misses: bool) -> None:
    """Measure and print."""
    console = Console(highlight=False, soft_wrap=True)
    with tempfile.TemporaryDirectory() as folder:
        news = open_built(shared, Path(folder))
        found = list(pages(news.opened.searcher))
        for page in found if misses else ():
            if page.misses:
                words = news.opened.searcher.variants(page.query)
                forms = ", ".join(f"{v.term} {v.weight:.2f} ({v.articles})" for v in words)
                console.print(f"{page.query}: {len(page.misses)} of {page.shown}; {forms}")
        news.opened.close()
    console.print(f"{precision(found):.2%} of the articles on {len(found)} first pages")


if __name__ == "__main__":
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(paths[0] if paths else "../shared"), misses="--misses" in sys.argv)
