"""Locates borders of sentences and of aksharas in a text, for snippets.

An akshara is a user-perceived character of Unicode standard annex 29 (an extended grapheme
cluster): a consonant with its vowel sign, or an emoji of several parts. Each function looks only at
the characters around the place asked for, so its time does not grow with the text.
"""

import re
from collections.abc import Iterator

import regex

MAX_AKSHARA_CHARS = 480
"""A longer one, which no language has, may be cut: the search for its border ends here."""

# Abbreviations, mostly titles and initials: the dot after them ends no sentence.
_ABBREVIATIONS = (
    "डॉ डा प्रो मो श्री स्व रु नं सं पं एस एम के आर वी जी पी बी सी Dr Mr Mrs Ms Prof No".split()
)
_DOT = rf"(?<!\b(?:{'|'.join(_ABBREVIATIONS)}))\."
_STOP = rf"(?:[।॥?!…]|{_DOT})"
_CLOSING = r"[।॥.?!…\"'”’)\]]*"
# A line break is a border too: headings end without a stop.
_SENTENCE_BREAK = regex.compile(rf"(?:{_STOP}{_CLOSING}\s+|\s*\n\s*)(?=\S)")
_SENTENCE_END = regex.compile(rf"{_STOP}{_CLOSING}(?=\s)")
_ANY_STOP = re.compile(r"[।॥?!….\n]")

_BREAK_CHARS = 16
"""Characters before a sentence in which its border is looked for: its stop and white space."""

_AKSHARA = regex.compile(r"\X")
_SPACE = regex.compile(r"\s")


def sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences begin whose border with the one before lies between two offsets."""
    # The stops alone are a far cheaper pattern, and mostly there is none.
    if _ANY_STOP.search(text, start, end):
        for found in _SENTENCE_BREAK.finditer(text, start, end):
            yield found.end()


def is_sentence_start(text: str, offset: int) -> bool:
    """Whether a sentence begins here after another one: false at the beginning of the text."""
    return offset in sentence_starts(text, max(offset - _BREAK_CHARS, 0), offset + 1)


def last_sentence_end(text: str, start: int, end: int) -> int:
    """Where the last sentence ends that ends between two offsets; -1 if none does.

    The end is after the stop and what closes it, such as a quotation mark, before white space.
    """
    last = -1
    for stop in _ANY_STOP.finditer(text, start, end):
        if stop[0] == "\n":
            before = text[start : stop.start()].rstrip()
            last = start + len(before) if before else last
        elif found := _SENTENCE_END.match(text, stop.start(), end):
            last = found.end()
    return last


def akshara_at(text: str, offset: int) -> tuple[int, int]:
    """The start and end of the akshara that an offset is inside of.

    Both are the offset itself where it is a border already.
    """
    if offset <= 0 or offset >= len(text):
        return offset, offset
    # Before a space, or between a space and a letter, is always a border: no need to look.
    if text[offset] == " " or (text[offset - 1] == " " and text[offset].isalnum()):
        return offset, offset
    # Where an akshara begins is only known from a border before it. White space is one, or nearly:
    # what follows on it, such as a vowel sign without a letter, belongs to its akshara.
    first = max(offset - MAX_AKSHARA_CHARS, 0)
    spaces = [space.start() for space in _SPACE.finditer(text, first, offset)]
    for akshara in _AKSHARA.finditer(
        text, spaces[-1] if spaces else first, offset + MAX_AKSHARA_CHARS
    ):
        if akshara.start() <= offset < akshara.end():
            return (offset, offset) if akshara.start() == offset else akshara.span()
    return offset, offset
