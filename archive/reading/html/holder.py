"""Finds the element of a page that holds the article: the innermost around most of its text."""

import re
from collections.abc import Sequence

from archive.reading.html.blocks import Block
from archive.reading.html.boilerplate import (
    IS_BOILERPLATE,
    IS_FINE_PRINT,
    MAX_LINE_CHARS,
    folded,
    part_words,
)
from archive.reading.html.page import Element

_HOLDERS = frozenset("div section article main td body center form blockquote html".split())
"""Elements that may hold an article; paragraphs, lists and rows only lie in one."""

_DECAY = 0.9
"""What text counts for the element around the one that holds it: an outer element wins only if it
brings a ninth more."""

_NAMED = frozenset(
    "articlebody article-body articlecontent article-content storybody story-body storycontent "
    "story-content story-article story-detail entry-content post-content post-body postbody "
    "entrycontent news-content newscontent news-detail newsdetail article-text article-desc "
    "contentbody content-body releasetext field-name-body stry-bdy main-content".split()
)
"""How sites name the element that holds an article's text."""

_NAMED_FACTOR = 1.4
_KNOWN_FACTOR = 3
"""What a block counts that stands in the metadata's copy of the body."""

_MIN_CHARS = 8
_MIN_GOOD_CHARS = 60
_MIN_SENTENCE_CHARS = 25
_UNENDED = 0.5
"""What a long line without a full stop counts."""

FAINT = 0.1
"""What a short line without a full stop counts: poems have no others."""

_LATIN_FACTOR = 0.3
"""What text without Devanagari counts: sites' fine print is English."""

SENTENCE_END = re.compile(r"[।॥.?!…][”’\"')\]]*$")
_NOT_TEXT = re.compile(r"[^\w\u0900-\u0963]+")
_DEVANAGARI = re.compile("[\u0900-\u0963]")


def compact(text: str) -> str:
    """A text without spaces and signs, to compare by."""
    return _NOT_TEXT.sub("", text)


def find_holder(blocks: Sequence[Block], values: Sequence[float]) -> Element | None:
    """The element that holds the article: the innermost around most of what looks like text."""
    scores: dict[Element, float] = {}
    for block, value in zip(blocks, values, strict=True):
        if value:
            distance = 0
            for owner in reversed(block.owners):
                if owner.tag in _HOLDERS:
                    scores[owner] = scores.get(owner, 0) + value * _DECAY**distance
                    distance += 1
    return max(scores, key=lambda owner: scores[owner] * _name_factor(owner), default=None)


def _name_factor(element: Element) -> float:
    if element.get("itemprop") == "articleBody":
        return _NAMED_FACTOR
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return 1.0 if _NAMED.isdisjoint(part_words(names[:500])) else _NAMED_FACTOR


def is_known(block: Block, copy: str) -> bool:
    """Whether a block stands in the metadata's copy of the body (``compact``)."""
    if not copy or block.is_link or len(block.text) < _MIN_SENTENCE_CHARS:
        return False
    return compact(block.text) in copy


def text_value(block: Block, *, known: bool, gallery: bool) -> float:
    """How much a block looks like running text, about in characters.

    Args:
        block: A block of a page.
        known: It stands in the metadata's copy of the body.
        gallery: The captions of pictures are the text.
    """
    own = len(block.text) - block.linked
    if known:
        return own * _KNOWN_FACTOR
    if block.is_link or block.heading or (block.caption and not gallery):
        return 0
    if own < _MIN_CHARS or _is_noise(block.text):
        return 0
    ends = SENTENCE_END.search(block.text)
    good = own >= _MIN_GOOD_CHARS or (own >= _MIN_SENTENCE_CHARS and ends)
    value = own * ((1.0 if ends else _UNENDED) if good else FAINT)
    return value if _DEVANAGARI.search(block.text) else value * _LATIN_FACTOR


def _is_noise(text: str) -> bool:
    line = folded(text)
    if IS_FINE_PRINT.search(line):
        return True
    return len(line) <= MAX_LINE_CHARS and bool(IS_BOILERPLATE.fullmatch(line))
