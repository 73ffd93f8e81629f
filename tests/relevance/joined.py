"""Words written together or apart, measured: python -m tests.relevance.joined [SHARED] [--misses].

``sets/joined.tsv``: words that the news writes in both ways, and behind ``# not`` those that only
look like two. Right are the articles that hold the one word or the two in a row, in any inflection;
whoever types either is to find them all. The odd rows were used to develop, the even rows only to
measure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.analysis import term
from index.engine import AnyOf, Phrase, SearchRequest, Term
from index.search.models import Request
from index.search.open import Archive
from tests.realnews import RealNews
from tests.relevance.measuring import Say, measure_real_news

SET = Path(__file__).with_name("sets") / "joined.tsv"
MOST = 20_000
"""Articles that a search is asked for: all."""

ALMOST_ALL = 0.95


@dataclass(frozen=True)
class Pair:
    """A word and its parts, with the share of the right articles that each way of typing finds."""

    together: str
    apart: str
    found: dict[str, float]

    @property
    def alike(self) -> bool:
        """Whether each finds almost all of what both are to find."""
        return min(self.found.values()) >= ALMOST_ALL


def rows(half: str, *, wrong: bool = False) -> list[tuple[str, str]]:
    """The pairs of a half, odd or even; ``wrong``: those that are not the same."""
    right, _, others = SET.read_text(encoding="utf-8").partition("# not\n")
    lines = [line for line in (others if wrong else right).splitlines() if line[:1] != "#"]
    pairs = [line.split("\t") for line in lines]
    return [(together, apart) for together, apart in pairs[0 if half == "odd" else 1 :: 2]]


def pairs(opened: Archive, half: str) -> Iterator[Pair]:
    """Search for each pair in each way."""
    for together, apart in rows(half):
        stems = [term(part)[1] for part in apart.split()]
        phrase = Phrase(tuple((stem,) for stem in stems))
        right = _ids(opened, AnyOf((Term(term(together)[1]), phrase)))
        found = {typed: _found(opened, typed) for typed in (together, apart, f'"{apart}"')}
        yield Pair(
            together,
            apart,
            {typed: len(ids & right) / max(len(right), 1) for typed, ids in found.items()},
        )


def wrongly_joined(opened: Archive, half: str) -> list[str]:
    """What is searched as if it were the same, and is not."""
    return [
        f"{typed}: {match.term}"
        for together, apart in rows(half, wrong=True)
        for typed, other in ((together, apart), (apart, together))
        for word in opened.searcher.search(Request(typed)).words
        for match in word.matched
        if match.term == other
    ]


def _ids(opened: Archive, clause: AnyOf) -> set[str]:
    return {hit.id for hit in opened.engine.search(SearchRequest(clause, limit=MOST)).hits}


def _found(opened: Archive, query: str) -> set[str]:
    return {hit.id for hit in opened.searcher.export(Request(query), MOST).hits.hits}


def share_alike(found: list[Pair]) -> float:
    """The share of pairs whose forms all find almost all."""
    return sum(pair.alike for pair in found) / len(found)


def report(_: Path, news: RealNews, say: Say, missed: Say) -> None:
    """Measure and print."""
    for half in ("odd", "even"):
        found = list(pairs(news.opened, half))
        for pair in found if half == "odd" else ():
            if not pair.alike:
                missed(" ".join(f"{typed}: {share:.3f}" for typed, share in pair.found.items()))
        wrong = wrongly_joined(news.opened, half)
        say(
            f"{half}: {len(found)} pairs, {share_alike(found):.3f} alike; of "
            f"{len(rows(half, wrong=True))} that are not the same joined: {wrong or 'none'}"
        )


if __name__ == "__main__":
    measure_real_news("joined", report)
