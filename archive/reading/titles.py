"""The title of an article that came without one: its first sentence, shortened at a word.

A dateline (प्योंगयांग।) is no sentence; the dot of an abbreviation or an initial (डॉ. एस. जयशंकर)
ends none. It does not judge what a sentence says, and what is in brackets stays.
"""

import re

from archive.reading.dates import cut_date
from archive.reading.hindi_words import (
    ABBREVIATIONS,
    AGENCIES,
    DOUBTFUL_INITIALS,
    INITIALS,
    VERBS,
    words_of,
)
from archive.text import shorten

TITLE_LIMIT = 110

_LOOK_AT = 2000
"""Characters of a paragraph that are searched for the end of its first sentence."""

_PARAGRAPHS = 20
_DATELINE_WORDS = 4

# A run of dots is a pause, so it ends nothing; closing quotes and brackets belong to the sentence.
_STOP = re.compile(r"(?:[।॥|?!]|(?<!\.)\.(?!\.))+[”’\"')\]]*")
_AGENCY = re.compile(
    rf"^[^।?!()]{{2,50}}\((?:{'|'.join(map(re.escape, words_of(AGENCIES)))})\)\s*[:।.|–—-]*\s*"
)
_ABBREVIATIONS = words_of(ABBREVIATIONS)
_INITIALS = words_of(INITIALS)
_DOUBTFUL = words_of(DOUBTFUL_INITIALS)
_VERBS = words_of(VERBS)


def title_of(body: str) -> str:
    """The first sentence of the body, without its full stop, in at most 110 characters."""
    first = ""
    for paragraph in body.split("\n", _PARAGRAPHS)[:_PARAGRAPHS]:
        rest = _AGENCY.sub("", paragraph[:_LOOK_AT])
        while rest:
            sentence, rest = _split(rest)
            first = first or sentence
            if not _is_dateline(sentence):
                return _as_title(sentence)
    return _as_title(first)


def has_dateline(paragraph: str) -> bool:
    """Whether a paragraph begins with a place and goes on: "प्योंगयांग। रूस के विदेश मंत्री …"."""
    place, rest = _split(paragraph[:_LOOK_AT])
    return bool(rest) and _is_dateline(place)


def _split(text: str) -> tuple[str, str]:
    """The first sentence and what follows it."""
    for stop in _STOP.finditer(text):
        if stop.group()[0] != "." or _dot_ends(text, stop):
            return text[: stop.end()].strip(), text[stop.end() :].strip()
    return text.strip(), ""


def _dot_ends(text: str, stop: re.Match[str]) -> bool:
    before = re.findall(r"[^\s.(“‘\"']+", text[: stop.start()][-60:])
    word = before[-1].lower() if before else ""
    if not text[stop.end() : stop.end() + 1].strip():
        return not _is_abbreviation(word, text, stop)
    return word in _VERBS and word not in _DOUBTFUL


def _is_abbreviation(word: str, text: str, stop: re.Match[str]) -> bool:
    if word in _ABBREVIATIONS or word in _INITIALS:
        return True
    if word in _DOUBTFUL:
        neighbours = re.split(r"[\s]+|(?<=\.)", text[: stop.start()])[-2:-1]
        return any(near.rstrip(".") in _INITIALS | _DOUBTFUL for near in neighbours)
    # A, B and C are initials; the number before a list's first entry ends nothing either.
    return (len(word) == 1 and word.isascii()) or (word.isdecimal() and text.startswith(word))


def _is_dateline(sentence: str) -> bool:
    words = re.sub(r"[।॥|.,:()]+", " ", cut_date(sentence)[1]).split()
    if not words:
        return True
    if sentence[-1] not in "।॥|.:":
        # A line of one word is a section's name or the rest of a file name, never a title.
        return len(words) == 1
    return len(words) <= _DATELINE_WORDS and words[-1] not in _VERBS


def _as_title(sentence: str) -> str:
    return shorten(" ".join(sentence.split()).rstrip("।॥|. "), TITLE_LIMIT)
