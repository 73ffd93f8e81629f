"""Dates in every spelling, in Hindi and English, and what is no date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import dates
from archive.reading.dates import (
    MONTHS,
    cut_date,
    date_in_text,
    date_in_url,
    is_possible,
    parse_date,
)

DAY = date(2025, 7, 12)


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-12",
        "2025-7-12",
        "2025/07/12",
        "20250712",
        "20250712T101500Z",
        "2025-07-12T23:59:59+05:30",
        "2025-07-12T18:29:59Z",
        "2025-07-11T18:30:00Z",
        "2025-07-11 19:40 GMT",
        "Fri, 11 Jul 2025 23:30:00 +0000",
        "2025-07-11T23:30:00.123+00:00",
        "11 Jul 2025 08:30 PM (UTC)",
        "20250711T194000Z",
        "20250712193000",
        "Sat Jul 12 2025 20:12:00 GMT+0530 (India Standard Time)",
        "2025-07-12T23:30:00 UTC+5:30",
        "2025-07-12T23:30:00-00:30",
        "Sat Jul 12 20:12:00 IST 2025",
        "Sat Jul 12 20:12:00 2025",
        "Fri Jul 11 20:12:00 UTC 2025",
        "Fri Jul 11 20:12:00 +0000 2025",
        "Sat Jul 12 20:12:00 GMT+05:30 2025",
        "2025 जुलाई 12",
        "2025-Jul-12",
        "July-12-2025",
        "12.07.25",
        "12/7/25 20:12",
        "12-Jul-25",
        "Saturday, 12-Jul-25 20:12:00 IST",
        "12 जुलाई '25",
        "दिनांक: 12.07.25",
        "12 जूलाई 2025",
        "12 जु\u200bला\u200dई 20\u200c25",
        "१२ जुलै २०२५",
        "Updated: Sat, 12 Jul 2025 08:12 PM (IST)",
        "2025-07-12 08:10:00",
        "2025-07-12T00:10:00-08:00",
        "12 Jul 2025",
        "12 July, 2025",
        "12th July 2025",
        "12-Jul-2025",
        "July 12, 2025",
        "Jul 12 2025",
        "JULY 12TH, 2025",
        "Sat, 12 Jul 2025 10:30:00 +0530",
        "12/07/2025",
        "12-07-2025",
        "12.07.2025",
        "12 जुलाई 2025",
        "12 जुलाई, 2025",
        "१२ जुलाई २०२५",
        "जुलाई 12, 2025",
        "१२/०७/२०२५",
        " Updated: 12 Jul 2025 08:10 PM (IST) ",
    ],
)
def test_a_date_in_any_form(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 जनवरी 2024", date(2024, 1, 5)),
        ("5 फ़रवरी 2024", date(2024, 2, 5)),
        ("5 \u095eरवरी 2024", date(2024, 2, 5)),
        ("5 फरवरी 2024", date(2024, 2, 5)),
        ("5 मार्च 2024", date(2024, 3, 5)),
        ("5 अप्रैल 2024", date(2024, 4, 5)),
        ("5 मई 2024", date(2024, 5, 5)),
        ("5 जून 2024", date(2024, 6, 5)),
        ("5 अगस्त 2024", date(2024, 8, 5)),
        ("5 सितंबर 2024", date(2024, 9, 5)),
        ("5 सितम्बर 2024", date(2024, 9, 5)),
        ("5 अक्टूबर 2024", date(2024, 10, 5)),
        ("5 अक्तूबर 2024", date(2024, 10, 5)),
        ("5 नवम्बर 2024", date(2024, 11, 5)),
        ("5 दिसंबर 2024", date(2024, 12, 5)),
        ("29 फरवरी 2024", date(2024, 2, 29)),
        ("15 अगस्त 1947", date(1947, 8, 15)),
        ("5 सितम्\u200dबर 2019", date(2019, 9, 5)),
        ("10 अक्\u200dटूबर 2018", date(2018, 10, 10)),
        ("12 ऑक्टोबर 2025", date(2025, 10, 12)),
        ("12 औगस्त 2025", date(2025, 8, 12)),
        ("५ नोव्हेंबर २०२४", date(2024, 11, 5)),
        ("5 मे 2024", date(2024, 5, 5)),
        ("5 सेप्टेम्बर 2024", date(2024, 9, 5)),
        ("5 Mar 99", date(1999, 3, 5)),
    ],
)
def test_hindi_months(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "कल",
        "2025",
        "2025-07",
        "जुलाई 2025",
        "12 जुलाई",
        "31 फरवरी 2025",
        "31 Feb 2025",
        "2025-02-30",
        "20250230",
        "07/13/2025",
        "00/00/2025",
        "12 जुलाई 1799",
        "12 जुलाई 0000",
        "12 जुलाई 20255",
        "112 जुलाई 2025",
        "12 जुलाईया 2025",
        "10.30.25",
        "1.2.25.4",
        "12:07:25",
        "25 में 12 जुलाई",
        "1970-01-01",
        "1970-01-01T00:00:00Z",
        "1 Jan 1970 05:30 IST",
        "1969-12-31T16:00:00-08:00",
        "2 घंटे पहले",
        "yesterday",
        "12 आषाढ़ 2082",
        "192.168.10.2025",
        "1234567890",
        "12-14 जुलाई 2025",
    ],
)
def test_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_no_date_lies_far_ahead() -> None:
    today = datetime.now(UTC).date()
    for ahead, counts in ((0, True), (300, True), (368, False), (5000, False)):
        day = today + timedelta(ahead)
        assert (parse_date(day.isoformat()) == day) is counts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("शनिवार (12 जुलाई, 2025) को कहा", DAY),
        ("शुक्रवार (11 जुलाई) को, फिर 12 जुलाई 2025 को", DAY),
        ("31 फरवरी 2025 नहीं, 12 जुलाई 2025", DAY),
        ("बात है.12 जुलाई 2025 को", DAY),
        ("साल 2025 में 12 बार", None),
        ("रन 12/7, 2025 तक", None),
        ("12.07.25 को", None),
        ("2025 जुलाई 12", None),
    ],
)
def test_the_first_full_date_of_a_text(text: str, day: date | None) -> None:
    assert date_in_text(text) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2025/07/12/title", DAY),
        ("https://a.example/2025/7/12", DAY),
        ("https://a.example/news/2025/07/12?x=1", DAY),
        ("https://a.example/news/title-2025-07-12.html", DAY),
        ("https://a.example/2025-07-12/title", DAY),
        ("https://a.example/2025/07/title", None),
        ("https://a.example/2025/13/12/title", None),
        ("https://a.example/title-12025-07-12", None),
        ("https://a.example/title-2978290", None),
        ("", None),
    ],
)
def test_a_date_in_a_url(url: str, day: date | None) -> None:
    assert date_in_url(url) == day


def test_where_a_date_with_joiners_stands() -> None:
    text = "क्\u200dया 12 जु\u200dलाई 2025 को"
    ((day, start, end),) = dates.dates_in_text(text)
    assert (day, text[start:end]) == (DAY, "12 जु\u200dलाई 2025")
    assert cut_date(text) == (DAY, "क्\u200dया    को")


def test_days_that_can_be() -> None:
    assert is_possible(DAY)
    assert not is_possible(date(1970, 1, 1))
    assert not is_possible(date(1799, 12, 31))
    assert not is_possible(date(9999, 1, 1))


def test_the_table_of_months_is_whole() -> None:
    assert {number for number, _names, _reason in MONTHS} == set(range(1, 13))
    spellings = [name for _number, names, _reason in MONTHS for name in names.split()]
    assert len(spellings) == len(set(spellings))
    assert all(reason for _number, _names, reason in MONTHS)


@given(st.dates(date(1800, 1, 1), date(2025, 1, 1)), st.sampled_from(MONTHS))
def test_every_day_in_every_spelling(day: date, row: tuple[int, str, str]) -> None:
    number, names, _reason = row
    for name in names.split():
        try:
            expected = day.replace(month=number)
        except ValueError:
            expected = None
        if expected in (date(1970, 1, 1), date(1969, 12, 31)):
            expected = None  # the zero of a database
        assert parse_date(f"{day.day} {name} {day.year}") == expected


@given(st.text())
def test_no_text_fails(text: str) -> None:
    for read in (parse_date, date_in_text, date_in_url):
        day = read(text)
        assert day is None or day.year >= 1800


PIECES = st.sampled_from(
    [
        "2025",
        "12",
        "7",
        ".",
        "/",
        "-",
        " ",
        ", ",
        "जुलाई",
        "सितंबर",
        "July",
        "th",
        "5",
        "क",
        "(",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 40))
def test_looking_only_around_years_misses_no_date(text: str, apart: int) -> None:
    text = f"{text}{' क' * apart}{text}"
    assert dates._has_date(text) == bool(dates._DATE.search(text))
