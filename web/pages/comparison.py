"""Compares two texts of an article, paragraph by paragraph and word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from archive.article import Article

Change = Literal["same", "added", "removed"]

_MAX_WORDS = 2_000
"""Words of a changed passage that are compared one by one; longer ones are shown whole."""

_MAX_PARAGRAPHS = 3_000
"""Paragraphs that are compared; a text with more is shown whole, once as it was, once as it is."""

_MAX_PAIRS = 300_000
"""Pairs of equal words, or of equal paragraphs, that one page looks at, in some tenths of a second;
the passages beyond are shown whole."""

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that stands in both texts, or in one only."""

    change: Change
    text: str


Paragraph = tuple[Stretch, ...]


def compare(old: Article, new: Article) -> tuple[Paragraph, list[Paragraph]]:
    """What of the title, and of each paragraph, went and came.

    Args:
        old: The article as it was.
        new: The article as it is, or as it was later.
    """
    effort = _Effort()
    title = tuple(_words(old.title, new.title, effort))
    return title, list(_paragraphs(old.body.split("\n"), new.body.split("\n"), effort))


class _Effort:
    """What one page has left to compare with."""

    def __init__(self) -> None:
        self._left = _MAX_PAIRS

    def allows(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Whether these may be compared; it is used up by that."""
        counts = Counter(new)
        # White space is never looked for, it only goes with the words beside it.
        pairs = len(old) + len(new) + sum(counts[each] for each in old if not each.isspace())
        if pairs > self._left:
            return False
        self._left -= pairs
        return True


def _paragraphs(old: Sequence[str], new: Sequence[str], effort: _Effort) -> Iterator[Paragraph]:
    if max(len(old), len(new)) > _MAX_PARAGRAPHS or not effort.allows(old, new):
        yield from ((Stretch("removed", each),) for each in old)
        yield from ((Stretch("added", each),) for each in new)
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((Stretch("same", each),) for each in old[i1:i2])
            continue
        # Paragraphs that took each other's place, as far as there are two; then those left over.
        pairs = min(i2 - i1, j2 - j1)
        for before, after in zip(old[i1:i2], new[j1:j2], strict=False):
            yield tuple(_words(before, after, effort))
        yield from ((Stretch("removed", each),) for each in old[i1 + pairs : i2])
        yield from ((Stretch("added", each),) for each in new[j1 + pairs : j2])


def _words(old: str, new: str, effort: _Effort) -> Iterator[Stretch]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > _MAX_WORDS or not effort.allows(before, after):
        matched: list[tuple[str, int, int, int, int]] = [("replace", 0, len(before), 0, len(after))]
    else:
        matched = list(SequenceMatcher(str.isspace, before, after, autojunk=False).get_opcodes())
    for kind, i1, i2, j1, j2 in matched:
        if kind == "equal":
            yield Stretch("same", "".join(before[i1:i2]))
            continue
        if i1 < i2:
            yield Stretch("removed", "".join(before[i1:i2]))
        if j1 < j2:
            yield Stretch("added", "".join(after[j1:j2]))
