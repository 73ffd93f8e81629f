"""One phrase with alternatives and gaps → span queries.

Lucene counts a place with a gap for less than one without, where the rules count each alike. So
every way of setting the gaps becomes a query of its own, and they are counted together.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any

from index.engine import Phrase

Query = dict[str, Any]

_MOST = 64
"""Words in the queries of one phrase. Two words with a gap of three make eight."""

_FARTHEST = 1_000_000
"""Beyond the end of any text, and nothing that overflows."""


def size(phrase: Phrase) -> int:
    """How many terms the queries of a phrase have, in one field."""
    words = sum(map(len, phrase.words))
    each = _ways(len(phrase.words), words, phrase.slop)
    return words * each


def spans(field: str, words: Sequence[Sequence[str]], slop: int) -> Query:
    """The query; beyond ``_MOST`` Lucene's own gaps stand in, which find the same places."""
    if _ways(len(words), sum(map(len, words)), slop) == 1 and slop and len(words) > 1:
        return _loosely(field, words, min(slop, _FARTHEST))
    ways = product(range(slop + 1), repeat=len(words) - 1) if len(words) > 1 else [()]
    return {"span_or": {"clauses": [_exactly(field, words, gaps) for gaps in ways]}}


def _ways(length: int, words: int, slop: int) -> int:
    """How many ways of setting the gaps are written out."""
    if slop > _MOST or length > _MOST:
        return 1
    ways: int = (slop + 1) ** max(0, length - 1)
    return ways if ways * words <= _MOST else 1


def _exactly(field: str, words: Sequence[Sequence[str]], gaps: Sequence[int]) -> Query:
    parts = [_either(field, words[0])]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap:
            parts.append({"span_gap": {field: gap}})
        parts.append(_either(field, word))
    if len(parts) == 1:
        return parts[0]
    return {"span_near": {"clauses": parts, "slop": 0, "in_order": True}}


def _loosely(field: str, words: Sequence[Sequence[str]], slop: int) -> Query:
    """The first word, and near behind it all the others.

    From the end, since the nearest next word may be a dead end where a later one is none; and one
    in the other, since Lucene counts the gaps of one query together.
    """
    first = _either(field, words[0])
    if len(words) == 1:
        return first
    rest = _loosely(field, words[1:], slop)
    return {"span_near": {"clauses": [first, rest], "slop": slop, "in_order": True}}


def _either(field: str, stems: Sequence[str]) -> Query:
    return {"span_or": {"clauses": [{"span_term": {field: {"value": stem}}} for stem in stems]}}
