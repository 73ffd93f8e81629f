"""Cuts snippets: of a text the passage that shows most of the query, with the slices to mark.

The parts are those of Lucene's unified highlighter: ``matcher`` finds the matches, ``breaks`` the
borders, and here the best matches are chosen (``_first_of_best``), the passage around them is laid
out (``_passage``) and cut (``_cut``). A passage begins and ends with a sentence where one is near,
else between words, and in a word longer than the passage between aksharas.

A snippet is text plus slices, never HTML. The time it takes grows with the length of the text and
no faster, whatever the text.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from index.highlight.breaks import (
    akshara_at,
    is_sentence_start,
    last_sentence_end,
    sentence_starts,
)
from index.highlight.matcher import (
    ChunkStarts,
    MatchedText,
    TermMatch,
    TermMatcher,
    chunk_starts,
)

SNIPPET_WORDS = 40
"""Chunks, as ``matcher`` has them, in a passage at most."""
MAX_PASSAGE_CHARS = 480
"""A passage of long words has fewer of them."""
LEAD_WORDS = 14
"""How many words before the first match a passage may begin, to begin with a sentence."""
TAIL_WORDS = 8
"""How many of its last words a passage may lose, to end with a sentence."""
MAX_PART_CHARS = 1_000_000
"""A text longer than any article is matched in parts of so many characters."""
MAX_UNMATCHED_CHARS = 4 * MAX_PASSAGE_CHARS
"""Of a text without matches so much is looked at: its passage is the beginning."""

_NO_PASSAGE_ENDS_WITH = " ,;:-–—(‘“"
_LINE_BREAK = re.compile("[\n\r\t\v\f\x85\u2028\u2029]")
_start_of = attrgetter("start")

Mark = tuple[int, int]
"""Start and end (exclusive) in characters of the text it belongs to."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage and the slices of it to mark, in order, never overlapping."""

    text: str
    marks: tuple[Mark, ...] = ()


def mark(text: str, matcher: TermMatcher) -> Snippet:
    """The whole text with all matches marked."""
    return Snippet(text, _marks(matcher.match(text).matches))


def snippet(text: str, matcher: TermMatcher) -> Snippet:
    """The passage of about 40 words that shows most of the query, else the beginning.

    Of a text longer than any article, the first part with a match is looked at.
    """
    for start, end in _parts(text):
        part = text[start:end]
        matched = matcher.match(part)
        if matched.matches:
            return _cut(part, matched, text_before=start > 0, text_after=end < len(text))
    start = _text_start(text)
    part = text[start : start + MAX_PART_CHARS]
    chunks = part[:MAX_UNMATCHED_CHARS].split()
    matched = MatchedText(chunks, chunk_starts(part[:MAX_UNMATCHED_CHARS], chunks), ())
    return _cut(part, matched, text_before=False, text_after=start + MAX_PART_CHARS < len(text))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the parts of a long text: they end after white space where there is any."""
    start = 0
    while start < len(text):
        end = start + MAX_PART_CHARS
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end), start) + 1
            end = end if end > start + 1 else start + MAX_PART_CHARS
        yield start, min(end, len(text))
        start = end


def _cut(text: str, matched: MatchedText, *, text_before: bool, text_after: bool) -> Snippet:
    """The snippet of a text, or of a part that has text before or after it.

    A text that goes on is shown by "…": after the passage always, before it only where the passage
    does not begin with a sentence.
    """
    start, end = _passage(text, matched)
    is_cut = text_before or bool(text[:start].strip())
    head = "… " if is_cut and not is_sentence_start(text, start) else ""
    tail = " …" if text_after or text[end:].strip() else ""
    # Every line break becomes one space, so that the marks stay where they are.
    passage = _LINE_BREAK.sub(" ", text[start:end]).rstrip()
    shift = len(head) - start
    matches = matched.matches
    first, after = (bisect_left(matches, offset, key=_start_of) for offset in (start, end))
    return Snippet(
        head + passage + tail,
        # A word without end reaches beyond the passage.
        tuple((a + shift, min(b, end) + shift) for a, b in _marks(matches[first:after])),
    )


def _marks(matches: Iterable[TermMatch]) -> tuple[Mark, ...]:
    """Each token once, however many words and phrases of the query it matches."""
    return tuple(dict.fromkeys((each.start, each.end) for each in matches))


def _passage(text: str, matched: MatchedText) -> tuple[int, int]:
    """Start and end of the passage with the best matches, else of the beginning."""
    if not matched.matches:
        start = shown = _text_start(text)
    else:
        first = _first_of_best(matched.matches)
        start, shown = _passage_start(text, matched.starts, first), first.start
    return start, _passage_end(text, matched, start, shown)


def _first_of_best(matches: Sequence[TermMatch]) -> TermMatch:
    """The match at which the best window of the text begins.

    A window is as wide as a passage is from its first match on. The best has most of the different
    words and phrases of the query, then most matches, then comes first. Both borders only move
    forward, so each match is taken in and let go once.
    """
    best, best_score = matches[0], (0, 0)
    counts: Counter[int] = Counter()
    after = 0
    for number, first in enumerate(matches):
        while (
            after < len(matches) and matches[after].chunk < first.chunk + SNIPPET_WORDS - LEAD_WORDS
        ):
            counts[matches[after].terms] += 1
            after += 1
        score = len(counts), after - number
        if score > best_score:
            best, best_score = first, score
        counts[first.terms] -= 1
        if not counts[first.terms]:
            del counts[first.terms]
    return best


def _passage_start(text: str, starts: ChunkStarts, first: TermMatch) -> int:
    """Where a passage begins that shows ``first``: with the text, else a sentence, else a word."""
    # Half of the characters are for what comes before the match: words may be long.
    earliest = first.start - MAX_PASSAGE_CHARS // 2
    text_start = _text_start(text)
    if first.chunk <= LEAD_WORDS and text_start >= earliest:
        return text_start
    sentence = max(starts[max(first.chunk - LEAD_WORDS, 0)], earliest, 0)
    # From a little before, where the sentence before ends, to a little after, to see one begin.
    for start in sentence_starts(text, max(sentence - 4, 0), first.start + 1):
        if start >= sentence:
            return akshara_at(text, start)[0]
    chunk = min(bisect_left(starts, earliest), first.chunk)
    return akshara_at(text, max(starts[max(first.chunk - LEAD_WORDS // 2, chunk)], earliest))[0]


def _passage_end(text: str, matched: MatchedText, start: int, shown: int) -> int:
    """Where it ends, beyond the offset ``shown``: with the text, else a sentence, else a word."""
    chunks, starts, matches = matched

    def chunk_end(chunk: int) -> int:
        return starts[chunk] + len(chunks[chunk])

    first = bisect_left(starts, start)
    last = min(first + SNIPPET_WORDS, len(chunks)) - 1
    if last + 1 == len(chunks) and len(text) - start <= MAX_PASSAGE_CHARS:
        return len(text)
    while last >= first and chunk_end(last) - start > MAX_PASSAGE_CHARS:
        last -= 1
    end = chunk_end(last) if last >= first else start
    if end <= shown:
        # The match is in a word without end.
        return _cut_word(text, start)
    # The last sentence end that costs no match and few words.
    after = bisect_left(matches, end, key=_start_of)
    least = max(chunk_end(max(last - TAIL_WORDS, first)), matches[after - 1].end if after else 0)
    sentence = last_sentence_end(text, max(least - 1, 0), end + 8)
    if least <= sentence <= start + MAX_PASSAGE_CHARS:
        return sentence
    closed = start + len(text[start:end].rstrip(_NO_PASSAGE_ENDS_WITH))
    return akshara_at(text, closed if closed > start else end)[1]


def _text_start(text: str) -> int:
    """Where the text begins that is not white space."""
    return akshara_at(text, len(text) - len(text.lstrip()))[0]


def _cut_word(text: str, start: int) -> int:
    """As much of a word without end as there is room for; of an akshara without end, too."""
    if start + MAX_PASSAGE_CHARS >= len(text):
        return len(text)
    end = akshara_at(text, start + MAX_PASSAGE_CHARS)[0]
    return end if end > start else start + MAX_PASSAGE_CHARS
