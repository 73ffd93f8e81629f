"""What the names of a file and its folders say of what is in it: the day, and the outlet.

Only in forms that are no chance: navbharat_2002_12_3_31941877, AU-2020-MAR-22.txt,
x_date_13_10_2006, 2020/03/22/. Where only digits stand the day comes first, or the year does.
"""

import re
import unicodedata
from datetime import date
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath

from archive.reading.dates import MONTHS, is_possible

_MONTH_NUMBER = {
    name: number
    for number, names, _reason in ((4, "arp", "a slip of one corpus"), *MONTHS)
    for name in unicodedata.normalize("NFC", names).split()
}
_NAMES = "|".join(sorted(map(re.escape, _MONTH_NUMBER), key=len, reverse=True))
_GAP = r"[-_. ]{1,2}"
_MONTH = rf"(?:(?P<n>{_NAMES})|(?P<m>\d{{1,2}}))"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<y>\d{{4}})(?P<gap>{_GAP}){_MONTH}(?P=gap)(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?P<gap>{_GAP}){_MONTH}(?P=gap)(?P<y>\d{{4}})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?P<n>{_NAMES})(?P<y>\d{{4}})(?!\d)",
        rf"(?<![^\W\d_])(?P<n>{_NAMES}){_GAP}(?P<d>\d{{1,2}})[, ]?{_GAP}(?P<y>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)",
        r"(?<!\d)(?P<d>\d\d)(?P<m>\d\d)(?P<y>(?:19|20)\d\d)(?!\d)",
    )
)
_IN_FOLDERS = re.compile(
    rf"(?:^|/)(?P<y>(?:19|20)\d\d)[/_-]{_MONTH}/(?P<d>\d{{1,2}})(?=[/._-]|$)", re.IGNORECASE
)
_FIRST_YEAR = 1900
_NOT_OF_THE_NEWS = re.compile(
    r"(?<![^\W_])(?:crawl\w*|scrap(?:ed?|er|ing)s?|backups?|dump\w*|export(?:s|ed)?|download(?:s|ed)?"
    r"|fetch\w*|import(?:s|ed)?|snapshots?|updated|modified|warc)(?![^\W\d_])",
    re.IGNORECASE,
)
"""Names with these say when a file was made."""

_NAME_OF_A_FILE = re.compile(r"(?=\S*\d)(?=\S*[_-])[\w.-]{6,100}")
_MAX_CODE = 24
"""Letters beside the day in the name of a file that holds all of that day."""

_SIGNS = re.compile(r"[\W_]+")


def day_in_path(path: str, own_name: str = "") -> date | None:
    """The day in the names of a file and its folders; None if there is none beyond doubt.

    Args:
        path: Folders and file name, parted by "/"; the name of the file goes before the folders'.
        own_name: What the file calls itself; where that has another day, none is sure.
    """
    *folders, name = PurePosixPath(path).parts or ("",)
    inner = _day_in_name(own_name)
    found = _day_in_name(name)
    nested = _IN_FOLDERS.search(path)
    if not found and not _days(name):
        in_folders = (day for folder in reversed(folders) if (day := _day_in_name(folder)))
        found = (_to_date(nested) if nested else None) or next(in_folders, None)
    return found if not inner or not found or inner == found else None


def names_itself(line: str) -> bool:
    """Whether a line is rather the name of a file than text."""
    return bool(_NAME_OF_A_FILE.fullmatch(line))


def is_named_by_day(path: str) -> bool:
    """Whether a file is named by a day and little else, as one that holds all of that day is."""
    name = PurePosixPath(path).name.partition(".")[0]
    if not _day_in_name(name):
        return False
    for pattern in _PATTERNS:
        name = pattern.sub("", name)
    return len(_SIGNS.sub("", name)) <= _MAX_CODE


@lru_cache(maxsize=1000)
def outlet_in_path(path: str) -> str:
    """The outlet that a folder is plainly named for; "" if none is."""
    folders = PurePosixPath(path).parts[:-1]
    codes = (_SIGNS.sub("", unicodedata.normalize("NFC", folder)).lower() for folder in folders)
    return next((name for code in reversed(list(codes)) if (name := _outlets().get(code))), "")


def _day_in_name(name: str) -> date | None:
    """The only day in a name; None if it has several, or one of when the file was made."""
    days = _days(name)
    return days.pop() if len(days) == 1 and not _NOT_OF_THE_NEWS.search(name) else None


def _days(name: str) -> set[date]:
    name = unicodedata.normalize("NFC", name)
    matches = (match for pattern in _PATTERNS for match in pattern.finditer(name))
    return {day for match in matches if (day := _to_date(match))}


def _to_date(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    month = _MONTH_NUMBER[found["n"].lower()] if found.get("n") else int(found["m"])
    try:
        day = date(int(found["y"]), month, int(found["d"]))
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR and is_possible(day) else None


@cache
def _outlets() -> dict[str, str]:
    """Names of outlets by their letters."""
    names = {}
    lines = Path(__file__).with_name("outlets.tsv").read_text("utf-8").splitlines()[1:]
    for line in lines:
        outlet, also, _reason = line.split("\t")
        for name in (outlet, *also.split("|")):
            names[_SIGNS.sub("", unicodedata.normalize("NFC", name)).lower()] = outlet
    return names
