"""Makes a title for an article that came without one: its first sentence, whole.

A dateline (प्योंगयांग।) is no sentence, and the dot of an abbreviation or an initial
(डॉ. एस. जयशंकर) ends none. What is in brackets stays.
"""

import re
import unicodedata

from archive.reading.dates import cut_date, has_year
from archive.reading.hindi_words import (
    ABBREVIATIONS,
    AGENCIES,
    DOUBTFUL_INITIALS,
    INITIALS,
    VERBS,
    words_of,
)
from archive.text import shorten

MAX_TITLE_CHARS = 500
"""Of a text without any end of a sentence; pages shorten what they show."""

_MAX_PARAGRAPH_CHARS = 2000
"""Characters of a paragraph that are searched for the end of its first sentence."""

_MAX_PARAGRAPHS = 20
_MAX_DATELINE_WORDS = 4

# A run of dots is a pause, so it ends nothing; closing quotes and brackets belong to the sentence.
_SENTENCE_STOP = re.compile(r"(?:[।॥|?!]|(?<!\.)\.(?!\.))+[”’\"')\]]*")
_AGENCY_DATELINE = re.compile(
    rf"^[^।?!()]{{2,50}}\((?:{'|'.join(map(re.escape, words_of(AGENCIES)))})\)\s*[:।.|–—-]*\s*"
)
_PUNCTUATION = re.compile(r"[।॥|.,:()]+")
_ABBREVIATIONS = words_of(ABBREVIATIONS)
_INITIALS = words_of(INITIALS)
_DOUBTFUL_INITIALS = words_of(DOUBTFUL_INITIALS)
_VERBS = words_of(VERBS)


def title_of(body: str) -> str:
    """The first sentence of the body, without its full stop."""
    first = ""
    for paragraph in body.split("\n", _MAX_PARAGRAPHS)[:_MAX_PARAGRAPHS]:
        rest = _AGENCY_DATELINE.sub("", paragraph[:_MAX_PARAGRAPH_CHARS])
        while rest:
            sentence, rest = _split_sentence(rest)
            first = first or _as_title(sentence)
            if not _is_dateline(sentence):
                return _as_title(sentence)
    return _as_title(first)


def has_dateline(paragraph: str) -> bool:
    """Whether a paragraph begins with a place and goes on: "प्योंगयांग। रूस के विदेश मंत्री …"."""
    place, rest = _split_sentence(paragraph[:_MAX_PARAGRAPH_CHARS])
    return bool(rest) and _is_dateline(place)


def _split_sentence(text: str) -> tuple[str, str]:
    """The first sentence and what follows it."""
    for stop in _SENTENCE_STOP.finditer(text):
        if stop.group()[0] != "." or _dot_ends(text, stop):
            return text[: stop.end()].strip(), text[stop.end() :].strip()
    return text.strip(), ""


def _dot_ends(text: str, stop: re.Match[str]) -> bool:
    before = re.findall(r"[^\s.(“‘\"']+", text[: stop.start()][-60:])
    word = before[-1].lower() if before else ""
    if not text[stop.end() : stop.end() + 1].strip():
        return not _is_abbreviation(word, text, stop)
    return word in _VERBS and word not in _DOUBTFUL_INITIALS


def _is_abbreviation(word: str, text: str, stop: re.Match[str]) -> bool:
    if word in _ABBREVIATIONS or word in _INITIALS:
        return True
    if word in _DOUBTFUL_INITIALS:
        neighbours = re.split(r"[\s]+|(?<=\.)", text[: stop.start()])[-2:-1]
        return any(near.rstrip(".") in _INITIALS | _DOUBTFUL_INITIALS for near in neighbours)
    # A, B and C are initials; the number before a list's first entry ends nothing either.
    return (len(word) == 1 and word.isascii()) or (word.isdecimal() and text.startswith(word))


def _is_dateline(sentence: str) -> bool:
    # Most sentences have no year, and need not be looked through for a date.
    text = cut_date(sentence)[1] if has_year(sentence) else sentence
    words = _PUNCTUATION.sub(" ", text).split()
    if not words:
        return True
    if sentence[-1] not in "।॥|.:":
        # A line of one word is a section's name or the rest of a file name, never a title.
        return len(words) == 1
    if len(words) > _MAX_DATELINE_WORDS:
        return False
    return unicodedata.normalize("NFC", words[-1]) not in _VERBS


def _as_title(sentence: str) -> str:
    return shorten(" ".join(sentence.split()).rstrip("।॥|. "), MAX_TITLE_CHARS)
