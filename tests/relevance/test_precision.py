"""Floors for the precision of first pages: articles shown that are right."""

from pathlib import Path

import pytest

from tests.realnews import RealNews
from tests.relevance.precision import pages, precision, sets

# Measured: 0.980 and 0.975; issue 4 asks for 0.97.
FLOOR = 0.97

pytestmark = pytest.mark.quality


def test_a_variant_does_not_flood_the_page(shared: Path, realnews: RealNews) -> None:
    opened = realnews.opened
    for name, queries in sets(shared, opened.words.lexicon()).items():
        found = list(pages(opened.searcher, queries))
        assert precision(found) >= FLOOR, name
        assert sum(page.shown > len(page.misses) for page in found) >= 0.94 * len(found), name
