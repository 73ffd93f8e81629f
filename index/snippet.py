"""From a text and the words searched for to the passage to show and the slices to mark.

Text plus slices, never HTML. A cut falls between words, and in a word without end between
aksharas (the user-perceived characters of Unicode standard annex 29).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from index.analysis import term
from index.analysis.tokens import spans

WORDS = 40
_CHARACTERS = 480
_BACK = 14
"""How many words before the first match a passage may begin, to begin at a sentence."""
_SENTENCE = regex.compile(r"(?:[।॥.?!…]+[\"'”’)\]]*\s+|\s*\n\s*)(?=\S)")
_FLAT = str.maketrans("\n\r\t", "   ")

Mark = tuple[int, int]
"""Start and end (exclusive) in characters of the text it belongs to."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage and the slices of it to mark, in order, never overlapping."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that was searched for: a run of words, each with the terms that stand for it.

    Attributes:
        words: For each word of the run its stems; or its exact forms, with ``exact``.
    """

    words: tuple[frozenset[str], ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    token: int
    start: int
    end: int
    wanted: int


def mark(text: str, wanted: Sequence[Wanted]) -> Snippet:
    """The whole text with everything that was searched for marked."""
    return Snippet(text, _marks(_find(list(spans(text)), text, wanted)))


def snippet(text: str, wanted: Sequence[Wanted]) -> Snippet:
    """The passage of about 40 words that shows most of what was searched for."""
    tokens = list(spans(text))
    found = _find(tokens, text, wanted)
    first = _best_start(found) if found else 0
    begin, ellipsis = _beginning(text, tokens, first) if found else (0, "")
    last = min(bisect_right(tokens, (begin, len(text))) - 1 + WORDS, len(tokens)) - 1
    end = _ending(text, tokens, begin, max(last, 0))
    passage = ellipsis + text[begin:end].translate(_FLAT)
    shift = len(ellipsis) - begin
    marks = _marks([f for f in found if f.start >= begin and f.end <= end])
    return Snippet(
        passage.rstrip() + ("" if end >= len(text.rstrip()) else " …"),
        tuple((start + shift, stop + shift) for start, stop in marks),
    )


def _find(tokens: list[Mark], text: str, wanted: Sequence[Wanted]) -> list[_Found]:
    terms = [term(text[start:end]) for start, end in tokens]
    found = []
    for number, run in enumerate(wanted):
        column = 0 if run.exact else 1
        length = len(run.words)
        for first in range(len(tokens) - length + 1):
            # The first word alone decides nearly always: the others are looked at only then.
            if terms[first][column] in run.words[0] and all(
                terms[first + n][column] in run.words[n] for n in range(1, length)
            ):
                found += [_Found(n, *tokens[n], number) for n in range(first, first + length)]
    return sorted(found, key=lambda one: (one.start, one.end))


def _marks(found: Sequence[_Found]) -> tuple[Mark, ...]:
    return tuple(dict.fromkeys((one.start, one.end) for one in found))


def _best_start(found: list[_Found]) -> int:
    """The token at which a window with the most different things, then the most, begins."""
    best, best_score = 0, (0, 0)
    for number, one in enumerate(found):
        inside = [other for other in found[number:] if other.token < one.token + WORDS - _BACK]
        score = len({other.wanted for other in inside}), len(inside)
        if score > best_score:
            best, best_score = one.token, score
    return best


def _beginning(text: str, tokens: list[Mark], first: int) -> tuple[int, str]:
    earliest = tokens[max(first - _BACK, 0)][0]
    start = tokens[first][0]
    if earliest == tokens[0][0]:
        earliest = 0
    if earliest == 0 and start < _CHARACTERS // 2:
        return 0, ""
    sentences = [m.end() for m in _SENTENCE.finditer(text, max(earliest - 4, 0), start)]
    if sentences:
        return sentences[0], ""
    return tokens[max(first - _BACK // 2, 0)][0], "… "


def _ending(text: str, tokens: list[Mark], begin: int, last: int) -> int:
    end = tokens[last][1] if tokens else len(text)
    stop = regex.compile(r"[।॥.?!…”’\"')\]]*").match(text, end)
    end = stop.end() if stop else end
    if last + 1 >= len(tokens):
        end = len(text)
    if end - begin <= _CHARACTERS:
        return end
    for start, stop_ in reversed(tokens[: last + 1]):
        if start > begin and stop_ - begin <= _CHARACTERS:
            return stop_
    clusters = regex.compile(r"\X").finditer(text, begin, begin + _CHARACTERS)
    return max((m.end() for m in clusters if m.end() - begin < _CHARACTERS), default=end)
