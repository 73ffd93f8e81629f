"""Finds the day an article was published, and where that is known from.

The sources are tried in the order of ``DateOrigin``, most trusted first. Running text is trusted
least: of the full dates in the first lines of real news, more than half are of a birth, a law or
an old photograph. Those are followed by a postposition ("15 अगस्त 1947 को"). The date that a paper
prints for the news itself is set apart: in brackets, next to the day of the week, or before a full
stop, a colon or the end of the line. No other date in the text counts.
"""

import re
import unicodedata
from datetime import date

from archive.article import DateOrigin
from archive.reading.dates import WEEKDAYS, date_in_url, dates_in_text, has_year
from archive.reading.hindi_words import AGENCIES, words_of

LEAD_CHARS = 600
"""Characters at the beginning of a text in which its dateline may be."""

_WEEKDAY_NUMBER = {name: number for number, names, _reason in WEEKDAYS for name in names.split()}
_WEEKDAY_NAMES = "|".join(sorted(_WEEKDAY_NUMBER, key=len, reverse=True))
_WEEKDAY_BEFORE = re.compile(rf"({_WEEKDAY_NAMES})\s*[,(]?\s*$", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(rf"\s*[,(]?\s*({_WEEKDAY_NAMES})(?![\w\u0900-\u0963])", re.IGNORECASE)
_AGENCIES = "|".join(map(re.escape, words_of(AGENCIES)))
_END_OF_DATE = re.compile(rf"[ \t]*(?:$|[\n):;,।|–—-]|\.(?!\d)|\((?:{_AGENCIES})\))")


def find_publication_date(
    url: str,
    text: str,
    *,
    byline: date | None = None,
    metadata: date | None = None,
    file: date | None = None,
) -> tuple[date | None, DateOrigin]:
    """The day of publication from the most trusted source that has one, and that source.

    Args:
        url: The article's address, or an empty text.
        text: Its body.
        byline: The date in its byline, if any.
        metadata: The date in the data that came with it, if any.
        file: The day in the name of its file, if any.
    """
    if byline:
        return byline, "byline"
    if metadata:
        return metadata, "metadata"
    if day := date_in_url(url):
        return day, "url"
    if day := dateline_date(text):
        return day, "text"
    return (file, "file") if file else (None, "none")


def dateline_date(text: str) -> date | None:
    """The first date in the lead of a text that a paper printed for the news itself."""
    if not has_year(text[:LEAD_CHARS]):
        return None
    lead = unicodedata.normalize("NFC", text[:LEAD_CHARS])
    for day, start, end in dates_in_text(lead):
        weekday = _WEEKDAY_BEFORE.search(lead[max(0, start - 20) : start]) or _WEEKDAY_AFTER.match(
            lead, end
        )
        if weekday:
            # A weekday that does not fit belongs to another date, or one of the two is wrong.
            if _WEEKDAY_NUMBER[weekday[1].lower()] == day.weekday():
                return day
        elif _END_OF_DATE.match(lead, end):
            return day
    return None
