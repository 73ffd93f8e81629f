"""The day in a date as people and websites write it. It knows no clock time and no time zones.

A date with a time and a zone means the day in that zone, so the zone is never converted. Where
only digits are written, the day comes first, as everywhere in India. A day that the calendar does
not have, a year before 1800 or more than a year ahead are no date: they are typing errors or
numbers of another kind.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from archive.reading.months import MONTHS

FIRST_YEAR = 1800
_AHEAD = timedelta(days=366)

_MONTH_NUMBER = {
    unicodedata.normalize("NFC", name): number
    for number, names, _reason in MONTHS
    for name in names.split()
}
_NAMES = "|".join(sorted(map(re.escape, _MONTH_NUMBER), key=len, reverse=True))
# Matras and the virama are no \w, so where a Hindi word ends has to be said.
_END = r"(?![\w\u0900-\u0963])"
_GAP = r"[\s,.\-/]{0,3}"
_ORDINAL = r"(?:st|nd|rd|th)?"
_ALONE = r"(?<!\d)(?<!\d[.:/-])"
_FULL = re.compile(
    rf"{_ALONE}(?P<d1>\d{{1,2}}){_ORDINAL}{_GAP}(?P<m1>{_NAMES}){_END}{_GAP}(?P<y1>\d{{4}})(?!\d)"
    rf"|(?<!\w)(?P<m2>{_NAMES}){_END}{_GAP}(?P<d2>\d{{1,2}}){_ORDINAL}[,\s]{{1,3}}(?P<y2>\d{{4}})(?!\d)"
    rf"|{_ALONE}(?P<y3>\d{{4}})(?P<s3>[./-])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})(?![\d/-])"
    rf"|{_ALONE}(?P<d4>\d{{1,2}})(?P<s4>[./-])(?P<m4>\d{{1,2}})(?P=s4)(?P<y4>\d{{4}})(?![\d/-])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_BEFORE_YEAR = max(map(len, _MONTH_NUMBER)) + 12
_AFTER_YEAR = 12
"""Characters that a date may have before its year and behind it, and a few more."""

_COMPACT = re.compile(r"(?P<y1>\d{4})(?P<m1>\d{2})(?P<d1>\d{2})(?:T\d{4,6}\S{0,6})?")
_IN_URL = re.compile(
    r"/(?P<y1>\d{4})/(?P<m1>\d{1,2})/(?P<d1>\d{1,2})(?=[/?#]|$)"
    r"|(?<!\d)(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})(?!\d)"
)


def parse_date(text: str) -> date | None:
    """The day in a value that is meant as a date: ISO 8601, RFC 5322, or as people write it."""
    text = text.strip()
    compact = _COMPACT.fullmatch(text)
    return _day(compact) if compact else date_in_text(text)


def date_in_text(text: str) -> date | None:
    """The first full date, with day, month and year, in running text."""
    return cut_date(text)[0]


def date_in_url(url: str) -> date | None:
    """The day in a path such as /2025/07/12/ or a name such as title-2025-07-12."""
    return next((day for match in _IN_URL.finditer(url) if (day := _day(match))), None)


def dates_in_text(text: str) -> Iterator[tuple[date, int, int]]:
    """The full dates in a text in NFC, each with its start and end."""
    for match in _FULL.finditer(text) if _near_a_year(text) else ():
        if day := _day(match):
            yield day, match.start(), match.end()


def _near_a_year(text: str) -> bool:
    """Whether there is a date: most text has none, and to look only round years is much cheaper."""
    return any(
        _FULL.search(text, max(0, year.start() - _BEFORE_YEAR), year.end() + _AFTER_YEAR)
        for year in _YEAR.finditer(text)
    )


def has_year(text: str) -> bool:
    """Whether there are four digits in a row, without which there is no date."""
    return bool(_YEAR.search(text))


def cut_date(text: str) -> tuple[date | None, str]:
    """The first full date in a text, and the text without it."""
    text = unicodedata.normalize("NFC", text)
    for day, start, end in dates_in_text(text):
        return day, f"{text[:start]}  {text[end:]}"
    return None, text


def _day(match: re.Match[str]) -> date | None:
    found = {name[0]: text for name, text in match.groupdict().items() if text}
    month = _MONTH_NUMBER.get(found["m"].lower()) or int(found["m"])
    try:
        day = date(int(found["y"]), month, int(found["d"]))
    except ValueError:
        return None
    return day if date(FIRST_YEAR, 1, 1) <= day <= datetime.now(UTC).date() + _AHEAD else None
