"""Locates query terms in a text, for highlighting.

A *chunk* is what stands between white space. No token reaches across white space and no rule of
``index.analysis`` looks beyond it, so a chunk has the same tokens in every text; and news repeats
its chunks. ``ChunkIndex`` is an inverted index of the chunks seen so far: each stem and each exact
form with the chunks that hold it. A text is matched without looking at most of its words:

1. ``str.split`` gives its chunks; those never seen before are analysed and added to the index.
2. The index gives all chunks with a term of the query, anew only after it has grown. The chunks of
   the text are looked up in that set; only in the few that are in it are tokens looked at.
3. A phrase is found by shift-and over bit masks, see ``TermMatcher._phrase_matches``.

The cost is one or two set look-ups a chunk, in loops that run in C: 1.3-2.7 ms for a page of ten
articles, where analysing them anew took 12-14 ms, and remembering only the tokens of chunks 7-15.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from typing import ClassVar, NamedTuple

from index.analysis import Token, analyze, terms

MAX_KEPT_CHUNK_CHARS = 100
"""A text with a longer chunk, which is no news, is matched without adding to the shared index."""
MAX_KEPT_CHUNKS = 50_000
"""A fuller index gives way to an empty one. Takes 19 of 20 chunks of news, in about 20 MB."""

# A third quicker than \s{2,}: 19 and 27 µs for 1,300 characters of news.
_WIDE_GAP = re.compile(r"\s\s+")

_Masks = dict[int, int]
"""By the number of a ``HighlightTerms``, at which of its positions a token may stand: bit n says at
position n."""
_NO_MASKS: _Masks = {}
_ChunkMatches = tuple[tuple[int, int, int, _Masks], ...]
"""For each token of a chunk that may match: its number in the chunk, start, end and masks."""


@dataclass(frozen=True, slots=True)
class HighlightTerms:
    """What marks one word or one phrase of a query.

    Attributes:
        positions: For each word of the phrase, or for the only word, the terms that match there:
            stems, or exact forms with ``exact``.
    """

    positions: tuple[frozenset[str], ...]
    exact: bool = False


class TermMatch(NamedTuple):
    """A token that matches. A tuple, since a hostile text has millions of them.

    Attributes:
        chunk: The number of its chunk in the text.
        start, end: Where it stands in the text, in characters, end exclusive.
        terms: The number of the ``HighlightTerms`` that it matches.
    """

    chunk: int
    start: int
    end: int
    terms: int


class MatchedText(NamedTuple):
    """A text as it was matched.

    Attributes:
        chunks, starts: Its chunks and where they begin; left empty where nothing matches.
        matches: In the order of the text.
    """

    chunks: Sequence[str]
    starts: "ChunkStarts"
    matches: Sequence[TermMatch]


class ChunkIndex:
    """The inverted index of chunks. It only grows, so threads may share it without a lock.

    Attributes:
        token_counts: Every chunk in the index, with the number of its tokens.
    """

    _shared: ClassVar["ChunkIndex | None"] = None

    def __init__(self) -> None:
        self.token_counts: dict[str, int] = {}
        self._by_stem: defaultdict[str, list[str]] = defaultdict(list)
        self._by_exact: defaultdict[str, list[str]] = defaultdict(list)
        self._tokens: dict[str, tuple[Token, ...]] = {}

    @classmethod
    def shared(cls) -> "ChunkIndex":
        """The index of this process. A matcher keeps the one it began with while others go on."""
        index = cls._shared
        if index is None or len(index.token_counts) > MAX_KEPT_CHUNKS:
            index = cls._shared = cls()
        return index

    def add(self, chunks: Iterable[str]) -> None:
        """Add chunks that are not in it; two threads may add the same one, which does no harm."""
        for chunk in chunks:
            count = 0
            for exact_forms, stems in terms(chunk):
                for exact, stem in zip(exact_forms.split(), stems.split(), strict=True):
                    self._by_exact[exact].append(chunk)
                    self._by_stem[stem].append(chunk)
                    count += 1
            # Last, so that no other thread sees the chunk before its terms lead to it.
            self.token_counts[chunk] = count

    def with_any(self, stems: Iterable[str], exact_forms: Iterable[str]) -> set[str]:
        """The chunks that hold one of the terms."""
        found: set[str] = set()
        for stem in stems:
            found.update(self._by_stem.get(stem, ()))
        for exact in exact_forms:
            found.update(self._by_exact.get(exact, ()))
        return found

    def tokens(self, chunk: str) -> tuple[Token, ...]:
        """The tokens of a chunk, kept only for those asked for: few are ever part of a match."""
        if (known := self._tokens.get(chunk)) is None:
            known = self._tokens[chunk] = tuple(analyze(chunk))
        return known


class TermMatcher:
    """Matches the terms of one query in one text after another.

    Args:
        terms: The words and phrases to look for; one given twice counts once.

    Attributes:
        words: How many words each of them has, by its number in ``TermMatch.terms``.
    """

    def __init__(self, terms: Iterable[HighlightTerms]) -> None:
        self._by_stem: defaultdict[str, _Masks] = defaultdict(dict)
        self._by_exact: defaultdict[str, _Masks] = defaultdict(dict)
        distinct = [each for each in dict.fromkeys(terms) if each.positions]
        for number, phrase in enumerate(distinct):
            by_term = self._by_exact if phrase.exact else self._by_stem
            for position, alternatives in enumerate(phrase.positions):
                for term in alternatives:
                    masks = by_term[term]
                    masks[number] = masks.get(number, 0) | 1 << position
        self.words = [len(each.positions) for each in distinct]
        self._any_phrase = max(self.words, default=0) > 1
        self._index = ChunkIndex.shared()
        self._candidates: tuple[int, set[str]] = -1, set()
        """The chunks with a term of the query, when the index held so many chunks."""
        self._chunk_matches: dict[str, _ChunkMatches] = {}

    def match(self, text: str) -> MatchedText:
        """Locate the terms in a text."""
        chunks = text.split()
        index, distinct = self._index, set(chunks)
        if new := distinct.difference(index.token_counts):
            if len(max(new, key=len)) > MAX_KEPT_CHUNK_CHARS:
                index, new = ChunkIndex(), distinct
            index.add(new)
        found = distinct & self._candidates_of(index)
        if not found:
            return MatchedText((), (), ())
        here = list(compress(range(len(chunks)), map(found.__contains__, chunks)))
        starts = chunk_starts(text, chunks)
        if self._any_phrase:
            # Only where words have to be neighbours does the number of a token matter.
            numbered = zip(here, _first_tokens(chunks, here, index.token_counts), strict=True)
            matches = self._phrase_matches(
                (first + token, chunk, starts[chunk] + start, starts[chunk] + end, masks)
                for chunk, first in numbered
                for token, start, end, masks in self._matches_in(chunks[chunk], index)
            )
        else:
            matches = (
                TermMatch(chunk, starts[chunk] + start, starts[chunk] + end, number)
                for chunk in here
                for _, start, end, masks in self._matches_in(chunks[chunk], index)
                for number in masks
            )
        return MatchedText(chunks, starts, sorted(matches))

    def _candidates_of(self, index: ChunkIndex) -> set[str]:
        """The chunks of an index with a term of the query."""
        if index is not self._index:
            return index.with_any(self._by_stem, self._by_exact)
        # Counted before it is asked: a chunk that another thread adds meanwhile is asked for again.
        count = len(index.token_counts)
        if count != self._candidates[0]:
            self._candidates = count, index.with_any(self._by_stem, self._by_exact)
        return self._candidates[1]

    def _matches_in(self, chunk: str, index: ChunkIndex) -> _ChunkMatches:
        """The tokens of a chunk that may match."""
        if (known := self._chunk_matches.get(chunk)) is None:
            # A number is never in both, since its terms are all stems or all exact forms.
            known = self._chunk_matches[chunk] = tuple(
                (number, token.start, token.end, masks)
                for number, token in enumerate(index.tokens(chunk))
                if (
                    masks := self._by_stem.get(token.stem, _NO_MASKS)
                    | self._by_exact.get(token.exact, _NO_MASKS)
                )
            )
        return known

    def _phrase_matches(
        self, tokens: Iterable[tuple[int, int, int, int, _Masks]]
    ) -> Iterator[TermMatch]:
        """The tokens that are part of a whole phrase, or match a single word.

        By shift-and (Baeza-Yates and Gonnet, "A New Approach to Text Searching", 1992). Each phrase
        has a state, whose bit n says that its first n + 1 words end at the token before. With the
        next token all of them become one word longer, and another may begin (``state << 1 | 1``);
        those live on whose next word the token is (``& mask``). With its highest bit set, the
        phrase ends here. That is a few operations on whole numbers for each token and phrase,
        however often its words repeat one another; phrases are as short as queries.

        Args:
            tokens: In the order of the text: the number of the token (``_first_tokens``), the
                number of its chunk, start, end, and masks. Tokens that match nothing are left out.
        """
        states = [0] * len(self.words)
        lasts = [-2] * len(self.words)
        """The last token, by its number, that was a word of the phrase."""
        pending: list[list[TermMatch]] = [[] for _ in self.words]
        """As many of the latest tokens as the phrase has words: they are it when it ends."""
        for token, chunk, start, end, masks in tokens:
            for number, mask in masks.items():
                match, length = TermMatch(chunk, start, end, number), self.words[number]
                if length == 1:
                    yield match
                    continue
                if lasts[number] != token - 1:
                    # A token that is no word of the phrase was left out between: its mask is 0.
                    states[number] = 0
                    pending[number].clear()
                states[number] = (states[number] << 1 | 1) & mask
                lasts[number] = token
                pending[number].append(match)
                if states[number] >> (length - 1) & 1:
                    yield from pending[number][-length:]
                    # In "a a a" the phrase "a a" ends twice; what was given is not given again.
                    pending[number].clear()
                del pending[number][:-length]


def _first_tokens(
    chunks: Sequence[str], some: Iterable[int], token_counts: Mapping[str, int]
) -> Iterator[int]:
    """The number of the first token of some chunks, by which neighbours are told.

    The next token of the text has the next number. Of what lies between two of the chunks, one
    token is looked for: however many there are, the two are no neighbours.

    Args:
        chunks: Of a text.
        some: The numbers of some of them, in order.
        token_counts: How many tokens each chunk has.
    """
    number = after = 0
    for chunk in some:
        number += any(map(token_counts.__getitem__, chunks[after:chunk]))
        yield number
        number += token_counts[chunks[chunk]]
        after = chunk + 1


class _Starts:
    """Where each chunk of a text begins, by its number.

    Args:
        ends: Where each would begin if none had white space before it; one more at the end.
        wide: The chunks that more than one white space stands before, by where they would begin if
            it were one; in order.
        more: How much white space that is more in all, before the first of them, the second, …
    """

    def __init__(self, ends: list[int], wide: list[int], more: list[int]) -> None:
        self._ends = ends
        self._wide = wide
        self._more = more

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, chunk: int) -> int:
        at = self._ends[chunk] + chunk
        return at + self._more[bisect_right(self._wide, at)]


ChunkStarts = Sequence[int] | _Starts
"""Where each chunk of a text begins, by its number."""


def chunk_starts(text: str, chunks: Sequence[str]) -> ChunkStarts:
    """Where the chunks of a text begin, given the text and ``text.split()``."""
    ends = list(accumulate(map(len, chunks), initial=0))
    wide: list[int] = []
    more = [len(text) - len(text.lstrip())]
    if len(text) > ends[-1] + max(len(chunks) - 1, 0):
        for gap in _WIDE_GAP.finditer(text, more[0]):
            wide.append(gap.start() + 1 - more[-1])
            more.append(more[-1] + gap.end() - gap.start() - 1)
    return _Starts(ends, wide, more)
