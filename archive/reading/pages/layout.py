"""Puts the lines of a printed page together as texts: each under its headline, in reading order.

A line is known by its words, its place and the height of its letters. Lines that stand below one
another make a block, blocks stand in columns, and a block belongs to the nearest headline above it.
Where that is not sure, the whole page is one text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

_HEADLINE = 1.38
"""How many times higher than those of the running text the letters of a headline are."""

_SMALL_HEADLINE = 1.22
_MAX_HEADLINE_WORDS = 25
"""A block whose letters are only a little higher is a headline if it is short, and no sentence."""

_MIN_HEADLINES = 2
_MIN_STORY_WORDS = 40
"""A page is cut into stories where so many headlines have so many words each under them."""

_MARGIN = 0.06
"""The part of a page at its top and its bottom where running heads and page numbers stand."""

_MAX_MARGIN_WORDS = 8
_GAP = 1.2
"""White space between two lines of a block at most, in heights of its letters."""

_OVERLAP = 0.4
"""How much of the narrower of the two a block and its headline must share."""

_SAME_SIZE = 1.35
_WORD = re.compile(r"\w[\w\u0900-\u0963]*")
_BROKEN_WORD = re.compile(r"(?<=[\u0900-\u0963a-z])[-\u00ad\u2010]$")
_PAGE_NUMBER = re.compile(r"[\s\d\u0966-\u096f|.·—–-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; lengths are parts of the page's height and width, from its top left.

    Attributes:
        size: The height of its letters.
        confidence: How sure OCR is of it, 0 to 1; 1 where it was not needed.
        block: Lines with one number stand together, as whoever read them says; None: unknown.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float = 1.0
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A text of a page; the title is empty where it has no headline of its own."""

    title: str
    body: str
    confidence: float


def stories(lines: Iterable[Line]) -> list[Story]:
    """The texts of a page, in reading order.

    Args:
        lines: In the order in which they were found on the page.
    """
    kept = [line for line in lines if not _is_margin(line)]
    if not kept:
        return []
    text_size = _running_size(kept)
    blocks = _blocks(kept, text_size)
    heads = [block for block in blocks if _is_headline(block, text_size)]
    under = _assign(blocks, heads)
    sure = [n for n, head in enumerate(heads) if _words(under[n]) >= _MIN_STORY_WORDS]
    if len(sure) < _MIN_HEADLINES:
        whole = _story("", blocks)
        return [whole] if whole.body else []
    found = [_story(_joined(heads[n]), under[n]) for n in range(len(heads)) if under[n]]
    if rest := under[len(heads)]:
        found.append(_story("", rest))
    return [story for story in found if story.body]


def _is_margin(line: Line) -> bool:
    """Whether a line is a running head or a page number."""
    words = line.text.split()
    if line.bottom > _MARGIN and line.top < 1 - _MARGIN:
        return False
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or len(words) <= _MAX_MARGIN_WORDS


def _running_size(lines: Sequence[Line]) -> float:
    """The height of most letters."""
    sizes = [line.size for line in lines for _ in range(max(1, len(line.text) // 10))]
    return median(sizes)


def _blocks(lines: Sequence[Line], text_size: float) -> list[list[Line]]:
    """The lines in blocks: those of one column, one size, and no wide gap between."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1][-1], line, text_size):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _goes_on(before: Line, line: Line, text_size: float) -> bool:
    larger, smaller = max(before.size, line.size), max(min(before.size, line.size), 1e-9)
    large = larger >= _HEADLINE * text_size
    if large and larger > _SAME_SIZE * smaller:
        return False
    same_row = abs(before.top - line.top) < 0.5 * larger
    below = -0.5 * larger <= line.top - before.bottom <= _GAP * larger
    beside = min(before.right, line.right) > max(before.left, line.left)
    if before.block is not None and line.block is not None and not large:
        return before.block == line.block and (same_row or line.top >= before.top)
    return same_row or (below and beside)


def _is_headline(block: Sequence[Line], text_size: float) -> bool:
    size = median(line.size for line in block)
    text = _joined(block)
    if not _WORD.search(text):
        return False
    short = len(text.split()) <= _MAX_HEADLINE_WORDS and not text.endswith(("।", ".", "॥"))
    return size >= _HEADLINE * text_size or (short and size >= _SMALL_HEADLINE * text_size)


def _assign(blocks: Sequence[list[Line]], heads: Sequence[list[Line]]) -> list[list[list[Line]]]:
    """For each headline the blocks under it, and behind these the blocks that are under none."""
    under: list[list[list[Line]]] = [[] for _ in range(len(heads) + 1)]
    own = {id(head) for head in heads}
    last = len(heads)
    for block in blocks:
        if id(block) in own:
            last = next(n for n, head in enumerate(heads) if head is block)
            continue
        above = [(head[-1].bottom, n) for n, head in enumerate(heads) if _is_under(block, head)]
        # What no headline spans goes on with what stands before it: a column that runs over.
        last = max(above)[1] if above else last
        under[last].append(block)
    return under


def _is_under(block: Sequence[Line], head: Sequence[Line]) -> bool:
    left, right = min(each.left for each in block), max(each.right for each in block)
    head_left, head_right = min(each.left for each in head), max(each.right for each in head)
    shared = min(right, head_right) - max(left, head_left)
    narrower = min(right - left, head_right - head_left)
    return block[0].top >= head[-1].bottom - head[-1].size and shared >= _OVERLAP * narrower


def _words(blocks: Iterable[Sequence[Line]]) -> int:
    return sum(len(line.text.split()) for block in blocks for line in block)


def _story(title: str, blocks: Sequence[Sequence[Line]]) -> Story:
    lines = [line for block in blocks for line in block]
    letters = sum(len(line.text) for line in lines) or 1
    sure = sum(line.confidence * len(line.text) for line in lines) / letters
    body = "\n".join(filter(None, map(_joined, blocks)))
    return Story(" ".join(title.split()), body, sure)


def _joined(block: Sequence[Line]) -> str:
    """The lines as running text; a word that was broken at a line's end is whole again."""
    text = ""
    for line in block:
        words = " ".join(line.text.split())
        if not text:
            text = words
        elif _BROKEN_WORD.search(text) and words[:1].isalpha():
            text = text[:-1] + words
        else:
            text = f"{text} {words}"
    return text
