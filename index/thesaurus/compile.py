"""Compiles the tables into two that open without parsing: python -m index.thesaurus.compile.

``compiled.tsv`` holds a line with the number of concepts, a line for each concept, and the keys in
order, each with the numbers of its concepts. Names from Unicode CLDR are compiled in as well.
``known.tsv`` of ``index.names`` has the whole names among them.
"""

from collections.abc import Iterator
from pathlib import Path

import regex
from babel import Locale

from index.thesaurus.concepts import (
    Concept,
    NamedThing,
    read_named,
    read_names,
    read_no_names,
    read_words,
)
from index.thesaurus.keys import index_keys
from index.thesaurus.whole_names import whole_names

COMPILED = Path(__file__).with_name("compiled.tsv")
KNOWN_NAMES = COMPILED.parents[1] / "names" / "known.tsv"

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


def compile_names() -> str:
    """The text of the table of whole names (``index.names.known``)."""
    # What the English writes small is an ordinary word.
    ordinary = (each for each in read_words() if "".join(each.english[:1]).islower())
    words = {form for each in ordinary for form in (*each.hindi, *each.also)}
    words.update(read_no_names())
    return "".join(f"{line}\n" for line in whole_names((*read_named(), *_places_in_cldr()), words))


def _line(concept: Concept) -> str:
    forms = map("|".join, (concept.english, concept.hindi, concept.also))
    return "\t".join((concept.kind, *forms))


def _names_in_cldr() -> Iterator[Concept]:
    for english, hindi in _pairs_in_cldr():
        if hindi:
            yield Concept((english,), (hindi,), (), "name")


def _pairs_in_cldr() -> Iterator[tuple[str, str]]:
    english, hindi = Locale("en"), Locale("hi")
    yield from _territories_in_cldr()
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


def _territories_in_cldr() -> Iterator[tuple[str, str]]:
    english, hindi = Locale("en"), Locale("hi")
    for code, name in sorted(english.territories.items()):
        if code not in _NO_TERRITORIES and code in hindi.territories:
            yield from _without_brackets(name, hindi.territories[code])


def _places_in_cldr() -> Iterator[NamedThing]:
    for english, hindi in _territories_in_cldr():
        yield NamedThing("place", (english,), (hindi,))


def _without_brackets(english: str, hindi: str) -> Iterator[tuple[str, str]]:
    """Myanmar (Burma) is two names, and so is म्यांमार (बर्मा)."""
    left, right = _BRACKETS.match(english), _BRACKETS.match(hindi)
    for part in ("name", "other"):
        yield left[part] if left else english, right[part] if right else hindi


if __name__ == "__main__":
    COMPILED.write_text(compile_tables(), encoding="utf-8")
    KNOWN_NAMES.write_text(compile_names(), encoding="utf-8")
