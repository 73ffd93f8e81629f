"""Letters read out: BJP is बीजेपी. It knows the names of letters, not what they stand for."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Final

_LENGTHS: Final = range(2, 7)
_MOST: Final = 16

_SHOUTED: Final = -1.5
_UNSAYABLE: Final = -2.5
_SAYABLE: Final = -6.0
"""log P that a word is read letter by letter: typed in capitals, without a vowel, or neither."""


@cache
def _names() -> dict[str, tuple[str, ...]]:
    lines = Path(__file__).with_name("letters.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: tuple(row[1].split("|")) for row in rows}


def read_out(typed: str, latin: str) -> Iterator[str]:
    """The ways to write the names of the letters, likeliest first; none for longer words."""
    if len(latin) in _LENGTHS:
        names = _names()
        # A word that can be said is hardly ever read out: its commonest names will do.
        most = 1 if likelihood(typed, latin) == _SAYABLE else _MOST
        for choice in islice(product(*(names[letter] for letter in latin)), most):
            yield "".join(choice)


def likelihood(typed: str, latin: str) -> float:
    """Log P that a word typed so is to be read letter by letter."""
    if typed.isupper():
        return _SHOUTED
    return _SAYABLE if any(vowel in latin for vowel in "aeiou") else _UNSAYABLE


@cache
def _pattern() -> re.Pattern[str]:
    by_name = sorted(_letters(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, by_name)))


@cache
def _letters() -> dict[str, str]:
    return {name: letter for letter, names in _names().items() for name in names}


def spelled(word: str) -> str:
    """The Latin letters whose names a Devanagari word is made of, or "" if it is not."""
    if not re.fullmatch(f"(?:{_pattern().pattern})+", word):
        return ""
    latin = "".join(_letters()[name] for name in _pattern().findall(word))
    return latin if len(latin) in _LENGTHS else ""
