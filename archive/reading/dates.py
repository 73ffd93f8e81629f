"""Finds dates as people and websites write them, in Hindi and English.

Times of day and time zones are ignored: a date with a time and a zone means the day in that zone,
so it is never converted. Where only digits are written, the day comes first, as everywhere in
India. A day that the calendar does not have, a year before 1800, or a day more than a year ahead
is no date: it is a typing error or a number of another kind.
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
    (4, "अप्रैल अप्रेल अप्रिल", "CLDR; two common misspellings"),
    (5, "मई", "CLDR"),
    (6, "जून", "CLDR"),
    (7, "जुलाई जुलाइ जुल", "CLDR's full form, a misspelling, the short form"),
    (8, "अगस्त अग", "CLDR's full and short form"),
    (9, "सितंबर सितम्बर सितँबर सित", "nasal as a dot, as a letter, as a moon; short form"),
    (10, "अक्टूबर अक्तूबर अक्टुबर अक्टोबर अक्टू", "ट as in CLDR, the older त; vowels; short form"),
    (11, "नवंबर नवम्बर नवँबर नव", "nasal as a dot, as a letter, as a moon; short form"),
    (12, "दिसंबर दिसम्बर दिसँबर दिस", "nasal as a dot, as a letter, as a moon; short form"),
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

_COMPACT_DATE = re.compile(r"(?P<y1>\d{4})(?P<m1>\d{2})(?P<d1>\d{2})(?:T\d{4,6}\S{0,6})?")
_URL_DATE = re.compile(
    r"/(?P<y1>\d{4})/(?P<m1>\d{1,2})/(?P<d1>\d{1,2})(?=[/?#]|$)"
    r"|(?<!\d)(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})(?!\d)"
)


def parse_date(text: str) -> date | None:
    """The date in a value that is meant as one: ISO 8601, RFC 5322, or as people write it."""
    text = text.strip()
    compact = _COMPACT_DATE.fullmatch(text)
    return _to_date(compact) if compact else date_in_text(text)


def date_in_text(text: str) -> date | None:
    """The first full date, with day, month and year, in running text."""
    return cut_date(text)[0]


def date_in_url(url: str) -> date | None:
    """The date in a path such as /2025/07/12/ or a name such as title-2025-07-12."""
    return next((day for match in _URL_DATE.finditer(url) if (day := _to_date(match))), None)


def dates_in_text(text: str) -> Iterator[tuple[date, int, int]]:
    """The full dates in a text in NFC, each with its start and end."""
    for match in _DATE.finditer(text) if _has_date(text) else ():
        if day := _to_date(match):
            yield day, match.start(), match.end()


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
    try:
        day = date(int(found["y"]), month, int(found["d"]))
    except ValueError:
        return None
    return day if date(FIRST_YEAR, 1, 1) <= day <= datetime.now(UTC).date() + _MAX_AHEAD else None
