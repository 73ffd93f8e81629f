"""The chain itself: a text in, its tokens out. Every word goes the same way, indexed or typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

import regex

from index.analysis.characters import normal
from index.analysis.spelling import fold, light
from index.analysis.stems import stem
from index.analysis.tokens import spans
from index.fingerprint import fingerprint

LONGEST = 60
"""Characters of a word that are looked at: no Hindi word is longer, hostile ones are."""

_READ = LONGEST * 2
"""As much of a word as is taken in: joiners and signs typed twice leave less of it."""

_POSSESSIVE = regex.compile(r"['’]s$", regex.IGNORECASE)
_INNER = str.maketrans("", "", ".,'’ʼ॰")
_NUMBER = regex.compile(r"\p{Nd}[\p{Nd},]*(?:\.\p{Nd}+)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text.

    Attributes:
        start, end: Where it stands in the text, in characters, end exclusive.
        exact: The word as written, with one way of writing each character.
        stem: The folded stem, by which it is found.
    """

    start: int
    end: int
    exact: str
    stem: str


def analyze(text: str) -> Iterator[Token]:
    """The tokens of a text, in order. Never fails, whatever the text."""
    for start, end in spans(text):
        exact, folded = _term(text[start : min(end, start + _READ)])
        if exact:
            yield Token(start, end, exact, folded)


def term(word: str) -> tuple[str, str]:
    """Exact form and folded stem of one token; two empty strings if nothing is left of it."""
    return _term(word[:_READ])


# Remembered for the words seen last: news repeats its words, and this is where indexing spends
# its time. Words are cut before, or hostile ones would fill the memory.
@lru_cache(maxsize=1 << 17)
def _term(word: str) -> tuple[str, str]:
    if _NUMBER.fullmatch(word):
        exact = normal(word.replace(",", ""))
    else:
        exact = normal(_POSSESSIVE.sub("", word).translate(_INNER))
    exact = exact[:LONGEST]
    return exact, fold(stem(light(exact))) or exact


FINGERPRINT = fingerprint("index.analysis", version("snowballstemmer"))
"""Changes when these rules or the stemmer do, so that an index knows that it is outdated."""
