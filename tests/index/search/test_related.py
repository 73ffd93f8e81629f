"""The same story elsewhere, in the sample and among all the real news."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.article import Article, DateOrigin
from index import indexing
from index.search.open import Archive
from index.search.related import related_articles
from tests.factories import archive_in, sample_archive
from tests.newsroom import FLOODS
from tests.realnews import RealNews

BRIDGE = Article(
    "bridge",
    "मलियाबाद में गोमती का नया पुल सोमवार को टूट गया। ठेकेदार रघुवीर टमटा पर मुक़दमा दर्ज हुआ।",
    "मलियाबाद का पुल टूटा",
    source="उत्तर पत्रिका",
    published=date(2024, 5, 6),
    dated_by="metadata",
)
SAME_BRIDGE = Article(
    "same-bridge",
    "गोमती पर बना मलियाबाद का पुल ढहा। ठेकेदार रघुवीर टमटा फ़रार, मुक़दमा दर्ज।",
    "मलियाबाद: पुल ढहा, ठेकेदार फ़रार",
    source="पूर्वी समाचार",
    published=date(2024, 5, 7),
    dated_by="metadata",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with archive_in(tmp_path_factory.mktemp("bridges"), [BRIDGE, SAME_BRIDGE, *FLOODS]) as archive:
        yield archive


def listed(archive: Archive, article: Article) -> list[str]:
    return [other.id for other in related_articles(archive, article)]


def test_each_seed_is_the_others_first(realnews: RealNews) -> None:
    for seed in realnews.seeds:
        article = realnews.opened.store.get(seed)
        assert article
        (other,) = realnews.seeds - {seed}
        assert related_articles(realnews.opened, article)[0].id == other


def test_the_tellings_of_the_sample_find_each_other(tmp_path: Path) -> None:
    with sample_archive(tmp_path) as opened:
        wonsan = [a for a in opened.store.articles() if "नसान" in a.title and "लावरो" in a.title]
        assert len(wonsan) == 3
        for article in wonsan:
            found = {other.id for other in related_articles(opened, article)}
            assert found == {other.id for other in wonsan} - {article.id}
        copy = Article("copy", wonsan[0].body + " ", "और शीर्षक", source="कोई और")
        opened.store.put([copy])
        indexing.catch_up(opened.store, opened.engine)
        assert "copy" not in {other.id for other in related_articles(opened, wonsan[0])}
        short = Article("short", "बहुत छोटा।")
        assert related_articles(opened, short) == ()


def test_a_series_is_not_one_story(archive: Archive) -> None:
    assert listed(archive, FLOODS[0]) == []
    assert listed(archive, BRIDGE) == ["same-bridge"]


@pytest.mark.parametrize(
    ("origin", "there"), [("metadata", False), ("url", False), ("text", True), ("none", True)]
)
def test_only_a_trusted_date_speaks_against_it(
    archive: Archive, origin: DateOrigin, there: bool
) -> None:
    day = None if origin == "none" else date(1996, 1, 1)
    body = f"{SAME_BRIDGE.body} गाँव वाले नाराज़ हैं।"
    retold = replace(SAME_BRIDGE, id="retold", body=body, published=day, dated_by=origin)
    assert ("bridge" in listed(archive, retold)) == there


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar(archive: Archive, day: date) -> None:
    assert "flood-1" not in listed(archive, replace(BRIDGE, id="edge", published=day))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=st.text(max_size=200), repeat=st.sampled_from([1, 2000]))
def test_any_article_is_answered(archive: Archive, body: str, repeat: int) -> None:
    assert listed(archive, Article("hostile", body * repeat, title=body * repeat)) == []
