"""How a length is kept in a byte."""

import numpy as np
import pytest

from index.engine import kept_length
from index.engines.whoosh.scorer import _kept_lengths

# Lucene's SmallFloat.byte4ToInt for some of its 256 codes; LENGTH_TABLE of BM25Similarity.
KEPT = [(0, 0), (1, 1), (39, 39), (40, 40), (41, 40), (42, 42), (55, 54), (56, 56), (59, 56)]
LONG = [(60, 60), (87, 84), (88, 88), (95, 88), (177, 168), (1000, 984), (100_000, 98_328)]


@pytest.mark.parametrize(("length", "kept"), KEPT + LONG)
def test_a_byte_keeps_the_first_digits(length: int, kept: int) -> None:
    assert kept_length(length) == kept


def test_whole_columns_are_kept_alike() -> None:
    lengths = np.arange(0, 300_000, 7, dtype=np.float64)
    assert _kept_lengths(lengths).tolist() == [kept_length(int(length)) for length in lengths]
