"""What words stand for is remembered, and never beyond a change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import indexing
from index.documents import document
from index.engine import Checkpoint
from index.query.parser import parse
from index.search.expansion import Expansion
from index.search.models import Request
from index.search.open import Archive
from index.search.word_cache import WordCache
from tests.factories import archive_in
from tests.newsroom import SEARCH_ARTICLES


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Archive]:
    """An archive that may be changed."""
    with archive_in(tmp_path, SEARCH_ARTICLES) as opened:
        yield opened


def test_words_are_remembered_until_they_or_the_index_change(opened: Archive) -> None:
    words = WordCache(opened.store, opened.engine)
    (group,) = parse("Lavrov").required

    def expansion(*off: str) -> Expansion:
        return words.expander(opened.generation(), off).expand(group[0])

    before = expansion()
    assert expansion() is before
    assert expansion("लावरोव") is not before
    # A rebuild puts the words in place before the index, or the other way round.
    checkpoint = opened.engine.checkpoint()
    assert checkpoint
    opened.engine.apply(
        [document(SEARCH_ARTICLES[0])], [], Checkpoint(checkpoint.analysis, checkpoint.seq + 1)
    )
    after = expansion()
    assert after is not before
    opened.store.replace_words([("लावरोव", "lAvarova", 1)], "others", 0)
    assert expansion() is not after


def test_a_name_is_searched_as_soon_as_an_article_has_it(opened: Archive) -> None:
    opened.store.delete(["korea"])
    indexing.catch_up(opened.store, opened.engine)
    assert opened.searcher.search(Request("north korea")).total == 0
    opened.store.put([each for each in SEARCH_ARTICLES if each.id == "korea"])
    indexing.catch_up(opened.store, opened.engine)
    results = opened.searcher.search(Request("north korea"))
    assert [result.article.id for result in results.results] == ["korea"]
    assert [match.why for match in results.words[0].matched] == ["name"]
