"""Each clause as the JSON that a cluster is sent. No server is asked."""

from datetime import date
from typing import Any

import pytest

from index.engine import AllOf, AnyOf, Clause, DisMax, Filters, Not, Phrase, Scope, Term
from index.engines.opensearch.queries import (
    ClauseBudget,
    OpenSearchTranslator,
    Query,
    filter_queries,
)
from index.engines.opensearch.statistics import OpenSearchStatistics
from tests.index.engines.corpus import terms

ARTICLES = 100
COUNTS = {"title": {"रूस": 4, "चीन": 2}, "body": {"रूस": 20, "चीन": 7, "पोत": 1}, "exact": {"रूसी": 3}}


def term_vectors(body: dict[str, Any], _params: dict[str, Any]) -> dict[str, Any]:
    """What a cluster of 100 articles answers."""
    found: dict[str, Any] = {"kind": {"terms": {"article": {"doc_freq": ARTICLES}}}}
    for field in {*body["doc"]} - {"kind"}:
        counts = COUNTS.get(field, {})
        found[field] = {
            "field_statistics": {"doc_count": ARTICLES},
            "terms": {
                word: {"doc_freq": counts[word]}
                for word in body["doc"][field].split()
                if word in counts
            },
        }
    return {"term_vectors": found}


def translate(clause: Clause, budget: ClauseBudget | None = None) -> Query | None:
    """The query, without the boosts: those are compared with the rules on a real cluster."""
    statistics = OpenSearchStatistics(clause, term_vectors)
    translator = OpenSearchTranslator(statistics, budget or ClauseBudget.of(clause))
    found: Query | None = _without_boosts(translator.translate(clause))
    return found


def _without_boosts(query: Any) -> Any:
    match query:
        case {"value": value, "boost": float()}:
            return value
        case dict():
            return {k: _without_boosts(v) for k, v in query.items() if k != "boost"}
        case list():
            return [_without_boosts(part) for part in query]
        case _:
            return query


def in_(field: str, word: str) -> Query:
    return {"term": {field: word}}


def any_of(*parts: Query, number: int = 1) -> Query:
    return {"bool": {"should": [*parts], "minimum_should_match": number}}


def anywhere(stem: str) -> Query:
    """A stem in title or body; the lead only scores."""
    matching = any_of(in_("title", stem), in_("body", stem))
    return {"bool": {"must": [matching], "should": [in_("lead", stem)]}}


def bool_(**parts: list[Query]) -> Query:
    none: dict[str, Any] = {"filter": [], "must": [], "must_not": [], "should": []}
    return {"bool": {**none, **parts, "minimum_should_match": 0}}


EVERY = {"term": {"kind": "article"}}
CHINA, RUSSIA = terms("चीन रूस")
TITLE = in_("title", "चीन")
SCOPES: list[tuple[Clause, Query]] = [
    (CHINA, anywhere("चीन")),
    (Term("चीन", scope=Scope.TITLE), TITLE),
    (Term("रूस", "रूसी", scope=Scope.EXACT), in_("exact", "रूसी")),
]
TREES: list[tuple[Clause, Query]] = [
    (AllOf(), bool_(filter=[EVERY])),
    (AllOf((CHINA,)), bool_(must=[anywhere("चीन")])),
    (AllOf((), (CHINA,)), bool_(filter=[EVERY], should=[anywhere("चीन")])),
    (Not(CHINA), bool_(filter=[EVERY], must_not=[anywhere("चीन")])),
    (
        AllOf((CHINA, Not(RUSSIA))),
        bool_(must=[anywhere("चीन")], must_not=[anywhere("रूस")]),
    ),
    (AnyOf((CHINA, RUSSIA)), any_of(anywhere("चीन"), anywhere("रूस"))),
    (AnyOf((CHINA, RUSSIA), 2), any_of(anywhere("चीन"), anywhere("रूस"), number=2)),
    (AnyOf((CHINA,), 0), bool_(filter=[EVERY], should=[anywhere("चीन")])),
    (DisMax((CHINA, RUSSIA)), {"dis_max": {"queries": [anywhere("चीन"), anywhere("रूस")]}}),
]


@pytest.mark.parametrize(("clause", "query"), SCOPES + TREES)
def test_a_clause_is_a_query(clause: Clause, query: Query) -> None:
    assert translate(clause) == query


@pytest.mark.parametrize(
    "clause",
    [AnyOf(()), AnyOf((CHINA,), 2), DisMax(()), Phrase(()), Term("a b"), AllOf((CHINA, AnyOf(())))],
)
def test_what_matches_nothing_is_no_query(clause: Clause) -> None:
    assert translate(clause) is None


def test_an_exact_form_adds_to_the_score() -> None:
    query = translate(Term("रूस", "रूसी"))
    assert query is not None
    assert query["bool"]["should"] == [in_("lead", "रूस"), in_("exact", "रूसी")]


def test_a_plain_phrase_is_left_to_the_library() -> None:
    phrase = Phrase((("रूस",), ("चीन",)))
    in_title, in_body = ({"match_phrase": {f: {"query": "रूस चीन"}}} for f in ("title", "body"))
    assert translate(phrase) == any_of(in_title, in_body)


def test_each_gap_of_a_phrase_is_a_query() -> None:
    phrase = Phrase((("रूस", "पोत"), ("चीन",)), slop=1, scope=Scope.TITLE)

    def either(*stems: str) -> Query:
        return {"span_or": {"clauses": [{"span_term": {"title": {"value": s}}} for s in stems]}}

    def near(*parts: Query) -> Query:
        return {"span_near": {"clauses": [*parts], "slop": 0, "in_order": True}}

    first, last = either("रूस", "पोत"), either("चीन")
    gap: Query = {"span_gap": {"title": 1}}
    assert translate(phrase) == {
        "span_or": {"clauses": [near(first, last), near(first, gap, last)]}
    }


def test_beyond_the_budget_variants_only_match() -> None:
    variants = DisMax((Term("रूस", weight=0.5), CHINA, Term("पोत", weight=0.1), Term("नहीं")))
    query = translate(variants, ClauseBudget(is_short=True, scored=2))
    matching = {
        "bool": {"should": [{"terms": {"title": ["रूस"]}}, {"terms": {"body": ["पोत", "रूस"]}}]}
    }
    # What no document has is left out; of those scored, the likeliest come first.
    assert query is not None
    scored, rest = query["dis_max"]["queries"]
    assert scored == any_of(TITLE, in_("body", "चीन"))
    assert rest == {"bool": {"filter": [matching]}}


def test_a_budget_is_shared_by_all_words() -> None:
    few = AllOf(tuple(DisMax(terms("रूस चीन")) for _ in range(3)))
    assert ClauseBudget.of(few) == ClauseBudget(is_short=False, scored=6)
    many = AllOf(tuple(DisMax(terms("रूस चीन " * 30)) for _ in range(10)))
    budget = ClauseBudget.of(many)
    assert budget.is_short
    assert 4 * 10 * budget.scored <= 900


def test_filters() -> None:
    since, until = date(2024, 1, 31), date(2025, 2, 1)
    assert filter_queries(Filters()) == []
    assert filter_queries(Filters.of(source=("x", "y"), since=since, until=until)) == [
        {"terms": {"source": ["x", "y"]}},
        _either({"range": {"day": {"gte": "2024-01-31", "lte": "2025-02-01"}}}),
    ]
    assert filter_queries(Filters(until=until)) == [
        _either({"range": {"day": {"gte": "0001-01-01", "lte": "2025-02-01"}}})
    ]
    undated = {"bool": {"must_not": {"exists": {"field": "day"}}}}
    assert filter_queries(Filters.of(not_source=("x",), undated=True)) == [
        {"bool": {"must_not": {"terms": {"source": ["x"]}}}},
        _either(undated),
    ]


def _either(*days: Query) -> Query:
    """A document has one of these days; with none of them, nothing passes."""
    return {"bool": {"should": [{"match_none": {}}, *days], "minimum_should_match": 1}}
