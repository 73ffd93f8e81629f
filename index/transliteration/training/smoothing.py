"""Smoothing: from counts to probabilities, each context backing off to a narrower one.

After Witten and Bell (1991): a context that was seen n times with k different pieces relies on its
own counts for n / (n + weight * k) of the probability, and on the next narrower context for the
rest. Deviation: the paper has no weight, which is a weight of 1.
"""

from collections.abc import Sequence

import numpy as np

from index.transliteration.tables import UNSEEN_PROBABILITY, Floats, Ints
from index.transliteration.training.aligning import Bytes, Events


def context_keys(context: Bytes, columns: Sequence[int]) -> Ints:
    """One number for what stands in these columns; a symbol takes six bits."""
    number = np.zeros(len(context), dtype=np.int64)
    for column in columns:
        number = (number << 6) | context[:, column]
    return number


def smooth(events: Events, levels: Sequence[Sequence[int]], weight: float) -> Floats:
    """The probability of each event's piece in its context.

    Args:
        events: What was seen.
        levels: The columns of each context, narrowest first.
        weight: How much a context relies on the narrower one.
    """
    result = np.full(len(events.piece), UNSEEN_PROBABILITY)
    piece_number = np.unique(events.piece, return_inverse=True)[1].astype(np.int64)
    pieces = int(piece_number.max()) + 1
    for columns in levels:
        context = np.unique(context_keys(events.context, columns), return_inverse=True)[1]
        pair, seen = np.unique(context * pieces + piece_number, return_inverse=True)
        count = np.bincount(seen, events.count)
        kinds = np.bincount(pair // pieces, np.minimum(count, 1.0))
        total = np.bincount(context, events.count)
        backoff = weight * kinds[context] + 1e-9
        result = (count[seen] + backoff * result) / (total[context] + backoff)
    return result
