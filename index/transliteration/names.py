"""Hindi names that are not spelled as they sound in English: Cairo is काहिरा, July जुलाई.

Countries, languages, months, weekdays and cities come from Unicode CLDR (through Babel), the names
that papers write differently from ``names.tsv``, with a reason in every row.
"""

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from heapq import nsmallest
from importlib.resources import files

import regex
from babel import Locale
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from index.analysis import analyze

MAX_NAME_WORDS = 4
"""Words of the longest name that is looked up."""

_ONLY_IN_CAPITALS = frozenset(
    row[0]
    for row in (
        # no name when typed in small letters; what it is then
        ("who", "an English word"),
        ("us", "उस"),
        ("un", "उन"),
        ("aap", "आप"),
        ("ed", "the end of an English word"),
        ("ai", "आई"),
        ("lac", "लाख"),
        ("may", "में, as some type it"),
        ("pil", "पिल"),
        ("ats", "no word, but short"),
    )
)
_BRACKETS = regex.compile(r"^(?P<name>[^()]+) \((?P<other>[^()]+)\)$")

_NO_TERRITORIES = frozenset({"XA", "XB", "ZZ", "QO"})
"""Codes of CLDR for tests, unknown and outlying regions."""

_LANGUAGE_CODE_CHARS = 2
"""The major languages have codes of two letters."""

_MIN_LANGUAGE_CHARS = 5
"""The names of small languages are short words that mean something else in Hindi."""

_MIN_TYPO_CHARS = 5
"""A shorter name is one letter from too many others."""


def hindi_names(words: tuple[str, ...]) -> tuple[str, ...]:
    """What Hindi papers call the bearer of this name, the most usual first.

    Args:
        words: Of the name as typed: US is a name, us is none.
    """
    if not 0 < len(words) <= MAX_NAME_WORDS:
        return ()
    if len(words) == 1 and words[0] in _ONLY_IN_CAPITALS:
        return ()
    return _table().get(_key(" ".join(words)), ())


def complete_name(typed: str, limit: int) -> tuple[str, ...]:
    """What Hindi papers call the names that begin so, the shortest first."""
    start = " ".join(_key(typed)) + (" " if typed[-1:].isspace() else "")
    if not start.strip():
        return ()
    keys = _names_in_order()
    first = bisect_left(keys, start)
    last = bisect_right(keys, start, lo=first, key=lambda key: key[: len(start)])
    shortest = nsmallest(limit, keys[first:last], key=len)
    return tuple(dict.fromkeys(_table()[tuple(key.split(" "))][0] for key in shortest))


def names_within_one_edit(typed: str) -> tuple[str, ...]:
    """What Hindi papers call the names that are one edit away (OSA distance 1): rusia is रूस."""
    start = " ".join(_key(typed))
    if len(start) < _MIN_TYPO_CHARS:
        return ()
    near = extract(start, _names_in_order(), scorer=OSA.distance, score_cutoff=1, limit=None)
    return tuple(hindi for key, _, _ in near for hindi in _table()[tuple(key.split(" "))])


@lru_cache(maxsize=1)
def _names_in_order() -> list[str]:
    return sorted(" ".join(key) for key in _table() if " " not in "".join(key))


def _key(name: str) -> tuple[str, ...]:
    return tuple(token.exact for token in analyze(name))


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, ...], tuple[str, ...]]:
    table: dict[tuple[str, ...], dict[str, None]] = {}
    for english, hindi in (*_names_in_papers(), *_names_in_cldr()):
        if (key := _key(english)) and hindi:
            table.setdefault(key, {}).setdefault(hindi)
    return {key: tuple(hindi) for key, hindi in table.items()}


def _names_in_papers() -> Iterator[tuple[str, str]]:
    text = files("index.transliteration").joinpath("names.tsv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        for hindi in row["hindi"].split("|"):
            yield row["latin"], hindi


def _names_in_cldr() -> Iterator[tuple[str, str]]:
    english, hindi = Locale("en"), Locale("hi")
    for code, name in english.territories.items():
        if code not in _NO_TERRITORIES and code in hindi.territories:
            yield from _without_brackets(name, hindi.territories[code])
    for code, name in english.languages.items():
        known = code in hindi.languages
        if known and len(code) == _LANGUAGE_CODE_CHARS and len(name) >= _MIN_LANGUAGE_CHARS:
            yield name, hindi.languages[code]
    for number, name in english.months["format"]["wide"].items():
        yield name, hindi.months["format"]["wide"][number]
    for number, name in english.days["format"]["wide"].items():
        yield name, hindi.days["format"]["wide"][number]
    english_zones = english.time_zones
    for zone, about in hindi.time_zones.items():
        city = english_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        if "city" in about:
            yield city, about["city"]


def _without_brackets(english: str, hindi: str) -> Iterator[tuple[str, str]]:
    """Myanmar (Burma) is two names, and so is म्यांमार (बर्मा)."""
    yield english, hindi
    left, right = _BRACKETS.match(english), _BRACKETS.match(hindi)
    if left:
        yield left["name"], right["name"] if right else hindi
        yield left["other"], right["other"] if right else hindi
