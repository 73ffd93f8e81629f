"""The interface's language, Hindi or, once chosen, English; and its numbers and dates.

Never by Accept-Language: most readers of Hindi news have a browser that claims English.
"""

from datetime import date
from urllib.parse import urlencode

import flask_babel
from babel import dates, numbers
from flask import Flask, Response, request

LANGUAGES = {"hi": "हिन्दी", "en": "English"}
COOKIE = "lang"
A_YEAR = 365 * 24 * 3600

# CLDR writes Hindi in Latin digits; this paper, as Hindi papers long have, in its own.
DEVANAGARI_DIGITS = str.maketrans("0123456789", "०१२३४५६७८९")


def speak(app: Flask) -> None:
    """Let the pages speak the reader's language, and remember it when it is chosen."""
    flask_babel.Babel(app, default_locale="hi", locale_selector=language)
    app.after_request(_remember)


def language() -> str:
    """The code of this request's language."""
    for choice in (request.args.get("lang", ""), request.cookies.get(COOKIE, "")):
        if choice in LANGUAGES:
            return choice
    return "hi"


def other_language() -> tuple[str, str, str]:
    """The other language: its code, its own name, and the link to this very page in it.

    The link is a query alone: a path that a visitor made up never becomes a link.
    """
    code = "en" if language() == "hi" else "hi"
    kept = [pair for pair in request.args.items(multi=True) if pair[0] != "lang"]
    return code, LANGUAGES[code], "?" + urlencode([*kept, ("lang", code)], errors="replace")


def number(value: int) -> str:
    """A number, grouped as the language groups: १२,३४,५६७ or 1,234,567."""
    return _digits(numbers.format_decimal(value, locale=language()))


def day(value: date) -> str:
    """A date: १२ जनवरी २०२६ or January 12, 2026."""
    return _digits(str(flask_babel.format_date(value, "long")))


def month(value: date) -> str:
    """The month of a date: जनवरी २०२६ or January 2026."""
    return _digits(dates.format_skeleton("yMMMM", value, locale=language()))


def _digits(text: str) -> str:
    return text.translate(DEVANAGARI_DIGITS) if language() == "hi" else text


def _remember(response: Response) -> Response:
    response.vary.add("Cookie")
    if request.args.get("lang") in LANGUAGES and request.endpoint != "static":
        response.set_cookie(
            COOKIE,
            language(),
            max_age=A_YEAR,
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return response
