"""The interface's language, numbers and dates, and the preferences that a reader keeps in cookies.

The language is Hindi or, once chosen, English; Accept-Language is ignored, since most readers of
Hindi news have a browser that claims English. A preference is chosen by a link to the same page
with one more parameter; the response sets the cookie. No script is needed.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Flask, Response, g, request, url_for
from markupsafe import Markup

from web import cldr

LANGUAGES = {"hi": "हिंदी", "en": "English"}
TRANSLATIONS = Path(__file__).with_name("translations")

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
    def devanagari(self) -> bool:
        """Whether digits are Devanagari's."""
        return self.digits == "deva" and self.lang == "hi"

    def number(self, value: int) -> str:
        """See ``number``."""
        return _number(value, self.devanagari)

    def text(self, message: str, **values: Any) -> Markup:
        """A text in the reader's language; values are escaped and filled in."""
        return _message(self.lang, message) % values if values else _bare(self.lang, message)

    def counted_text(self, one: str, many: str, num: int, **values: Any) -> Markup:
        """As ``text``, in the singular or the plural."""
        return Markup(_catalogue(self.lang).ngettext(one, many, num)) % {"num": num, **values}  # noqa: S704 - our own text


_ONE_PER_CENT, _TEN_PER_CENT = 0.01, 0.1
_GROUP_BEGINS = re.compile(r"\B(?=(?:\d\d)*\d{3}$)", re.ASCII)
"""Thousands, lakhs, crores: three digits at the end, pairs before them."""

COOKIE_SECONDS = 365 * 24 * 3600

# Hindi news sites write Latin digits today, as CLDR does: 14,428 of 18,623 articles hold some,
# 66 hold Devanagari ones. Who prefers those, chooses them.
DEVANAGARI_DIGITS = str.maketrans("0123456789", "०१२३४५६७८९")


def init_i18n(app: Flask) -> None:
    """Set up translations and the cookies of the preferences."""
    app.context_processor(_of_reader)
    app.after_request(_keep_preferences)


def _of_reader() -> dict[str, Callable[..., str]]:
    """What templates call two hundred times a page, with the preferences looked up once.

    Texts not by jinja2.ext.i18n, which makes a new context of the whole page for each.
    """
    reader = _preferences()
    return {"_": reader.text, "ngettext": reader.counted_text, "number": reader.number}


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
    if field != "language":
        return label
    # CLDR writes हिन्दी; the site's own texts write it as most of the news does.
    own = LANGUAGES["hi"] if language() == label == "hi" else ""
    return own or cldr.names("language", language()).get(label, label)


def lang_of(text: str) -> str:
    """The likely language of a label, for the HTML attribute ``lang``: screen readers need it."""
    return "en" if text.isascii() else "hi"


def number(value: int) -> str:
    """A number grouped as in India: 12,34,567."""
    return _preferences().number(value)


def percent(share: float) -> str:
    """A share of 1 in per cent: two digits of small ones, 4.5% and 0.12%, none of 82%."""
    places = 2 if share < _ONE_PER_CENT else 1 if share < _TEN_PER_CENT else 0
    # Of the number as it is written, so that 0.125 is rounded as on paper.
    text = f"{Decimal(str(share)) * 100:.{places}f}"
    if places:
        text = text.rstrip("0").rstrip(".")
    return _with_digits(f"{text}%", _preferences().devanagari)


def number_locale() -> str:
    """The locale in which a script in the page formats numbers, as a BCP 47 tag."""
    return f"hi-IN-u-nu-{preference('digits')}" if language() == "hi" else "en-IN"


def digits(text: str) -> str:
    """The text with the digits that the reader prefers; English always has Latin ones."""
    return _with_digits(text, _preferences().devanagari)


def day(value: date) -> str:
    """A date: 12 जनवरी 2026 or 12 January 2026."""
    reader = _preferences()
    return _day(value, reader.lang, reader.devanagari)


def written_day(value: date, language_code: str) -> str:
    """As ``day``, in this language, whatever the reader has chosen."""
    return f"{value.day} {cldr.names('month', language_code)[str(value.month)]} {value.year}"


def month(value: date) -> str:
    """The month and year of a date: जनवरी 2026 or January 2026."""
    reader = _preferences()
    return _month(value, reader.lang, reader.devanagari)


def month_name(value: date, *, short: bool = False) -> str:
    """The month alone: जनवरी or January; short: जन॰ or Jan."""
    return cldr.names("month-short" if short else "month", language())[str(value.month)]


def weekday_names() -> list[tuple[str, str]]:
    """Short and long names of the weekdays, from Sunday on as Indian calendars have them."""
    short, long = (cldr.names(kind, language()) for kind in ("weekday-short", "weekday"))
    return [(short[n], long[n]) for n in "6012345"]


# A page has hundreds of numbers and dates, most of them several times.
@lru_cache(maxsize=4096)
def _number(value: int, devanagari: bool) -> str:
    return _with_digits(_GROUP_BEGINS.sub(",", str(value)), devanagari)


@lru_cache(maxsize=4096)
def _day(value: date, language_code: str, devanagari: bool) -> str:
    return _with_digits(written_day(value, language_code), devanagari)


@lru_cache(maxsize=1024)
def _month(value: date, language_code: str, devanagari: bool) -> str:
    name = cldr.names("month", language_code)[str(value.month)]
    return _with_digits(f"{name} {value.year}", devanagari)


def _preferences() -> _Preferences:
    # Every text, number and date of a page asks: kept for the request.
    known: _Preferences | None = g.get("preferences")
    if known is None:
        known = g.preferences = _Preferences(**{name: _asked_for(name) for name in PREFERENCES})
    return known


def _asked_for(name: str) -> str:
    given, values = (request.args.get(name), request.cookies.get(name)), PREFERENCES[name]
    return next((value for value in given if value in values), values[0])


def gettext(message: str, **values: Any) -> str:
    """A text in the reader's language, with the values filled in."""
    text: str = _catalogue(language()).gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """As ``gettext``, in the singular or the plural; the number is the value ``num`` too."""
    return _catalogue(language()).ngettext(one, many, num) % {"num": num, **values}


def lazy_gettext(message: str) -> Any:
    """A text that is translated when it is used: for tables that are made before any request."""
    return _LazyText(message)


class _LazyText:
    def __init__(self, message: str) -> None:
        self._message = message

    def __str__(self) -> str:
        return gettext(self._message)

    def __mod__(self, values: Mapping[str, object]) -> str:
        return str(self) % values


@cache
def _bare(language_code: str, message: str) -> Markup:
    return _message(language_code, message) % {}


@cache
def _message(language_code: str, message: str) -> Markup:
    return Markup(_catalogue(language_code).gettext(message))  # noqa: S704 - our own text


@cache
def _catalogue(language_code: str) -> NullTranslations:
    # The texts in the code are English.
    if language_code == "en":
        return NullTranslations()
    return translation("messages", TRANSLATIONS, [language_code])


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
