"""The names that a text holds: those that are known, and people told by a title before them.

Hindi has no capitals. So a person who is in no table is known by what stands around the name: a
title (श्री, मंत्री, डॉ) before two or three words, and behind them what no name goes on with (ने, को,
और). Words of offices and bodies are no part of a name.
"""

import csv
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from index.analysis import is_stop_word, terms
from index.names.known import KINDS, KnownNames, Name

_WORDS_OF_A_NAME: Final = (3, 2)
"""How many words a name behind a title may have: the longer is tried first."""

_LETTERS: Final = range(0x0900, 0x0964)


FIRST_CHARS: Final = 1000
"""Characters of an article that are looked at: news says first what it is about."""


def names_at_beginning(title: str, body: str) -> str:
    """The names that an article holds at its beginning, a line each, which ``read_name`` reads."""
    found = names_in(f"{title}\n{body[:FIRST_CHARS]}")
    return "\n".join(sorted(f"{name.kind}\t{name.text}" for name in found))


@lru_cache(maxsize=20_000)
def read_name(line: str) -> Name:
    """The name in a line that ``names_at_beginning`` wrote."""
    kind, text = line.split("\t")
    return Name(text, KINDS[kind])


def names_in(text: str, known: KnownNames | None = None) -> frozenset[Name]:
    """Each name in a text, once.

    Args:
        text: Any string.
        known: The names that are known; None: those that come with the project.
    """
    known = known or KnownNames.default()
    pairs = terms(text)
    # Some chunks are several tokens: जम्मू-कश्मीर.
    exacts = " ".join([exact for exact, _ in pairs]).split(" ")
    stems = " ".join([stem for _, stem in pairs]).split(" ")
    found, taken = set(), [False] * len(exacts)
    for place in known.places(stems):
        if not taken[place] and (there := known.at(place, exacts, stems)):
            name, words = there
            found.add(name)
            taken[place : place + words] = [True] * words
    titles, _, _ = _told()
    if not titles.isdisjoint(exacts):
        for place, word in enumerate(exacts):
            if word in titles and (told := _told_at(place + 1, exacts, taken)):
                found.add(told)
    return frozenset(found)


def _told_at(place: int, exacts: list[str], taken: list[bool]) -> Name | None:
    """The person whose name begins at a place, behind a title."""
    _, nones, behind = _told()
    for words in _WORDS_OF_A_NAME:
        end = place + words
        if (
            end < len(exacts)
            and exacts[end] in behind
            and not any(taken[place:end])
            and all(_may_be_of_a_name(word, nones) for word in exacts[place:end])
        ):
            return Name(" ".join(exacts[place:end]), "person")
    return None


def _may_be_of_a_name(word: str, nones: frozenset[str]) -> bool:
    return (
        len(word) > 1
        and word not in nones
        and not is_stop_word(word)
        and all(ord(letter) in _LETTERS for letter in word)
    )


@cache
def _told() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Titles; what is no part of a name; what stands behind one."""
    text = files("index.names").joinpath("told.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))

    def of(*roles: str) -> Iterator[str]:
        return (row["word"] for row in rows if row["role"] in roles)

    return frozenset(of("title")), frozenset(of("title", "none", "behind")), frozenset(of("behind"))
