"""Tells for which legacy font a text was typed, by what it reads as: real words, or rubbish."""

import re
import unicodedata

from archive.legacy.decoding import FONTS, decode
from archive.legacy.vocabulary import common_words

_MIN_KNOWN = 0.6
"""The share of words read that must be common ones; those that stay Latin are not counted."""

_MIN_KNOWN_OF_ALL = 0.4
"""The share of all words, Latin ones too. Of 10,000 English sentences none comes to more than 0.33;
the one that comes to `_MIN_KNOWN`, of its few words that do not stay, has 0.27 here."""

_MIN_WORDS = 3
"""Different words that must be known: fewer are found by chance."""

_MIN_LONG_WORDS = 2
"""Of these so many with three characters or more: "us ls gh dh" are programs, and words of two."""

_LONG = 3
_MAX_CHARS = 4_000
"""Characters that are looked at: more of a text would not change what it is."""

_WORD = re.compile("[\u0900-\u0963\u0971-\u097f\u200c\u200dA-Za-z]{2,}")
_DEVANAGARI = re.compile("[\u0900-\u0963]")
_MAX_DEVANAGARI = 0.1
"""The share of letters that may be Devanagari already, such as a headline above the text."""


def find_font(text: str) -> str | None:
    """The name of the font (of `FONTS`) that the text was typed for; None if it was for none.

    A text of fewer than three words of Hindi is never taken for one, nor one of fewer than two with
    three letters. DevLys has the keyboard of Kruti Dev and is called so.
    """
    text = text[:_MAX_CHARS]
    if len(text.split(maxsplit=_MIN_WORDS)) < _MIN_WORDS:
        return None
    if len(_DEVANAGARI.findall(text)) > _MAX_DEVANAGARI * len(text):
        return None
    share, font = max(((_known(decode(text, font)), font) for font in FONTS), key=lambda it: it[0])
    return font if share >= _MIN_KNOWN else None


def _known(read: str) -> float:
    """The share of Hindi words that are common; 0 if all in all they are too few to tell."""
    words = [unicodedata.normalize("NFC", word) for word in _WORD.findall(read)]
    known = [word for word in words if word in common_words()]
    different = set(known)
    if (
        len(different) < _MIN_WORDS
        or sum(len(word) >= _LONG for word in different) < _MIN_LONG_WORDS
        or len(known) < _MIN_KNOWN_OF_ALL * len(words)
    ):
        return 0.0
    return len(known) / sum(not word.isascii() for word in words)
