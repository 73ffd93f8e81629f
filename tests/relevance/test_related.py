"""Floors for the same story elsewhere, on the dated real news and on articles judged by reading."""

from pathlib import Path

import pytest

from index.search.related import related_articles
from tests.relevance.related import build, days, judgements, plain, quality, seeds_agree

# Measured on Tantivy: 0.940 of 133 pairs within seven days; precision 0.75 and 0.636,
# where the plain method has 0.145 and 0.153.
pytestmark = pytest.mark.quality


@pytest.mark.parametrize("engine", ["tantivy", pytest.param("whoosh", marks=pytest.mark.by_hand)])
def test_what_is_listed_is_the_same_story(shared: Path, tmp_path: Path, engine: str) -> None:
    archive, seeds = build(shared, tmp_path, f"{engine}:{tmp_path / 'index'}")
    dated = [article for article in archive.store.articles() if article.published]
    found = days(archive, related_articles, dated)
    assert found.share >= 0.9
    assert found.listing >= 0.04 * found.articles
    halves = [quality(archive, related_articles, judgements(half)) for half in (1, 2)]
    assert min(half.precision for half in halves) >= 0.5
    assert sum(half.right for half in halves) >= 10
    assert quality(archive, plain, judgements(2)).precision < 0.3
    assert seeds_agree(archive, related_articles, seeds)
    archive.close()
