"""The interface's language, numbers and dates, and the preferences that a reader keeps in cookies.

The language is Hindi or, once chosen, English; Accept-Language is ignored, since most readers of
Hindi news have a browser that claims English. A preference is chosen by a link to the same page
with one more parameter; the response sets the cookie. No script is needed.
"""

from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

import flask_babel
from babel import Locale, dates, numbers
from flask import Flask, Response, g, request, url_for
from markupsafe import Markup

LANGUAGES = {"hi": "हिंदी", "en": "English"}

PREFERENCES = {
    "lang": ("hi", "en"),
    "digits": ("latn", "deva"),
    "look": ("auto", "light", "dark"),
    "size": ("100", "85", "115", "130", "150"),
}
"""Parameter and cookie of the same name, with their values; the default is first."""


class _Preferences(NamedTuple):
    """The reader's, of one request, and what follows from them for every number and date."""

    lang: str
    digits: str
    look: str
    size: str

    @property
    def locale(self) -> str:
        """How numbers and dates are written: English as in India."""
        return "hi_IN" if self.lang == "hi" else "en_IN"

    @property
    def devanagari(self) -> bool:
        """Whether digits are Devanagari's."""
        return self.digits == "deva" and self.lang == "hi"


_ONE_PER_CENT, _TEN_PER_CENT = 0.01, 0.1
COOKIE_SECONDS = 365 * 24 * 3600

# Hindi news sites write Latin digits today, as CLDR does: 14,428 of 18,623 articles hold some,
# 66 hold Devanagari ones. Who prefers those, chooses them.
DEVANAGARI_DIGITS = str.maketrans("0123456789", "०१२३४५६७८९")


def init_i18n(app: Flask) -> None:
    """Set up translations and the cookies of the preferences."""
    flask_babel.Babel(app, default_locale="hi", locale_selector=language)
    # In place of those of jinja2.ext.i18n, which make a new context of the whole page for each of
    # its hundred texts.
    app.jinja_env.globals.update(_=_text, gettext=_text, ngettext=_counted_text)
    app.after_request(_keep_preferences)


def preference(name: str) -> str:
    """The value that this request asks for, else the one kept in a cookie, else the default."""
    return getattr(_preferences(), name)  # type: ignore[no-any-return]  # all are texts


def preference_link(name: str, value: str) -> str:
    """The link to this same page that sets a preference.

    The link is a query alone: a path that a visitor made up never becomes a link.
    """
    others = [pair for pair in request.args.items(multi=True) if pair[0] not in PREFERENCES]
    return "?" + urlencode([*others, (name, value)], errors="replace")


def language() -> str:
    """The code of this request's language."""
    return _preferences().lang


def other_language() -> tuple[str, str, str]:
    """The other language: its code, its own name, and the link to this same page in it."""
    code = "en" if language() == "hi" else "hi"
    return code, LANGUAGES[code], preference_link("lang", code)


def label_text(field: str, label: str) -> str:
    """A label as readers see it: a language by its name in the interface's language."""
    return _language_names(language()).get(label, label) if field == "language" else label


@lru_cache
def _language_names(code: str) -> dict[str, str]:
    # CLDR writes हिन्दी; the site's own texts write it as most of the news does.
    return dict(Locale.parse(code).languages) | ({"hi": LANGUAGES["hi"]} if code == "hi" else {})


def lang_of(text: str) -> str:
    """The likely language of a label, for the HTML attribute ``lang``: screen readers need it."""
    return "en" if text.isascii() else "hi"


def number(value: int) -> str:
    """A number grouped as in India: 12,34,567."""
    reader = _preferences()
    return _number(value, reader.locale, reader.devanagari)


def percent(share: float) -> str:
    """A share of 1 in per cent: two digits of small ones, 4.5% and 0.12%, none of 82%."""
    pattern = "0.##%" if share < _ONE_PER_CENT else "0.#%" if share < _TEN_PER_CENT else "0%"
    reader = _preferences()
    text = numbers.format_percent(share, format=pattern, locale=reader.locale)
    return _with_digits(text, reader.devanagari)


def number_locale() -> str:
    """The locale in which a script in the page formats numbers, as a BCP 47 tag."""
    return f"hi-IN-u-nu-{preference('digits')}" if language() == "hi" else "en-IN"


def digits(text: str) -> str:
    """The text with the digits that the reader prefers; English always has Latin ones."""
    return _with_digits(text, _preferences().devanagari)


def day(value: date) -> str:
    """A date: 12 जनवरी 2026 or 12 January 2026."""
    reader = _preferences()
    return _day(value, reader.locale, reader.devanagari)


def month(value: date) -> str:
    """The month and year of a date: जनवरी 2026 or January 2026."""
    reader = _preferences()
    return _month(value, reader.locale, reader.devanagari)


def month_name(value: date, *, short: bool = False) -> str:
    """The month alone: जनवरी or January; short: जन॰ or Jan."""
    return str(dates.format_date(value, "LLL" if short else "LLLL", locale=_preferences().locale))


def weekday_names() -> list[tuple[str, str]]:
    """Short and long names of the weekdays, from Sunday on as Indian calendars have them."""
    locale = _preferences().locale
    names = [dates.get_day_names(width, "stand-alone", locale) for width in ("abbreviated", "wide")]
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


def _preferences() -> _Preferences:
    # Every text, number and date of a page asks: kept for the request.
    known: _Preferences | None = g.get("preferences")
    if known is None:
        known = g.preferences = _Preferences(**{name: _asked_for(name) for name in PREFERENCES})
    return known


def _asked_for(name: str) -> str:
    given, values = (request.args.get(name), request.cookies.get(name)), PREFERENCES[name]
    return next((value for value in given if value in values), values[0])


def _text(message: str, **values: Any) -> Markup:
    """A text in the reader's language; values are escaped and filled in."""
    return _message(language(), message) % values if values else _bare(language(), message)


def _counted_text(one: str, many: str, num: int, **values: Any) -> Markup:
    """As ``_text``, in the singular or the plural."""
    return Markup(_catalogue(language()).ungettext(one, many, num)) % {"num": num, **values}  # noqa: S704 - our own text


@cache
def _bare(language_code: str, message: str) -> Markup:
    return _message(language_code, message) % {}


@cache
def _message(language_code: str, message: str) -> Markup:
    return Markup(_catalogue(language_code).ugettext(message))  # noqa: S704 - our own text


@cache
def _catalogue(_language_code: str) -> Any:
    return flask_babel.get_translations()


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
