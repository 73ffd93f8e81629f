"""What is found where too few articles have all the words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.article import Article
from index.search.models import Request, Results
from index.search.open import Archive
from tests.factories import archive_in


def test_too_few_with_all_words_is_said(opened: Archive) -> None:
    found = opened.searcher.search(Request("मौसम कोरिया"))
    assert (found.relaxed, found.with_all) == (True, 0)
    found = opened.searcher.search(Request("रूस मंत्री"))
    assert found.relaxed
    assert found.with_all == 2
    assert {result.article.id for result in found.results[:2]} == {"lavrov-1", "lavrov-2"}


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_what_has_all_the_words_comes_first_on_every_page(tmp_path: Path, engine: str) -> None:
    many = "बाढ़ से गाँव डूबे। " * 9
    one_word = [Article(f"one{n}", many, f"बाढ़ की ख़बर {n}", source="क") for n in range(7)]
    all_words = [
        Article(f"all{n}", f"{'मेले में लोग आए। ' * 40}घाट पर बाढ़ आई। {n}", source="ख")
        for n in range(3)
    ]
    others = [Article(f"other{n}", f"घाट {n} पर आरती हुई।", source="ग") for n in range(30)]
    articles = [*one_word, *all_words, *others]
    with archive_in(tmp_path, articles, ARCHIVE_ENGINE_URL=f"{engine}:{tmp_path}/it") as opened:
        asked = Request("बाढ़ घाट", limit=4)
        pages = [opened.searcher.search(replace(asked, page=page)) for page in range(1, 12)]
        whole = opened.searcher.export(asked, 100)
        ids = list(ranks(pages))
        place = opened.searcher.place(asked, *ids[3])
    assert {(page.total, page.with_all, page.relaxed) for page in pages} == {(40, 3, True)}
    assert len(ids) == len(set(ids)) == 40
    assert {id_ for id_, rank in ids[:3]} == {"all0", "all1", "all2"}
    assert [rank for _, rank in ids] == list(range(1, 41))
    assert [hit.id for hit in whole.hits.hits] == [id_ for id_, _ in ids]
    assert place
    assert (place.previous, place.next) == (ids[2][0], ids[4][0])
    assert pages[0].facets["source"] == tuple(Counter("ग" * 30 + "क" * 7 + "ख" * 3).items())


def ranks(pages: list[Results]) -> Iterator[tuple[str, int]]:
    """The articles of some pages of results, with their ranks."""
    for page in pages:
        yield from page.ranks.items()


def test_by_date_nothing_with_fewer_words_stands_above_what_has_all(opened: Archive) -> None:
    found = opened.searcher.search(Request("रूस मंत्री", order="newest"))
    assert (found.relaxed, found.total, found.with_all) == (False, 2, 2)


@pytest.mark.parametrize("query", ["", "source:nobody मंत्री"])
def test_what_asks_for_nothing_finds_nothing(opened: Archive, query: str) -> None:
    found = opened.searcher.search(Request(query))
    assert (found.relaxed, found.total) == (False, 0)


def test_all_words_of_a_whole_headline_are_in_some_long_article_by_chance(tmp_path: Path) -> None:
    headline = "बाढ़ घाट मेला आरती पुल"
    long = Article("long", "सुबह की ख़बरें। " * 200 + headline.replace(" ", " पर लोग आए। ") + " बंद।")
    meant = Article("meant", f"{headline.removesuffix(' पुल')} में भीड़।", headline.removesuffix(" पुल"))
    others = [Article(f"other{n}", f"पुल {n} बना।") for n in range(20)]
    with archive_in(tmp_path, [long, meant, *others]) as opened:
        found = opened.searcher.search(Request(headline))
        named = opened.searcher.search(Request("बाढ़ पुल"))
    assert found.with_all == named.with_all == 1
    assert [result.article.id for result in found.results[:2]] == ["meant", "long"]
    assert named.results[0].article.id == "long"
