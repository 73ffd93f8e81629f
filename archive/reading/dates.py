"""Finds dates as people and websites write them, in Hindi and English.

A date with a time and a zone means the day in that zone, so it is never converted, but for one:
Z, GMT and +0000 are a server's clock and not a paper's, so they become the day in India. Where only
digits are written, the day comes first, as everywhere in India. A day that the calendar does not
have, a year before 1800, or a day more than a year ahead is no date: it is a typing error or a
number of another kind. Joiners inside a month's name do not count.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

# Months and weekdays as Hindi papers and their websites write them, in lower case. The spellings of
# one stand together, with the reason they are there.

# (month, spellings, reason)
MONTHS = (
    (1, "january jan", "English, full and short"),
    (2, "february feb", "English, full and short"),
    (3, "march mar", "English, full and short"),
    (4, "april apr", "English, full and short"),
    (5, "may", "English"),
    (6, "june jun", "English, full and short"),
    (7, "july jul", "English, full and short"),
    (8, "august aug", "English, full and short"),
    (9, "september sept sep", "English, full and two short forms"),
    (10, "october oct", "English, full and short"),
    (11, "november nov", "English, full and short"),
    (12, "december dec", "English, full and short"),
    (1, "जनवरी जन", "CLDR's full and short form"),
    (2, "फ़रवरी फरवरी फ़र फर", "with the nukta as in CLDR, and as most papers write"),
    (3, "मार्च", "CLDR"),
    (4, "अप्रैल अप्रेल अप्रिल अपरैल", "CLDR; common misspellings; in Nepali"),
    (5, "मई", "CLDR"),
    (6, "जून जुन", "CLDR; a misspelling, in Nepali"),
    (7, "जुलाई जुलाइ जूलाई जूलाइ जुल", "CLDR's full form, misspellings, the short form"),
    (8, "अगस्त औगस्त अगस्ट अग", "CLDR's full and short form, misspellings; in Nepali"),
    (9, "सितंबर सितम्बर सितँबर सितंम्बर सितंवर सितम्वर सित", "nasal in four ways; व for ब; short form"),
    (10, "अक्टूबर अक्तूबर अक्टुबर अक्टोबर अक्तुबर अक्टूवर अक्टू", "ट, the older त; vowels; व; short"),
    (11, "नवंबर नवम्बर नवँबर नबंबर नवंवर नवम्वर नव", "nasal in three ways; व and ब; short form"),
    (12, "दिसंबर दिसम्बर दिसँबर दिसंवर दिसम्वर दिस", "nasal in three ways; व for ब; short form"),
    (1, "जानेवारी जाने", "Marathi, full and short"),
    (2, "फेब्रुवारी फेब्रु फेब्रुअरी फरबरी", "Marathi, full and short; Nepali; a misspelling"),
    (4, "एप्रिल", "Marathi"),
    (5, "मे", "Marathi and Nepali"),
    (7, "जुलै", "Marathi"),
    (8, "ऑगस्ट ऑगस्त ऑग", "Marathi, full and short; between it and Hindi"),
    (9, "सप्टेंबर सप्टेम्बर सप्टें सेप्टेम्बर सेप्टेंबर", "Marathi, full and short; Nepali"),
    (10, "ऑक्टोबर ऑक्टो ऑक्टूबर आक्टोबर", "Marathi, full and short; between it and Hindi"),
    (11, "नोव्हेंबर नोव्हेम्बर नोव्हें नोभेम्बर नोवेंबर", "Marathi, full and short; Nepali"),
    (12, "डिसेंबर डिसेम्बर डिसें", "Marathi, full and short; Nepali"),
)

# (weekday as in ``date.weekday``, spellings, reason)
WEEKDAYS = (
    (0, "सोमवार सोम monday mon", "CLDR, full and short"),
    (1, "मंगलवार मंगल tuesday tues tue", "CLDR, full and short"),
    (2, "बुधवार बुध wednesday wed", "CLDR, full and short"),
    (3, "गुरुवार गुरूवार बृहस्पतिवार वीरवार गुरु thursday thurs thur thu", "four names, one day"),
    (4, "शुक्रवार शुक्र friday fri", "CLDR, full and short"),
    (5, "शनिवार शनि saturday sat", "CLDR, full and short"),
    (6, "रविवार इतवार रवि sunday sun", "two names, one day"),
)

FIRST_YEAR = 1800
_MAX_AHEAD = timedelta(days=366)
_SHORT_YEAR = 2
"""Digits of a year without its century."""

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
_DATE = re.compile(
    rf"{_ALONE}(?P<d1>\d{{1,2}}){_ORDINAL}{_GAP}(?P<m1>{_NAMES}){_END}{_GAP}(?P<y1>\d{{4}})(?!\d)"
    rf"|(?<!\w)(?P<m2>{_NAMES}){_END}{_GAP}(?P<d2>\d{{1,2}}){_ORDINAL}[,\s]{{1,3}}(?P<y2>\d{{4}})(?!\d)"
    rf"|{_ALONE}(?P<y3>\d{{4}})(?P<s3>[./-])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})(?![\d/-])"
    rf"|{_ALONE}(?P<d4>\d{{1,2}})(?P<s4>[./-])(?P<m4>\d{{1,2}})(?P=s4)(?P<y4>\d{{4}})(?![\d/-])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_MAX_CHARS_BEFORE_YEAR = max(map(len, _MONTH_NUMBER)) + 12
"""Characters that a date may have before its year, and a few more."""

_MAX_CHARS_AFTER_YEAR = 12
"""Characters that a date may have after its year, and a few more."""

_COMPACT_DATE = re.compile(r"(?P<y1>\d{4})(?P<m1>\d{2})(?P<d1>\d{2})(?:[T ]?\d{4,6}\S{0,8})?")
_VALUE_DATE = re.compile(
    # What only a value that is meant as a date may be, and nothing in running text.
    rf"{_ALONE}(?P<y1>\d{{4}}){_GAP}(?P<m1>{_NAMES}){_END}{_GAP}(?P<d1>\d{{1,2}})(?!\d)"
    rf"|(?<!\w)(?P<m2>{_NAMES}){_END}{_GAP}(?P<d2>\d{{1,2}}){_ORDINAL}{_GAP}(?P<y2>\d{{4}})(?!\d)"
    # As Java and C print it: Sat Jul 12 20:12:00 IST 2025.
    rf"|(?<!\w)(?P<m3>{_NAMES})\s+(?P<d3>\d{{1,2}})\s+(?=\d{{1,2}}:)[\w:.+-]+(?:\s+[\w:+-]+)?"
    r"\s+(?P<y3>\d{4})(?!\d)"
    rf"|^\D{{0,30}}(?P<d4>\d{{1,2}})(?P<s4>[./-])(?P<m4>\d{{1,2}})(?P=s4)(?P<y4>\d\d)(?![\d./-])"
    rf"|^\D{{0,30}}(?P<d5>\d{{1,2}}){_ORDINAL}{_GAP}(?P<m5>{_NAMES}){_END}[\s,.'’-]{{1,3}}"
    r"(?P<y5>\d\d)(?![\d:./-])",
    re.IGNORECASE,
)
_SERVER_TIME = re.compile(
    r"[\s,T|]{0,3}(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?\d\d(?:[.,]\d{1,9})?)?\s?(?P<half>[ap]m)?"
    r"\s?\(?(?:(?:Z|GMT|UTC)?[+-]00:?00|(?:Z|GMT|UTC)(?!\s?[+-]\d))(?!\d)",
    re.IGNORECASE,
)
"""A time of day by a server's clock, right behind a date."""

_DAY = timedelta(days=1)
_INDIA = timedelta(hours=5, minutes=30)
_JOINERS = re.compile("[\u200b-\u200d]")
_ZERO = (date(1970, 1, 1), date(1969, 12, 31))
"""The days of a zero in a database, in the east and west of Greenwich."""

_MAX_VALUE_CHARS = 200
"""Characters of a value that are looked at."""

_URL_DATE = re.compile(
    r"/(?P<y1>\d{4})/(?P<m1>\d{1,2})/(?P<d1>\d{1,2})(?=[/?#]|$)"
    r"|(?<!\d)(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})(?!\d)"
)


def parse_date(text: str) -> date | None:
    """The date in a value that is meant as one: ISO 8601, RFC 5322, or as people write it.

    Two-digit years are of the nearest past. The zero of a database, 1 January 1970, is no date.
    """
    text = unicodedata.normalize("NFC", _JOINERS.sub("", text[:_MAX_VALUE_CHARS])).strip()
    if compact := _COMPACT_DATE.fullmatch(text):
        day = _to_date(compact)
        day = day and _in_india(day, _SERVER_TIME.match(text, compact.end("d1")))
    else:
        day = date_in_text(text) or _date_in_value(text)
    return None if day in _ZERO else day


def _date_in_value(text: str) -> date | None:
    match = _VALUE_DATE.search(text)
    day = _to_date(match) if match else None
    if not match or not day:
        return None
    # In Java's form the time stands inside the date, and the zone before the year.
    times = (
        _SERVER_TIME.match(text, place) for place in (match.end(), match.end("d3")) if place > 0
    )
    return _in_india(day, next(filter(None, times), None))


def _in_india(day: date, time: re.Match[str] | None) -> date:
    """The day in India at this time of the day by a server's clock; the day itself without one."""
    if not time:
        return day
    hour, minute = int(time["hour"]), int(time["minute"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"].lower() == "pm" else 0)
    return day + _DAY if timedelta(hours=hour, minutes=minute) >= _DAY - _INDIA else day


def date_in_text(text: str) -> date | None:
    """The first full date, with day, month and year, in running text."""
    return cut_date(text)[0]


def date_in_url(url: str) -> date | None:
    """The date in a path such as /2025/07/12/ or a name such as title-2025-07-12."""
    return next((day for match in _URL_DATE.finditer(url) if (day := _to_date(match))), None)


def dates_in_text(text: str) -> Iterator[tuple[date, int, int]]:
    """The full dates in a text in NFC, each with its start and end."""
    if not has_year(text):
        return
    plain = _JOINERS.sub("", text)
    places: list[int] = []
    for match in _DATE.finditer(plain) if _has_date(plain) else ():
        if day := _to_date(match):
            start, end = match.span()
            day = _in_india(day, _SERVER_TIME.match(plain, end))
            if len(plain) < len(text):
                places = places or _places(text)
                start, end = places[start], places[end]
            yield day, start, end


def _places(text: str) -> list[int]:
    """Where each character of the text without joiners stands in the text, and its end."""
    return [*(at for at, sign in enumerate(text) if not _JOINERS.match(sign)), len(text)]


def _has_date(text: str) -> bool:
    """Whether there is a date. Most texts have none; looking only around years is far cheaper."""
    return any(
        _DATE.search(
            text, max(0, year.start() - _MAX_CHARS_BEFORE_YEAR), year.end() + _MAX_CHARS_AFTER_YEAR
        )
        for year in _YEAR.finditer(text)
    )


def has_year(text: str) -> bool:
    """Whether there are four digits in a row; without them there is no date."""
    return bool(_YEAR.search(text))


def cut_date(text: str) -> tuple[date | None, str]:
    """The first full date in a text, and the text without it."""
    text = unicodedata.normalize("NFC", text)
    for day, start, end in dates_in_text(text):
        return day, f"{text[:start]}  {text[end:]}"
    return None, text


def _to_date(match: re.Match[str]) -> date | None:
    found = {name[0]: text for name, text in match.groupdict().items() if text}
    month = _MONTH_NUMBER.get(found["m"].lower()) or int(found["m"])
    year = int(found["y"])
    today = datetime.now(UTC).date()
    try:
        day = date(year + (2000 if len(found["y"]) == _SHORT_YEAR else 0), month, int(found["d"]))
        if len(found["y"]) == _SHORT_YEAR and day > today + _DAY:
            day = day.replace(year=year + 1900)
    except ValueError:
        return None
    return day if date(FIRST_YEAR, 1, 1) <= day <= today + _MAX_AHEAD else None


def is_possible(day: date) -> bool:
    """Whether an article may be of this day: no zero of a database, none far ahead or behind."""
    last = datetime.now(UTC).date() + _MAX_AHEAD
    return date(FIRST_YEAR, 1, 1) <= day <= last and day not in _ZERO
