"""Any query over any small corpus: an engine finds, counts and scores what a plain scan does."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.engine import (
    AllOf,
    AnyOf,
    Checkpoint,
    Clause,
    DisMax,
    Document,
    Engine,
    Filters,
    Hits,
    Not,
    Phrase,
    Scope,
    SearchRequest,
    Term,
)
from index.fields import LABELS, Facet
from tests.index.engines.corpus import fill
from tests.index.engines.scan import Scan

_LENGTHS: dict[Facet, int] = {"year": 4, "month": 7, "day": 10}
FACETS: tuple[Facet, ...] = (*LABELS, "year", "month", "day")
WORDS = st.sampled_from(["क", "ख", "ग", "घि", "no"])
FORMS = st.builds(lambda word, ending: word + ending, WORDS, st.sampled_from(["", "ः"]))
LABELLED = st.fixed_dictionaries(dict.fromkeys(LABELS, st.sampled_from(["", "x", "y"])))
DAYS = st.sampled_from([None, date(2024, 2, 29), date(2025, 7, 12), date(2025, 7, 13)])
TEXTS = st.lists(FORMS, max_size=8) | st.lists(FORMS, min_size=61, max_size=70)


def _stem(form: str) -> str:
    return form.removesuffix("ः")


def _document(
    id_: str, title: list[str], body: list[str], labels: dict[str, str], day: date | None
) -> Document:
    stems = [" ".join(map(_stem, forms)) for forms in (title, body)]
    return Document(id_, stems[0], stems[1], " ".join((*title, *body)), labels, day)


def _term(form: str, weight: float, scope: Scope, *, plain: bool) -> Term:
    return Term(_stem(form), "" if plain else form, weight, scope)


DOCUMENTS = st.builds(_document, st.sampled_from("abcdefg"), TEXTS, TEXTS, LABELLED, DAYS)
WEIGHTS = st.sampled_from([1.0, 0.5, 0.25])
TERMS = st.builds(_term, FORMS, WEIGHTS, st.sampled_from(Scope), plain=st.booleans())
PHRASES = st.builds(
    Phrase,
    st.lists(st.lists(WORDS, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple),
    st.integers(0, 2),
    WEIGHTS,
    st.sampled_from([Scope.ANYWHERE, Scope.TITLE]),
)


def _trees(parts: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    some = st.lists(parts, max_size=3).map(tuple)
    return (
        st.builds(AllOf, some, some)
        | st.builds(AnyOf, some, st.integers(1, 3))
        | st.builds(DisMax, some)
        | st.builds(Not, parts)
    )


CLAUSES: st.SearchStrategy[Clause] = st.recursive(TERMS | PHRASES, _trees, max_leaves=8)
CHOSEN = st.lists(st.sampled_from(["x", "y"]), max_size=2, unique=True).map(tuple)
PERIODS = st.sampled_from([(date(2024, 1, 1), date(2024, 12, 31)), (date(2025, 7, 13),) * 2])
WITHIN = st.builds(
    Filters.of,
    **dict.fromkeys(LABELS, CHOSEN),
    not_source=CHOSEN,
    since=DAYS,
    until=DAYS,
    periods=st.lists(PERIODS, max_size=2, unique=True),
    undated=st.booleans(),
    arrived_since=st.none() | st.integers(0, 30),
)


@pytest.mark.parametrize("examples", [20, pytest.param(80, marks=pytest.mark.thorough)])
def test_an_engine_finds_what_a_scan_finds(
    engine: Engine, same_scores: bool, is_slow: bool, examples: int
) -> None:
    @settings(
        max_examples=examples // 5 if is_slow else examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(
        first=st.lists(DOCUMENTS, max_size=6, unique_by=lambda document: document.id),
        batches=st.lists(
            st.tuples(
                st.lists(DOCUMENTS, max_size=3), st.lists(st.sampled_from("abcdefg"), max_size=2)
            ),
            max_size=2,
        ),
        queries=st.lists(st.tuples(CLAUSES, WITHIN), min_size=1, max_size=6),
    )
    def holds(
        first: list[Document],
        batches: list[tuple[list[Document], list[str]]],
        queries: list[tuple[Clause, Filters]],
    ) -> None:
        numbers = count(1)
        first = [replace(document, arrived=next(numbers)) for document in first]
        fill(engine, first)
        kept = {document.id: document for document in first}
        for seq, (some, drop) in enumerate(batches):
            put = [replace(document, arrived=next(numbers)) for document in some]
            gone = [id_ for id_ in drop if id_ not in {d.id for d in put}]
            engine.apply(put, gone, Checkpoint("t", seq))
            kept = {id_: document for id_, document in kept.items() if id_ not in drop}
            kept.update({document.id: document for document in put})
        for query, filters in queries:
            hits = engine.search(SearchRequest(query, filters, limit=100, facets=FACETS))
            _compare(hits, Scan(kept.values()), query, filters, same_scores=same_scores)
            by_arrival = engine.search(SearchRequest(query, filters, "arrived", limit=100))
            arrived = {id_: document.arrived for id_, document in kept.items()}
            latest_first = sorted((hit.id for hit in hits.hits), key=lambda id_: -arrived[id_])
            assert [hit.id for hit in by_arrival.hits] == latest_first

    holds()


def _compare(hits: Hits, scan: Scan, query: Clause, filters: Filters, *, same_scores: bool) -> None:
    expected = {
        doc.id: score
        for doc in scan.documents
        if _inside(doc, filters) and (score := scan.score(query, doc)) is not None
    }
    found = {hit.id: hit.score for hit in hits.hits}
    assert found.keys() == expected.keys()
    if same_scores:
        assert found == pytest.approx(expected, rel=1e-4, abs=2e-6)
    assert hits.total == len(expected)
    assert list(hits.hits) == sorted(hits.hits, key=lambda hit: (-hit.score, hit.id))
    inside = [document for document in scan.documents if document.id in expected]
    assert hits.facets == {facet: _counts(facet, inside) for facet in FACETS}


def _inside(document: Document, filters: Filters) -> bool:
    day = document.published
    return (
        all(document.labels.get(name) in labels for name, labels in filters.labels)
        and not any(document.labels.get(name) in labels for name, labels in filters.not_labels)
        and (filters.arrived_since is None or document.arrived > filters.arrived_since)
        and _has_a_day(day, filters)
    )


def _has_a_day(day: date | None, filters: Filters) -> bool:
    if not (filters.since or filters.until or filters.periods):
        return day is None or not filters.undated
    if day is None:
        return filters.undated
    return (
        (filters.since is None or day >= filters.since)
        and (filters.until is None or day <= filters.until)
        and (not filters.periods or any(first <= day <= last for first, last in filters.periods))
    )


def _counts(facet: Facet, documents: list[Document]) -> tuple[tuple[str, int], ...]:
    def value(document: Document) -> str:
        if facet in _LENGTHS:
            return str(document.published or "")[: _LENGTHS[facet]]
        return document.labels.get(facet, "")

    counted = Counter(value(document) for document in documents if value(document))
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
