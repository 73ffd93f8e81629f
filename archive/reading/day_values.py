"""Days in values as data has them: texts, epochs, lists and the objects that databases export."""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from archive.reading.dates import is_possible, parse_date

_AHEAD = timedelta(hours=5, minutes=30)
_INDIA = timezone(_AHEAD)
_FIRST_EPOCH = datetime(1990, 1, 1, tzinfo=UTC).timestamp()
_MILLISECONDS = 1000
_TOO_LARGE = 10**18
_LAST_YEAR = 9999
_PARTS = 3
_IN_OBJECTS = (
    "$date",
    "$numberLong",
    "_seconds",
    "seconds",
    "@value",
    "value",
    "date",
    "date-parts",
)
"""Where exports of MongoDB, Firestore and Zotero, and linked data, keep the value of a date."""

_MAX_DEPTH = 3


def parse_day(value: object) -> date | None:
    """The day in a value that is meant as one; None if it has none, or none that can be.

    Args:
        value: A text in any form that ``parse_date`` reads; an epoch in seconds or milliseconds,
            as a number or text; [2025, 7, 12]; {"$date": …}; a date or time of Python.
    """
    return _parse(value, _MAX_DEPTH)


def _parse(value: object, depth: int) -> date | None:
    if isinstance(value, str):
        return _epoch_day(value) or parse_date(value)
    if isinstance(value, (int, float)):
        # 20250712, or 20250712.0 where a column has gaps; True is no day.
        text = f"{value:.0f}" if abs(value) < _TOO_LARGE else ""
        return _epoch_day(text) or parse_date(text)
    if isinstance(value, date):
        # UTC is a server's clock; all other zones stay as they are written.
        utc = isinstance(value, datetime) and value.utcoffset() == timedelta(0)
        return _possible(value + _AHEAD if utc and value.year < _LAST_YEAR else value)
    return _inside(value, depth - 1) if depth else None


def _inside(value: object, depth: int) -> date | None:
    """The day in a list or an object."""
    if isinstance(value, Mapping):
        parts = [value.get(name) for name in ("year", "month", "day")]
        days = (_parse(value.get(name), depth) for name in _IN_OBJECTS)
        return _of_parts(parts) or next(filter(None, days), None)
    if isinstance(value, (list, tuple)):
        return _of_parts(value) or (_parse(value[0], depth) if len(value) == 1 else None)
    return None


def _epoch_day(text: str) -> date | None:
    """The day in India of a number of seconds or milliseconds since 1970."""
    try:
        seconds = float(text)
    except ValueError:
        return None
    # The sign of "1_752" is Python's, and no number of other programs.
    if not math.isfinite(seconds) or "_" in text:
        return None
    last = datetime.now(UTC) + timedelta(days=366)
    for number in (seconds, seconds / _MILLISECONDS):
        if _FIRST_EPOCH <= number <= last.timestamp():
            return datetime.fromtimestamp(number, _INDIA).date()
    return None


def _of_parts(values: Sequence[object]) -> date | None:
    """The day of year, month and day, and perhaps the time behind them."""
    if len(values) < _PARTS:
        return None
    try:
        year, month, day = (int(str(value)) for value in values[:_PARTS])
        return _possible(date(year, month, day))
    except ValueError:
        return None


def _possible(day: date) -> date | None:
    day = date(day.year, day.month, day.day)
    return day if is_possible(day) else None
