"""Day and author as a page prints them around its text, where its metadata has none."""

import re
from collections.abc import Sequence
from datetime import date

from archive.reading.bylines import is_person, read_byline
from archive.reading.dates import date_in_text, parse_date
from archive.reading.html.authors import author_name
from archive.reading.html.body import Body

_MODIFIED = re.compile(r"updated?|modified|अपडेट|अद्यतन|संशोधित", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|posted|प्रकाशि|प्रविष्टि|तिथि|दिनांक", re.IGNORECASE)
_BY = re.compile(r"(?:\bby|लेखक|द्वारा|रिपोर्ट)\s*[:：-]?\s+(.{3,60})$", re.IGNORECASE)
_MAX_LINE_CHARS = 200
_PARTS = re.compile(r"\s*[|•·]\s*")


def day_around(body: Body) -> date | None:
    """The day printed above the text, or below it where it says that it is of the publication.

    A day of a change is none, and neither is one in a sentence.
    """
    for line in body.above:
        if len(line) <= _MAX_LINE_CHARS and (day := _day_in(line)):
            return day
    for line in body.below:
        if len(line) <= _MAX_LINE_CHARS and _PUBLISHED.search(line) and (day := _day_in(line)):
            return day
    return None


def author_above(body: Body) -> str:
    """Who is named in a byline above the text; "" if nobody is."""
    for line in _lines(body.above):
        byline = read_byline(line)
        if byline and byline.author and is_person(byline.author):
            return author_name(byline.author)
        labelled = _BY.search(line)
        if labelled and is_person(name := author_name(labelled[1])):
            return name
    return ""


def _lines(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if len(line) <= _MAX_LINE_CHARS]


def _day_in(line: str) -> date | None:
    if "।" in line.rstrip("। "):
        return None
    for part in _PARTS.split(line):
        # "Published: … | Updated: …" on one line, without a sign between them.
        changed = _MODIFIED.search(part)
        before = part[: changed.start()] if changed else part
        # A year of two digits counts where the line says what it is.
        day = date_in_text(before) or (_PUBLISHED.search(before) and parse_date(before))
        if day:
            return day
    return None
