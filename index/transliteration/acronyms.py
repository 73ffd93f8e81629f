"""Acronyms read letter by letter: BJP is बीजेपी.

Only the names of the letters are known here, not what an acronym stands for.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Final

_ACRONYM_LENGTHS: Final = range(2, 7)
"""Letters that an acronym may have."""

_MAX_SPELLINGS: Final = 16
"""Devanagari spellings tried of one acronym: several letters have two names (Z: ज़ेड, जेड)."""

_LOG_P_CAPITALS: Final = -1.5
"""log P that a word is read letter by letter: if it is typed in capitals."""

_LOG_P_NO_VOWEL: Final = -2.5
"""The same, if it has no vowel and so cannot be pronounced."""

_LOG_P_PRONOUNCEABLE: Final = -6.0
"""The same, of any other word."""


@cache
def _letter_names() -> dict[str, tuple[str, ...]]:
    lines = Path(__file__).with_name("letters.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: tuple(row[1].split("|")) for row in rows}


def spell_out(typed: str, latin: str) -> Iterator[str]:
    """The Devanagari spellings of an acronym, likeliest first; none of a longer word.

    Args:
        typed: The word as typed; capitals speak for an acronym.
        latin: The same in a to z.
    """
    if len(latin) in _ACRONYM_LENGTHS:
        names = _letter_names()
        # A word that can be pronounced is hardly ever read out: its commonest names will do.
        pronounceable = log_likelihood(typed, latin) == _LOG_P_PRONOUNCEABLE
        spellings = product(*(names[letter] for letter in latin))
        for choice in islice(spellings, 1 if pronounceable else _MAX_SPELLINGS):
            yield "".join(choice)


def log_likelihood(typed: str, latin: str) -> float:
    """Log P that a word typed so is to be read letter by letter; arguments as above."""
    if typed.isupper():
        return _LOG_P_CAPITALS
    return _LOG_P_PRONOUNCEABLE if any(vowel in latin for vowel in "aeiou") else _LOG_P_NO_VOWEL


@cache
def _letter_name_pattern() -> re.Pattern[str]:
    longest_first = sorted(_letters_by_name(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


@cache
def _letters_by_name() -> dict[str, str]:
    return {name: letter for letter, names in _letter_names().items() for name in names}


def acronym_of(word: str) -> str:
    """The Latin letters whose names a Devanagari word consists of, or ""."""
    pattern = _letter_name_pattern()
    if not re.fullmatch(f"(?:{pattern.pattern})+", word):
        return ""
    latin = "".join(_letters_by_name()[name] for name in pattern.findall(word))
    return latin if len(latin) in _ACRONYM_LENGTHS else ""


def may_sound_like(latin: str, word: str) -> bool:
    """Whether a Latin word may be a Devanagari one by its sound: asdf is not एसडीएफ.

    The letters of an acronym have a vowel each: bijepi is बीजेपी.

    Args:
        latin: In a to z.
        word: Any word.
    """
    letters = acronym_of(word)
    if len(letters) < 3 or latin == letters:  # noqa: PLR2004
        return True
    return sum(letter in "aeiouy" for letter in latin) >= len(letters) - 1


def letter_names(letter: str) -> tuple[str, ...]:
    """The Devanagari names of one small Latin letter, commonest first; none of anything else."""
    return _letter_names().get(letter, ())


def letters_named(name: str) -> tuple[str, ...]:
    """The Latin letter that a Devanagari word names; none of a word that names none."""
    letter = _letters_by_name().get(name)
    return (letter,) if letter else ()
