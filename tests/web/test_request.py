"""Query strings as requests, read strictly and leniently."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from index.engine import Filters, Order
from index.fields import LABELS
from index.query.dates import first_day, last_day
from index.search.models import Request
from web.request import BadParameter, clean, period_text, to_args, to_request


def args(**values: str) -> MultiDict[str, str]:
    return MultiDict(values)


def test_everything_is_read() -> None:
    asked = to_request(
        MultiDict(
            [
                ("q", "Lavrov"),
                ("page", "२"),
                ("limit", "50"),
                ("order", "newest"),
                ("source", "एक"),
                ("source", "दो"),
                ("source", "एक"),
                ("author", "मीरा"),
                ("category", ""),
                ("since", "2025"),
                ("until", "2026-02"),
                ("not_source", "तीन"),
                ("not_category", "खेल"),
                ("not_category", "मौसम"),
                ("period", "2025"),
                ("period", "2024-02"),
                ("period", "2025-01-31"),
                ("period", "2025"),
                ("undated", "1"),
                ("exact", "1"),
                ("off", "लावरोफ़"),
                ("off", "उत्तर कोरिया"),
                ("off", "लावरोफ़"),
            ]
        ),
        strict=True,
    )
    assert asked == Request(
        query="Lavrov",
        page=2,
        limit=50,
        order="newest",
        filters=Filters.of(
            source=("एक", "दो"),
            author=("मीरा",),
            since=date(2025, 1, 1),
            until=date(2026, 2, 28),
            not_source=("तीन",),
            not_category=("खेल", "मौसम"),
            periods=(
                (date(2025, 1, 1), date(2025, 12, 31)),
                (date(2024, 2, 1), date(2024, 2, 29)),
                (date(2025, 1, 31), date(2025, 1, 31)),
            ),
            undated=True,
        ),
        exact=True,
        off=("लावरोफ़", "उत्तर कोरिया"),
    )


def test_nothing_given_is_the_default() -> None:
    assert to_request(args(), strict=True) == Request("") == to_request(args(), strict=False)


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("page", "0", "from 1 to"),
        ("page", "one", "from 1 to"),
        ("page", "1_0", "from 1 to"),
        ("page", "9" * 5000, "from 1 to"),
        ("limit", "101", "from 1 to 100"),
        ("limit", "-1", "from 1 to 100"),
        ("order", "best", "relevance, newest, oldest or arrived"),
        ("exact", "yes", "1 or 0"),
        ("since", "12.1.2026", "2026-01-31"),
        ("since", "2026-13", "2026-01-31"),
        ("until", "2026-02-30", "2026-01-31"),
        ("until", "2026-13", "2026-01-31"),
        ("until", "0000", "2026-01-31"),
        ("period", "2025-13", "2026-01-31"),
        ("period", "last week", "2026-01-31"),
        ("undated", "yes", "1 or 0"),
    ],
)
def test_wrong_values_are_refused_with_a_cure_or_mended(name: str, value: str, cure: str) -> None:
    with pytest.raises(BadParameter, match=cure) as caught:
        to_request(args(**{name: value}), strict=True)
    line = str(caught.value)
    assert line.startswith(f"{name}=")
    assert "\n" not in line
    assert len(line) < 150
    to_request(args(**{name: value}), strict=False)


def test_pages_take_the_nearest_bound() -> None:
    asked = to_request(args(page="0", limit="1000", order="x", since="x"), strict=False)
    assert asked == Request("", page=1, limit=100)
    assert to_request(args(page="999999999", limit="-5"), strict=False).page == 10_000


def test_too_many_labels() -> None:
    many = MultiDict([("source", str(number)) for number in range(21)])
    with pytest.raises(BadParameter, match="source is given 21 times"):
        to_request(many, strict=True)
    assert len(to_request(many, strict=False).filters.values("source")) == 20


def test_too_many_excluded_and_too_many_periods() -> None:
    for name in ("not_source", "period"):
        many = MultiDict([(name, str(2000 + number)) for number in range(21)])
        with pytest.raises(BadParameter, match=f"{name} is given 21 times"):
            to_request(many, strict=True)
    assert len(to_request(many, strict=False).filters.periods) == 20


@pytest.mark.parametrize(
    "text",
    "2025 2025-01 2025-12 2024-02 2025-01-01 2025-12-31 2025-01-31 1000 1000-01 9999-12".split(),
)
def test_a_period_is_named_by_its_own_days(text: str) -> None:
    """The last month of a year ends with the year, and the last day of a month with the month."""
    assert period_text(first_day(text), last_day(text)) == text
    assert to_args(to_request(args(period=text), strict=True))["period"] == [text]


def test_what_is_off_is_read_in_the_form_that_terms_have() -> None:
    assert to_request(args(off="लावरो\u095e"), strict=True).off == ("लावरो\u092b\u093c",)


def test_what_cannot_be_written_is_dropped_and_length_bounded() -> None:
    assert clean("ला\0व\ud800रोव") == "लावरोव"
    assert len(clean("क" * 5000)) == 1000
    assert to_request(args(q="\0" * 9 + "x" * 1001), strict=True).query == "x" * 1000


labels = st.lists(st.text("कखa b&=?", min_size=1, max_size=9), max_size=3, unique=True).map(tuple)
days = st.dates().map(date.isoformat)
periods = st.lists(
    st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4])).map(
        lambda text: (first_day(text), last_day(text))
    ),
    max_size=3,
    unique=True,
).map(tuple)
orders: st.SearchStrategy[Order] = st.sampled_from(("relevance", "newest", "oldest"))


@settings(deadline=None)
@given(
    st.builds(
        Request,
        query=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        page=st.integers(1, 10_000),
        limit=st.integers(1, 100),
        order=orders,
        filters=st.builds(
            Filters.of,
            **dict.fromkeys(LABELS, labels),
            **dict.fromkeys([f"not_{name}" for name in LABELS], labels),
            periods=periods,
            undated=st.booleans(),
            since=st.none() | st.dates(),
            until=st.none() | st.dates(),
        ),
        exact=st.booleans(),
        off=labels,
    )
)
def test_a_request_comes_back_from_its_own_query_string(request_: Request) -> None:
    assert to_request(MultiDict(to_args(request_)), strict=True) == request_


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["q", "page", "limit", "order", "since", "until"]), st.text())
)
def test_pages_take_any_values(values: dict[str, str]) -> None:
    asked = to_request(MultiDict(values), strict=False)
    assert 1 <= asked.page <= 10_000
    assert 1 <= asked.limit <= 100
    asked.query.encode()


@pytest.mark.parametrize(
    "period", ["2020", "2020-12", "2020-02", "2020-12-31", "2020-01-01", "2020-04-30"]
)
def test_a_period_is_written_as_it_was_read(period: str) -> None:
    asked = to_request(MultiDict({"period": period}), strict=True)
    assert to_args(asked)["period"] == [period]
