"""Aligns the symbols of one spelling with pieces of the other, by expectation maximisation.

Each symbol of the source writes nought to three symbols of the target, one piece after the other,
and nothing else is written. The forward-backward algorithm sums over all such alignments; EM as in
Jiampojamarn, Kondrak and Sherif (2007), *Applying Many-to-Many Alignments and Hidden Markov Models
to Letter-to-Phoneme Conversion*. Deviations: a piece of the source is always one symbol; after
some rounds the probability of a piece depends on the neighbours of its symbol. Nothing is random:
the same pairs give the same numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.transliteration.tables import MAX_PIECE_LENGTH, Floats, Ints

_MIN_POSTERIOR: Final = 1e-3
"""A piece less likely than this at its position is left out once contexts count."""

Bytes = NDArray[np.uint8]


@dataclass(slots=True)
class _Group:
    """Pairs with as many symbols in the source, and as many in the target.

    Attributes:
        cells: The cells in use of the flattened array [length of piece, pair, symbol, position].
        events: The event at each of them.
        weights: Its posterior probability there.
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
    """The piece of each length that begins at each position [length, pair, position]."""
    count, width = target.shape
    wide = np.zeros((count, width + 1 + MAX_PIECE_LENGTH), dtype=np.int64)
    wide[:, :width] = target
    pieces = np.zeros((MAX_PIECE_LENGTH + 1, count, width + 1), dtype=np.int64)
    for length in range(1, MAX_PIECE_LENGTH + 1):
        pieces[length] = pieces[length - 1] * base + wide[:, length - 1 : length + width]
    return pieces


def _reachable(shape: tuple[int, int, int, int]) -> NDArray[np.bool_]:
    """Whether some alignment goes through each cell."""
    lengths, _, symbols, positions = shape
    length = np.arange(lengths)[:, None, None]
    symbol = np.arange(symbols)[None, :, None]
    start = np.arange(positions)[None, None, :]
    left = positions - 1 - start - length
    fits: NDArray[np.bool_] = (start <= MAX_PIECE_LENGTH * symbol) & (left >= 0)
    fits &= left <= MAX_PIECE_LENGTH * (symbols - 1 - symbol)
    return np.broadcast_to(fits[:, None], shape)


def posteriors(steps: Floats) -> Floats:
    """How likely each piece is at each symbol and position, given the whole pair.

    Args:
        steps: Probabilities [length of piece, pair, symbol, position].
    """
    lengths, count, symbols, positions = steps.shape
    forward = np.zeros((symbols + 1, count, positions))
    backward = np.zeros((symbols + 1, count, positions))
    forward[0, :, 0] = 1
    backward[symbols, :, -1] = 1
    for i in range(symbols):
        for d in range(min(lengths, positions)):
            forward[i + 1, :, d:] += (
                forward[i, :, : positions - d] * steps[d, :, i, : positions - d]
            )
    for i in range(symbols - 1, -1, -1):
        for d in range(min(lengths, positions)):
            backward[i, :, : positions - d] += (
                backward[i + 1, :, d:] * steps[d, :, i, : positions - d]
            )
    total = forward[symbols, :, -1]
    scale = np.divide(1, total, out=np.zeros_like(total), where=total > 0)[:, None, None]
    result = np.zeros_like(steps)
    for d in range(min(lengths, positions)):
        before = forward[:-1, :, : positions - d].transpose(1, 0, 2)
        after = backward[1:, :, d:].transpose(1, 0, 2)
        result[d, :, :, : positions - d] = before * steps[d, :, :, : positions - d] * after * scale
    return result


class Aligner:
    """Pairs of spellings as symbols from 1, aligned under a model that learns."""

    def __init__(self, pairs: Sequence[tuple[bytes, bytes]], bases: tuple[int, int]) -> None:
        """Take in the pairs; one whose target is too long for its source is left out.

        Args:
            pairs: Source and target, each a string of symbols from 1.
            bases: One more than the highest symbol of source and of target.
        """
        self._bases = bases
        self._pieces = bases[1] ** MAX_PIECE_LENGTH
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
            events = sources[pair, symbol].astype(np.int64) * self._pieces + piece
            self._groups.append(_Group(sources, targets, cells, events, np.ones(len(cells))))

    def train_without_context(self, rounds: int) -> None:
        """Learn without contexts from an even start, then keep only the likely pieces."""
        lengths = np.zeros(self._pieces)
        base = self._bases[1]
        for length in range(1, MAX_PIECE_LENGTH + 1):
            lengths[base ** (length - 1) :] = length
        probability = np.tile(0.2 * base**-lengths, self._bases[0])
        for _ in range(rounds):
            counts = self._em_round(probability)
            by_symbol = counts.reshape(self._bases[0], -1)
            probability = (by_symbol / np.maximum(by_symbol.sum(1, keepdims=True), 1e-9)).ravel()
        for group in self._groups:
            steps = np.zeros(group.shape)
            steps.ravel()[group.cells] = probability[group.events]
            found = posteriors(steps).ravel()[group.cells]
            likely = found > _MIN_POSTERIOR
            group.cells, group.events = group.cells[likely], group.events[likely]
            group.weights = found[likely]

    def _em_round(self, probability: Floats) -> Floats:
        """The expected count of each event, from its probability."""
        counts = np.zeros(len(probability))
        waiting: list[tuple[Ints, Floats]] = []
        for group in self._groups:
            steps = np.zeros(group.shape)
            steps.ravel()[group.cells] = probability[group.events]
            waiting.append((group.events, posteriors(steps).ravel()[group.cells]))
            if sum(len(events) for events, _ in waiting) > len(probability):
                counts += _sum(waiting, len(probability))
                waiting = []
        return counts + _sum(waiting, len(probability))

    def train_in_context(
        self, reach: int, rounds: int, probabilities: Callable[[Events], Floats]
    ) -> Events:
        """Learn with contexts, from what was learned without them.

        Args:
            reach: How many neighbours on either side are seen.
            rounds: Of EM.
            probabilities: From counts to the probability of each event.
        """
        # An event is a row of bytes, the context and then the piece, so that numpy sorts them.
        keys: list[NDArray[np.void]] = []
        for group in self._groups:
            _, pair, symbol, _ = np.unravel_index(group.cells, group.shape)
            padded = np.pad(group.source, ((0, 0), (reach, reach)))
            row = np.empty((len(group.cells), 2 * reach + 9), dtype=np.uint8)
            for column in range(2 * reach + 1):
                row[:, column] = padded[pair, symbol + column]
            piece = group.events % self._pieces
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
            counts = self._em_round(probabilities(Events(context, piece, counts)))
        return Events(context, piece, counts)


def _sum(parts: Sequence[tuple[Ints, Floats]], size: int) -> Floats:
    if not parts:
        return np.zeros(size)
    events = np.concatenate([events for events, _ in parts])
    weights = np.concatenate([weights for _, weights in parts])
    return np.bincount(events, weights, minlength=size).astype(np.float64)
