"""Reads a byline, which names an author or a date: "By X", "X | 12 Jan 2026", "लेखक: X".

Conservative: a line counts only if nothing in it is left over once names, labels, dates and clock
times are taken out. A name without a label counts only beside a date. A sentence is no byline,
whatever it holds.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from archive.reading.dates import WEEKDAYS, cut_date
from archive.reading.hindi_words import NEVER_IN_NAMES, NOT_PEOPLE, VERBS, words_of

MAX_BYLINE_CHARS = 160
_MAX_NAME_CHARS = 60
_MAX_NAME_WORDS = 4

_NEVER_IN_NAMES = words_of(NEVER_IN_NAMES) | words_of(VERBS)
_NOT_PEOPLE = words_of(NOT_PEOPLE)
# The short Hindi ones (रवि, सोम, मंगल) are first names as well.
_WEEKDAY_NAMES = "|".join(
    name
    for _number, names, _reason in WEEKDAYS
    for name in names.split()
    if name.isascii() or name.endswith("वार")
)
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s{2,}")
_DASH = re.compile(r"\s+[–—-]\s+")
_EDGE_CHARS = " .,;:()[]–—-"

# Labels that say "a date follows" or "a name follows", in both languages.
_DATE_LABEL = re.compile(
    r"(?:first |last )?(?:published|publish|updated|update|posted|modified|created|edited|uploaded)"
    r"(?: (?:on|at|date|time))?\b\s*[:：-]?"
    r"|(?:date|dated|प्रकाशित|प्रकाशन|अपडेटेड|अपडेट|अद्यतन|दिनांक|(?:\S+ )?(?:तारीख|तिथि))\s*[:：-]",
    re.IGNORECASE,
)
_AUTHOR_LABEL = re.compile(
    r"(?:(?:written|edited|reported|updated|story|posted|published|compiled) )?by\b"
    r"\s*[:：-]?\s*(?P<a>.+)"
    r"|(?:author|reporter|writer|लेखक|लेखिका|रिपोर्टर|रिपोर्ट|संवाददाता|संपादक|सम्पादक|संपादन|प्रस्तुति)"
    r"\s*[:：-]\s*(?P<b>.+)"
    r"|द्वारा\s*[:：-]?\s*(?P<c>.+)"
    r"|(?P<d>.+?)\s+(?:के )?द्वारा",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:T|\bat )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?\b|\s*बजे)?"
    r"|\(?\b(?:IST|GMT|UTC|AM|PM)\b\)?|[+-]\d{2}:?\d{2}\b|\bZ\b"
    rf"|(?<![\w\u0900-\u0963])(?:{_WEEKDAY_NAMES})(?![\w\u0900-\u0963])",
    re.IGNORECASE,
)
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]*(?: (?:&|and|de|[A-Z][\w.'’-]*))*")
_HINDI_NAME = re.compile(r"[\u0900-\u0963\u200c\u200d.]+(?: [\u0900-\u0963\u200c\u200d.]+)*")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote an article and when, as far as the byline says."""

    author: str = ""
    published: date | None = None


def read_byline(line: str) -> Byline | None:
    """The byline in a line, or None if it holds anything but names, labels, dates and times."""
    if len(line) > MAX_BYLINE_CHARS:
        return None
    days, rest = _cut_dates(line)
    authors, names = [], []
    for part in _SEPARATOR.split(_CLOCK.sub("  ", rest)):
        labelled = _AUTHOR_LABEL.fullmatch(part.strip(_EDGE_CHARS))
        if labelled:
            author = _DASH.split(next(filter(None, labelled.groups())))[0]
            authors.append(_DATE_LABEL.sub("", author).strip(_EDGE_CHARS))
            if not _is_name(authors[-1]):
                return None
            continue
        for piece in _DASH.split(part):
            text = _DATE_LABEL.sub("", piece.strip()).strip(_EDGE_CHARS)
            if text and not (days and _is_name(text)):
                return None
            # "वोनसान, 12 जनवरी 2026": what a comma follows is a place.
            if is_person(text) and not piece.rstrip().endswith(","):
                names.append(text)
    if not authors and not days:
        return None
    # Published is never after updated.
    return Byline(next(iter(authors + names), ""), min(days, default=None))


def unlabelled(author: str) -> str:
    """Who wrote, without "By" or "लेखक:" before the name."""
    labelled = _AUTHOR_LABEL.fullmatch(author.strip())
    return next(filter(None, labelled.groups())) if labelled else author


def _cut_dates(line: str) -> tuple[list[date], str]:
    days = []
    day, rest = cut_date(line)
    while day:
        days.append(day)
        day, rest = cut_date(rest)
    return days, rest


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).lower().split()


def _is_name(text: str) -> bool:
    words = _words(text)
    return (
        len(text) <= _MAX_NAME_CHARS
        and len(words) <= _MAX_NAME_WORDS
        and (_LATIN_NAME.fullmatch(text) or _HINDI_NAME.fullmatch(text)) is not None
        and _NEVER_IN_NAMES.isdisjoint(words)
    )


def is_person(text: str) -> bool:
    """Whether a text has the form of a person's full name."""
    # One word alone is more often a section (खेल, Politics) than a name.
    words = _words(text)
    return _is_name(text) and len(words) > 1 and _NOT_PEOPLE.isdisjoint(words)
