"""The query string of a search: its parameters, and a ``Request`` read from it or written as one.

The parameters are one table, from which the API's OpenAPI document is made too. A value that cannot
be used is an error in the API; a page takes the nearest one that can, or the default.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Generic, Literal, TypeVar, get_args
from unicodedata import normalize

from werkzeug.datastructures import MultiDict

from archive.text import storable
from index.engine import EXCLUDED, Filters, Order
from index.fields import LABELS
from index.query.dates import first_day, last_day
from index.query.lexer import MAX_QUERY_CHARS
from index.search import SORTS, Request, Sort
from web.labels import LABEL_NAMES

MAX_PAGE = 10_000
MAX_LIMIT = 100
MAX_LABELS = 20
MAX_LABEL_CHARS = 300
MAX_OFF = 50
_A_DATE = "give a date such as 2026-01-31, 2026-01 or 2026"
_DATE_SCHEMA = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "pattern": "^[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?$"},
    ]
}

T = TypeVar("T")


class BadParameter(ValueError):
    """A value cannot be used; one line says which, and what to give instead. HTTP 400."""


def clean(text: str, max_chars: int = MAX_QUERY_CHARS) -> str:
    """The text without characters that cannot be stored, cut to ``max_chars`` characters."""
    return storable(text[: 2 * max_chars])[:max_chars]


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """A parameter with one value.

    Attributes:
        description: For the OpenAPI document.
        schema: The JSON Schema of the value.
        default: The value if none is given.
        cure: What to give instead of a value that cannot be used.
        read: Reads the value; raises ``ValueError`` if it cannot be used.
        nearest: Reads the nearest value that can be used, for pages; raises ``ValueError`` if
            there is none. None: as ``read``.
    """

    name: str
    description: str
    schema: Mapping[str, object]
    default: T
    cure: str
    read: Callable[[str], T]
    nearest: Callable[[str], T] | None = None

    def of(self, args: MultiDict[str, str], *, strict: bool) -> T:
        """Its value in a query string.

        Raises:
            BadParameter: The value cannot be used; only when strict.
        """
        if not (text := args.get(self.name, "")):
            return self.default
        try:
            return (self.read if strict else self.nearest or self.read)(text)
        except ValueError as error:
            if not strict:
                return self.default
            line = f"{self.name}={clean(text, 40)!r} cannot be used: {self.cure}"
            raise BadParameter(line) from error


@dataclass(frozen=True, slots=True)
class RepeatedParameter:
    """A parameter that may be given several times; attributes as for ``Parameter``."""

    name: str
    description: str
    max_values: int
    max_chars: int = MAX_LABEL_CHARS

    @property
    def schema(self) -> Mapping[str, object]:
        """The JSON Schema of all its values."""
        return {"type": "array", "items": {"type": "string"}, "maxItems": self.max_values}

    def of(self, args: MultiDict[str, str], *, strict: bool) -> tuple[str, ...]:
        """Its different values in a query string, at most ``max_values``.

        Raises:
            BadParameter: There are more; only when strict.
        """
        given = [clean(value, self.max_chars) for value in args.getlist(self.name)]
        values = tuple(dict.fromkeys(value for value in given if value))
        if strict and len(given) > self.max_values:
            most = self.max_values
            raise BadParameter(f"{self.name} is given {len(given)} times: give at most {most}")
        return values[: self.max_values]


@dataclass(frozen=True, slots=True)
class PeriodParameter(RepeatedParameter):
    """A repeated parameter whose values are years, months or days."""

    @property
    def schema(self) -> Mapping[str, object]:
        """The JSON Schema of all its values."""
        return {"type": "array", "items": _DATE_SCHEMA, "maxItems": self.max_values}

    def of(self, args: MultiDict[str, str], *, strict: bool) -> tuple[str, ...]:
        """Its different values, as ``RepeatedParameter`` reads them.

        Raises:
            BadParameter: A value is no year, month or day; only when strict.
        """
        periods = []
        for text in RepeatedParameter.of(self, args, strict=strict):
            try:
                periods.append(period_text(first_day(text), last_day(text)))
            except ValueError as error:
                if strict:
                    line = f"{self.name}={clean(text, 40)!r} cannot be used: {_A_DATE}"
                    raise BadParameter(line) from error
        return tuple(dict.fromkeys(periods))


def unread_dates(args: MultiDict[str, str]) -> list[str]:
    """What stands for a date in an address, or was typed as one, and is none."""
    given = (args.getlist(each.name) for each in (SINCE, UNTIL, PERIOD))
    return list(
        dict.fromkeys(clean(text, 40) for texts in given for text in texts if _is_no_date(text))
    )


def _is_no_date(text: str) -> bool:
    try:
        return bool(text.strip()) and not last_day(text)
    except ValueError:
        return True


def period_text(first: date, last: date) -> str:
    """A year, month or day as addresses have it: the shortest text that names these days."""
    day = first.isoformat()
    # December ends as its year does, and the last day of a month as the month.
    texts = day[:4], day[:7], day
    return next(text for text in texts if (first_day(text), last_day(text)) == (first, last))


OTHER_NAMES = {
    # What other services call a parameter, and its name here.
    "query": "q", "search": "q", "text": "q", "term": "q", "keyword": "q", "keywords": "q",
    "size": "limit", "per_page": "limit", "pagesize": "limit", "page_size": "limit",
    "count": "limit", "rows": "limit", "offset": "page", "start": "page",
    "sort": "order", "sortby": "order", "from": "since", "after": "since", "start_date": "since",
    "to": "until", "before": "until", "end_date": "until", "lang": "language", "outlet": "source",
}  # fmt: skip


def refuse_unknown(
    args: MultiDict[str, str], parameters: "Iterable[Parameter[Any] | RepeatedParameter]"
) -> None:
    """Refuse a parameter that there is not: a program that misspells one would search for less.

    Raises:
        BadParameter: There is no such parameter; the line names the one that may be meant.
    """
    names = [each.name for each in parameters]
    for name in args:
        if name in names:
            continue
        meant = OTHER_NAMES.get(name.lower(), "")
        near = [meant] if meant in names else get_close_matches(name.lower(), names, 1)
        cure = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
        raise BadParameter(f"there is no parameter {clean(name, 40)!r}: {cure}")


def choice(name: str, description: str, values: tuple[T, ...], default: T) -> Parameter[T]:
    """A parameter with one of several words as its value."""

    def read(text: str) -> T:
        for value in values:
            if text == value:
                return value
        raise ValueError(text)

    words = [str(value) for value in values]
    schema: dict[str, object] = {"type": "string", "enum": words}
    if default in values:
        schema["default"] = default
    cure = f"give {', '.join(words[:-1])} or {words[-1]}"
    return Parameter(name, description, schema, default, cure, read)


def _number(text: str) -> int:
    # Nine digits are more than any bound has; int() would take long for thousands.
    if not re.fullmatch(r"\s*-?\d{1,9}\s*", text):
        raise ValueError(text)
    return int(text)


def _integer(name: str, description: str, highest: int, default: int) -> Parameter[int]:
    def read(text: str) -> int:
        if not 1 <= (number := _number(text)) <= highest:
            raise ValueError(text)
        return number

    schema = {"type": "integer", "minimum": 1, "maximum": highest, "default": default}
    cure = f"give a whole number from 1 to {highest}"

    def nearest(text: str) -> int:
        return min(max(_number(text), 1), highest)

    return Parameter(name, description, schema, default, cure, read, nearest)


def _change(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise ValueError(text)
    return int(text)


def _switch(name: str, description: str) -> Parameter[bool]:
    def read(text: str) -> bool:
        if text not in ("1", "0"):
            raise ValueError(text)
        return text == "1"

    schema = {"type": "string", "enum": ["0", "1"], "default": "0"}
    return Parameter(name, description, schema, default=False, cure="give 1 or 0", read=read)


def _day(name: str, description: str, read: Callable[[str], date]) -> Parameter[date | None]:
    return Parameter(name, description, _DATE_SCHEMA, None, _A_DATE, read)


QUERY = Parameter(
    "q",
    'What to find: words in either script, "phrases", -word, AND, OR, NOT, लाव*, =लावरोव, title:, '
    f"{':, '.join(LABELS)}:, after:, before:. Read up to {MAX_QUERY_CHARS} characters.",
    {"type": "string", "default": ""},
    "",
    "",
    clean,
)
PAGE = _integer("page", "Which page of the results.", MAX_PAGE, 1)
LIMIT = _integer("limit", "Results on a page.", MAX_LIMIT, 10)
AT = replace(
    _integer("at", "Where an article stands among the results.", MAX_PAGE * MAX_LIMIT, 0),
    nearest=None,
)
"""Of the page of an article that was opened from a result; 0: not said."""
ROMAN = _switch("roman", "1: the article in Latin letters.")
ORDER: Parameter[Order] = choice("order", "What comes first.", get_args(Order), "relevance")
EXACT = _switch("exact", "1: only the words exactly as typed, no other spelling.")
SINCE = _day("since", "From this day, month or year on.", first_day)
UNTIL = _day("until", "Up to this day, month or year, all of it.", last_day)
PERIOD = PeriodParameter(
    "period", "Only of these years, months or days, such as 2020 or 2020-03.", MAX_LABELS
)
UNDATED = _switch(
    "undated", "1: articles without a date; beside since, until or period, those too."
)
ARRIVED_SINCE: Parameter[int | None] = Parameter(
    "arrived_since",
    "Only articles that were added to the archive after this change; /api/v1/watch tells the "
    "number of the latest.",
    {"type": "integer", "minimum": 0, "maximum": 10**15 - 1},
    None,
    "give the number of a change, as /api/v1/watch tells it",
    _change,
)
MAX_IDS = 200
MAX_ID_CHARS = 300
IDS = RepeatedParameter(
    "id", "An article's id, instead of a search: these articles.", MAX_IDS, MAX_ID_CHARS
)
"""Not of a search: a list of clippings, or a download of one."""

OFF = RepeatedParameter("off", "A term that is not to be searched unless typed.", MAX_OFF)

View = Literal["list", "concordance"]
VIEW: Parameter[View] = choice(
    "view", "concordance: every mention on a line of its own.", get_args(View), "list"
)
SORT: Parameter[Sort] = choice(
    "sort",
    "left: by what stands before a mention, the nearest word first; right: by what stands behind "
    "it; date: the newest first.",
    SORTS,
    "left",
)
MENTIONS = _integer("limit", "Mentions on a page.", MAX_LIMIT, 50)

LABEL_PARAMETERS: tuple[RepeatedParameter, ...] = (
    *(RepeatedParameter(name, LABEL_NAMES[name].parameter, MAX_LABELS) for name in LABELS),
    *(
        RepeatedParameter(EXCLUDED + name, f"None of these; see {name}.", MAX_LABELS)
        for name in LABELS
    ),
)
SEARCH_PARAMETERS: tuple[Parameter[Any] | RepeatedParameter, ...] = (
    QUERY,
    PAGE,
    LIMIT,
    ORDER,
    *LABEL_PARAMETERS,
    SINCE,
    UNTIL,
    PERIOD,
    UNDATED,
    ARRIVED_SINCE,
    EXACT,
    OFF,
)
"""In the order of the OpenAPI document."""
CONCORDANCE_PARAMETERS = (
    QUERY,
    SORT,
    PAGE,
    MENTIONS,
    *(each for each in SEARCH_PARAMETERS if each not in (QUERY, PAGE, LIMIT)),
)
"""Of the mentions of a search."""


def terms_off(args: MultiDict[str, str], *, strict: bool) -> tuple[str, ...]:
    """The values of ``OFF`` in NFC, as terms are: a keyboard may compose फ़ in another way."""
    return tuple(normalize("NFC", term) for term in OFF.of(args, strict=strict))


def to_request(args: MultiDict[str, str], *, strict: bool) -> Request:
    """The request that a query string makes.

    Args:
        args: The query string's parameters; others than ``SEARCH_PARAMETERS`` are ignored.
        strict: Raise for a value that cannot be used; otherwise take the nearest or the default.

    Raises:
        BadParameter: A value cannot be used; only when strict.
    """
    labels = {each.name: each.of(args, strict=strict) for each in LABEL_PARAMETERS}
    periods = PERIOD.of(args, strict=strict)
    filters = Filters.of(
        **labels,
        since=SINCE.of(args, strict=strict),
        until=UNTIL.of(args, strict=strict),
        periods=((first_day(text), last_day(text)) for text in periods),
        undated=UNDATED.of(args, strict=strict),
        arrived_since=ARRIVED_SINCE.of(args, strict=strict),
    )
    return Request(
        query=QUERY.of(args, strict=strict),
        page=PAGE.of(args, strict=strict),
        limit=LIMIT.of(args, strict=strict),
        order=ORDER.of(args, strict=strict),
        exact=EXACT.of(args, strict=strict),
        filters=filters,
        off=terms_off(args, strict=strict),
    )


def to_mentions(args: MultiDict[str, str], *, strict: bool) -> tuple[Request, Sort]:
    """The search whose mentions a query string asks for, its page one of mentions, and their order.

    Raises:
        BadParameter: A value cannot be used; only when strict.
    """
    limit = MENTIONS.of(args, strict=strict)
    return replace(to_request(args, strict=strict), limit=limit), SORT.of(args, strict=strict)


def mentions_args(request: Request, sort: Sort) -> dict[str, str | list[str]]:
    """The query string's parameters for a page of mentions, without its view."""
    args = to_args(replace(request, limit=LIMIT.default))
    if request.limit != MENTIONS.default:
        args["limit"] = str(request.limit)
    if sort != SORT.default:
        args["sort"] = sort
    return args


def to_args(request: Request) -> dict[str, str | list[str]]:
    """The query string's parameters for a request; defaults are left out, except ``q``."""
    filters = request.filters
    args: dict[str, str | list[str]] = {"q": request.query}
    if request.page > 1:
        args["page"] = str(request.page)
    if request.limit != LIMIT.default:
        args["limit"] = str(request.limit)
    if request.order != ORDER.default:
        args["order"] = request.order
    args |= {name: list(labels) for name, labels in filters.labels}
    args |= {EXCLUDED + name: list(labels) for name, labels in filters.not_labels}
    args |= _time_args(filters)
    if request.exact:
        args["exact"] = "1"
    if request.off:
        args["off"] = list(request.off)
    return args


def _time_args(filters: Filters) -> dict[str, str | list[str]]:
    args: dict[str, str | list[str]] = {}
    if filters.since:
        args["since"] = filters.since.isoformat()
    if filters.until:
        args["until"] = filters.until.isoformat()
    if filters.periods:
        args["period"] = [period_text(first, last) for first, last in filters.periods]
    if filters.undated:
        args["undated"] = "1"
    if filters.arrived_since is not None:
        args["arrived_since"] = str(filters.arrived_since)
    return args
