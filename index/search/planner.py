"""From a query taken apart to the search that an engine is given.

It puts concepts together: alternatives, names of several words, neighbours that are rewarded for
standing together. What a word stands for is the business of ``concepts``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.engine import AllOf, AnyOf, Clause, Not, Phrase, Scope
from index.highlight.matcher import HighlightTerms
from index.query.parser import Query, QueryTerm
from index.search.expansion import Expander, Expansion
from index.search.models import WordMatches
from index.transliteration.names import MAX_NAME_WORDS

PAIR_WEIGHT = 0.1
"""What two query words next to each other in a text add, as a share of their phrase's score."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to search for, what to tell about it, and what to mark.

    Attributes:
        must: What every article found has.
        groups: What it has, or most of it where too few have all.
    """

    must: tuple[Clause, ...]
    groups: tuple[Clause, ...]
    pairs: tuple[Clause, ...]
    without: tuple[Clause, ...]
    words: tuple[WordMatches, ...]
    wanted: tuple[HighlightTerms, ...]

    def clause(self, least: int) -> Clause:
        """The query for documents that have at least ``least`` of the groups."""
        must = (*self.must, *map(Not, self.without))
        if least >= len(self.groups):
            return AllOf((*self.groups, *must), self.pairs)
        if least == 0:
            return AllOf(must, (*self.groups, *self.pairs))
        return AllOf((AnyOf(self.groups, least), *must), self.pairs)


def plan(query: Query, concepts: Expander) -> Plan:
    """Look every word up and lay out the search."""
    groups = list(_groups(query.groups, concepts))
    kept = [n for n, group in enumerate(groups) if not all(unit.nothing for unit in group)]
    kept = kept or list(range(len(groups)))
    shown = [concept for n in kept for concept in groups[n]]
    strict = [n for n in kept if any(concept.strict for concept in groups[n])]
    return Plan(
        must=tuple(_either(groups[n]) for n in strict),
        groups=tuple(_either(groups[n]) for n in kept if n not in strict),
        pairs=tuple(_pairs(groups, kept)),
        without=tuple(concepts.of(unit).clause for unit in query.without),
        words=tuple(dict.fromkeys(word for concept in shown for word in concept.words)),
        wanted=tuple(dict.fromkeys(each for concept in shown for each in concept.wanted)),
    )


def _groups(
    groups: tuple[tuple[QueryTerm, ...], ...], concepts: Expander
) -> Iterator[list[Expansion]]:
    start = 0
    while start < len(groups):
        run = _plain_run(groups[start : start + MAX_NAME_WORDS])
        for length in range(len(run), 1, -1):
            if concept := concepts.of_name(run[:length]):
                yield [concept]
                start += length
                break
        else:
            yield [concepts.of(unit) for unit in groups[start]]
            start += 1


def _plain_run(groups: Iterable[tuple[QueryTerm, ...]]) -> list[QueryTerm]:
    """The bare words that the groups begin with: only they can be parts of a name."""
    run = []
    for group in groups:
        unit = group[0]
        special = unit.exact or unit.prefix or unit.scope is not Scope.ANYWHERE
        if len(group) > 1 or len(unit.words) > 1 or special:
            break
        run.append(unit)
    return run


def _either(concepts: list[Expansion]) -> Clause:
    if len(concepts) == 1:
        return concepts[0].clause
    return AnyOf(tuple(concept.clause for concept in concepts))


def _pairs(groups: list[list[Expansion]], kept: list[int]) -> Iterable[Clause]:
    """Neighbours in the query, also where only a stop word stands between them."""
    for left, right in pairwise(kept):
        if len(groups[left]) == len(groups[right]) == 1:
            stems = groups[left][0].stems, groups[right][0].stems
            if all(stems):
                yield Phrase(stems, slop=right - left - 1, weight=PAIR_WEIGHT)
