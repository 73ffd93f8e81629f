"""From counts to probabilities: each context backs off to a narrower one (Witten and Bell 1991).

A context that was seen n times with k different pieces trusts itself n / (n + pull * k) of the
way, and the next narrower context for the rest. Deviation: ``pull``, which the paper has at 1.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from index.transliteration.training.aligning import Bytes, Events, Floats, Ints

FLOOR: Final = 1e-6
"""Of anything, even what was never seen."""


def keys(context: Bytes, columns: Sequence[int]) -> Ints:
    """One number for what stands in these columns; a symbol takes six bits."""
    number = np.zeros(len(context), dtype=np.int64)
    for column in columns:
        number = (number << 6) | context[:, column]
    return number


def smooth(events: Events, levels: Sequence[Sequence[int]], pull: float) -> Floats:
    """The probability of each event's piece in its context.

    Args:
        events: What was seen.
        levels: The columns of each context, narrowest first.
        pull: How far a context leans on the narrower one.
    """
    result = np.full(len(events.piece), FLOOR)
    piece_number = np.unique(events.piece, return_inverse=True)[1].astype(np.int64)
    pieces = int(piece_number.max()) + 1
    for columns in levels:
        context = np.unique(keys(events.context, columns), return_inverse=True)[1]
        pair, seen = np.unique(context * pieces + piece_number, return_inverse=True)
        count = np.bincount(seen, events.count)
        kinds = np.bincount(pair // pieces, np.minimum(count, 1.0))
        total = np.bincount(context, events.count)
        back = pull * kinds[context] + 1e-9
        result = (count[seen] + back * result) / (total[context] + back)
    return result
