"""What OpenSearch answers: scores by the rules, pages far back, many values, big queries."""

from datetime import date, timedelta

import pytest

from index.engine import (
    AllOf,
    Clause,
    DisMax,
    Document,
    Engine,
    Filters,
    Order,
    Phrase,
    Term,
    facet_counts,
)
from index.fields import Facet
from tests.index.engines.conftest import Make
from tests.index.engines.corpus import EVERYTHING, ask, document, fill, found
from tests.index.engines.scan import Scan
from tests.index.engines.tantivy.test_scores import CLAUSES, corpus

FACETS: tuple[Facet, ...] = ("source", "author", "day")


@pytest.fixture
def make(make_opensearch: Make) -> Make:
    return make_opensearch


MORE_CLAUSES = (
    *CLAUSES,
    Phrase((("w9", "nowhere"),), slop=2),
    Phrase((("w1", "w5"), ("w2", "w3", "nowhere")), weight=0.1),
)


def test_scores_are_those_of_the_rules(engine: Engine) -> None:
    documents = corpus()
    scan = Scan(documents)
    fill(engine, documents)
    for clause in MORE_CLAUSES:
        expected = {d.id: s for d in documents if (s := scan.score(clause, d)) is not None}
        hits = {hit.id: hit.score for hit in ask(engine, clause, limit=300).hits}
        assert len(hits) > 3
        assert hits == pytest.approx(expected, rel=1e-4, abs=1e-5)


def test_a_place_with_a_gap_counts_as_one_without(engine: Engine) -> None:
    fill(engine, [document("a", "क ख और"), document("b", "क और ख"), document("c", "और और क")])
    scores = {h.id: h.score for h in ask(engine, Phrase((("क",), ("ख",)), slop=1)).hits}
    assert scores["a"] == pytest.approx(scores["b"])
    assert set(scores) == {"a", "b"}


def test_phrases_of_many_words_and_gaps_find_their_places(engine: Engine) -> None:
    words = tuple((f"w{n}",) for n in range(12))
    text = " ".join(f"w{n} x x" for n in range(12))
    fill(engine, [document("a", text), document("b", text.replace("w7 x x", "w7 x x x"))])
    assert found(engine, Phrase(words, slop=2)) == ["a"]
    assert found(engine, Phrase(words, slop=3)) == ["a", "b"]
    assert found(engine, Phrase(words, slop=1)) == []


@pytest.mark.parametrize("order", ["relevance", "newest", "oldest"])
def test_pages_far_back_are_parts_of_the_same_list(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, order: Order
) -> None:
    day = date(2024, 1, 1)
    fill(
        engine,
        (
            Document(f"d{n}", "क", " ".join(["ख"] * (n % 7 + 1)), "", published=published)
            for n in range(60)
            for published in [day + timedelta(n % 5) if n % 6 else None]
        ),
    )
    whole = ask(engine, Term("ख"), order=order).hits
    monkeypatch.setattr("index.engines.opensearch.collector._WINDOW", 7)
    for offset in (0, 3, 7, 30, 59, 60, 1_000_000):
        hits = ask(engine, Term("ख"), order=order, offset=offset, limit=10)
        assert hits.hits == whole[offset : offset + 10]
        assert hits.total == 60


def test_the_farthest_page_that_can_be_asked_for(engine: Engine) -> None:
    fill(engine, [document(f"d{n}", "क") for n in range(12_000)])
    far = ask(engine, Term("क"), offset=11_990, limit=100)
    assert far.total == 12_000
    assert [hit.id for hit in far.hits] == sorted(f"d{n}" for n in range(12_000))[11_990:]
    assert ask(engine, Term("क"), offset=10_000 * 100, limit=100).hits == ()


def test_facets_of_many_values_are_complete(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = date(2020, 1, 1)
    documents = [document(f"d{n}", "क", source=f"s{n % 40}", author=f"m{n}") for n in range(100)]
    for number, one in enumerate(documents):
        object.__setattr__(one, "published", first + timedelta(number // 2))
    fill(engine, documents)
    whole = facet_counts(engine, Term("क"), Filters(), FACETS)
    monkeypatch.setattr("index.engines.opensearch.collector._MAX_VALUES", 9)
    parts = facet_counts(engine, Term("क"), Filters(), FACETS)
    assert parts == whole
    assert [len(whole[facet]) for facet in FACETS] == [40, 100, 50]
    assert whole["day"][0] == ("2020-01-01", 2)


def test_more_words_than_a_cluster_takes_find_the_same(engine: Engine) -> None:
    fill(engine, [document(f"d{n}", f"w{n} v{n % 3}", f"w{n + 1}") for n in range(50)])

    def word(first: int) -> Clause:
        terms = (Term(f"w{n}", f"w{n}", 1 / (1 + n - first)) for n in range(first, first + 60))
        return DisMax(tuple(terms))

    hits = ask(engine, AllOf(tuple(word(first) for first in range(20))))
    assert {hit.id for hit in hits.hits} == {f"d{n}" for n in range(18, 50)}
    alternatives = tuple(f"w{n}" for n in range(2000))
    assert len(found(engine, Phrase((alternatives, ("v0", "v1", "v2"))))) == 50


def test_ids_and_labels_may_be_anything(engine: Engine) -> None:
    ids = ["x" * 2000, "a/b?c#d", "-", "_all", "stamp", "a-stamp", '"', "न\n", "\0"]
    fill(engine, [document(id_, "क", source=f"{id_}…") for id_ in ids])
    assert sorted(found(engine)) == sorted(ids)
    for id_ in ids:
        assert found(engine, EVERYTHING, Filters.of(source=(f"{id_}…",))) == [id_]
    long = document("long", "ख", author="क" * 50_000)
    checkpoint = engine.checkpoint()
    assert checkpoint is not None
    engine.apply([long], ids, checkpoint)
    assert found(engine) == ["long"]
