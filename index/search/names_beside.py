"""The names beside the results: far commoner in the first articles found than in the archive.

They are of people, places and organisations. How far is told by the log-odds with a prior (Monroe,
Colaresi and Quinn, Fightin' Words, 2008): the more often a name stands in the archive, the more it
takes to be remarkable, and few articles prove little. What an article holds was found when it was
indexed (``index.names``).
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from math import log, sqrt
from typing import Final

from archive.store import Store
from index import names
from index.analysis import analyze
from index.engine import AllOf, Engine, count
from index.names import (
    FIRST_CHARS,
    KnownNames,
    Name,
    NameKind,
    names_at_beginning,
    read_name,
)
from index.search.generation import Generation, PerGeneration

FIRST_ARTICLES: Final = 200
"""Articles found that are looked at, the first by the order of the results."""

MAX_NAMES: Final = 8
"""Names that are offered at most."""

MAX_COUNTS: Final = 10_000
"""Names of which is kept in how many articles they stand, in 2 MB at most."""

_PRIOR: Final = 20.0
"""Articles that the archive counts for beforehand, with each name as often as in all of it."""

_MIN_ARTICLES, _MIN_SHARE = 3, 0.04
"""How many of the articles looked at, and which share of them, a name must stand in."""

_MIN_SCORE: Final = 3.0
"""Standard deviations that a name must be commoner by."""

_MIN_TIMES: Final = 3.0
"""How many times as common it must be."""


@dataclass(frozen=True, slots=True)
class NameBeside:
    """A name that stands in many of the first articles found.

    Attributes:
        text: As papers write it most.
        kind: What it is of.
        articles: How many of the articles that were looked at have it at their beginning.
    """

    text: str
    kind: NameKind
    articles: int


class NamesBeside:
    """Finds the names that are far commoner in some articles than in the archive.

    Threads may share one.

    Args:
        store: Has the articles.
        engine: Tells in how many of them a word stands.
    """

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine
        self._articles: PerGeneration[str, int] = PerGeneration(1)
        self._in_archive: PerGeneration[Name, int] = PerGeneration(MAX_COUNTS)

    def of(
        self, ids: Sequence[str], searched: Collection[str], generation: Generation
    ) -> tuple[NameBeside, ...]:
        """The names, those that are commoner by most first.

        Args:
            ids: Of the articles, a few hundreds at most.
            searched: The stems that they were found by: a name of these words alone tells nothing.
            generation: The state of the archive.

        Raises:
            EngineUnavailable: The index cannot be read.
            StoreUnavailable: The database cannot be read.
        """
        held = self._held(ids)
        # Each article has a name once: all lines are counted before any is read.
        lines = Counter("\n".join(held).split("\n"))
        least, searched = max(_MIN_ARTICLES, _MIN_SHARE * len(held)), frozenset(searched)
        counts = {read_name(line): n for line, n in lines.items() if line and n >= least}
        in_archive = {}
        for name in counts:
            forms = _forms(name)
            if not any(map(searched.issuperset, forms)):
                count_it = partial(self._count, forms)
                in_archive[name] = self._in_archive.get(generation.index, name, count_it)
        everything = partial(count, self._engine, AllOf())
        articles = self._articles.get(generation.index, "", everything)
        return remarkable(counts, len(held), in_archive, articles)[:MAX_NAMES]

    def _held(self, ids: Sequence[str]) -> list[str]:
        """The names of each article, as they were found when it was indexed, or found now."""
        kept = self._store.found_names(ids, names.made_by())
        missing = [id_ for id_ in ids if id_ not in kept]
        found = self._store.openings(missing, FIRST_CHARS).values() if missing else ()
        return [*kept.values(), *(names_at_beginning(title, start) for title, start in found)]

    def _count(self, forms: Sequence[Collection[str]]) -> int:
        """In how many articles a name stands, at most: of each form, those of its rarest word."""
        known = self._engine.frequencies({stem for stems in forms for stem in stems})
        return sum(min(known.get(stem, 0) for stem in stems) for stems in forms)


def remarkable(
    counts: Mapping[Name, int], looked_at: int, in_archive: Mapping[Name, int], archive: int
) -> tuple[NameBeside, ...]:
    """The names that are far commoner in some articles than in the archive, the farthest first.

    Args:
        counts: In how many of the articles each name stands.
        looked_at: How many articles that are.
        in_archive: In how many articles of the archive a name stands, at most; of those alone that
            are asked for.
        archive: How many articles it has.
    """
    found = []
    for name, everywhere in in_archive.items():
        articles = counts[name]
        elsewhere = max(everywhere - articles, 0)
        if score := _score(articles, looked_at, elsewhere, max(archive - looked_at, 0)):
            found.append((-score, name.text, NameBeside(name.text, name.kind, articles)))
    return tuple(each for _, _, each in sorted(found, key=lambda one: one[:2]))


def _score(articles: int, looked_at: int, elsewhere: int, others: int) -> float:
    """Standard deviations that a name is commoner by than elsewhere; 0: not far commoner."""
    if not others:
        return 0.0
    elsewhere = min(elsewhere, others)
    usual = (articles + elsewhere) / (looked_at + others)
    # Half an article, so that no odds are without end.
    here, there = articles + _PRIOR * usual, elsewhere + _PRIOR * usual
    odds_here = here / (looked_at + _PRIOR - here + 0.5)
    odds_there = (there + 0.5) / (others + _PRIOR - there + 0.5)
    apart = log(odds_here / odds_there)
    score = apart / sqrt(1 / here + 1 / there)
    return score if score >= _MIN_SCORE and apart >= log(_MIN_TIMES) else 0.0


@lru_cache(maxsize=MAX_COUNTS)
def _forms(name: Name) -> tuple[frozenset[str], ...]:
    """The stems of each form of a name."""
    forms = KnownNames.default().forms(name) or [[token.stem for token in analyze(name.text)]]
    return tuple(dict.fromkeys(map(frozenset, forms)))
