"""What every word of a query was matched with, why, and the links that switch each match.

It decides nothing about matching; it words what the index says.
"""

from dataclasses import dataclass, replace

from flask_babel import lazy_gettext

from index.lexicon import Variant, Why
from index.search.models import Request, WordMatches
from web.request import MAX_OFF

MAX_TERMS = 3
"""Further terms that the summary names for a word; of the rest, the number."""

MAX_WORDS = 4
"""Words that the summary names; all of them are in the list behind it."""

WHYS = {
    "exact": lazy_gettext("as typed"),
    "spelling": lazy_gettext("another spelling"),
    "sound": lazy_gettext("by its sound"),
    "name": lazy_gettext("the name in Hindi"),
    "prefix": lazy_gettext("begins like this"),
}

ALWAYS_ON: tuple[Why, ...] = ("exact", "prefix")
"""What was typed is searched: there is nothing to switch."""


@dataclass(frozen=True, slots=True)
class Switchable:
    """One match of a word.

    Attributes:
        why: In the language of the page.
        articles: How many hold it.
        on: Whether it was searched.
        other: The search with this match switched the other way; None: it cannot be switched.
    """

    term: str
    why: str
    articles: int
    on: bool
    other: Request | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A query word with all its matches, nearest first."""

    word: str
    matches: list[Switchable]


def explained(asked: Request, words: tuple[WordMatches, ...]) -> list[Explained]:
    """Every word that was matched, also those whose matches are all switched off."""
    return [
        Explained(word.word, [_switchable(asked, word, match) for match in matches])
        for word in words
        # What is switched off keeps its place, so that a reader finds it again.
        if (matches := sorted((*word.matched, *word.off), key=lambda match: -match.weight))
    ]


def summed_up(words: tuple[WordMatches, ...]) -> tuple[list[tuple[str, list[str], int]], int]:
    """What stands for something else than itself: word, terms, how many more; how many words more.

    Only what was searched; the first few.
    """
    found = []
    for word in words:
        terms = [match.term for match in word.matched if match.why != "exact"]
        if terms:
            found.append((word.word, terms[:MAX_TERMS], len(terms[MAX_TERMS:])))
    return found[:MAX_WORDS], len(found[MAX_WORDS:])


def unknown(words: tuple[WordMatches, ...]) -> list[str]:
    """The words that the archive does not hold; not the parts of a name that it does."""
    parts = {part for word in words if word.matched or word.off for part in word.word.split()}
    missing = (word.word for word in words if not (word.matched or word.off))
    return [word for word in missing if word not in parts]


def _switchable(asked: Request, word: WordMatches, match: Variant) -> Switchable:
    on = match in word.matched
    other = None
    if not on:
        off = tuple(term for term in asked.off if term != match.term)
        other = replace(asked, page=1, off=off)
    elif match.why not in ALWAYS_ON and not asked.exact and len(asked.off) < MAX_OFF:
        other = replace(asked, page=1, off=(*asked.off, match.term))
    return Switchable(match.term, str(WHYS[match.why]), match.articles, on, other)
