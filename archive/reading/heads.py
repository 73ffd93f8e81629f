"""Takes the byline lines, which name author and date, off the top of a scraped text, or labels.

A name alone on its line counts only above a date, or as the first line above a text that begins
with a dateline, or in Latin letters above Hindi. All other lines stay, also a headline above the
byline.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest

from archive.reading.bylines import MAX_BYLINE_CHARS, Byline, is_person, read_byline
from archive.reading.columns import meaning
from archive.reading.titles import has_dateline

_MAX_HEAD_LINES = 6
_MAX_LINES_ABOVE = 2
_MAX_BARE_NAME_WORDS = 3
_MIN_LABELS, _MAX_LABELS = 2, 9
_LABELLED = re.compile(r"(?P<name>[^:：]{2,30}?)\s*[:：]\s*(?P<value>\S.*)")
_SENTENCE_END = re.compile(r"[।॥]|\.\s*$")


def cut_head(lines: Sequence[str]) -> tuple[Byline, list[str]]:
    """The author and date of a text, and the lines that are left.

    Up to two lines, such as a headline, may stand above the first byline.
    """
    author, published = "", None
    kept: list[str] = []
    used = 0
    for line, following in zip_longest(
        lines[:_MAX_HEAD_LINES], lines[1:_MAX_HEAD_LINES], fillvalue=""
    ):
        found = read_byline(line)
        if not found and not author and _stands_alone(line, following, first=not kept):
            found = Byline(author=line)
        if found:
            author = author or found.author
            published = published or found.published
        elif author or published or len(kept) == _MAX_LINES_ABOVE or _is_running_text(line):
            break
        else:
            kept.append(line)
        used += 1
    if not author and not published:
        return Byline(), list(lines)
    return Byline(author, published), [*kept, *lines[used:]]


def cut_labels(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """What labels such as "शीर्षक:", "दिनांक:" and "लेखक:" say on top of a text, and what is left.

    The fields are those of ``columns.MAPPED``. Nothing is cut off unless a title is among them.
    """
    found: dict[str, str] = {}
    for line in lines[:_MAX_LABELS]:
        labelled = _LABELLED.fullmatch(line)
        field = meaning(labelled["name"]) if labelled else ""
        if not labelled or field in ("", "body") or field in found:
            break
        found[field] = labelled["value"]
    if "title" not in found or len(found) < _MIN_LABELS:
        return {}, list(lines)
    return found, list(lines[len(found) :])


def _stands_alone(line: str, following: str, *, first: bool) -> bool:
    """Whether a line with only a name is a byline, judged by the line below it."""
    if not is_person(line):
        return False
    below = read_byline(following)
    if below:
        return not below.author
    if not first or len(line.split()) > _MAX_BARE_NAME_WORDS:
        return False
    latin_over_hindi = (
        line.isascii() and len(following) > MAX_BYLINE_CHARS and not following.isascii()
    )
    return latin_over_hindi or has_dateline(following)


def _is_running_text(line: str) -> bool:
    return len(line) > MAX_BYLINE_CHARS or _SENTENCE_END.search(line) is not None
