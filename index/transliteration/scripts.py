"""Reads words in other Indian scripts as Devanagari.

The blocks of Unicode are in the same order, that of ISCII (IS 13194:1991), so a letter is the
Devanagari one a fixed distance away; the table has those that are not.
"""

import unicodedata
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Final

_BLOCKS: Final = range(0x0980, 0x0D80, 0x80)
"""Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada and Malayalam, 128 characters each."""

_DEVANAGARI: Final = 0x0900
_BLOCK: Final = 0x80
_MAX_READINGS: Final = 16
_MAX_CHARS: Final = 40
"""Characters of a word that are read."""

_ADDAK: Final = "\u0a71"
"""Doubles the consonant after it in Gurmukhi."""


def other_script_readings(word: str) -> tuple[str, ...]:
    """What a word in another Indian script may be in Devanagari, likeliest first; none of others.

    Args:
        word: As typed. Bengali has one letter for ब and व, Tamil one for क, ख, ग and घ.
    """
    text = unicodedata.normalize("NFC", word)[:_MAX_CHARS]
    if not any(_is_other(char) for char in text):
        return ()
    options: list[tuple[str, ...]] = []
    for place, char in enumerate(text):
        if char == _ADDAK and place + 1 < len(text):
            options.append((f"{_shifted(text[place + 1])}\u094d",))
        else:
            options.append(_letters().get(char) or (_shifted(char),))
    return tuple(dict.fromkeys("".join(one) for one in islice(product(*options), _MAX_READINGS)))


def _is_other(char: str) -> bool:
    return _BLOCKS.start <= ord(char) < _BLOCKS.stop


def _shifted(char: str) -> str:
    return chr(_DEVANAGARI + (ord(char) - _BLOCKS.start) % _BLOCK) if _is_other(char) else char


@cache
def _letters() -> dict[str, tuple[str, ...]]:
    lines = Path(__file__).with_name("scripts.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return {row[0]: tuple(row[1].split("|")) for row in rows}
