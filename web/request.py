"""The parameters of a search, one table: it reads them, and the API's description is drawn from it.

Bounded: nobody asks for more than the site would show. What a program sends wrong is refused with
a cure; for a page the nearest thing that makes sense is taken.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, get_args
from unicodedata import normalize

from werkzeug.datastructures import MultiDict

from archive.text import storable
from index.engine import Filters, Order
from index.fields import LABELS
from index.query.dates import first_day, last_day
from index.query.lexer import MAX_QUERY_CHARS
from index.search import Request
from web.labels import LABEL_NAMES

MAX_PAGE = 10_000
MAX_LIMIT = 100
MAX_LABELS = 20
MAX_LABEL = 300
MAX_OFF = 50


T = TypeVar("T")


class BadParameter(ValueError):
    """A parameter that cannot be used; one line: what, where, and the cure. HTTP 400."""


def clean(text: str, longest: int = MAX_QUERY_CHARS) -> str:
    """The text without characters that cannot be written, cut to ``longest`` characters."""
    return storable(text[: 2 * longest])[:longest]


@dataclass(frozen=True, slots=True)
class One(Generic[T]):
    """A parameter that counts once.

    Attributes:
        what: For the reader of the API's description.
        schema: The JSON Schema of what it takes.
        default: What it is when it is not given.
        cure: What to give instead of what cannot be used.
        read: Raises ``ValueError`` for what cannot be used.
        near: The nearest that can, for a page; raises ``ValueError`` where nothing is near.
    """

    name: str
    what: str
    schema: Mapping[str, object]
    default: T
    cure: str
    read: Callable[[str], T]
    near: Callable[[str], T] | None = None

    def of(self, args: MultiDict[str, str], *, strict: bool) -> T:
        """Its value in a query string.

        Raises:
            BadParameter: It cannot be used; only when strict.
        """
        if not (text := args.get(self.name, "")):
            return self.default
        try:
            return (self.read if strict else self.near or self.read)(text)
        except ValueError as error:
            if not strict:
                return self.default
            refused = f"{self.name}={clean(text, 40)!r} cannot be used: {self.cure}"
            raise BadParameter(refused) from error


@dataclass(frozen=True, slots=True)
class Several:
    """A parameter that may stand several times, each with a name; attributes as for ``One``."""

    name: str
    what: str
    most: int

    @property
    def schema(self) -> Mapping[str, object]:
        """The JSON Schema of all its values."""
        return {"type": "array", "items": {"type": "string"}, "maxItems": self.most}

    def of(self, args: MultiDict[str, str], *, strict: bool) -> tuple[str, ...]:
        """Its values in a query string, each once; raises as ``One.of`` where they are too many."""
        values = [clean(value, MAX_LABEL) for value in args.getlist(self.name)]
        names = tuple(dict.fromkeys(value for value in values if value))
        if strict and len(names) > self.most:
            raise BadParameter(f"{self.name} stands {len(names)} times: give at most {self.most}")
        return names[: self.most]


def _number(text: str) -> int:
    # More digits than any bound has, so that int() meets no giant.
    if not re.fullmatch(r"\s*-?\d{1,9}\s*", text):
        raise ValueError(text)
    return int(text)


def _whole(name: str, what: str, highest: int, default: int) -> One[int]:
    def read(text: str) -> int:
        if not 1 <= (number := _number(text)) <= highest:
            raise ValueError(text)
        return number

    schema = {"type": "integer", "minimum": 1, "maximum": highest, "default": default}
    cure = f"give a whole number from 1 to {highest}"
    return One(
        name, what, schema, default, cure, read, lambda text: min(max(_number(text), 1), highest)
    )


def _order(text: str) -> Order:
    for order in get_args(Order):
        if text == order:
            return order  # type: ignore[no-any-return]
    raise ValueError(text)


def _switch(text: str) -> bool:
    if text not in ("1", "0"):
        raise ValueError(text)
    return text == "1"


def _day(name: str, what: str, read: Callable[[str], date]) -> One[date | None]:
    month = {"type": "string", "pattern": "^[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?$"}
    schema = {"anyOf": [{"type": "string", "format": "date"}, month]}
    cure = "give a date such as 2026-01-31, 2026-01 or 2026"
    return One(name, what, schema, None, cure, read)


QUERY = One(
    "q",
    'What to find: words in either script, "phrases", -word, OR, लाव*, =लावरोव, title:, '
    f"{':, '.join(LABELS)}:, after:, before:. Read up to {MAX_QUERY_CHARS} characters.",
    {"type": "string", "default": ""},
    "",
    "",
    clean,
)
PAGE = _whole("page", "Which page of the results.", MAX_PAGE, 1)
LIMIT = _whole("limit", "Results on a page.", MAX_LIMIT, 10)
ORDER: One[Order] = One(
    "order",
    "What comes first.",
    {"type": "string", "enum": list(get_args(Order)), "default": "relevance"},
    "relevance",
    "give relevance, newest or oldest",
    _order,
)
EXACT = One(
    "exact",
    "1: only the words exactly as typed, no other spelling.",
    {"type": "string", "enum": ["0", "1"], "default": "0"},
    default=False,
    cure="give 1 or 0",
    read=_switch,
)
SINCE = _day("since", "From this day, month or year on.", first_day)
UNTIL = _day("until", "Up to this day, month or year, all of it.", last_day)
OFF = Several("off", "A term that is not to be searched unless typed.", MAX_OFF)

LABEL_PARAMETERS = tuple(Several(name, LABEL_NAMES[name].parameter, MAX_LABELS) for name in LABELS)
SEARCH: tuple[One[Any] | Several, ...] = (
    QUERY,
    PAGE,
    LIMIT,
    ORDER,
    *LABEL_PARAMETERS,
    SINCE,
    UNTIL,
    EXACT,
    OFF,
)
"""All of them, in the order in which they are described."""


def terms_off(args: MultiDict[str, str], *, strict: bool) -> tuple[str, ...]:
    """``OFF`` in the form that terms have; what a keyboard makes of फ़ may not be."""
    return tuple(normalize("NFC", term) for term in OFF.of(args, strict=strict))


def to_request(args: MultiDict[str, str], *, strict: bool) -> Request:
    """What a query string asks for.

    Args:
        args: The query string's parameters; those of other names are ignored.
        strict: Refuse what cannot be used; otherwise take the default or the nearest bound.

    Raises:
        BadParameter: A value cannot be used; only when strict.
    """
    return Request(
        query=QUERY.of(args, strict=strict),
        page=PAGE.of(args, strict=strict),
        limit=LIMIT.of(args, strict=strict),
        order=ORDER.of(args, strict=strict),
        exact=EXACT.of(args, strict=strict),
        filters=Filters.of(
            **{each.name: each.of(args, strict=strict) for each in LABEL_PARAMETERS},
            since=SINCE.of(args, strict=strict),
            until=UNTIL.of(args, strict=strict),
        ),
        off=terms_off(args, strict=strict),
    )


def to_args(request: Request) -> dict[str, str | list[str]]:
    """The query string's parameters for a request; what is the default is left out."""
    filters = request.filters
    args: dict[str, str | list[str]] = {"q": request.query}
    if request.page > 1:
        args["page"] = str(request.page)
    if request.limit != LIMIT.default:
        args["limit"] = str(request.limit)
    if request.order != ORDER.default:
        args["order"] = request.order
    args |= {name: list(labels) for name, labels in filters.labels}
    if filters.since:
        args["since"] = filters.since.isoformat()
    if filters.until:
        args["until"] = filters.until.isoformat()
    if request.exact:
        args["exact"] = "1"
    if request.off:
        args["off"] = list(request.off)
    return args
