"""Where in texts the words stand that were searched for.

A text is read piece by piece, a piece being what stands between white space. No token reaches
across white space and no rule of ``index.analysis`` looks across it, so what is in a piece is
worked out once, however often texts repeat it. It knows nothing of passages.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, filterfalse
from typing import NamedTuple

from index.analysis import term
from index.analysis.tokenizer import spans

_KEPT = 100
"""Characters of a piece that is remembered; hostile ones are longer."""
_MOST = 50_000
"""Pieces that are remembered: 19 of 20 in news, in about 25 MB."""

_Token = tuple[int, int, str, str]
"""Start and end in its piece, exact form and stem."""
_Bits = dict[int, int]
"""For a run, by its number, which of its words a token is: bit n for word n."""
_NOTHING: _Bits = {}
_Met = tuple[tuple[int, int, int, _Bits], ...]


@dataclass(frozen=True, slots=True)
class HighlightTerms:
    """One thing that was searched for: a run of words, each with the terms that stand for it.

    Attributes:
        words: For each word of the run its stems; or its exact forms, with ``exact``.
    """

    words: tuple[frozenset[str], ...]
    exact: bool = False


class TermMatch(NamedTuple):
    """A token that was searched for: the number of its piece, where it stands, what it is part of.

    A tuple, since a hostile text has millions of them.
    """

    piece: int
    start: int
    end: int
    wanted: int


class _Pieces:
    """Pieces with their tokens, and where each term stands; threads may share it: it only grows."""

    def __init__(self) -> None:
        self.tokens: dict[str, tuple[_Token, ...]] = {}
        self._with_stem: defaultdict[str, list[str]] = defaultdict(list)
        self._with_exact: defaultdict[str, list[str]] = defaultdict(list)

    def learn(self, pieces: Iterable[str]) -> None:
        """Take in pieces that are new."""
        for piece in pieces:
            tokens = tuple((start, end, *term(piece[start:end])) for start, end in spans(piece))
            for _, _, exact, stem in tokens:
                self._with_stem[stem].append(piece)
                self._with_exact[exact].append(piece)
            # Last, so that whoever sees the piece finds it by its terms.
            self.tokens[piece] = tokens

    def holding(self, stems: Iterable[str], exacts: Iterable[str]) -> set[str]:
        """The pieces with one of the terms in them."""
        found: set[str] = set()
        for one in stems:
            found.update(self._with_stem.get(one, ()))
        for one in exacts:
            found.update(self._with_exact.get(one, ()))
        return found


class _Shared:
    pieces = _Pieces()

    @classmethod
    def now(cls) -> _Pieces:
        if len(cls.pieces.tokens) > _MOST:
            cls.pieces = _Pieces()
        return cls.pieces


class MatchedText(NamedTuple):
    """A text as it was read: its pieces, where they begin, and what was searched for, in order.

    Where nothing was found, nobody asked where the pieces begin, and there are none.
    """

    pieces: Sequence[str]
    starts: "Starts"
    found: Sequence[TermMatch]


class TermMatcher:
    """Finds the same things in one text after another.

    Args:
        wanted: What was searched for.
    """

    def __init__(self, wanted: Iterable[HighlightTerms]) -> None:
        self._stems: defaultdict[str, _Bits] = defaultdict(dict)
        self._exacts: defaultdict[str, _Bits] = defaultdict(dict)
        runs = [run for run in dict.fromkeys(wanted) if run.words]
        for number, run in enumerate(runs):
            places = self._exacts if run.exact else self._stems
            for n, terms in enumerate(run.words):
                for one in terms:
                    places[one][number] = places[one].get(number, 0) | 1 << n
        self._lengths = [len(run.words) for run in runs]
        self._longest = max(self._lengths, default=0)
        self._pieces = _Shared.now()
        self._wanted: tuple[int, set[str]] = -1, set()
        """Pieces with something wanted in them, when so many pieces were known."""
        self._met: dict[str, _Met] = {}

    def read(self, text: str) -> MatchedText:
        """Find them in a text."""
        pieces = text.split()
        known = self._pieces
        if new := set(filterfalse(known.tokens.__contains__, pieces)):
            if len(max(new, key=len)) > _KEPT:
                known, new = _Pieces(), set(pieces)
            known.learn(new)
        wanted = self._holding(known)
        here = list(compress(range(len(pieces)), map(wanted.__contains__, pieces)))
        if not here:
            return MatchedText((), (), ())
        starts = begins(text, pieces)
        if self._longest > 1:
            # Only where words have to be neighbours does the number of a token matter.
            numbers = list(accumulate(map(len, map(known.tokens.__getitem__, pieces)), initial=0))
            found = self._runs(
                (numbers[n] + token, n, starts[n] + start, starts[n] + end, bits)
                for n in here
                for token, start, end, bits in self._meets(pieces[n], known)
            )
        else:
            found = (
                TermMatch(n, starts[n] + start, starts[n] + end, number)
                for n in here
                for _, start, end, bits in self._meets(pieces[n], known)
                for number in bits
            )
        return MatchedText(pieces, starts, sorted(found))

    def _holding(self, known: _Pieces) -> set[str]:
        size = len(known.tokens)
        if known is not self._pieces:
            return known.holding(self._stems, self._exacts)
        if size != self._wanted[0]:
            self._wanted = size, known.holding(self._stems, self._exacts)
        return self._wanted[1]

    def _meets(self, piece: str, known: _Pieces) -> _Met:
        """The tokens of a piece that are searched for: number, start, end and bits."""
        if (met := self._met.get(piece)) is None:
            met = self._met[piece] = tuple(
                (token, start, end, bits)
                for token, (start, end, exact, stem) in enumerate(known.tokens[piece])
                if (bits := self._stems.get(stem, _NOTHING) | self._exacts.get(exact, _NOTHING))
            )
        return met

    def _runs(self, tokens: Iterable[tuple[int, int, int, int, _Bits]]) -> Iterator[TermMatch]:
        """The tokens that are part of a whole run.

        Found as in Baeza-Yates and Gonnet, "A New Approach to Text Searching" (1992): bit n of a
        run's state says that its first n + 1 words end here.
        """
        states, last = [0] * len(self._lengths), [-2] * len(self._lengths)
        begun: list[list[TermMatch]] = [[] for _ in self._lengths]
        for token, piece, start, end, bits in tokens:
            for number, here in bits.items():
                found = TermMatch(piece, start, end, number)
                if self._lengths[number] == 1:
                    yield found
                    continue
                if last[number] != token - 1:
                    states[number] = 0
                    begun[number].clear()
                states[number], last[number] = (states[number] << 1 | 1) & here, token
                length = self._lengths[number]
                begun[number].append(found)
                if states[number] >> (length - 1) & 1:
                    yield from begun[number][-length:]
                    begun[number].clear()
                del begun[number][:-length]


class _Spaced:
    """Where pieces begin that have one space between each two."""

    def __init__(self, ends: list[int]) -> None:
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> int:
        return self._ends[number] + number


Starts = Sequence[int] | _Spaced
"""Where pieces begin, by their numbers."""


def begins(text: str, pieces: Sequence[str]) -> Starts:
    """Where the pieces of a text begin."""
    ends = list(accumulate(map(len, pieces), initial=0))
    if len(text) == ends[-1] + max(len(pieces) - 1, 0):
        # As in cleaned texts: few of the places are ever asked for.
        return _Spaced(ends)
    starts, at = [], 0
    for piece in pieces:
        # Between two pieces is nothing but white space, so the next is the right one.
        at = text.index(piece, at)
        starts.append(at)
        at += len(piece)
    return starts
