"""Floors for English queries and for words that mean the same, on all the real news."""

import pytest

from tests.realnews import RealNews
from tests.relevance.meaning import english, equivalents, one_right, right_of_ten

# Measured: 1.000 and 0.903 on the odd queries, which the tables were mended with, 0.977 and 0.869
# on the even ones, which were only measured. Pinned a little below.
ONE_RIGHT = {"odd": 0.98, "even": 0.955}
RIGHT_OF_TEN = {"odd": 0.88, "even": 0.85}
MISSED = 0.1
"""The share of a group's articles that its worst word may miss."""
WORSE_GROUPS = {"odd": 0, "even": 2}
"""Of 79 each; even: पाक (mostly no Pakistan) and डॉक्टर (which finds the title डॉ. too)."""

pytestmark = pytest.mark.quality


@pytest.mark.parametrize("half", ["odd", "even"])
def test_english_queries_find_right_articles(realnews: RealNews, half: str) -> None:
    found = list(english(realnews.opened, half))
    wrong = [each for each in found if not each.right]
    assert one_right(found) >= ONE_RIGHT[half], wrong
    assert right_of_ten(found) >= RIGHT_OF_TEN[half]


@pytest.mark.parametrize("half", ["odd", "even"])
def test_words_that_mean_the_same_find_the_same(realnews: RealNews, half: str) -> None:
    worse = [group for group in equivalents(realnews.opened, half) if group.missed > MISSED]
    assert len(worse) <= WORSE_GROUPS[half], worse
