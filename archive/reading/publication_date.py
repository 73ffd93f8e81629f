"""Which day an article was published, and where that is known from.

The sources are asked in the order of ``DateOrigin``, most trusted first. Running text is trusted
least: of the full dates that stand in the first lines of real news, more than half are of a birth,
a law or an old photograph. Those are followed by a postposition ("15 अगस्त 1947 को"). A date that
a paper sets for its own day stands apart: in brackets, behind or before the day of the week, or
before a stop, a colon or the end of the line. No other date in the text counts.
"""

import re
import unicodedata
from datetime import date

from archive.article import DateOrigin
from archive.reading.dates import date_in_url, dates_in_text, has_year
from archive.reading.hindi_words import AGENCIES, words_of
from archive.reading.weekdays import WEEKDAYS

LEAD = 600
"""Characters of a text in which its own day may stand."""

_WEEKDAY = {name: number for number, names, _reason in WEEKDAYS for name in names.split()}
_NAMES = "|".join(sorted(_WEEKDAY, key=len, reverse=True))
_BEFORE = re.compile(rf"({_NAMES})\s*[,(]?\s*$", re.IGNORECASE)
_AFTER = re.compile(rf"\s*[,(]?\s*({_NAMES})(?![\w\u0900-\u0963])", re.IGNORECASE)
_AGENCIES = "|".join(map(re.escape, words_of(AGENCIES)))
_APART = re.compile(rf"[ \t]*(?:$|[\n):;,।|–—-]|\.(?!\d)|\((?:{_AGENCIES})\))")


def dated(
    url: str, text: str, *, byline: date | None = None, metadata: date | None = None
) -> tuple[date | None, DateOrigin]:
    """The best known day of publication and its origin."""
    if byline:
        return byline, "byline"
    if metadata:
        return metadata, "metadata"
    if day := date_in_url(url):
        return day, "url"
    if day := own_date(text):
        return day, "text"
    return None, "none"


def own_date(text: str) -> date | None:
    """The first date in the lead of a text that is meant as the day of the news itself."""
    if not has_year(text[:LEAD]):
        return None
    lead = unicodedata.normalize("NFC", text[:LEAD])
    for day, start, end in dates_in_text(lead):
        weekday = _BEFORE.search(lead[max(0, start - 20) : start]) or _AFTER.match(lead, end)
        if weekday:
            # A weekday that does not fit belongs to another date, or one of the two is wrong.
            if _WEEKDAY[weekday[1].lower()] == day.weekday():
                return day
        elif _APART.match(lead, end):
            return day
    return None
