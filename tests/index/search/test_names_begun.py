"""Names typed short, over a small archive."""

from collections.abc import Iterator

import pytest

from archive.article import Article
from index.search.models import Request
from index.search.open import Archive
from tests.factories import archive_in

NAME = "हरीश भट्टाचार्य ने कहा"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    articles = [Article(f"name/{n}", f"{NAME} कि सब ठीक है।", f"खबर {n}") for n in range(30)]
    articles += [Article(f"word/{n}", "सड़क पर भट्टी जली।", f"आग {n}") for n in range(30)]
    articles += [Article("one", "हरीश भट आए।", "एक")]
    with archive_in(tmp_path_factory.mktemp("names"), articles) as opened:
        yield opened


def first(opened: Archive, query: str) -> tuple[str, int]:
    results = opened.searcher.search(Request(query))
    return results.words[-1].matched[0].term, results.total


@pytest.mark.parametrize("query", ["हरीश भट्टा", "Harish Bhatta", "harish bhatt"])
def test_a_name_typed_short_is_the_name_that_follows(opened: Archive, query: str) -> None:
    term, total = first(opened, query)
    assert term == "भट्टाचार्य"
    assert total >= 30


def test_a_word_by_itself_begins_no_name(opened: Archive) -> None:
    assert first(opened, "भट्टी")[0] == "भट्टी"
    assert first(opened, "हरीश भट्टी")[0] == "भट्टी"


def test_the_name_can_be_switched_off(opened: Archive) -> None:
    results = opened.searcher.search(Request("हरीश भट्टा", off=("भट्टाचार्य",)))
    assert [variant.term for variant in results.words[-1].off] == ["भट्टाचार्य"]
    assert results.with_all < 30
