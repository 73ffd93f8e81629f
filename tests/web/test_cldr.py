"""Names, numbers and dates are those of Unicode CLDR, as Babel writes them."""

from datetime import date, timedelta

import pytest
from babel import dates, numbers
from flask import Flask

from web import cldr, i18n
from web.cldr_table import table

LOCALES = {"hi": "hi_IN", "en": "en_IN"}


def test_the_table_is_what_babel_has() -> None:
    assert cldr.TABLE.read_text(encoding="utf-8") == table(), "run: python -m web.cldr_table"


@pytest.mark.parametrize("lang", LOCALES)
def test_dates_are_written_as_babel_writes_them(app: Flask, lang: str) -> None:
    locale = LOCALES[lang]
    with app.test_request_context("/", query_string={"lang": lang}):
        for days in range(0, 400, 7):
            day = date(2025, 1, 1) + timedelta(days)
            assert i18n.day(day) == dates.format_date(day, "long", locale=locale)
            assert i18n.month(day) == dates.format_skeleton("yMMMM", day, locale=locale)
            assert i18n.month_name(day) == dates.format_date(day, "LLLL", locale=locale)
            assert i18n.month_name(day, short=True) == dates.format_date(day, "LLL", locale=locale)
        assert i18n.day(date(987, 3, 4)) == dates.format_date(
            date(987, 3, 4), "long", locale=locale
        )
        short, long = i18n.weekday_names()[0]
        assert short == dates.get_day_names("abbreviated", "stand-alone", locale)[6]
        assert long == dates.get_day_names("wide", "stand-alone", locale)[6]


def test_numbers_are_written_as_babel_writes_them(app: Flask) -> None:
    values = [0, 7, 12, *(n * 10**k + k for n in (1, 9) for k in range(2, 15))]
    patterns = ((0.01, "0.##%"), (0.1, "0.#%"), (2, "0%"))
    shares = [0, 1, 0.5, 0.00005, 0.000125, 0.00999999, 0.0999, 0.1, *(n / 997 for n in range(997))]
    with app.test_request_context("/"):
        for value in values:
            assert i18n.number(value) == numbers.format_decimal(value, locale="hi_IN")
        for share in shares:
            pattern = next(pattern for below, pattern in patterns if share < below)
            expected = numbers.format_percent(share, format=pattern, locale="hi_IN")
            assert i18n.percent(share) == expected


def test_a_language_is_named_in_the_language_of_the_reader(app: Flask) -> None:
    for lang, name in (("hi", "मराठी"), ("en", "Marathi")):
        with app.test_request_context("/", query_string={"lang": lang}):
            assert i18n.label_text("language", "mr") == name
            assert i18n.label_text("language", "xx") == "xx"
            assert i18n.label_text("source", "mr") == "mr"
