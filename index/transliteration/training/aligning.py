"""Learns which pieces of one spelling stand for which symbols of another, by EM.

Each symbol of the source writes nought to three symbols of the target, one piece after the other,
and nothing else is written. Forward–backward sums over every way to cut the target so. Nothing is
random: the same pairs give the same numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

MAX_PIECE_LENGTH: Final = 3
_LIKELY: Final = 1e-3
"""A piece less likely than this at its place is no longer looked at once contexts count."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]


@dataclass(slots=True)
class _Group:
    """Pairs with as many symbols in the source, and as many in the target.

    Attributes:
        cells: Places in the flattened array [length of piece, pair, symbol, place] in use.
        events: The event at each of them.
        weights: How likely it was found to be there.
    """

    source: Bytes
    target: Bytes
    cells: Ints
    events: Ints
    weights: Floats

    @property
    def shape(self) -> tuple[int, int, int, int]:
        return (MAX_PIECE_LENGTH + 1, *self.source.shape, self.target.shape[1] + 1)


@dataclass(frozen=True, slots=True)
class Events:
    """What was seen: a symbol between its neighbours, the piece it wrote, and how often.

    Attributes:
        around: The symbol in the middle, its neighbours as columns, 0 beyond the ends.
        piece: Digits of the piece in the target's base; 0 is nothing.
        count: Expected occurrences.
    """

    context: Bytes
    piece: Ints
    count: Floats


def _pieces(target: Bytes, base: int) -> Ints:
    """The piece of each length that begins at each place [length, pair, place]."""
    count, width = target.shape
    wide = np.zeros((count, width + 1 + MAX_PIECE_LENGTH), dtype=np.int64)
    wide[:, :width] = target
    pieces = np.zeros((MAX_PIECE_LENGTH + 1, count, width + 1), dtype=np.int64)
    for length in range(1, MAX_PIECE_LENGTH + 1):
        pieces[length] = pieces[length - 1] * base + wide[:, length - 1 : length + width]
    return pieces


def _reachable(shape: tuple[int, int, int, int]) -> NDArray[np.bool_]:
    lengths, _, symbols, places = shape
    length = np.arange(lengths)[:, None, None]
    symbol = np.arange(symbols)[None, :, None]
    start = np.arange(places)[None, None, :]
    left = places - 1 - start - length
    fits: NDArray[np.bool_] = (start <= MAX_PIECE_LENGTH * symbol) & (left >= 0)
    fits &= left <= MAX_PIECE_LENGTH * (symbols - 1 - symbol)
    return np.broadcast_to(fits[:, None], shape)


def posteriors(steps: Floats) -> tuple[Floats, Floats]:
    """How likely each piece is at each symbol and place, and the likelihood of each pair.

    Args:
        steps: Probabilities [length of piece, pair, symbol, place].
    """
    lengths, count, symbols, places = steps.shape
    forward = np.zeros((symbols + 1, count, places))
    backward = np.zeros((symbols + 1, count, places))
    forward[0, :, 0] = 1
    backward[symbols, :, -1] = 1
    for i in range(symbols):
        for d in range(min(lengths, places)):
            forward[i + 1, :, d:] += forward[i, :, : places - d] * steps[d, :, i, : places - d]
    for i in range(symbols - 1, -1, -1):
        for d in range(min(lengths, places)):
            backward[i, :, : places - d] += backward[i + 1, :, d:] * steps[d, :, i, : places - d]
    total = forward[symbols, :, -1]
    scale = np.divide(1, total, out=np.zeros_like(total), where=total > 0)[:, None, None]
    result = np.zeros_like(steps)
    for d in range(min(lengths, places)):
        before = forward[:-1, :, : places - d].transpose(1, 0, 2)
        after = backward[1:, :, d:].transpose(1, 0, 2)
        result[d, :, :, : places - d] = before * steps[d, :, :, : places - d] * after * scale
    return result, total


class Aligner:
    """Pairs of spellings as symbols from 1, cut under a model that grows."""

    def __init__(self, pairs: Sequence[tuple[bytes, bytes]], bases: tuple[int, int]) -> None:
        """Take in the pairs; one whose target is too long for its source is passed over.

        Args:
            pairs: Source and target, each a string of symbols from 1.
            bases: One more than the highest symbol of source and of target.
        """
        self._bases = bases
        self._pieces_in_all = bases[1] ** MAX_PIECE_LENGTH
        lengths: dict[tuple[int, int], list[tuple[bytes, bytes]]] = {}
        for source, target in pairs:
            if source and target and len(target) <= MAX_PIECE_LENGTH * len(source):
                lengths.setdefault((len(source), len(target)), []).append((source, target))
        self._groups = []
        for _, group in sorted(lengths.items()):
            sources = np.array([list(source) for source, _ in group], dtype=np.uint8)
            targets = np.array([list(target) for _, target in group], dtype=np.uint8)
            shape = (MAX_PIECE_LENGTH + 1, *sources.shape, targets.shape[1] + 1)
            cells = np.flatnonzero(_reachable(shape))
            length, pair, symbol, start = np.unravel_index(cells, shape)
            piece = _pieces(targets, bases[1])[length, pair, start]
            events = sources[pair, symbol].astype(np.int64) * self._pieces_in_all + piece
            self._groups.append(_Group(sources, targets, cells, events, np.ones(len(cells))))

    def train_without_context(self, rounds: int) -> None:
        """Learn without contexts from an even start, then keep only the likely cuts."""
        lengths = np.zeros(self._pieces_in_all)
        base = self._bases[1]
        for length in range(1, MAX_PIECE_LENGTH + 1):
            lengths[base ** (length - 1) :] = length
        chance = np.tile(0.2 * base**-lengths, self._bases[0])
        for _ in range(rounds):
            counts = self._em_round(chance)
            by_symbol = counts.reshape(self._bases[0], -1)
            chance = (by_symbol / np.maximum(by_symbol.sum(1, keepdims=True), 1e-9)).ravel()
        for group in self._groups:
            steps = np.zeros(group.shape)
            steps.ravel()[group.cells] = chance[group.events]
            found = posteriors(steps)[0].ravel()[group.cells]
            likely = found > _LIKELY
            group.cells, group.events = group.cells[likely], group.events[likely]
            group.weights = found[likely]

    def _em_round(self, chance: Floats) -> Floats:
        counts = np.zeros(len(chance))
        waiting: list[tuple[Ints, Floats]] = []
        self.likelihood = 0.0
        for group in self._groups:
            steps = np.zeros(group.shape)
            steps.ravel()[group.cells] = chance[group.events]
            found, total = posteriors(steps)
            self.likelihood += float(np.log(np.maximum(total, 1e-300)).sum())
            waiting.append((group.events, found.ravel()[group.cells]))
            if sum(len(events) for events, _ in waiting) > len(chance):
                counts += _sum(waiting, len(chance))
                waiting = []
        return counts + _sum(waiting, len(chance))

    def train_in_context(
        self, reach: int, rounds: int, chances: Callable[[Events], Floats]
    ) -> Events:
        """Learn with contexts.

        Args:
            reach: How many neighbours on either side are seen.
            rounds: Of EM.
            chances: From counts to the probability of each event.
        """
        keys: list[NDArray[np.void]] = []
        for group in self._groups:
            _, pair, symbol, _ = np.unravel_index(group.cells, group.shape)
            padded = np.pad(group.source, ((0, 0), (reach, reach)))
            row = np.empty((len(group.cells), 2 * reach + 9), dtype=np.uint8)
            for column in range(2 * reach + 1):
                row[:, column] = padded[pair, symbol + column]
            piece = group.events % self._pieces_in_all
            row[:, 2 * reach + 1 :] = piece.astype(">i8")[:, None].view(np.uint8)
            keys.append(row.view(f"V{row.shape[1]}").ravel())
        distinct, inverse = np.unique(np.concatenate(keys), return_inverse=True)
        table = distinct.view(np.uint8).reshape(len(distinct), -1)
        context = table[:, : 2 * reach + 1]
        piece = table[:, 2 * reach + 1 :].copy().view(">i8").ravel().astype(np.int64)
        start = 0
        for group in self._groups:
            group.events = inverse[start : start + len(group.cells)].astype(np.int64)
            start += len(group.cells)
        counts = _sum([(group.events, group.weights) for group in self._groups], len(distinct))
        for _ in range(rounds):
            counts = self._em_round(chances(Events(context, piece, counts)))
        return Events(context, piece, counts)


def _sum(parts: Sequence[tuple[Ints, Floats]], size: int) -> Floats:
    if not parts:
        return np.zeros(size)
    events = np.concatenate([events for events, _ in parts])
    weights = np.concatenate([weights for _, weights in parts])
    return np.bincount(events, weights, minlength=size).astype(np.float64)
