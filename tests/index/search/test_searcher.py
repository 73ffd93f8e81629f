"""The whole flow on a small archive: what each way of asking finds, and what is told of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.article import Article
from index import indexing
from index.engine import Filters
from index.search.json_answers import as_json
from index.search.models import Request
from index.search.open import Archive
from tests.factories import archive_in, article
from tests.newsroom import SEARCH_ARTICLES

EVERY_ID = {article.id for article in SEARCH_ARTICLES}

# query, the ids that are found, reason
FOUND: tuple[tuple[str, set[str], str], ...] = (
    ("Lavrov", {"lavrov-1", "lavrov-2"}, "by its sound, both spellings"),
    ("लावरोव", {"lavrov-1", "lavrov-2"}, "the other spelling too"),
    ("=लावरोव", {"lavrov-1"}, "only this spelling"),
    ("Wonsan", {"lavrov-1", "lavrov-2"}, "वोनसान and वॉनसान"),
    ("जरूर", {"match", "report"}, "with nukta and without"),
    ("=ज़रूर", {"match"}, "only with nukta"),
    ("लड़का", {"match", "report"}, "all forms of a word"),
    ("लड़की", set(), "and no other word that begins like it"),
    ('"विदेश मंत्री"', {"lavrov-1"}, "next to each other, in this order"),
    ('"videsh mantri"', {"lavrov-1"}, "a phrase in Latin letters"),
    ("लावरोव -वोनसान", set(), "both spellings of what is excluded are"),
    ("लावरोव -चेतावनी", {"lavrov-1"}, "without a word"),
    ("कोहली OR कोरिया", {"match", "korea"}, "either"),
    ("कोहली या कोरिया", {"match", "korea"}, "either, in Hindi"),
    ("title:लावरोव", {"lavrov-1"}, "in the title"),
    ("title:मैच", {"match"}, "not where it stands in the body alone"),
    ("लाव*", {"lavrov-1", "lavrov-2"}, "words that begin so"),
    ("TASS", {"lavrov-2"}, "a Latin word of the text"),
    ("tass", {"lavrov-2"}, "whatever its case"),
    ("North Korea", {"korea"}, "a name that is not spelled by sound"),
    ("uttar korea", {"korea"}, "Hindi in Latin letters"),
    ("source:जनवाणी", {"lavrov-1", "minister"}, "a filter alone"),
    ("source:janvani मंत्री", {"lavrov-1", "minister"}, "an outlet in Latin letters"),
    ("author:manisha", {"lavrov-1"}, "a part of the author's name"),
    ("category:खेल मैच", {"match", "report"}, "a category"),
    ("after:2025-07-13", {"lavrov-2"}, "from that day on"),
    ("before:2024", {"minister"}, "before that year; undated ones are in no span"),
    ("मंत्री after:2025 before:2025-07-13", {"lavrov-1"}, "between two days"),
    ("-मंत्री category:दुनिया", {"korea"}, "only what it must not have, and a filter"),
    ("source:nobody मंत्री", set(), "a name that fits no outlet"),
    ("!!! ???", set(), "no word at all"),
    ("", set(), "nothing"),
    ("मौसम कोरिया", {"report", "korea"}, "no article has both: those with most"),
    ('"विदेश मंत्री" कोरिया', {"lavrov-1"}, "a phrase is in every article, other words in most"),
    ("रूस AND वोनसान", {"lavrov-1", "lavrov-2"}, "and"),
    ("लावरोव NOT चेतावनी", {"lavrov-1"}, "not"),
    ("लावरोव –चेतावनी", {"lavrov-1"}, "a dash before a word"),
    ('मंत्री -"North Korea"', {"lavrov-1", "lavrov-2", "minister", "minister-copy"}, "no name"),
    ('चेतावनी "सर्गेई लाव*"', {"lavrov-1"}, "words that begin so, in a phrase"),
    ("lavr*", {"lavrov-1", "lavrov-2"}, "words that begin so by sound"),
    ("जरू*", {"match", "report"}, "words that begin so but for the nukta"),
    ('मिसाइल "मैच कोरिया"', {"korea", "match", "report"}, "a phrase that is nowhere, as words"),
    ('"रूस मिसाइल"', {"korea", "lavrov-1", "lavrov-2"}, "and so if it is all that is asked"),
    ('="रूस मिसाइल"', set(), "not if this very spelling is asked for"),
    ('कोरिया -"रूस मिसाइल"', {"korea"}, "nor if it is excluded"),
    ('"रूस मिसाइल" OR कोहली', {"match"}, "nor where another word may stand for it"),
    ("site:जनवाणी संसद", {"minister", "minister-copy"}, "words stay"),
    ("=लावरोव कोरिया", {"lavrov-1"}, "and so is a spelling asked for"),
    ('"विदेश मंत्री" =लावरोफ़', set(), "of what was asked for with a sign nothing is left out"),
    (
        "ka ki ke par",
        {each.id for each in SEARCH_ARTICLES},
        "stop words alone: each text has one of them",
    ),
    ("ka ki ke par मौसम", {"report"}, "beside another word they decide nothing"),
    ("मे नही मौसम", {"report"}, "nor without their anusvara"),
    ("toh bahot मौसम", {"report"}, "nor as they are typed in a hurry"),
)


@pytest.mark.parametrize(("query", "ids", "_reason"), FOUND, ids=[row[0] for row in FOUND])
def test_what_a_query_finds(opened: Archive, query: str, ids: set[str], _reason: str) -> None:
    found = opened.searcher.search(Request(query))
    page = [result.article for result in found.results]
    page += [copy for result in found.results for copy in result.copies]
    assert {article.id for article in page} == ids
    assert found.total == len(ids)


def test_the_spelling_that_was_typed_comes_first(opened: Archive) -> None:
    for query, first in (("ज़रूर", "match"), ("जरूर", "report"), ("लावरोफ़", "lavrov-2")):
        assert opened.searcher.search(Request(query)).results[0].article.id == first


def test_a_word_tells_what_it_was_matched_with(opened: Archive) -> None:
    (word,) = opened.searcher.search(Request("Lavrov")).words
    assert (word.word, word.matched[0].term) == ("Lavrov", "लावरोव")
    assert (word.matched[0].why, word.matched[0].articles) == ("sound", 1)
    name, *_ = opened.searcher.search(Request("North Korea")).words
    assert (name.word, name.matched[0].term, name.matched[0].why) == (
        "North Korea", "उत्तर कोरिया", "name",
    )  # fmt: skip


def test_what_was_searched_otherwise_than_typed_is_said(opened: Archive) -> None:
    def notes(query: str) -> list[tuple[str, ...]]:
        return [(n.kind, *n.values) for n in opened.searcher.search(Request(query)).notes]

    assert notes('मिसाइल "मैच कोरिया"') == [("phrase_as_words", "मैच कोरिया")]
    assert notes('"विदेश मंत्री"') == notes('-"मैच कोरिया"') == notes('="मैच कोरिया"') == []
    assert notes("लावरोव —चेतावनी") == [("dash_excludes", "—", "चेतावनी")]
    assert notes("रूस intitle:लावरोव") == [("other_field", "intitle", "title")]


def test_a_term_that_is_switched_off_finds_nothing(opened: Archive) -> None:
    found = opened.searcher.search(Request("Lavrov", off=("लावरोफ़",)))
    assert [result.article.id for result in found.results] == ["lavrov-1"]
    (word,) = found.words
    assert [match.term for match in word.off] == ["लावरोफ़"]


def test_exact_searches_only_what_was_typed(opened: Archive) -> None:
    assert opened.searcher.search(Request("Lavrov", exact=True)).total == 0
    assert opened.searcher.search(Request("लावरोव", exact=True)).total == 1


def test_copies_stand_together(opened: Archive) -> None:
    found = opened.searcher.search(Request("संसद"))
    (result,) = found.results
    assert {result.article.id, *(copy.id for copy in result.copies)} == {
        "minister", "minister-copy",
    }  # fmt: skip
    assert found.total == 2


def test_orders_pages_filters_and_counts(opened: Archive) -> None:
    newest = opened.searcher.search(Request("मंत्री", order="newest", limit=2))
    assert [result.article.id for result in newest.results] == ["lavrov-2", "lavrov-1"]
    rest = opened.searcher.search(Request("मंत्री", order="newest", limit=2, page=2))
    found = {a.id for r in rest.results for a in (r.article, *r.copies)}
    assert found == {"minister", "minister-copy"}
    filters = Filters.of(source=("देशबंधु",), since=date(2025, 1, 1))
    assert opened.searcher.search(Request("मंत्री", filters=filters)).total == 1
    counts = newest.facets
    assert dict(counts["source"]) == {"जनवाणी": 2, "देशबंधु": 2}
    assert dict(counts["month"]) == {"2025-07": 2, "2023-12": 1}


def test_marks_cover_every_variant(opened: Archive) -> None:
    found = opened.searcher.search(Request("Lavrov Wonsan"))
    assert found.total == 2
    for result in found.results:
        text = result.snippet.text
        assert {text[start:end] for start, end in result.snippet.marks} >= (
            {"लावरोव", "वोनसान"} if result.article.id == "lavrov-1" else {"लावरोफ़", "वॉनसान"}
        )


PIECES = """लावरोव Lavrov रूस OR AND NOT या & J&K 5G जी-20 12/07/2025 26 january मई ₹500 50% - – — *
" ‘ ’ ( ) = title: site: source: #FarmersProtest @lavrovminister %E0%A4%B0 &lt; مودی মোদী ykojkso
vid लाव""".split()
pieces = st.lists(st.sampled_from([*PIECES, " ", " "]), max_size=14).map("".join)


@given(st.text(max_size=60) | pieces)
def test_any_string_gives_an_answer(opened: Archive, text: str) -> None:
    found = opened.searcher.search(Request(text))
    as_json(found)
    for result in found.results:
        last = 0
        for start, end in result.snippet.marks:
            assert last <= start < end <= len(result.snippet.text)
            last = end


def test_the_words_follow_the_archive(opened: Archive) -> None:
    fresh = Article("new", "खार्किव में बिजली घर के पास धमाका हुआ।")
    try:
        opened.store.put([fresh])
        indexing.catch_up(opened.store, opened.engine)
        found = opened.searcher.search(Request("Kharkiv"))
        assert [result.article.id for result in found.results] == ["new"]
    finally:
        opened.store.delete(["new"])
        indexing.catch_up(opened.store, opened.engine)
    assert opened.searcher.search(replace(Request("खार्किव"), exact=True)).total == 0


# typed, offered, reason
MISTYPED = (
    ("Lavorv", "लावरोव", "letters swapped, in Latin"),
    ("संसदद", "संसद", "a letter too many"),
    ("मंतरी झठढथझठ", "", "nothing is offered that finds no more"),
    ("प्रधानमत्री", "प्रधानमंत्री", "a sign forgotten, in Devanagari"),
)


@pytest.mark.parametrize(("typed", "offered", "_reason"), MISTYPED)
def test_a_mistyped_word_is_found_or_put_right(
    opened: Archive, typed: str, offered: str, _reason: str
) -> None:
    found = opened.searcher.search(Request(typed))
    terms = {match.term for word in found.words for match in word.matched}
    assert offered in {*terms, found.did_you_mean}


def test_nothing_is_offered_for_what_finds_enough(opened: Archive) -> None:
    assert opened.searcher.search(Request("मंत्री")).did_you_mean == ""
    assert opened.searcher.search(Request("Lavorv", exact=True)).did_you_mean == ""


def test_the_form_that_was_typed_stands_first_where_it_fills_a_page(tmp_path: Path) -> None:
    others = [article(id=f"gend/{n}", title="गेंद", body="गेंद गेंद गेंद।") for n in range(20)]
    own = [
        article(id=f"ball/{n}", title="खेल", body=f"{'मैदान की बात। ' * 30} बॉल।") for n in range(12)
    ]
    with archive_in(tmp_path, [*others, *own]) as opened:
        found = opened.searcher.search(Request("बॉल", limit=32))
        assert found.total == 32
        every = [
            one.id.partition("/")[0]
            for each in found.results
            for one in (each.article, *each.copies)
        ]
        assert every == ["ball"] * 12 + ["gend"] * 20


def test_equivalents_find_the_same_by_all_their_forms_and_spellings(tmp_path: Path) -> None:
    texts = {
        "week": "एक सप्ताह बीता।",
        "oblique": "अगले हफ्ते मिलेंगे।",
        "singular": "एक हफ्ता हुआ।",
        "again": "हर हफ्ते छुट्टी है।",
        "quarantine": "वह क्वारंटाइन में है।",
        "spelled": "वह क्वारेंटाइन में रहा।",
        "other": "वह क्वारंटीन में था।",
    }
    with archive_in(
        tmp_path, [article(id=k, title="", body=v) for k, v in texts.items()]
    ) as opened:

        def found(query: str) -> set[str]:
            return {one.article.id for one in opened.searcher.search(Request(query)).results}

        assert found("सप्ताह") == found("हफ्ता") == {"week", "oblique", "singular", "again"}
        assert found("क्वारंटीन") == found("क्वारंटाइन") == {"quarantine", "spelled", "other"}


def test_beginnings_in_a_quotation_make_no_other_word(tmp_path: Path) -> None:
    texts = {"name": "प्रमोद ने कहा।", "phrase": "प्रधानमंत्री मोदी ने कहा।", "other": "मोदी गए।"}
    articles = [article(id=name, title="", body=text) for name, text in texts.items()]
    with archive_in(tmp_path, articles) as opened:
        for query in ('"प्र* मोदी"', '"प्र*मंत्री मोदी"'):
            found = opened.searcher.search(Request(query)).results
            assert [one.article.id for one in found] == ["phrase"], query


def test_a_snippet_does_not_repeat_the_title_above_it(tmp_path: Path) -> None:
    sentence = "पटना में बाढ़ का पानी घटा और राहत शिविर अब भी खुले हैं"
    further = "प्रशासन ने कहा कि बाढ़ से घिरे लोग दो दिन में घर लौट सकेंगे और स्कूल खुलेंगे। " * 3
    made = Article("made", f"{sentence}। {further}", sentence, titled_by="text")
    with archive_in(tmp_path / "made", [made]) as archive:
        (found,) = archive.searcher.search(Request("बाढ़")).results
    assert found.title.text == sentence
    assert found.snippet.text.startswith("प्रशासन")
    marked = {found.snippet.text[start:end] for start, end in found.snippet.marks}
    assert marked == {"बाढ़"}
    # Below a headline of its own the text begins where it begins.
    with archive_in(
        tmp_path / "given", [replace(made, title="बाढ़ घटी", titled_by="source")]
    ) as archive:
        (found,) = archive.searcher.search(Request("बाढ़")).results
    assert found.snippet.text.startswith("पटना")
