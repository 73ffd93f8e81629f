"""The same story elsewhere, measured: python -m tests.relevance.related [SHARED].

Of all the real news with trusted or other dates, how many of the pairs listed lie within seven
days; and of 140 articles, sampled at random, how many of those listed are right: judged by reading,
strictly, as the same event or what followed from it within days. The first half of the articles
served to tune, the second only to measure. Beside it the plain method: the 40 terms of the highest
tf-idf as a query, and whatever scores 0.3 of what the article itself does.
"""

import csv
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from archive.article import Article
from archive.importing import import_paths
from index import indexing
from index.analysis import is_stop_word
from index.documents import document, duplicate_key
from index.engine import AnyOf, SearchRequest, Term
from index.search.open import Archive, open_archive
from index.search.related import related_articles
from tests.factories import settings_in

JUDGED = Path(__file__).parent / "sets" / "related.tsv"
DAYS = 7
TERMS, SHARED_TERMS, SHARE, CANDIDATES, LIMIT = 40, 4, 0.3, 30, 5

Method = Callable[[Archive, Article], tuple[Article, ...]]
Judgements = dict[str, dict[str, bool]]
"""Of each article sampled, the others that were judged."""


@dataclass(frozen=True)
class Quality:
    """What a method lists for some articles.

    Attributes:
        right, wrong, unjudged: Pairs.
        missed: Pairs judged right that are not listed.
        listing: Articles with anything listed, of ``articles``.
    """

    right: int
    wrong: int
    unjudged: int
    missed: int
    listing: int
    articles: int

    @property
    def precision(self) -> float:
        """Of the pairs listed, the share that is right; a pair that nobody judged is wrong."""
        return self.right / max(self.right + self.wrong + self.unjudged, 1)


@dataclass(frozen=True)
class Days:
    """Of the dated articles: pairs listed of which both are dated, and articles that list any."""

    near: int
    far: int
    listing: int
    articles: int

    @property
    def share(self) -> float:
        """The share of pairs within ``DAYS``."""
        return self.near / max(self.near + self.far, 1)


def plain(archive: Archive, article: Article) -> tuple[Article, ...]:
    """The plain method: one query, no second look."""
    found, lexicon = document(article), archive.words.lexicon()
    stems = f"{found.title} {found.body}".split()
    often, spread = Counter(stems), Counter[str]()
    for exact, stem in zip(found.exact.split(), stems, strict=True):
        if not is_stop_word(exact):
            spread[stem] = max(spread[stem], lexicon.articles(exact))
    total = archive.store.count() + 1
    weighed = [
        (math.log1p(often[stem]) * math.log(total / articles), stem)
        for stem, articles in spread.items()
        if articles > 1
    ]
    terms = tuple(Term(stem, weight=w) for w, stem in sorted(weighed, reverse=True)[:TERMS])
    if len(terms) < SHARED_TERMS:
        return ()
    request = SearchRequest(AnyOf(terms, SHARED_TERMS), limit=CANDIDATES)
    hits = archive.engine.search(request).hits
    own = next((hit.score for hit in hits if hit.id == article.id), 0.0)
    near = [hit.id for hit in hits if hit.score >= SHARE * own]
    unlike = {duplicate_key(article): article}
    for other in archive.store.get_many(near).values():
        unlike.setdefault(duplicate_key(other), other)
    return tuple(list(unlike.values())[1 : LIMIT + 1])


def judgements(half: int) -> Judgements:
    """What was judged of one half of the articles, 1 or 2."""
    found: Judgements = {}
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["half"] == str(half):
                others = found.setdefault(row["article"], {})
                if row["other"]:
                    others[row["other"]] = row["right"] == "1"
    return found


def quality(archive: Archive, method: Method, judged: Judgements) -> Quality:
    """What the method lists for the articles judged."""
    seen: Counter[bool | None] = Counter()
    missed = listing = 0
    for article in archive.store.get_many(list(judged)).values():
        listed = [other.id for other in method(archive, article)]
        listing += bool(listed)
        seen.update(judged[article.id].get(other) for other in listed)
        missed += sum(right and other not in listed for other, right in judged[article.id].items())
    return Quality(seen[True], seen[False], seen[None], missed, listing, len(judged))


def days(archive: Archive, method: Method, articles: Iterable[Article]) -> Days:
    """How far apart what the method lists for these dated articles lies."""
    near = far = listing = total = 0
    for article in articles:
        others = method(archive, article)
        total += 1
        listing += bool(others)
        for other in others:
            if article.published and other.published:
                within = abs((article.published - other.published).days) <= DAYS
                near, far = near + within, far + (not within)
    return Days(near, far, listing, total)


def build(shared: Path, home: Path, engine_url: str = "") -> tuple[Archive, list[str]]:
    """The archive of the seeds and all the real news, and the ids of the seeds."""
    settings = {"ARCHIVE_ENGINE_URL": engine_url} if engine_url else {}
    archive = open_archive(settings_in(home, **settings))
    import_paths(archive.store, [shared / "data" / "seeds"], print)
    seeds = [article.id for article in archive.store.articles()]
    news = shared / "data" / "news"
    import_paths(archive.store, [news / "news.jsonl.gz", news / "titled-dev.jsonl.gz"], print)
    indexing.catch_up(archive.store, archive.engine)
    return archive, seeds


def seeds_agree(archive: Archive, method: Method, seeds: list[str]) -> bool:
    """Whether either seed lists the other first."""
    found = archive.store.get_many(seeds)
    return all(
        [other.id for other in method(archive, found[seed])][:1] == [next_]
        for seed, next_ in zip(seeds, reversed(seeds), strict=True)
    )


def main(shared: Path) -> None:
    """Measure and print."""
    table = Table("", "plain: 40 terms, 0.3 of own score", "related_articles")
    methods: tuple[Method, ...] = (plain, related_articles)
    with tempfile.TemporaryDirectory() as folder:
        archive, seeds = build(shared, Path(folder), f"tantivy:{folder}/index")
        dated = [article for article in archive.store.articles() if article.published]
        found = [days(archive, method, dated) for method in methods]
        table.add_row("pairs within seven days", *(f"{each.share:.1%}" for each in found))
        table.add_row("pairs, both dated", *(str(each.near + each.far) for each in found))
        row = (f"{each.listing} of {each.articles}" for each in found)
        table.add_row("dated articles that list any", *row)
        for half, name in ((1, "tuned on"), (2, "kept")):
            each_half = [quality(archive, method, judgements(half)) for method in methods]
            row = (
                f"{q.precision:.1%} ({q.right} right, {q.wrong} wrong, {q.unjudged} unjudged; "
                f"{q.missed} missed; {q.listing} of {q.articles} list any)"
                for q in each_half
            )
            table.add_row(f"precision, half {half} ({name})", *row)
        both = ("yes" if seeds_agree(archive, method, seeds) else "no" for method in methods)
        table.add_row("seeds list each other first", *both)
        archive.close()
    Console(highlight=False, width=150).print(table)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
