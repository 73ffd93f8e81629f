"""Tantivy's scores are those of the rules, as near as its own statistics let them be."""

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.engine import (
    AllOf,
    AnyOf,
    Clause,
    DisMax,
    Document,
    Filters,
    Hit,
    Not,
    Phrase,
    Scope,
    Term,
)
from index.engines.tantivy import collector, pairs
from index.engines.tantivy.engine import TantivyEngine
from tests.index.engines.corpus import ask, fill
from tests.index.engines.scan import Scan

WORDS = [f"w{n}" for n in range(30)]
BEST = DisMax((Term("w1", "w1"), Term("w20", "w20b", 0.25), Term("w4", weight=0.5)))


def corpus() -> list[Document]:
    """Three hundred documents, the first words common, the last ones rare."""
    dice = random.Random("scores")  # noqa: S311  seeded, so that failures come again

    def text(longest: int) -> str:
        number = dice.randint(1, longest)
        return " ".join(WORDS[int(30 * dice.random() ** 3)] for _ in range(number))

    def forms(*texts: str) -> str:
        return " ".join(stem + dice.choice(("", "b")) for text in texts for stem in text.split())

    texts = [(text(8), text(40)) for _ in range(300)]
    return [Document(f"d{n}", *both, forms(*both)) for n, both in enumerate(texts)]


CLAUSES = (
    Term("w0"),
    Term("w5", "w5b", 0.5),
    Term("w3", scope=Scope.TITLE),
    Term("w12", "w12b", scope=Scope.EXACT),
    BEST,
    AllOf((BEST, Not(Term("w2"))), (Term("w7", "w7"),)),
    AnyOf((Term("w1"), Term("w5"), Term("w8"), BEST), min_should_match=3),
    Phrase((("w0",), ("w3",))),
    Phrase((("w9",),), scope=Scope.TITLE),
)


@pytest.fixture(scope="module")
def scan() -> Scan:
    return Scan(corpus())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyEngine]:
    """All of them, indexed; every other one has another source."""
    with closing(TantivyEngine(tmp_path_factory.mktemp("scores"))) as engine:
        fill(engine, (replace(d, labels={"source": "xy"[n % 2]}) for n, d in enumerate(corpus())))
        yield engine


def expected_of(scan: Scan, clause: Clause) -> dict[str, float]:
    scores = {document.id: scan.score(clause, document) for document in scan.documents}
    return {id_: score for id_, score in scores.items() if score is not None}


@pytest.mark.parametrize("clause", CLAUSES, ids=str)
def test_scores_follow_the_rules(scan: Scan, filled: TantivyEngine, clause: Clause) -> None:
    expected = expected_of(scan, clause)
    found = {hit.id: hit.score for hit in ask(filled, clause, limit=300).hits}
    assert len(found) > 3
    assert found == pytest.approx(expected, rel=0.02, abs=1e-5)


def test_a_phrase_with_gaps_or_alternatives_counts_the_best_kind_of_place(
    scan: Scan, filled: TantivyEngine
) -> None:
    for clause in (
        Phrase((("w1",), ("w2",)), slop=2, weight=0.1),
        Phrase((("w1", "w5"), ("w2", "w3")), scope=Scope.TITLE),
    ):
        expected = expected_of(scan, clause)
        found = {hit.id: hit.score for hit in ask(filled, clause, limit=300).hits}
        assert len(found) > 3
        assert found == pytest.approx(expected, rel=0.35)
        assert all(score < 1.02 * expected[id_] for id_, score in found.items())


def test_scores_are_told_in_every_order_and_on_every_page(filled: TantivyEngine) -> None:
    best = {hit.id: hit.score for hit in ask(filled, BEST, limit=300).hits}
    assert {hit.id: hit.score for hit in ask(filled, BEST, order="oldest", limit=300).hits} == best
    pages = [ask(filled, BEST, offset=n, limit=7).hits for n in range(0, 300, 7)]
    assert [hit.id for page in pages for hit in page] == list(best)


@pytest.mark.parametrize("limit", [pytest.param(1, marks=pytest.mark.thorough), 7, 20, 300])
@pytest.mark.parametrize("filters", [Filters(), Filters.of(source=("x",))], ids=["all", "filtered"])
def test_rewards_of_pairs_are_the_same_for_a_page_alone_as_for_all(
    filled: TantivyEngine, monkeypatch: pytest.MonkeyPatch, limit: int, filters: Filters
) -> None:
    both = Phrase((("w1", "w20", "w4"), ("w0",)), weight=0.1), Phrase((("w0",), ("w2", "w3")), 1)
    query = AllOf((BEST, Term("w0", "w0")), both)

    def pages() -> list[Hit]:
        each = (
            ask(filled, query, filters, offset=n, limit=limit).hits for n in range(0, 300, limit)
        )
        return [hit for page in each for hit in page]

    of_all = pages()
    monkeypatch.setattr(pairs, "_COMMON", 0)
    monkeypatch.setattr(collector.TantivyCollector, "by_score", None)
    monkeypatch.setattr(collector, "_MAX_RERANKED", 300)
    of_pages = pages()
    assert len(of_all) > 50
    assert [hit.id for hit in of_pages] == [hit.id for hit in of_all]
    assert [hit.score for hit in of_pages] == pytest.approx([hit.score for hit in of_all], abs=2e-5)


def test_where_too_many_are_near_a_page_all_are_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = TantivyEngine(folder)
    fill(engine, corpus())
    query = AllOf((Term("w0"), Term("w1")), (Phrase((("w0",), ("w1",)), weight=0.1),))
    of_all = ask(engine, query, limit=10).hits
    monkeypatch.setattr(pairs, "_COMMON", 0)
    for near in (5, 10, 15):
        monkeypatch.setattr(collector, "_MAX_RERANKED", near)
        assert ask(engine, query, limit=10).hits == of_all
