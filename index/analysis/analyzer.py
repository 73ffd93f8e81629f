"""The chain itself: a text in, its tokens out. Every word goes the same way, indexed or typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

import regex

from index.analysis.folding import fold, light
from index.analysis.normalizer import normal, plain
from index.analysis.stemmer import stem
from index.analysis.tokenizer import spans, words
from index.fingerprint import fingerprint

LONGEST = 60
"""Characters of a word that are looked at: no Hindi word is longer, hostile ones are."""

_READ = LONGEST * 2
"""As much of a word as is taken in: joiners and signs typed twice leave less of it."""

_MOST = 100_000
"""Pieces that are remembered, in about 40 MB: 19 of 20 in news."""

_POSSESSIVE = regex.compile(r"['’]s$", regex.IGNORECASE)
_AROUND = "।॥,.?!:;'\"‘’“”()-–…"
"""What mostly stands around a word, and is part of none that is plain."""

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


def terms(text: str) -> list[tuple[str, str]]:
    """Exact forms and folded stems of a text, as ``analyze`` gives them, without their places.

    Each pair belongs to what stands between two spaces; where that is several tokens (कोविड-19),
    both strings hold as many, parted by spaces. Several times as fast as ``analyze``: no token
    spans white space or looks beyond it, so each such piece is analysed once and remembered.
    """
    return list(filter(None, map(_KNOWN.__getitem__, text.split())))


class _Known(dict[str, tuple[str, str] | None]):
    """Pieces between spaces and their terms.

    A plain dict, since it is asked for each of millions: one that keeps what was used last takes
    twice as long.
    """

    def __missing__(self, part: str) -> tuple[str, str] | None:
        found = _terms(part)
        # No word is longer, and to remember hostile ones would fill the memory.
        if len(part) <= _READ:
            if len(self) >= _MOST:
                self.clear()
            self[part] = found
        return found


_KNOWN = _Known()


def _terms(part: str) -> tuple[str, str] | None:
    inside = part.strip(_AROUND)
    if len(inside) <= LONGEST and plain(inside):
        return _term(inside)
    found = [pair for word in words(part) if (pair := _term(word[:_READ]))[0]]
    if len(found) > 1:
        exact, stems = zip(*found, strict=True)
        return " ".join(exact), " ".join(stems)
    return found[0] if found else None


def term(word: str) -> tuple[str, str]:
    """Exact form and folded stem of one token; two empty strings if nothing is left of it."""
    return _term(word[:_READ])


# Remembered for the words seen last: news repeats its words, and this is where indexing spends
# its time. Words are cut before, or hostile ones would fill the memory.
@lru_cache(maxsize=1 << 16)
def _term(word: str) -> tuple[str, str]:
    if plain(word):
        exact = word
    elif _NUMBER.fullmatch(word):
        exact = normal(word.replace(",", ""))
    else:
        exact = normal(_POSSESSIVE.sub("", word).translate(_INNER))
    # Most words are their own exact form and many their own stem: one string is enough for all.
    exact = exact[:LONGEST]
    exact = word if exact == word else exact
    folded = fold(stem(light(exact))) or exact
    return exact, exact if folded == exact else folded


FINGERPRINT = fingerprint("index.analysis", version("snowballstemmer"))
"""Changes when these rules or the stemmer do, so that an index knows that it is outdated."""
