"""Ways out where nothing was found: each finds as many as it says, and is another search."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import is_stop_word
from index.engine import Filters
from index.query.parser import chunks
from index.search.models import Request
from index.search.open import Archive
from index.search.recovery import MOST_OFFERED, Alternative

NOWHERE = Filters(since=date(1990, 1, 1), until=date(1990, 2, 1))


def ways(opened: Archive, request: Request) -> tuple[Alternative, ...]:
    results = opened.searcher.search(request)
    assert results.total == 0
    return opened.searcher.alternatives(results)


@pytest.mark.parametrize(
    ("request_", "kind", "query"),
    [
        (Request("Lavrov", exact=True), "inexact", "Lavrov"),
        (Request("Lavrov", off=("लावरोव", "लावरोफ़")), "on", "Lavrov"),
        (Request("लावरोव", filters=NOWHERE), "undated", "लावरोव"),
        (Request("लावरोव", filters=Filters.of(source=("कोई",))), "unfiltered", "लावरोव"),
        (Request('"मंत्री कोहली"'), "plain", "मंत्री कोहली"),
        (Request("=लावरोव =कोहली"), "fewer", "=कोहली"),
        (Request("लावरोव source:nobody"), "unfiltered", "लावरोव"),
        (Request("लावरोव before:1999"), "unfiltered", "लावरोव"),
        (Request("लावरोव -मंत्री -वोनसान"), "plain", "लावरोव"),
    ],
)
def test_what_is_offered(opened: Archive, request_: Request, kind: str, query: str) -> None:
    found = ways(opened, request_)
    assert (kind, query) in [(way.kind, way.request.query) for way in found]


def test_the_whole_year_is_wider_than_a_day(opened: Archive) -> None:
    day = date(2025, 1, 2)
    found = ways(opened, Request("लावरोव", filters=Filters(since=day, until=day)))
    assert found[0].kind == "year"
    assert found[0].request.filters == Filters(since=date(2025, 1, 1), until=date(2025, 12, 31))


@pytest.mark.parametrize(("typed", "meant"), [("kolee", "कोहली"), ("chetaani", "चेतावनी")])
def test_spellings_near_what_was_typed_but_no_mere_stop_words(
    opened: Archive, typed: str, meant: str
) -> None:
    found = ways(opened, Request(typed))
    assert ("spelling", meant) in [(way.kind, way.request.query) for way in found]
    assert not any(is_stop_word(way.request.query) for way in found)


def test_nothing_near_is_nothing_offered(opened: Archive) -> None:
    assert ways(opened, Request("")) == ()


PIECES = ('"मंत्री', 'कोहली"', "लावरोव", "-लावरोव", "=zzq", "title:zz", "source:x", "OR", '"')
pieces = st.sampled_from(PIECES)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(pieces, max_size=9).map(" ".join) | st.text(max_size=30),
    st.booleans(),
    st.sampled_from([Filters(), NOWHERE, Filters.of(source=("जनवाणी",), author=("x",))]),
)
def test_every_way_finds_as_many_as_it_says(
    opened: Archive, query: str, exact: bool, filters: Filters
) -> None:
    asked = Request(query, exact=exact, filters=filters, limit=50, order="newest")
    results = opened.searcher.search(asked)
    if results.total:
        return
    found = opened.searcher.alternatives(results)
    assert len(found) <= MOST_OFFERED
    assert len({way.request for way in found}) == len(found)
    for way in found:
        assert way.request != results.request
        assert opened.searcher.search(way.request).total == way.total > 0


@given(st.text(st.sampled_from('क ख"-=:|*“')))
def test_a_query_is_taken_apart_without_loss(text: str) -> None:
    assert "".join("".join(chunks(text)).split()) == "".join(text.split())
