"""Reads partial dates (a day, a month or a year) as people type them in queries and addresses."""

import calendar
import re
from datetime import date

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def first_day(text: str) -> date:
    """The day, or the first day of the month or year, written 2026-01-12, 2026-01 or 2026.

    Raises:
        ValueError: It is no such date.
    """
    year, month, day = _parts(text)
    return date(year, 1 if month is None else month, 1 if day is None else day)


def last_day(text: str) -> date:
    """The day, or the last day of the month or year; otherwise as ``first_day``."""
    year, month, day = _parts(text)
    month = 12 if month is None else month
    return date(year, month, calendar.monthrange(year, month)[1] if day is None else day)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _PARTIAL_DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"no day, month or year: {text}")
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None
