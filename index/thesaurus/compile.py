"""Compiles the tables into one that opens without parsing: python -m index.thesaurus.compile.

``compiled.tsv`` holds a line with the number of concepts, a line for each concept, and the keys in
order, each with the numbers of its concepts. Names from Unicode CLDR are compiled in as well.
"""

from collections.abc import Iterator
from pathlib import Path

import regex
from babel import Locale

from index.thesaurus.concepts import Concept, read_names, read_words
from index.thesaurus.keys import index_keys

COMPILED = Path(__file__).with_name("compiled.tsv")

_BRACKETS = regex.compile(r"^(?P<name>[^()]+) \((?P<other>[^()]+)\)$")

_NO_TERRITORIES = frozenset({"XA", "XB", "ZZ", "QO"})
"""Codes of CLDR for tests, unknown and outlying regions."""

_LANGUAGE_CODE_CHARS = 2
"""The major languages have codes of two letters."""

_MIN_LANGUAGE_CHARS = 5
"""The names of small languages are short words that mean something else in Hindi."""


def compile_tables() -> str:
    """The text of the compiled table.

    The order is the order of preference: names first, those of ``names.tsv`` before CLDR's.
    """
    concepts = list(dict.fromkeys((*read_names(), *_names_in_cldr(), *read_words())))
    lines = [str(len(concepts)), *map(_line, concepts)]
    keys = index_keys(concepts)
    lines += [f"{key}\t{' '.join(map(str, keys[key]))}" for key in sorted(keys)]
    return "\n".join(lines) + "\n"


def _line(concept: Concept) -> str:
    forms = map("|".join, (concept.english, concept.hindi, concept.also))
    return "\t".join((concept.kind, *forms))


def _names_in_cldr() -> Iterator[Concept]:
    for english, hindi in _pairs_in_cldr():
        if hindi:
            yield Concept((english,), (hindi,), (), "name")


def _pairs_in_cldr() -> Iterator[tuple[str, str]]:
    english, hindi = Locale("en"), Locale("hi")
    for code, name in sorted(english.territories.items()):
        if code not in _NO_TERRITORIES and code in hindi.territories:
            yield from _without_brackets(name, hindi.territories[code])
    for code, name in sorted(english.languages.items()):
        known = code in hindi.languages
        if known and len(code) == _LANGUAGE_CODE_CHARS and len(name) >= _MIN_LANGUAGE_CHARS:
            yield name, hindi.languages[code]
    for number, name in english.months["format"]["wide"].items():
        yield name, hindi.months["format"]["wide"][number]
    for number, name in english.days["format"]["wide"].items():
        yield name, hindi.days["format"]["wide"][number]
    english_zones = english.time_zones
    for zone, about in sorted(hindi.time_zones.items()):
        city = english_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        if "city" in about:
            yield city, about["city"]


def _without_brackets(english: str, hindi: str) -> Iterator[tuple[str, str]]:
    """Myanmar (Burma) is two names, and so is म्यांमार (बर्मा)."""
    left, right = _BRACKETS.match(english), _BRACKETS.match(hindi)
    for part in ("name", "other"):
        yield left[part] if left else english, right[part] if right else hindi


if __name__ == "__main__":
    COMPILED.write_text(compile_tables(), encoding="utf-8")
