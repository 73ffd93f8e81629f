"""Reads Urdu words by sound: which Hindi words may be written so in Arabic letters.

Short vowels are not written, and vav and ye are consonants as well as vowels, so a word is no
spelling but a pattern of phonemes; the words of the archive are matched with it.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path
from typing import Final, NamedTuple

from index.transliteration.consonant_key import consonant_key

MAX_LETTERS: Final = 20
"""Letters of a word that are read."""

_MAX_KEYS: Final = 16
"""Consonant keys tried of a word: vav and he may be a consonant or not."""

_SHORT_VOWEL: Final = "[aiuqe]?"
_BEARERS: Final = "اآأإٱ"
"""A word that begins with one of these begins with a vowel."""

_BREATH: Final = "ھ"
"""The letter that makes the one before it aspirated."""

_ASPIRATED: Final = {
    "k": "K", "g": "G", "c": "C", "j": "J", "t": "T", "d": "D", "w": "W", "x": "X", "p": "P",
    "b": "B", "4": "5", "r": "r", "l": "l", "m": "m", "n": "n",
}  # fmt: skip
_VOWELS: Final = frozenset("aAiIuUeEoO09q")
_UNWRITTEN: Final = re.compile("[\u064b-\u065f\u0670\u0640\u200c\u200d]")
"""Signs of short vowels, which few write; the stretching of a letter; joiners."""


class UrduReading(NamedTuple):
    """What a word sounds like.

    Attributes:
        keys: The consonant keys that words which sound so may have.
        pattern: Matches the phonemes of words that sound so.
    """

    keys: tuple[int, ...]
    pattern: re.Pattern[str]


class _Letter(NamedTuple):
    sounds: tuple[str, ...]
    keys: tuple[str, ...]


@cache
def _letters() -> dict[str, _Letter]:
    lines = Path(__file__).with_name("arabic_letters.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return {row[0]: _Letter(tuple(row[1].split("|")), tuple(row[2].split("|"))) for row in rows}


@lru_cache(maxsize=256)
def read_urdu(word: str) -> UrduReading | None:
    """What a word in Arabic letters sounds like; None of any other, and of what has no consonant.

    Args:
        word: As typed, with or without the signs of short vowels.
    """
    text = _UNWRITTEN.sub("", word)[:MAX_LETTERS]
    if not text or not all(letter in _letters() or letter == _BREATH for letter in text):
        return None
    letters = list(_with_breath(text))
    choices = product(*(letter.keys for letter in letters))
    # Vowels between them: what is written twice is spoken twice, قانون.
    keys = {consonant_key("a".join(choice)) for choice in islice(choices, _MAX_KEYS)}
    keys.discard(0)
    if not keys:
        return None
    first, *others = map(_pattern_of, letters)
    if text[0] in _BEARERS:
        # The vowel that follows, or one that is not written.
        first = f"(?=[{''.join(sorted(_VOWELS))}])(?:{first}|[aiueEoO]?)"
    # No vowel but the inherent one is left unwritten at the end.
    vowel_last = any(sound[-1:] in _VOWELS for sound in letters[-1].sounds)
    pattern = "".join((first, *others, "" if vowel_last else "(?<![iuqe])"))
    return UrduReading(tuple(sorted(keys)), re.compile(pattern))


def _with_breath(text: str) -> Iterator[_Letter]:
    for letter, following in zip(text, f"{text[1:]} ", strict=True):
        if letter == _BREATH:
            continue
        found = _letters()[letter]
        if following == " ":
            found = _letters().get(f"{letter}$", found)
        if following == _BREATH:
            found = found._replace(sounds=tuple(_ASPIRATED.get(s, s) for s in found.sounds))
        yield found


def _pattern_of(letter: _Letter) -> str:
    """The sounds of one letter; a consonant may be double and bear a vowel that is not written."""
    sounds = []
    for sound in letter.sounds:
        is_consonant = bool(sound) and sound[-1] not in _VOWELS and sound != "M"
        sounds.append(f"{sound}{{1,2}}{_SHORT_VOWEL}M?" if is_consonant else f"{sound}M?")
    return f"(?:{'|'.join(sounds)})"
