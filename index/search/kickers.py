"""Kickers: what stands at an end of a headline and says what kind of piece it is, not what of.

Fact check, live updates, ग्राउंड रिपोर्ट: the text below seldom has these words. A pasted headline is
searched without them; where they stand, they add a little.
"""

import csv
from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib.resources import files

from index.analysis import analyze
from index.query.terms import QueryTerm

Stems = Callable[[QueryTerm], Collection[str]]
"""Tells which stems a bare word may stand for."""


def without_kickers(required: Sequence[Sequence[QueryTerm]], stems: Stems) -> tuple[int, int]:
    """Where the subject of a headline begins and ends, among the groups of a query.

    Args:
        required: Words, and alternatives, which are no part of a kicker.
        stems: Tells which stems a bare word may stand for: fact and chek are फैक्ट चेक too.
    """
    heard = [_heard(group, stems) for group in required]
    first = max((len(each) for each in _kickers() if _is_it(each, heard[: len(each)])), default=0)
    rest = heard[first:]
    last = max((len(each) for each in _kickers() if _is_it(each, rest[-len(each) :])), default=0)
    return first, len(required) - last


def _heard(group: Sequence[QueryTerm], stems: Stems) -> frozenset[str]:
    if len(group) > 1 or not group[0].is_bare_word:
        return frozenset()
    return frozenset({group[0].words[0].stem, *stems(group[0])})


def _is_it(kicker: Sequence[str], heard: Sequence[Collection[str]]) -> bool:
    return len(kicker) == len(heard) and all(
        stem in some for stem, some in zip(kicker, heard, strict=True)
    )


@cache
def _kickers() -> frozenset[tuple[str, ...]]:
    text = files("index.search").joinpath("kickers.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return frozenset(tuple(token.stem for token in analyze(row["words"])) for row in rows)
