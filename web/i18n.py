"""The interface's language, Hindi or, once chosen, English; and its numbers and dates.

Never by Accept-Language: most readers of Hindi news have a browser that claims English.
"""

from datetime import date
from functools import lru_cache
from typing import Any

import flask_babel
from babel import dates, numbers
from flask import Flask, g

from web.preferences import choice_link, chosen

LANGUAGES = {"hi": "हिन्दी", "en": "English"}

# CLDR writes Hindi in Latin digits; this paper, as Hindi papers long have, in its own.
DEVANAGARI_DIGITS = str.maketrans("0123456789", "०१२३४५६७८९")


def speak(app: Flask) -> None:
    """Let the pages speak the reader's language."""
    flask_babel.Babel(app, default_locale="hi", locale_selector=language)
    # As flask_babel does it, but looked up once for a page: a page has a hundred texts.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of jinja2.ext.i18n
        gettext=lambda text: _texts().ugettext(text),
        ngettext=lambda one, many, count: _texts().ungettext(one, many, count),
        newstyle=True,
    )


def language() -> str:
    """The code of this request's language."""
    return chosen("lang")


def other_language() -> tuple[str, str, str]:
    """The other language: its code, its own name, and the link to this very page in it."""
    code = "en" if language() == "hi" else "hi"
    return code, LANGUAGES[code], choice_link("lang", code)


def tongue(text: str) -> str:
    """The language that a label is most likely in, for whoever reads it aloud."""
    return "en" if text.isascii() else "hi"


def number(value: int) -> str:
    """A number, grouped as the language groups: १२,३४,५६७ or 1,234,567."""
    return _number(value, *_reads())


def day(value: date) -> str:
    """A date: १२ जनवरी २०२६ or January 12, 2026."""
    return _day(value, *_reads())


def month(value: date) -> str:
    """The month of a date: जनवरी २०२६ or January 2026."""
    return _month(value, *_reads())


def month_name(value: date, *, short: bool = False) -> str:
    """The month alone: जनवरी or January; short: जन॰ or Jan."""
    return str(dates.format_date(value, "LLL" if short else "LLLL", locale=language()))


def weekday_names() -> list[tuple[str, str]]:
    """The days of the week from Sunday, as Indian calendars begin: short and whole."""
    names = [
        dates.get_day_names(width, "stand-alone", language()) for width in ("abbreviated", "wide")
    ]
    return [(names[0][n], names[1][n]) for n in (6, 0, 1, 2, 3, 4, 5)]


# A page has hundreds of numbers and dates, and most of them again and again.
@lru_cache(maxsize=4096)
def _number(value: int, locale: str, devanagari: bool) -> str:
    return _with_digits(numbers.format_decimal(value, locale=locale), devanagari)


@lru_cache(maxsize=4096)
def _day(value: date, locale: str, devanagari: bool) -> str:
    return _with_digits(dates.format_date(value, "long", locale=locale), devanagari)


@lru_cache(maxsize=1024)
def _month(value: date, locale: str, devanagari: bool) -> str:
    return _with_digits(dates.format_skeleton("yMMMM", value, locale=locale), devanagari)


def number_locale() -> str:
    """How a script in the page is to write numbers, as a BCP 47 tag."""
    return f"hi-IN-u-nu-{chosen('digits')}" if language() == "hi" else "en"


def digits(text: str) -> str:
    """The text with the digits that the reader wants; English is always in Latin ones."""
    return _with_digits(text, _reads()[1])


def _reads() -> tuple[str, bool]:
    """The language of this request, and whether its digits are Devanagari's."""
    known: tuple[str, bool] | None = g.get("reads")
    if known is None:
        code = language()
        known = g.reads = code, code == "hi" and chosen("digits") == "deva"
    return known


def _texts() -> Any:
    if "texts" not in g:
        g.texts = flask_babel.get_translations()
    return g.texts


def _with_digits(text: str, devanagari: bool) -> str:
    return text.translate(DEVANAGARI_DIGITS) if devanagari else text
