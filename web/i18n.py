"""The interface's language, numbers and dates, and the preferences that a reader keeps in cookies.

The language is Hindi or, once chosen, English; Accept-Language is ignored, since most readers of
Hindi news have a browser that claims English. A preference is chosen by a link to the same page
with one more parameter; the response sets the cookie. No script is needed.
"""

from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import flask_babel
from babel import Locale, dates, numbers
from flask import Flask, Response, g, request, url_for

LANGUAGES = {"hi": "हिंदी", "en": "English"}

PREFERENCES = {
    "lang": ("hi", "en"),
    "digits": ("latn", "deva"),
    "look": ("auto", "light", "dark"),
    "size": ("100", "85", "115", "130", "150"),
}
"""Parameter and cookie of the same name, with their values; the default is first."""

_ONE_PER_CENT, _TEN_PER_CENT = 0.01, 0.1
COOKIE_SECONDS = 365 * 24 * 3600

# Hindi news sites write Latin digits today, as CLDR does: 14,428 of 18,623 articles hold some,
# 66 hold Devanagari ones. Who prefers those, chooses them.
DEVANAGARI_DIGITS = str.maketrans("0123456789", "०१२३४५६७८९")


def init_i18n(app: Flask) -> None:
    """Set up translations and the cookies of the preferences."""
    flask_babel.Babel(app, default_locale="hi", locale_selector=language)
    # As Flask-Babel does it, but with the catalogue looked up once for a request: a page has a
    # hundred texts, and this saves a tenth of its time.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of jinja2.ext.i18n
        gettext=lambda text: _translations().ugettext(text),
        ngettext=lambda one, many, count: _translations().ungettext(one, many, count),
        newstyle=True,
    )
    app.after_request(_keep_preferences)


def preference(name: str) -> str:
    """The value that this request asks for, else the one kept in a cookie, else the default."""
    # Every number and date of a page asks: kept for the request, it saves a fifth of the time.
    known: dict[str, str] = g.setdefault("preferences", {})
    if name not in known:
        given = request.args.get(name, ""), request.cookies.get(name, "")
        values = PREFERENCES[name]
        known[name] = next((value for value in given if value in values), values[0])
    return known[name]


def preference_link(name: str, value: str) -> str:
    """The link to this same page that sets a preference.

    The link is a query alone: a path that a visitor made up never becomes a link.
    """
    others = [pair for pair in request.args.items(multi=True) if pair[0] not in PREFERENCES]
    return "?" + urlencode([*others, (name, value)], errors="replace")


def language() -> str:
    """The code of this request's language."""
    return preference("lang")


def other_language() -> tuple[str, str, str]:
    """The other language: its code, its own name, and the link to this same page in it."""
    code = "en" if language() == "hi" else "hi"
    return code, LANGUAGES[code], preference_link("lang", code)


def label_text(field: str, label: str) -> str:
    """A label as readers see it: a language by its name in the interface's language."""
    return _language_names(language()).get(label, label) if field == "language" else label


@lru_cache
def _language_names(code: str) -> dict[str, str]:
    return dict(Locale.parse(code).languages)


def lang_of(text: str) -> str:
    """The likely language of a label, for the HTML attribute ``lang``: screen readers need it."""
    return "en" if text.isascii() else "hi"


def number(value: int) -> str:
    """A number grouped as in India: 12,34,567."""
    return _number(value, _locale(), _devanagari_digits())


def percent(share: float) -> str:
    """A share of 1 in per cent: two digits of small ones, 4.5% and 0.12%, none of 82%."""
    pattern = "0.##%" if share < _ONE_PER_CENT else "0.#%" if share < _TEN_PER_CENT else "0%"
    return _with_digits(
        numbers.format_percent(share, format=pattern, locale=_locale()), _devanagari_digits()
    )


def number_locale() -> str:
    """The locale in which a script in the page formats numbers, as a BCP 47 tag."""
    return f"hi-IN-u-nu-{preference('digits')}" if language() == "hi" else "en-IN"


def digits(text: str) -> str:
    """The text with the digits that the reader prefers; English always has Latin ones."""
    return _with_digits(text, _devanagari_digits())


def day(value: date) -> str:
    """A date: 12 जनवरी 2026 or 12 January 2026."""
    return _day(value, _locale(), _devanagari_digits())


def month(value: date) -> str:
    """The month and year of a date: जनवरी 2026 or January 2026."""
    return _month(value, _locale(), _devanagari_digits())


def month_name(value: date, *, short: bool = False) -> str:
    """The month alone: जनवरी or January; short: जन॰ or Jan."""
    return str(dates.format_date(value, "LLL" if short else "LLLL", locale=_locale()))


def weekday_names() -> list[tuple[str, str]]:
    """Short and long names of the weekdays, from Sunday on as Indian calendars have them."""
    names = [
        dates.get_day_names(width, "stand-alone", _locale()) for width in ("abbreviated", "wide")
    ]
    return [(names[0][n], names[1][n]) for n in (6, 0, 1, 2, 3, 4, 5)]


# A page has hundreds of numbers and dates, most of them several times.
@lru_cache(maxsize=4096)
def _number(value: int, locale: str, devanagari: bool) -> str:
    return _with_digits(numbers.format_decimal(value, locale=locale), devanagari)


@lru_cache(maxsize=4096)
def _day(value: date, locale: str, devanagari: bool) -> str:
    return _with_digits(dates.format_date(value, "long", locale=locale), devanagari)


@lru_cache(maxsize=1024)
def _month(value: date, locale: str, devanagari: bool) -> str:
    return _with_digits(dates.format_skeleton("yMMMM", value, locale=locale), devanagari)


def _locale() -> str:
    """How numbers and dates are written: English as in India."""
    return {"hi": "hi_IN", "en": "en_IN"}[language()]


def _translations() -> Any:
    if "translations" not in g:
        g.translations = flask_babel.get_translations()
    return g.translations


def _devanagari_digits() -> bool:
    return language() == "hi" and preference("digits") == "deva"


def _with_digits(text: str, devanagari: bool) -> str:
    return text.translate(DEVANAGARI_DIGITS) if devanagari else text


def _keep_preferences(response: Response) -> Response:
    # Files and API responses do not depend on preferences: caches may share them.
    if response.mimetype != "text/html":
        return response
    response.vary.add("Cookie")
    for name, values in PREFERENCES.items():
        if request.args.get(name) in values:
            response.set_cookie(
                name,
                preference(name),
                max_age=COOKIE_SECONDS,
                # Other sites of the same host have choices of their own.
                path=url_for("home").rstrip("/") or "/",
                secure=request.is_secure,
                httponly=True,
                samesite="Lax",
            )
    return response
