"""Where in texts the words stand that were searched for.

A text is read piece by piece, a piece being what stands between white space. No token reaches
across white space and no rule of ``index.analysis`` looks across it, so what is in a piece is
worked out once, however often texts repeat it. It knows nothing of passages.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from index.analysis import term
from index.analysis.tokens import spans

_KEPT = 100
"""Characters of a piece that is remembered; hostile ones are longer."""
_MOST = 50_000
"""Pieces that are remembered: 19 of 20 in news, in about 25 MB."""

_Token = tuple[int, int, str, str]
"""Start and end in its piece, exact form and stem."""
_Bits = dict[int, int]
"""For a run, by its number, which of its words a token is: bit n for word n."""
_NOTHING: _Bits = {}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that was searched for: a run of words, each with the terms that stand for it.

    Attributes:
        words: For each word of the run its stems; or its exact forms, with ``exact``.
    """

    words: tuple[frozenset[str], ...]
    exact: bool = False


class Found(NamedTuple):
    """A token that was searched for: its number, where it stands, and what it is part of.

    A tuple, since a hostile text has millions of them.
    """

    token: int
    start: int
    end: int
    wanted: int


class _Pieces:
    """Pieces with their tokens, and where each term stands; threads may share it: it only grows."""

    def __init__(self) -> None:
        self.tokens: dict[str, tuple[_Token, ...]] = {}
        self._with_stem: defaultdict[str, list[str]] = defaultdict(list)
        self._with_exact: defaultdict[str, list[str]] = defaultdict(list)

    def read(self, pieces: Sequence[str], longest: int) -> list[tuple[_Token, ...]] | None:
        """The tokens of each piece; None if one that is longer was never seen."""
        try:
            return list(map(self.tokens.__getitem__, pieces))
        except KeyError:
            new = set(pieces).difference(self.tokens)
            if len(max(new, key=len)) > longest:
                return None
            for piece in new:
                self._learn(piece)
            return list(map(self.tokens.__getitem__, pieces))

    def _learn(self, piece: str) -> None:
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


class Reading:
    """A text as it was read.

    Attributes:
        found: Every token that was searched for, in order.
    """

    def __init__(
        self, text: str, pieces: list[str], tokens: list[tuple[_Token, ...]], numbers: list[int]
    ) -> None:
        self._text = text
        self._pieces = pieces
        self._tokens = tokens
        self._numbers = numbers
        self.found: list[Found] = []

    def around(self, one: Found, back: int, ahead: int) -> tuple[int, list[tuple[int, int]]]:
        """Where the tokens stand from ``back`` before to ``ahead`` behind one; which of them it is.

        There may be more of them; there are fewer where the text begins or ends.
        """
        numbers, text = self._numbers, self._text
        here = bisect_right(numbers, one.token) - 1
        begins = one.start - self._tokens[here][one.token - numbers[here]][0]
        first = max(bisect_right(numbers, max(one.token - back, 0)) - 1, 0)
        last = bisect_right(numbers, one.token + ahead)
        # Between two pieces is nothing but white space, so the nearest is the right one.
        for piece in reversed(self._pieces[first:here]):
            begins = text.rindex(piece, 0, begins)
        places = []
        for piece, tokens in zip(self._pieces[first:last], self._tokens[first:last], strict=True):
            begins = text.index(piece, begins)
            places += [(begins + token[0], begins + token[1]) for token in tokens]
            begins += len(piece)
        return one.token - numbers[first], places


class Finder:
    """Finds the same things in one text after another.

    Args:
        wanted: What was searched for.
    """

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        self._stems: defaultdict[str, _Bits] = defaultdict(dict)
        self._exacts: defaultdict[str, _Bits] = defaultdict(dict)
        runs = [run for run in dict.fromkeys(wanted) if run.words]
        for number, run in enumerate(runs):
            places = self._exacts if run.exact else self._stems
            for n, terms in enumerate(run.words):
                for one in terms:
                    places[one][number] = places[one].get(number, 0) | 1 << n
        self._lengths = [len(run.words) for run in runs]
        self._pieces = _Shared.now()

    def read(self, text: str) -> Reading:
        """Find them in a text."""
        pieces = text.split()
        known = self._pieces
        if (tokens := known.read(pieces, _KEPT)) is None:
            known = _Pieces()
            tokens = known.read(pieces, len(text)) or []
        numbers = list(accumulate(map(len, tokens), initial=0))
        reading = Reading(text, pieces, tokens, numbers)
        wanted = known.holding(self._stems, self._exacts).intersection(pieces)
        if wanted:
            reading.found = sorted(self._runs(self._tokens(text, pieces, wanted, tokens, numbers)))
        return reading

    def _tokens(
        self,
        text: str,
        pieces: Sequence[str],
        wanted: set[str],
        tokens: Sequence[tuple[_Token, ...]],
        numbers: Sequence[int],
    ) -> Iterator[tuple[int, int, int, _Bits]]:
        """Number, start, end and bits of the tokens that are searched for."""
        at = 0
        for n in [n for n, piece in enumerate(pieces) if piece in wanted]:
            at = _whole(text, pieces[n], at)
            for number, (start, end, exact, stem) in enumerate(tokens[n], numbers[n]):
                bits = self._stems.get(stem, _NOTHING) | self._exacts.get(exact, _NOTHING)
                if bits:
                    yield number, at + start, at + end, bits
            at += len(pieces[n])

    def _runs(self, tokens: Iterable[tuple[int, int, int, _Bits]]) -> Iterator[Found]:
        """The tokens that are part of a whole run.

        Found as in Baeza-Yates and Gonnet, "A New Approach to Text Searching" (1992): bit n of a
        run's state says that its first n + 1 words end here.
        """
        states, last = [0] * len(self._lengths), [-2] * len(self._lengths)
        begun: list[list[Found]] = [[] for _ in self._lengths]
        for token, start, end, bits in tokens:
            for number, here in bits.items():
                if self._lengths[number] == 1:
                    yield Found(token, start, end, number)
                    continue
                if last[number] != token - 1:
                    states[number] = 0
                    begun[number].clear()
                states[number], last[number] = (states[number] << 1 | 1) & here, token
                length = self._lengths[number]
                begun[number].append(Found(token, start, end, number))
                if states[number] >> (length - 1) & 1:
                    yield from begun[number][-length:]
                    begun[number].clear()
                del begun[number][:-length]


def _whole(text: str, piece: str, start: int) -> int:
    """Where the piece next stands by itself."""
    while True:
        at = text.index(piece, start)
        after = at + len(piece)
        if (not at or text[at - 1].isspace()) and (after == len(text) or text[after].isspace()):
            return at
        start = at + 1
