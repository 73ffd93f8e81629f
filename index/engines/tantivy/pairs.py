"""The reward for words that stand together, where working it out for every match takes longest.

Positions of common words are most of what such a search reads. What the rewards come to at most is
known beforehand, so that only what is near the page without them can reach it with them, and
positions are read of that alone (Turtle and Flood, "Query Evaluation: Strategies and
Optimizations", 1995).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from tantivy import Query

from index.engine import WEIGHTS, AllOf, AnyOf, Clause, Phrase
from index.engines.tantivy.queries import (
    TantivyStatistics,
    TantivyTranslator,
    conjunction,
    with_ids,
)

_COMMON = 50_000
"""Articles with the rarer word of each pair, in all, from which on this is the faster way."""

_FEW_PATTERNS = 8
"""Ways to write the pairs of a search up to which each is looked for among the articles by itself;
of more, all that stand near one that is there are read."""

_MOST_OF_TF = 2.2
"""What bm25 makes of a frequency at most: k1 + 1."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The rewards of one search.

    Attributes:
        without: The search without them.
        most: What all of them come to at most, for one article.
    """

    without: Clause
    most: float
    _pairs: tuple[Phrase, ...]
    _statistics: TantivyStatistics

    @classmethod
    def of(cls, clause: Clause, statistics: TantivyStatistics) -> Self | None:
        """The rewards in a search; None where there are none or to look at all matches is fast."""
        if not isinstance(clause, AllOf) or not clause.must:
            return None
        pairs = [part for part in clause.should if isinstance(part, Phrase)]
        rarer = (min(map(statistics.stems_df, pair.words), default=0) for pair in pairs)
        if len(pairs) < len(clause.should) or sum(rarer) < _COMMON:
            return None
        idf = sum(pair.weight * statistics.phrase_idf(pair) for pair in pairs)
        most = idf * _MOST_OF_TF * (WEIGHTS["title"] + WEIGHTS["body"])
        return cls(replace(clause, should=()), most, tuple(pairs), statistics)

    def query(self, ids: Iterable[str]) -> Query | None:
        """The rewards of these articles."""
        among = with_ids(ids)
        if _patterns(self._pairs) <= _FEW_PATTERNS:
            translator = TantivyTranslator(self._statistics, scored=True, among=among)
            return translator.translate(AnyOf(self._pairs))
        query = TantivyTranslator(self._statistics, scored=True).translate(AnyOf(self._pairs))
        return query and conjunction(among, query)


def _patterns(pairs: Iterable[Phrase]) -> int:
    return sum(math.prod(map(len, pair.words)) * (pair.slop + 1) for pair in pairs)
