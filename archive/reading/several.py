"""Tells a file that holds several articles, and cuts it where it says plainly that one begins.

Four ways are plain: numbered headlines from 1 on, lines that only part, labels such as "शीर्षक:",
and short lines of which each stands before a paragraph with a dateline (पटना। …). A headline that
is just a short line is not: subheadings and captions are short too.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from archive.reading.bylines import read_byline
from archive.reading.titles import has_dateline

_NUMBERED = re.compile(r"(?P<number>\d{1,3})\s?[.)]\s?(?=\S)")
_PARTING = re.compile(r"[-=*_#~•—–]{3,}")
_LABEL = re.compile(
    r"(?:शीर्षक|हेडलाइन|समाचार शीर्षक|title|headline)\s*[:：-]\s*(?=\S)", re.IGNORECASE
)
_MIN_ARTICLE = 300
"""Characters that an article without a byline has at least: an entry of a list is shorter."""

_MAX_HEADLINE = 250
_MAX_BARE_HEADLINE = 120
_MIN_DATELINED = 3
"""Articles that are cut by their datelines: two short sentences may look so by chance."""

_SENTENCE_END = re.compile(r"[।॥.]\s*$")

LONG = 20_000
"""Characters that hardly an article has; a day of a paper does."""

LONG_FOR_A_DAY = 6_000
"""Characters from which a file that is named by a day is all of that day."""


def cut_articles(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """The articles in the lines of a text, each with the number (from 0) of its first line.

    One if nothing says plainly that there are several.
    """
    for find in (_numbered, _parted, _labelled, _datelined):
        pieces = find(lines)
        if len(pieces) > 1 and all(_is_article(piece) for _, piece in pieces):
            return pieces
    return [(0, list(lines))]


def _is_article(lines: Sequence[str]) -> bool:
    return sum(map(len, lines)) >= _MIN_ARTICLE or any(map(_is_dated, lines[1:3]))


def _is_dated(line: str) -> bool:
    """Whether it is a byline with a day, under a headline."""
    byline = read_byline(line)
    return bool(byline and byline.published)


def _numbered(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Cut at headlines with the numbers 1, 2, 3 …, the first of which is the first line."""
    starts: list[int] = []
    for at, line in enumerate(lines):
        match = _NUMBERED.match(line)
        if match and int(match["number"]) == len(starts) + 1 and _is_headline(line):
            starts.append(at)
    if not starts or starts[0] != 0:
        return []
    # The number is no part of the headline.
    pieces = _cut(lines, starts)
    return [(at, [_NUMBERED.sub("", piece[0], count=1), *piece[1:]]) for at, piece in pieces]


def _is_headline(line: str) -> bool:
    return len(line) <= _MAX_HEADLINE and not _SENTENCE_END.search(line)


def _parted(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Cut at lines of nothing but signs."""
    parting = [at for at, line in enumerate(lines) if _PARTING.fullmatch(line)]
    if not parting:
        return []
    starts = [0, *(at + 1 for at in parting)]
    ends = [*parting, len(lines)]
    pieces = [(start, list(lines[start:end])) for start, end in zip(starts, ends, strict=True)]
    return [(at, piece) for at, piece in pieces if piece]


def _labelled(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Cut at labelled headlines, the first of which is the first line."""
    starts = [at for at, line in enumerate(lines) if _LABEL.match(line)]
    if not starts or starts[0] != 0:
        return []
    return [
        (at, [_LABEL.sub("", piece[0], count=1), *piece[1:]]) for at, piece in _cut(lines, starts)
    ]


def _datelined(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Cut at short lines before a dateline, the first of which is the first line."""
    starts = [
        at
        for at, (line, below) in enumerate(pairwise(lines))
        if len(line) <= _MAX_BARE_HEADLINE
        and len(below) > len(line)
        and not _SENTENCE_END.search(line)
        and has_dateline(below)
    ]
    return _cut(lines, starts) if len(starts) >= _MIN_DATELINED and starts[0] == 0 else []


def _cut(lines: Sequence[str], starts: Sequence[int]) -> list[tuple[int, list[str]]]:
    ends = [*starts[1:], len(lines)]
    return [(start, list(lines[start:end])) for start, end in zip(starts, ends, strict=True)]
