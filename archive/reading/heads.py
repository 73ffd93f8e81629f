"""The lines above a raw text that tell who wrote it and when: taken off the text.

A name alone on its line counts only above a date, or as the first line above a text that begins
with a dateline, or in Latin letters above Hindi. Everything else stays where it is: a headline
above the byline too.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest

from archive.reading.bylines import LINE_LIMIT, Byline, is_person, read_byline
from archive.reading.titles import has_dateline

_HEAD_LINES = 6
_ABOVE = 2
_FULL_NAME = 3
_ENDS = re.compile(r"[।॥]|\.\s*$")


def cut_head(lines: Sequence[str]) -> tuple[Byline, list[str]]:
    """Who wrote it and when, and the lines that are left.

    Up to two lines, such as a headline, may stand above the first byline.
    """
    author, published = "", None
    kept: list[str] = []
    used = 0
    for line, following in zip_longest(lines[:_HEAD_LINES], lines[1:_HEAD_LINES], fillvalue=""):
        found = read_byline(line)
        if not found and not author and _stands_alone(line, following, first=not kept):
            found = Byline(author=line)
        if found:
            author = author or found.author
            published = published or found.published
        elif author or published or len(kept) == _ABOVE or _is_text(line):
            break
        else:
            kept.append(line)
        used += 1
    if not author and not published:
        return Byline(), list(lines)
    return Byline(author, published), [*kept, *lines[used:]]


def _stands_alone(line: str, following: str, *, first: bool) -> bool:
    """Whether a name without a label is an author's line, from the line below it."""
    if not is_person(line):
        return False
    below = read_byline(following)
    if below:
        return not below.author
    if not first or len(line.split()) > _FULL_NAME:
        return False
    latin_over_hindi = line.isascii() and len(following) > LINE_LIMIT and not following.isascii()
    return latin_over_hindi or has_dateline(following)


def _is_text(line: str) -> bool:
    return len(line) > LINE_LIMIT or _ENDS.search(line) is not None
