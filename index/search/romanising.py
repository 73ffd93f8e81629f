"""Shows a text in Latin letters, with its marks on the same words."""

from bisect import bisect_left, bisect_right

import regex

from index.budget import check
from index.highlight.snippet import Snippet
from index.transliteration.roman import romanized

_WORDS_AT_ONCE = 2000
"""Words between two looks at the clock: some milliseconds."""

_SENTENCE_START = regex.compile(r"(?:^|[.?!]\s+|\n)[\"'“‘(\s]*\K\p{Ll}", regex.MULTILINE)


def in_roman(shown: Snippet) -> Snippet:
    """The text in Latin letters; a mark on a part of a word covers all of it.

    Raises:
        OutOfTime: The request has no time left.
    """
    pieces: list[str] = []
    starts, ends, new_starts, new_ends = [], [], [], []
    done = length = 0
    for number, (start, end, word) in enumerate(romanized(shown.text)):
        if number % _WORDS_AT_ONCE == 0:
            check()
        pieces += (shown.text[done:start], word)
        length += start - done
        starts.append(start)
        ends.append(end)
        new_starts.append(length)
        length += len(word)
        new_ends.append(length)
        done = end
    pieces.append(shown.text[done:])

    def moved(place: int, *, is_end: bool) -> int:
        """The same place in the new text; inside a word, its start or its end."""
        at = (bisect_left if is_end else bisect_right)(starts, place) - 1
        if at < 0:
            return place
        if place >= ends[at]:
            return new_ends[at] + place - ends[at]
        return new_ends[at] if is_end else new_starts[at]

    marks = tuple(
        (moved(start, is_end=False), moved(end, is_end=True)) for start, end in shown.marks
    )
    return Snippet(_SENTENCE_START.sub(_capital, "".join(pieces)), marks)


def _capital(found: "regex.Match[str]") -> str:
    capital = found[0].upper()
    return capital if len(capital) == len(found[0]) else found[0]
