"""English queries and equivalents, measured: python -m tests.relevance.meaning [SHARED] [--misses].

``sets/english.tsv``: what a reader types in English, with the Hindi words that a right article has
in its title or its first 150 words: each group (between &) one of its alternatives, in any
inflection. ``sets/equivalents.tsv``: groups of words of which whoever searches one wants all. Both
were written before the thesaurus was tried on them, by somebody who had not seen it; the odd rows
were used to mend it, the even rows only to measure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.article import Article
from index.analysis import analyze
from index.search.models import Request
from index.search.open import Archive
from tests.realnews import RealNews
from tests.relevance.measuring import Say, measure_real_news

SETS = Path(__file__).with_name("sets")
FIRST = 10
LEAD_WORDS = 150

Phrases = list[list[str]]
"""Alternatives, each as its stems."""


@dataclass(frozen=True)
class English:
    """A query, and how many of the first ten articles are right."""

    query: str
    right: int
    seen: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Equivalents, and the share of all articles of the group that the worst of them misses."""

    words: tuple[str, ...]
    worst: str
    missed: float


def rows(name: str, half: str) -> list[list[str]]:
    """The rows of a set, without its header; ``half`` is odd or even."""
    lines = SETS.joinpath(name).read_text(encoding="utf-8").splitlines()
    found = [line.split("\t") for line in lines if not line.startswith("query\t")]
    # A row that was struck keeps its place, so that none changes its half.
    return [row for row in found[0 if half == "odd" else 1 :: 2] if not row[0].startswith("#")]


def english(opened: Archive, half: str) -> Iterator[English]:
    """Search for each English query, and judge what is found."""
    for query, right in rows("english.tsv", half):
        groups = [[_stems(one) for one in group.split("|")] for group in right.split(" & ")]
        found = opened.searcher.search(Request(query)).results
        articles = [article for one in found for article in (one.article, *one.copies)][:FIRST]
        good = [article for article in articles if _is_right(article, groups)]
        words = opened.searcher.search(Request(query)).words
        seen = tuple(f"{w.word}: {' '.join(m.term for m in w.matched)}" for w in words)
        yield English(query, len(good), seen)


def equivalents(opened: Archive, half: str) -> Iterator[Group]:
    """Search for each word of each group, and compare what they find."""
    for (row,) in rows("equivalents.tsv", half):
        found = {word: _ids(opened, word) for word in row.split("|")}
        every = set().union(*found.values())
        worst = min(found, key=lambda word: len(found[word]))
        yield Group(tuple(found), worst, 1 - len(found[worst]) / max(len(every), 1))


def _ids(opened: Archive, query: str) -> set[str]:
    found = opened.searcher.export(Request(query), 20_000)
    return set() if found.relaxed else {hit.id for hit in found.hits.hits}


def _is_right(article: Article, groups: list[Phrases]) -> bool:
    lead = " ".join(article.body.split()[:LEAD_WORDS])
    stems = _stems(f"{article.title}\n{lead}")
    return all(any(_holds(stems, phrase) for phrase in group) for group in groups)


def _holds(stems: list[str], phrase: list[str]) -> bool:
    size = len(phrase)
    return any(stems[n : n + size] == phrase for n in range(len(stems) - size + 1))


def _stems(text: str) -> list[str]:
    return [token.stem for token in analyze(text)]


def one_right(found: Iterable[English]) -> float:
    """The share of queries with a right article among the first ten."""
    results = [each.right > 0 for each in found]
    return sum(results) / len(results)


def right_of_ten(found: Iterable[English]) -> float:
    """Of the first ten places of all queries, the share that a right article has."""
    results = [each.right / FIRST for each in found]
    return sum(results) / len(results)


def report(_: Path, news: RealNews, say: Say, missed: Say) -> None:
    """Measure and print."""
    for half in ("odd", "even"):
        found = list(english(news.opened, half))
        for each in found if half == "odd" else ():
            if each.right < FIRST / 2:
                missed(f"{each.query}: {each.right} of ten; {'; '.join(each.seen)}")
        groups = list(equivalents(news.opened, half))
        for group in groups if half == "odd" else ():
            if group.missed > 0.02:
                missed(f"{'|'.join(group.words)}: {group.worst} misses {group.missed:.1%}")
        bad = sum(group.missed > 0.1 for group in groups)
        say(
            f"{half}: {len(found)} English queries, one right in ten {one_right(found):.3f}, "
            f"right of ten {right_of_ten(found):.3f}; {len(groups)} groups of equivalents, "
            f"{bad} whose worst word misses over a tenth, worst "
            f"{max(group.missed for group in groups):.3f}"
        )


if __name__ == "__main__":
    measure_real_news("meaning", report)
