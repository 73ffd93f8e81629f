"""What must hold on real input: both seeds among 16,901 real articles, however one types."""

import pytest

from index.search.models import Request
from tests.realnews import ARTICLES, RealNews

FIRST_PAGE = ("Lavrov", "lavrow", "लावरोव", "Sergei Lavrov", "Sergey Lavrov")
FIRST_TWO = ("Lavrov Wonsan", "लावरोव वॉनसान", "videsh mantri lavrov uttar korea")


def test_everything_went_in(realnews: RealNews) -> None:
    assert len(realnews.seeds) == 2
    assert realnews.opened.store.count() == ARTICLES


@pytest.mark.parametrize("query", [*FIRST_PAGE, *FIRST_TWO])
def test_both_seeds_are_on_the_first_page(realnews: RealNews, query: str) -> None:
    found = realnews.opened.searcher.search(Request(query))
    page = [result.article.id for result in found.results]
    assert realnews.seeds <= set(page)
    if query in FIRST_TWO:
        assert realnews.seeds == set(page[:2])


WORDS = {
    "Sergei": {"सर्गेई"}, "Sergey": {"सर्गेई"}, "Wonsan": {"वोनसान", "वॉनसान"},
    "Pyongyang": {"प्योंगयांग"}, "Putin": {"पुतिन"}, "Vladimir": {"व्लादिमीर"},
    "Korea": {"कोरिया"}, "America": {"अमेरिका"}, "videsh": {"विदेश"}, "mantri": {"मंत्री"},
    "chetavani": {"चेतावनी"}, "uttar": {"उत्तर"}, "pradhanmantri": {"प्रधानमंत्री"},
}  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_word_in_latin_letters_finds_its_word(realnews: RealNews, word: str) -> None:
    found = [
        variant.term
        for variant in realnews.opened.words.lexicon().find_variants(word, min_weight=0)
    ]
    assert WORDS[word] <= set(found[:3])


def test_every_result_shows_what_was_searched_for(realnews: RealNews) -> None:
    found = realnews.opened.searcher.search(Request("Sergei Lavrov"))
    assert len(found.results) == 10
    for result in found.results:
        marked = {result.snippet.text[start:end] for start, end in result.snippet.marks}
        assert any(word.startswith("लावरो") for word in marked)


@pytest.mark.parametrize("query", ["par", "ki", "hai", "के लिए", "की"])
def test_a_query_of_stop_words_still_answers(realnews: RealNews, query: str) -> None:
    assert realnews.opened.searcher.search(Request(query)).total > 0


def test_stop_words_in_latin_letters_do_not_narrow_a_search(realnews: RealNews) -> None:
    with_them = realnews.opened.searcher.search(Request("bharat ke pradhanmantri"))
    without = realnews.opened.searcher.search(Request("bharat pradhanmantri"))
    assert with_them.total == without.total
