"""The query string to a Request and back. Bounded: nobody asks for more than the site would show.

The JSON interface is told what is wrong; a page takes the nearest thing that makes sense.
"""

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar, get_args
from unicodedata import normalize

from werkzeug.datastructures import MultiDict

from index.engine import Order, Within
from index.search.results import Request

MAX_QUERY = 1000
MAX_PAGE = 10_000
MAX_LIMIT = 100
MAX_LABELS = 20
MAX_LABEL = 300
MAX_OFF = 50
LABELS = ("source", "author", "category")

# PostgreSQL and XML take no NUL, and a lone surrogate cannot be written as UTF-8.
UNWRITABLE = re.compile("[\0\ud800-\udfff]")
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")

T = TypeVar("T")


class BadParameter(ValueError):
    """A parameter that cannot be used; one line: what, where, and the cure. HTTP 400."""


def clean(text: str, longest: int = MAX_QUERY) -> str:
    """The text without characters that cannot be written, cut to ``longest`` characters."""
    return UNWRITABLE.sub("", text[: 2 * longest])[:longest]


def first_day(text: str) -> date:
    """The day, or the first day of the month or year, written 2026-01-12, 2026-01 or 2026.

    Raises:
        ValueError: It is no such date.
    """
    year, month, day = _date_parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The day, or the last day of the month or year; otherwise as ``first_day``."""
    year, month, day = _date_parts(text)
    month = month or 12
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        raise ValueError(text)
    return date(year, month, day or calendar.monthrange(year, month)[1])


def to_request(args: MultiDict[str, str], *, strict: bool) -> Request:
    """What a query string asks for.

    Args:
        args: The query string's parameters; those of other names are ignored.
        strict: Refuse what cannot be used; otherwise take the default or the nearest bound.

    Raises:
        BadParameter: A value cannot be used; only when strict.
    """
    read = _strictly if strict else _leniently
    return Request(
        query=clean(args.get("q", "")),
        page=read(args, "page", _whole_number(MAX_PAGE, strict=strict), 1),
        limit=read(args, "limit", _whole_number(MAX_LIMIT, strict=strict), 10),
        order=read(args, "order", _order, "relevance"),
        exact=read(args, "exact", _switch, default=False),
        within=Within(
            source=_labels(args, "source", MAX_LABELS, strict=strict),
            author=_labels(args, "author", MAX_LABELS, strict=strict),
            category=_labels(args, "category", MAX_LABELS, strict=strict),
            since=read(args, "since", first_day, None),
            until=read(args, "until", last_day, None),
        ),
        # Terms are in this form; what a keyboard makes of फ़ may not be.
        off=tuple(normalize("NFC", term) for term in _labels(args, "off", MAX_OFF, strict=strict)),
    )


def to_args(request: Request) -> dict[str, str | list[str]]:
    """The query string's parameters for a request; what is the default is left out."""
    within = request.within
    args: dict[str, str | list[str]] = {"q": request.query}
    if request.page > 1:
        args["page"] = str(request.page)
    if request.limit != Request("").limit:
        args["limit"] = str(request.limit)
    if request.order != "relevance":
        args["order"] = request.order
    for name in LABELS:
        if labels := getattr(within, name):
            args[name] = list(labels)
    if within.since:
        args["since"] = within.since.isoformat()
    if within.until:
        args["until"] = within.until.isoformat()
    if request.exact:
        args["exact"] = "1"
    if request.off:
        args["off"] = list(request.off)
    return args


def _date_parts(text: str) -> tuple[int, int, int]:
    parts = DAY.fullmatch(text.strip())
    if parts is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else 0 for part in parts.groups())
    return year, month, day


def _strictly(args: MultiDict[str, str], name: str, read: Callable[[str], T], default: T) -> T:
    text = args.get(name, "")
    if not text:
        return default
    try:
        return read(text)
    except ValueError as error:
        raise BadParameter(f"{name}={clean(text, 40)!r} cannot be used: {CURES[name]}") from error


def _leniently(args: MultiDict[str, str], name: str, read: Callable[[str], T], default: T) -> T:
    try:
        return read(args.get(name, ""))
    except ValueError:
        return default


CURES: Mapping[str, str] = {
    "page": f"give a whole number from 1 to {MAX_PAGE}",
    "limit": f"give a whole number from 1 to {MAX_LIMIT}",
    "order": "give relevance, newest or oldest",
    "exact": "give 1 or 0",
    "since": "give a date such as 2026-01-31, 2026-01 or 2026",
    "until": "give a date such as 2026-01-31, 2026-01 or 2026",
}


def _whole_number(highest: int, *, strict: bool) -> Callable[[str], int]:
    def read(text: str) -> int:
        # More digits than any bound has, so that int() meets no giant.
        if not re.fullmatch(r"\s*-?\d{1,9}\s*", text):
            raise ValueError(text)
        number = int(text)
        if strict and not 1 <= number <= highest:
            raise ValueError(text)
        return min(max(number, 1), highest)

    return read


def _order(text: str) -> Order:
    for order in get_args(Order):
        if text == order:
            return order  # type: ignore[no-any-return]
    raise ValueError(text)


def _switch(text: str) -> bool:
    if text not in ("1", "0"):
        raise ValueError(text)
    return text == "1"


def _labels(args: MultiDict[str, str], name: str, most: int, *, strict: bool) -> tuple[str, ...]:
    values = [clean(value, MAX_LABEL) for value in args.getlist(name)]
    labels = tuple(dict.fromkeys(value for value in values if value))
    if strict and len(labels) > most:
        raise BadParameter(f"{name} stands {len(labels)} times: give at most {most}")
    return labels[:most]
