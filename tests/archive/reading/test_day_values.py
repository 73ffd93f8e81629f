"""Days in the values of data."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.reading.day_values import parse_day

DAY = date(2025, 7, 12)


@pytest.mark.parametrize(
    "value",
    [
        "12 जुलाई 2025",
        1752331320,
        1752331320000,
        1752331320.5,
        "1752331320",
        "1752331320000",
        " 1752331320.5 ",
        "1.75233132e9",
        20250712,
        20250712.0,
        "20250712",
        # 19:40 of the day before by a server's clock.
        1752262800,
        [2025, 7, 12],
        ["2025", "07", "12"],
        [2025, 7, 12, 20, 12],
        ["2025-07-12T20:12:00+05:30"],
        {"$date": "2025-07-12T14:42:00Z"},
        {"$date": 1752331320000},
        {"$date": {"$numberLong": "1752331320000"}},
        {"_seconds": 1752331320, "_nanoseconds": 0},
        {"@type": "Date", "@value": "2025-07-12"},
        {"year": 2025, "month": 7, "day": 12},
        DAY,
        datetime(2025, 7, 12, 23, 30),  # noqa: DTZ001
        datetime(2025, 7, 11, 23, 30, tzinfo=UTC),
        datetime(2025, 7, 12, 23, 30, tzinfo=timezone(timedelta(hours=-8))),
    ],
)
def test_a_day_in_any_value(value: object) -> None:
    assert parse_day(value) == DAY


@pytest.mark.parametrize(
    argnames="value",
    # Numbers of 5,000 digits are too long for a name.
    ids=lambda value: type(value).__name__,
    argvalues=[
        None, True, 0, "0", -1, 1.5, 2025, 31, "", "nan", "inf", float("nan"), float("inf"),
        10**5000, "17_52331320", 99999999999999, [2025, 7], [2025, 13, 1], [], {}, {"$date": None},
        {"year": 2025}, date(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC), date(1, 1, 1),
        [[[[[[2025, 7, 12]]]]]], datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=UTC), object(),
    ],
)  # fmt: skip
def test_no_day(value: object) -> None:
    assert parse_day(value) is None


def test_an_epoch_of_the_future_or_of_before_1990_is_none() -> None:
    now = datetime.now(UTC)
    assert parse_day((now + timedelta(days=300)).timestamp())
    assert not parse_day((now + timedelta(days=400)).timestamp())
    assert not parse_day(600_000_000)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["$date", "year", "day", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(VALUES)
def test_no_value_fails(value: object) -> None:
    day = parse_day(value)
    assert day is None or day.year >= 1800
