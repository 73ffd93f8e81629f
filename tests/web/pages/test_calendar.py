"""Years and months of the calendar, from counts alone."""

from datetime import date

import pytest

from index.engine import Filters
from web.pages.calendar import LEVELS, Cell, month_calendar, year_calendar


def days(first: date, counts: dict[str, int]) -> list[Cell]:
    weeks = month_calendar(first, tuple(counts.items()), []).weeks
    return [cell for week in weeks for cell in week if cell]


def test_a_year_has_twelve_months_each_with_its_count_and_span() -> None:
    year = year_calendar(date(2024, 1, 1), (("2024-02", 3), ("2024-12", 9)), [("2024", 12)])
    assert [cell.count for cell in year.months] == [0, 3, *[0] * 9, 9]
    assert year.count == 12
    assert year.months[1].request.filters == Filters((), date(2024, 2, 1), date(2024, 2, 29))
    assert year.request.filters == Filters((), date(2024, 1, 1), date(2024, 12, 31))


def test_the_neighbours_are_the_nearest_that_have_articles() -> None:
    years = [("2026", 1), ("2019", 4), ("2024", 2), ("2020", 1)]
    year = year_calendar(date(2024, 1, 1), (), years)
    assert (year.before, year.after) == ("2020", "2026")
    month = month_calendar(date(2024, 1, 1), (), ["2023-11", "2024-01", "2024-06"])
    assert (month.before, month.after) == ("2023-11", "2024-06")
    alone = month_calendar(date(2024, 1, 1), (), ["2024-01"])
    assert (alone.before, alone.after) == ("", "")


@pytest.mark.parametrize(
    ("first", "number", "weeks", "blank_before"),
    [
        (date(2026, 2, 1), 28, 4, 0),  # begins on a Sunday, ends on a Saturday
        (date(2024, 2, 1), 29, 5, 4),
        (date(2025, 8, 1), 31, 6, 5),
    ],
)
def test_a_month_has_all_its_days_in_weeks_from_sunday(
    first: date, number: int, weeks: int, blank_before: int
) -> None:
    month = month_calendar(first, (), [])
    assert len(month.weeks) == weeks
    assert {len(week) for week in month.weeks} == {7}
    assert month.weeks[0][:blank_before] == [None] * blank_before
    assert [cell.first.day for cell in days(first, {})] == list(range(1, number + 1))


def test_shades_go_from_none_to_the_largest() -> None:
    counts = {"2025-07-01": 1, "2025-07-02": 50, "2025-07-03": 51, "2025-07-04": 100}
    assert [cell.level for cell in days(date(2025, 7, 1), counts)[:5]] == [1, 2, 3, LEVELS, 0]
    shades = month_calendar(date(2025, 7, 1), tuple(counts.items()), []).shades
    assert shades == ((1, 25), (26, 50), (51, 75), (76, 100))


def test_of_few_articles_some_shades_stand_for_no_number() -> None:
    year = year_calendar(date(2024, 1, 1), (("2024-02", 2),), [])
    assert year.months[1].level == LEVELS
    assert [(first, last) for first, last in year.shades if first <= last] == [(1, 1), (2, 2)]
    assert not year_calendar(date(2024, 1, 1), (), []).shades


def test_a_day_searches_for_that_day() -> None:
    day = days(date(2025, 7, 1), {"2025-07-12": 1})[11]
    assert day.request.filters == Filters((), date(2025, 7, 12), date(2025, 7, 12))
