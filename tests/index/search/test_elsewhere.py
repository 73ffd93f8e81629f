"""Where else the text of an article stands, in the whole archive."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.article import Article
from index import indexing
from index.search.elsewhere import Copies, copies_elsewhere
from index.search.open import Archive
from tests.factories import archive_in
from tests.index.search.test_copies import OTHER, RETOLD, STORY
from tests.newsroom import FLOODS

SAME = replace(STORY, id="same", body=STORY.body.replace("। ", ",\n"), published=date(2025, 5, 1))
UNDATED = replace(RETOLD, id="undated", body=RETOLD.body[:-20], published=None)
INSIDE = replace(
    STORY,
    id="inside",
    body=" ".join(each.body for each in FLOODS) * 3 + STORY.body + OTHER.body,
    published=date(2025, 4, 1),
)
FORECAST = Article("forecast", "कल आसमान साफ़ रहेगा और दिन में तेज़ धूप निकलेगी।")
NEXT_FORECAST = Article("next", "कल आसमान साफ़ रहेगा और दिन में हल्की धूप निकलेगी।")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    every = [STORY, UNDATED, RETOLD, SAME, INSIDE, OTHER, FORECAST, NEXT_FORECAST, *FLOODS]
    with archive_in(tmp_path, every) as archive:
        yield archive


def ids(found: Copies) -> tuple[list[str], list[str]]:
    return [one.id for one in found.copies], [one.id for one in found.near_copies]


def test_copies_and_near_copies_the_earliest_first(archive: Archive) -> None:
    assert ids(copies_elsewhere(archive, STORY)) == (["same"], ["inside", "b", "undated"])
    # Seen from the long text as well, of which the story is a small part.
    assert "a" in ids(copies_elsewhere(archive, INSIDE))[1]


def test_what_is_deleted_or_has_another_text_is_none(archive: Archive) -> None:
    archive.store.put([replace(RETOLD, body=OTHER.body[::-1])])
    archive.store.delete(["same"])
    # At once, though the index does not know of it yet.
    assert ids(copies_elsewhere(archive, STORY)) == ([], ["inside", "undated"])
    indexing.catch_up(archive.store, archive.engine)
    assert ids(copies_elsewhere(archive, STORY)) == ([], ["inside", "undated"])


def test_short_texts_are_alike_by_chance(archive: Archive) -> None:
    assert copies_elsewhere(archive, FORECAST) == Copies()
    assert copies_elsewhere(archive, Article("few", "बारिश हुई।")) == Copies()
