"""From a text and the words searched for to the passage to show and the slices to mark.

Text plus slices, never HTML. A cut falls between words, and in a word without end between
aksharas (the user-perceived characters of Unicode standard annex 29). Whatever the text, the time
that this takes grows with its length and no faster.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from index.highlight.matcher import MatchedText, Starts, TermMatch, TermMatcher, begins

WORDS = 40
_CHARACTERS = 480
_PART = 1_000_000
"""Characters that are looked at together: more than any article has."""
_BEGINNING = 4 * _CHARACTERS
"""Characters of a text with nothing in it that are looked at."""
_BACK = 14
"""How many words before the first match a passage may begin, to begin at a sentence."""
_TAIL = 8
"""How many of its last words a passage may lose, to end at a sentence."""

# Words that a dot shortens, so that it ends no sentence.
_SHORT = "डॉ डा प्रो मो श्री स्व रु नं सं पं एस एम के आर वी जी पी बी सी Dr Mr Mrs Ms Prof No".split()
_DOT = rf"(?<!\b(?:{'|'.join(_SHORT)}))\."
_STOP = rf"(?:[।॥?!…]|{_DOT})"
_CLOSING = r"[।॥.?!…\"'”’)\]]"
_SENTENCE = regex.compile(rf"(?:{_STOP}{_CLOSING}*\s+|\s*\n\s*)(?=\S)")
_SENTENCE_END = regex.compile(rf"{_STOP}{_CLOSING}*(?=\s)")
_ANY_STOP = re.compile(r"[।॥?!….\n]")
_OPEN = " ,;:-–—(‘“"
"""What no passage ends with."""

_AKSHARA = regex.compile(r"\X")
_SPACE = regex.compile(r"\s")
_BREAK = re.compile("[\n\r\t\v\f\x85\u2028\u2029]")

Mark = tuple[int, int]
"""Start and end (exclusive) in characters of the text it belongs to."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage and the slices of it to mark, in order, never overlapping."""

    text: str
    marks: tuple[Mark, ...] = ()


def mark(text: str, finder: TermMatcher) -> Snippet:
    """The whole text with everything that was searched for marked."""
    return Snippet(text, _marks(finder.read(text).found))


def snippet(text: str, finder: TermMatcher) -> Snippet:
    """The passage of about 40 words that shows most of what was searched for.

    Of a text longer than any article, the first part with anything in it is looked at.
    """
    for start, end in _parts(text):
        part = text[start:end]
        reading = finder.read(part)
        if reading.found:
            return _passage(part, reading, before=start > 0, after=end < len(text))
    front = _front(text)
    part = text[front : front + _PART]
    pieces = part[:_BEGINNING].split()
    reading = MatchedText(pieces, begins(part[:_BEGINNING], pieces), ())
    return _passage(part, reading, before=False, after=front + _PART < len(text))


def _parts(text: str) -> Iterator[Mark]:
    start = 0
    while start < len(text):
        end = start + _PART
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end), start) + 1
            end = end if end > start + 1 else start + _PART
        yield start, min(end, len(text))
        start = end


def _passage(text: str, reading: MatchedText, *, before: bool, after: bool) -> Snippet:
    """The passage with the best of what was found, else the beginning."""
    found = reading.found
    begin = show = _front(text)
    if found:
        best = _best_start(found)
        begin, show = _beginning(text, reading.starts, best), best.start
    end = _ending(text, reading, begin, show)
    cut = before or bool(text[:begin].strip())
    head = "… " if cut and not _is_sentence(text, begin) else ""
    passage = head + _flat(text[begin:end]).rstrip()
    shift = len(head) - begin
    inside = found[bisect_left(found, begin, key=_start) : bisect_left(found, end, key=_start)]
    return Snippet(
        passage + (" …" if after or text[end:].strip() else ""),
        tuple((start + shift, min(stop, end) + shift) for start, stop in _marks(inside)),
    )


def _flat(text: str) -> str:
    return _BREAK.sub(" ", text)


def _start(one: TermMatch) -> int:
    return one.start


def _marks(found: Iterable[TermMatch]) -> tuple[Mark, ...]:
    return tuple(dict.fromkeys((one.start, one.end) for one in found))


def _best_start(found: Sequence[TermMatch]) -> TermMatch:
    """The token at which a window with the most different things, then the most, begins."""
    best, best_score = found[0], (0, 0)
    inside: Counter[int] = Counter()
    reached = 0
    for number, one in enumerate(found):
        while reached < len(found) and found[reached].piece < one.piece + WORDS - _BACK:
            inside[found[reached].wanted] += 1
            reached += 1
        score = len(inside), reached - number
        if score > best_score:
            best, best_score = one, score
        inside[one.wanted] -= 1
        if not inside[one.wanted]:
            del inside[one.wanted]
    return best


def _beginning(text: str, starts: Starts, shown: TermMatch) -> int:
    """Where the passage begins: with the text, else a sentence, else some words before."""
    first, start = shown.piece, shown.start
    nearest = start - _CHARACTERS // 2
    front = _front(text)
    if first <= _BACK and front >= nearest:
        return front
    earliest = max(starts[max(first - _BACK, 0)], nearest, 0)
    # From a little before, where the sentence ends; to a little after, to see the next begin.
    for sentence in _matches(_SENTENCE, text, max(earliest - 4, 0), start + 1):
        if sentence.end() >= earliest:
            return _akshara(text, sentence.end())[0]
    words = min(bisect_left(starts, nearest), first)
    return _akshara(text, max(starts[max(first - _BACK // 2, words)], nearest))[0]


def _front(text: str) -> int:
    return _akshara(text, len(text) - len(text.lstrip()))[0]


def _is_sentence(text: str, begin: int) -> bool:
    return any(m.end() == begin for m in _matches(_SENTENCE, text, max(begin - 16, 0), begin + 1))


def _ending(text: str, reading: MatchedText, begin: int, show: int) -> int:
    """Where it ends: with the text, else a sentence, else the word; bounded in characters."""
    pieces, starts, found = reading
    here = bisect_left(starts, begin)
    last = min(here + WORDS, len(pieces)) - 1
    if last + 1 == len(pieces) and len(text) - begin <= _CHARACTERS:
        return len(text)
    while last >= here and starts[last] + len(pieces[last]) - begin > _CHARACTERS:
        last -= 1
    end = starts[last] + len(pieces[last]) if last >= here else begin
    if end <= show:
        return _bounded(text, begin)
    shown = bisect_left(found, end, key=_start)
    early = max(last - _TAIL, here)
    least = max(starts[early] + len(pieces[early]), found[shown - 1].end if shown else 0)
    stop = _last_stop(text, max(least - 1, 0), end + 8)
    if least <= stop <= begin + _CHARACTERS:
        return stop
    closed = begin + len(text[begin:end].rstrip(_OPEN))
    return _akshara(text, closed if closed > begin else end)[1]


def _last_stop(text: str, start: int, end: int) -> int:
    """Where the last sentence ends that does so here; -1 if none does."""
    last = -1
    for sign in _ANY_STOP.finditer(text, start, end):
        if sign[0] == "\n":
            before = text[start : sign.start()].rstrip()
            last = start + len(before) if before else last
        elif stop := _SENTENCE_END.match(text, sign.start(), end):
            last = stop.end()
    return last


def _matches(
    pattern: "regex.Pattern[str]", text: str, start: int, end: int
) -> "Iterable[regex.Match[str]]":
    """Where sentences end or begin, after a quick look whether any may."""
    return pattern.finditer(text, start, end) if _ANY_STOP.search(text, start, end) else ()


def _bounded(text: str, begin: int) -> int:
    """As much of a word without end as there is room for; of one akshara without end, too."""
    if begin + _CHARACTERS >= len(text):
        return len(text)
    end = _akshara(text, begin + _CHARACTERS)[0]
    return end if end > begin else begin + _CHARACTERS


def _akshara(text: str, at: int) -> Mark:
    """The start and end of the akshara that a place is inside of; twice the place, if of none."""
    if at <= 0 or at >= len(text):
        return at, at
    # Between a space and a letter, or before a space, is always a border.
    if text[at] == " " or (text[at - 1] == " " and text[at].isalnum()):
        return at, at
    near = max(at - _CHARACTERS, 0)
    spaces = [space.start() for space in _SPACE.finditer(text, near, at)]
    for one in _AKSHARA.finditer(text, spaces[-1] if spaces else near, at + _CHARACTERS):
        if one.start() <= at < one.end():
            return (at, at) if one.start() == at else one.span()
    return at, at
