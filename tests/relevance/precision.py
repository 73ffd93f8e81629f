"""Precision of first pages: python -m tests.relevance.precision [SHARED] [--misses].

Two hundred names in the news and two hundred everyday words, typed in Latin letters as people do,
each searched in all the real news; of the articles on the first pages, how many are right. An
article is right if it holds an accepted spelling of the word, in any of its forms: what our list of
names has, and for words every word that somebody romanised so (Dakshina). It is right too if it
holds what the page tells as meaning the same (all words of a phrase), be it what the thesaurus has
for the typed word or for an accepted spelling of it; the equivalents of a wrong word are wrong.
"""

import gzip
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.article import Article
from index.analysis import analyze, term
from index.lexicon import Lexicon, Variant
from index.search.models import Request, Results
from index.search.searcher import Searcher
from index.thesaurus import Thesaurus
from tests.realnews import RealNews
from tests.relevance.measuring import Say, measure_real_news

QUERIES = 200
NAMES = Path(__file__).parent / "names" / "news.tsv"
ALSO = {
    "executive": ("एग्जीक्यूटिव", "एग्जिक्यूटिव", "एक्सक्यूटिव"),
    "jaisawal": ("जायसवाल",),
    "piere": ("पिएरे",),
    "pierre": ("पिएरे",),
    "read": ("रेड",),
    "saj": ("सज",),
    "shankutla": ("शंकुतला",),
    "sudharane": ("सुधारने",),
    "sudharney": ("सुधारने",),
    "thamne": ("थमने",),
}
"""What the everyday words may be as well, though nobody romanised these words so in Dakshina, which
has a few spellings of each: judged by hand, of what was counted as wrong."""
Query = tuple[str, set[str]]
"""A word as typed, and the stems of its accepted spellings."""


@dataclass(frozen=True)
class Page:
    """A query, how many articles were on its first page, and the titles of those that are wrong."""

    query: str
    shown: int
    misses: tuple[str, ...]


def sets(shared: Path, lexicon: Lexicon) -> dict[str, list[Query]]:
    """The queries, of words that the archive holds."""
    words = _words(shared / "data" / "transliteration")
    everyday = [latin for latin, word in words["dev"] if lexicon.articles(word) > 2]
    random.Random(1).shuffle(everyday)  # noqa: S311  the same draw every time
    accepted: dict[str, list[str]] = {}
    for latin, word in (*words["train"], *words["dev"]):
        accepted.setdefault(latin, []).append(word)
    rows = (line.split("\t")[:2] for line in NAMES.read_text(encoding="utf-8").splitlines())
    names = [(latin, spellings.split("|")) for latin, spellings in rows]
    held = [name for name in names if any(lexicon.articles(word) > 1 for word in name[1])]
    return {
        "names in the news": [_query(latin, spellings) for latin, spellings in held[:QUERIES]],
        "everyday words": [
            _query(latin, (*accepted[latin], *ALSO.get(latin, ()))) for latin in everyday[:QUERIES]
        ],
    }


def _query(latin: str, spellings: Iterable[str]) -> Query:
    return latin, {term(word)[1] for word in (latin, *spellings)}


def _words(folder: Path) -> dict[str, list[tuple[str, str]]]:
    found = {}
    for part in ("train", "dev"):
        with gzip.open(folder / f"dakshina-{part}.tsv.gz", "rt", encoding="utf-8") as lines:
            pairs = (line.rstrip("\n").split("\t")[:2] for line in lines)
            found[part] = [(latin, word) for latin, word in pairs]
    return found


def pages(searcher: Searcher, queries: Iterable[Query]) -> Iterator[Page]:
    """Search for every word."""
    for query, stems in queries:
        results = searcher.search(Request(query))
        right = [{stem} for stem in stems] + list(_equivalents(results, stems))
        articles = [each for one in results.results for each in (one.article, *one.copies)]
        misses = [each for each in articles if not _is_right(each, right)]
        yield Page(query, len(articles), tuple(article.title for article in misses))


def _equivalents(results: Results, accepted: set[str]) -> Iterator[set[str]]:
    """The stems of each equivalent told, unless it is one of a word that was not meant."""
    told: list[Variant] = [variant for word in results.words for variant in word.matched]
    heard = next((variant for variant in told if variant.why == "sound"), None)
    meant = heard is None or term(heard.term)[1] in accepted
    if meant or Thesaurus.default().knows([results.request.query]):
        for variant in told:
            if variant.why in ("name", "equivalent", "joined"):
                yield {token.stem for token in analyze(variant.term)}


def _is_right(article: Article, right: Iterable[set[str]]) -> bool:
    held = {token.stem for token in analyze(f"{article.title}\n{article.body}")}
    return any(stems <= held for stems in right)


def precision(found: list[Page]) -> float:
    """The share of all articles shown that are right."""
    shown = sum(page.shown for page in found)
    return 1 - sum(len(page.misses) for page in found) / max(shown, 1)


def report(shared: Path, news: RealNews, say: Say, missed: Say) -> None:
    """Measure and print."""
    lexicon = news.opened.words.lexicon()
    for name, queries in sets(shared, lexicon).items():
        found = list(pages(news.opened.searcher, queries))
        for page in found:
            if page.misses:
                words = lexicon.find_variants(page.query, min_weight=0)
                forms = ", ".join(f"{v.term} {v.weight:.2f} ({v.articles})" for v in words)
                missed(f"{page.query}: {len(page.misses)} of {page.shown}; {forms}")
        say(f"{name}: {precision(found):.2%} on {len(found)} first pages")


if __name__ == "__main__":
    measure_real_news("precision", report)
