"""The first and the last day of a year, a month or a day."""

from datetime import date

import pytest

from index.query.dates import first_day, last_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-2-3", date(2024, 2, 3), date(2024, 2, 3)),
        ("२०२४-०२", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2023-02 ", date(2023, 2, 1), date(2023, 2, 28)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_partial_dates(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "24", "20245", "2024-", "2024-13", "2024-00", "2024-02-30", "2024-02-00", "0000", "कल"],
)
def test_no_dates(text: str) -> None:
    for read in (first_day, last_day):
        with pytest.raises(ValueError, match=r".+"):
            read(text)
