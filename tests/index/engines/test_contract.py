"""What every engine does alike, case by case. ``test_against_a_scan`` makes up cases of its own."""

from dataclasses import replace
from datetime import date

import pytest

from index.engine import (
    AllOf,
    AnyOf,
    Checkpoint,
    DisMax,
    Engine,
    Filters,
    Not,
    Order,
    Phrase,
    Scope,
    SearchRequest,
    Term,
)
from index.fields import Facet
from tests.index.engines.corpus import DOCUMENTS, ask, document, fill, found, terms


@pytest.fixture(autouse=True)
def filled(engine: Engine) -> None:
    fill(engine, DOCUMENTS, seq=5)


def test_a_term_finds_its_documents_in_title_and_body(engine: Engine) -> None:
    assert sorted(found(engine, Term("लाव"))) == ["a", "b", "c"]
    assert found(engine, Term("मंत्र")) == ["a"]
    assert found(engine, Term("लावा")) == []


def test_where_looks_in_titles_alone_or_at_exact_forms(engine: Engine) -> None:
    assert found(engine, Term("चीन", scope=Scope.TITLE)) == ["b"]
    assert found(engine, Term("लाव", scope=Scope.TITLE)) == []
    fill(engine, [document("p", "लाव", exact="लावरोव"), document("q", "लाव", exact="लाव्रोव")])
    assert found(engine, Term("लाव", "लाव्रोव", scope=Scope.EXACT)) == ["q"]
    assert found(engine, Term("और", "लावरोव", scope=Scope.EXACT)) == ["p"]
    assert found(engine, Term("लाव", "लाव", scope=Scope.EXACT)) == []


def test_the_exact_form_comes_first(engine: Engine) -> None:
    fill(engine, [document(id_, "लाव", exact=form) for id_, form in (("p", "अ"), ("q", "आ"))])
    assert found(engine, Term("लाव", "अ")) == ["p", "q"]
    assert found(engine, Term("लाव", "आ")) == ["q", "p"]


def test_one_letter_words_are_words(engine: Engine) -> None:
    assert found(engine, Term("न")) == found(engine, Term("व")) == ["e"]


def test_devanagari_is_never_cut(engine: Engine) -> None:
    long = "क्षि" * 15
    fill(engine, [document("p", f"{long} हिंदी"), document("q", "ह द"), document("r", "क")])
    assert found(engine, Term(long)) == ["p"]
    assert found(engine, Term("हिंदी")) == ["p"]
    assert found(engine, Term("हिंद")) == []


def test_all_of_wants_every_clause_and_should_only_adds(engine: Engine) -> None:
    assert sorted(found(engine, AllOf(terms("लाव वोन")))) == ["a", "c"]
    assert found(engine, AllOf(terms("लाव किसान"))) == []
    assert found(engine, AllOf(terms("लाव"), terms("जा किसान")))[0] == "b"
    assert found(engine, AllOf()) == ["a", "b", "c", "d", "e"]


def test_any_of_wants_at_least_so_many(engine: Engine) -> None:
    words = terms("लाव वोन तट")
    assert sorted(found(engine, AnyOf(words))) == ["a", "b", "c"]
    assert sorted(found(engine, AnyOf(words, min_should_match=2))) == ["a", "c"]
    assert found(engine, AnyOf(words, min_should_match=3)) == ["c"]
    assert found(engine, AnyOf(words, min_should_match=4)) == found(engine, AnyOf(())) == []


def test_variants_of_a_word_are_one_concept(engine: Engine) -> None:
    texts = {"p": "लावरोव", "q": "लावरव", "r": "लावरोव लावरव", "s": "और"}
    fill(engine, [document(id_, f"{text} शब्द") for id_, text in texts.items()])
    variants = Term("लावरोव"), Term("लावरव", weight=0.5)
    scores = {hit.id: hit.score for hit in ask(engine, DisMax(variants)).hits}
    assert set(scores) == {"p", "q", "r"}
    # One frequency for all, so that the rarer spelling is not worth more than its weight.
    assert scores["q"] == pytest.approx(scores["p"] / 2, rel=1e-4)
    assert scores["r"] < scores["p"]


def test_not_keeps_its_matches_out_and_scores_nothing(engine: Engine) -> None:
    assert sorted(found(engine, AllOf((Term("लाव"), Not(Term("चीन")))))) == ["a", "c"]
    assert found(engine, Not(Term("लाव"))) == ["d", "e"]
    assert found(engine, Not(AllOf())) == []
    assert found(engine, Not(Not(Term("किसान")))) == ["d"]
    assert {hit.score for hit in ask(engine, Not(Term("लाव"))).hits} == {0.0}


def test_what_does_not_match_gives_no_score(engine: Engine) -> None:
    alone = ask(engine, Term("जा")).hits[0].score
    half = AnyOf((AllOf(terms("लाव किसान")), Term("जा")))
    assert ask(engine, half).hits[0].score == pytest.approx(alone)


@pytest.mark.parametrize(
    ("words", "slop", "expected"),
    [
        ("क ख", 0, ["1", "3"]),
        ("ख क", 0, ["2"]),
        ("क ग", 0, []),
        ("क ग", 1, ["1"]),
        ("क ख ग", 0, ["1"]),
        ("क ख ग", 1, ["1", "3"]),
        ("ख ग", 99_999_999, ["1", "3"]),
        ("क क", 0, []),
        ("क", 0, ["1", "2", "3"]),
    ],
)
def test_phrases_keep_order_and_slop(
    engine: Engine, words: str, slop: int, expected: list[str]
) -> None:
    # Of the two ख in 3 the farther one is the way on to ग.
    fill(engine, [document("1", "क ख ग"), document("2", "ख क"), document("3", "घ क ख ख च ग")])
    phrase = Phrase(tuple((word,) for word in words.split()), slop)
    assert sorted(found(engine, phrase)) == expected


def test_a_phrase_takes_alternatives_and_stays_in_its_field(engine: Engine) -> None:
    fill(engine, [document("1", "अ ख"), document("2", "आ ख"), document("3", "ख", "अ")])
    either = Phrase((("अ", "आ"), ("ख",)))
    assert found(engine, either) == ["1", "2"]
    assert found(engine, Phrase((("अ",), ("ख",)), scope=Scope.TITLE)) == []
    assert found(engine, Phrase((("अ",), ()))) == found(engine, Phrase(())) == []


def test_filters_narrow_and_are_not_scored(engine: Engine) -> None:
    def only(filters: Filters) -> list[str]:
        return found(engine, AllOf(), filters)

    assert only(Filters.of(source=("x",))) == ["a", "b"]
    assert only(Filters.of(source=("x", "y"), author=("m",))) == ["b", "d"]
    assert only(Filters.of(category=("w",))) == ["c", "e"]
    assert only(Filters.of(source=("z",))) == []
    assert only(Filters(since=date(2025, 7, 12), until=date(2025, 7, 14))) == ["a", "b"]
    assert only(Filters(until=date(2025, 7, 12))) == ["a", "c"]
    assert only(Filters(since=date(2025, 7, 13))) == ["b", "e"]
    assert only(Filters.of(not_source=("x",))) == ["c", "d", "e"]
    assert only(Filters.of(source=("x", "y"), not_author=("m",))) == ["a", "c"]
    assert only(Filters.of(not_source=("z", "\ud800"))) == ["a", "b", "c", "d", "e"]
    assert only(Filters(undated=True)) == ["d"]
    assert only(Filters(undated=True, since=date(2025, 7, 13))) == ["b", "d", "e"]
    year, day = (date(2025, 1, 1), date(2025, 12, 31)), (date(2025, 7, 12),) * 2
    assert only(Filters(periods=(year,), until=date(2025, 7, 12))) == ["a"]
    assert only(Filters(periods=(year,), since=date(2026, 1, 1))) == []
    assert only(Filters(periods=(day, day), undated=True)) == ["a", "d"]


def test_orders_put_undated_documents_last_and_ties_by_id(engine: Engine) -> None:
    assert found(engine, AllOf(), order="newest") == ["e", "b", "a", "c", "d"]
    assert found(engine, AllOf(), order="oldest") == ["c", "a", "b", "e", "d"]
    day = "2025-01-01"
    fill(engine, [document(id_, "क", published=day) for id_ in ("z", "B", "ा", "b", "10", "9")])
    for order in ("relevance", "newest", "oldest"):
        assert found(engine, Term("क"), order=order) == ["10", "9", "B", "b", "z", "ा"]


def test_arrivals_order_whatever_the_day_and_stand_in_for_when(engine: Engine) -> None:
    when = {"c": 3, "d": 9, "a": 12, "e": 70, "b": 1 << 40}
    fill(engine, [replace(each, arrived=when[each.id]) for each in DOCUMENTS])
    order: Order = "arrived"
    assert found(engine, order=order) == ["b", "e", "a", "d", "c"]
    assert found(engine, Term("लाव"), order=order) == ["b", "a", "c"]
    assert [hit.id for hit in ask(engine, order=order, offset=1, limit=2).hits] == ["e", "a"]
    assert ask(engine, Term("लाव"), order=order).hits[0].score > 0
    since = {number: found(engine, filters=Filters(arrived_since=number)) for number in (0, 12, 70)}
    assert since == {0: ["a", "b", "c", "d", "e"], 12: ["b", "e"], 70: ["b"]}
    assert found(engine, filters=Filters(arrived_since=10**15)) == []
    of_a_source = Filters.of(source=("x",), arrived_since=11)
    assert found(engine, filters=of_a_source, order=order) == ["b", "a"]
    # One that is changed keeps its number, one that is new goes first.
    changed = replace(DOCUMENTS[2], title="बदल", arrived=3)
    new = document("f", "नया लाव")
    engine.apply([changed, replace(new, arrived=1 << 41)], ["b"], Checkpoint("test", 2))
    assert found(engine, order=order) == ["f", "e", "a", "d", "c"]
    assert found(engine, filters=Filters(arrived_since=70), order=order) == ["f"]


def test_counts_are_of_all_that_is_found(engine: Engine) -> None:
    facets: tuple[Facet, ...] = ("source", "author", "category", "year", "month", "day")
    hits = engine.search(SearchRequest(Term("लाव"), limit=1, facets=facets))
    assert (hits.total, len(hits.hits)) == (3, 1)
    assert hits.facets == {
        "source": (("x", 2), ("y", 1)),
        "author": (("m", 1),),
        "category": (("w", 1),),
        "year": (("2025", 2), ("2024", 1)),
        "month": (("2025-07", 2), ("2024-01", 1)),
        "day": (("2024-01-31", 1), ("2025-07-12", 1), ("2025-07-14", 1)),
    }


def test_pages_are_parts_of_one_list(engine: Engine) -> None:
    pages = [ask(engine, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [[hit.id for hit in page.hits] for page in pages] == [["a", "b"], ["c", "d"], ["e"], []]
    assert {page.total for page in pages} == {5}
    assert ask(engine, limit=0).total == 5


@pytest.mark.parametrize("word", ["", "\0", "\ud800", "क" * 100_000, "a b", "*"])
def test_no_term_is_an_error(engine: Engine, word: str) -> None:
    for scope in Scope:
        assert found(engine, Term(word, word, scope=scope)) == []
    assert found(engine, Phrase(((word, "लाव"), (word,)))) == []


def test_the_end_of_a_closed_engine_is_not_the_end_of_the_index(engine: Engine) -> None:
    engine.close()
    assert ask(engine).total == 5
    engine.close()
