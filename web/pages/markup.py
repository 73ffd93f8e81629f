"""Turns text with marks into HTML. Only here does text become markup, and all of it is escaped."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import count
from operator import itemgetter

from markupsafe import Markup, escape

from index.search import Mark, Snippet

MIN_TITLE_WORDS = 4
"""A shorter headline may begin any sentence."""

MAX_WORDS_BEFORE, MAX_CHARS_BEFORE = 7, 80
"""Of a dateline: where, when and which agency."""

MIN_REST_CHARS = 25
"""What is left of a passage must still say something."""

_WORD = re.compile(r"\S+")
_BETWEEN = " \n,;:।|.!?-–—"


def marked(snippet: Snippet) -> Markup:
    """The text escaped, with its marks as ``<mark>``."""
    return _html(snippet.text, snippet.marks)


def after_headline(passage: Snippet, headline: str) -> Snippet:
    """A passage without the headline that stands above it, where it begins with that.

    A dateline before the headline stays. A reader would read the same sentence twice.
    """
    first_word, _, _ = headline.partition(" ")
    # Most passages are told apart by this alone, which takes no time.
    if passage.text.find(first_word, 0, MAX_CHARS_BEFORE + len(first_word)) < 0:
        return passage
    title = headline.rstrip(" …").split()
    if len(title) < MIN_TITLE_WORDS:
        return passage
    words = list(_WORD.finditer(passage.text))
    texts = [word[0] for word in words]
    for first in range(min(MAX_WORDS_BEFORE, len(words) - len(title)) + 1):
        last = first + len(title) - 1
        # The last word has a sign behind it, or the next sentence without a space between.
        if texts[first:last] == title[:-1] and texts[last].startswith(title[-1]):
            break
    else:
        return passage
    begin, end = words[first].start(), words[last].start() + len(title[-1])
    rest = passage.text[end:].lstrip(_BETWEEN)
    if len(rest) < MIN_REST_CHARS:
        return passage
    end = len(passage.text) - len(rest)
    before = passage.text[:begin] if passage.text[:begin].strip(" …") else ""
    head = f"{before}… " if before else ""
    kept = [mark for mark in passage.marks if mark[1] <= len(before)]
    shift = len(head) - end
    kept += [(a + shift, b + shift) for a, b in passage.marks if a >= end]
    return Snippet(head + rest, tuple(kept))


def numbered(title: Snippet, body: Snippet) -> tuple[Markup, list[Markup], int]:
    """Title and paragraphs with marks that have ids, m1, m2 and so on, and how many there are."""
    numbers = count(1)
    heading = _html(title.text, title.marks, numbers)
    return heading, paragraphs(body, numbers), next(numbers) - 1


def paragraphs(snippet: Snippet, numbers: Iterator[int] | None = None) -> list[Markup]:
    """The lines that are not blank, each with its marks; if numbers are given, marks have ids."""
    found = []
    start = 0
    marks = snippet.marks
    for line in snippet.text.split("\n"):
        end = start + len(line)
        if line.strip():
            # Marks stand in order and never overlap, so that those of a line are looked up.
            first = bisect_right(marks, start, key=itemgetter(1))
            after = bisect_left(marks, end, key=itemgetter(0))
            own = tuple((a - start, b - start) for a, b in marks[first:after])
            found.append(_html(line, own, numbers))
        start = end + 1
    return found


def _html(text: str, marks: tuple[Mark, ...], numbers: Iterator[int] | None = None) -> Markup:
    # What is as long when it is escaped has nothing to escape, nor has any piece of it.
    escaped = str if len(escape(text)) == len(text) else escape
    return Markup("".join(_pieces(text, marks, escaped, numbers)))  # noqa: S704  escaped


def _pieces(
    text: str,
    marks: tuple[Mark, ...],
    escaped: Callable[[str], str],
    numbers: Iterator[int] | None,
) -> Iterator[str]:
    done = 0
    for mark_start, mark_end in marks:
        # A mark that crosses a paragraph's end, or its neighbour, keeps what is left of it.
        start, end = max(mark_start, done), min(mark_end, len(text))
        if start >= end:
            continue
        yield escaped(text[done:start])
        own_id = f' id="m{next(numbers)}"' if numbers else ""
        yield f"<mark{own_id}>{escaped(text[start:end])}</mark>"
        done = end
    yield escaped(text[done:])
