"""Tells texts that hold Hindi but no article: programs, styles, subtitles, dumps of databases.

They lie beside articles: in a folder that a browser saved with a page, in a website's repository,
on an editor's disk. Each is told by what it holds; a name only where it can mean nothing else.
"""

import re
from pathlib import PurePath

# What is said of whatever is no article; ``unread`` says it as well.
LEAVE = "{}, which holds no articles; leave it out"
SAVE_AS = "{}, which is not read; save it as .docx, .xlsx, .csv or .txt"
_SUBTITLES = "subtitles, which are not read; save what is said as .txt"
_TIME = r"(?:\d+:)?\d\d:\d\d[,.]\d{3}"
_BEGINNINGS = (
    # what a text begins with, and the reason
    (r"WEBVTT\b", _SUBTITLES),
    (rf"\d+[ \t]*\r?\n{_TIME} --> {_TIME}", _SUBTITLES),
    (r"\[Script Info\]", _SUBTITLES),
    (r"BEGIN:VCARD\b", LEAVE.format("contacts (vCard)")),
    (r"BEGIN:VCALENDAR\b", LEAVE.format("a calendar")),
    (r"TY  - |@(?:article|book|misc|inproceedings|online)\{", LEAVE.format("a list of sources")),
    (r"\[InternetShortcut\]|\[Desktop Entry\]", LEAVE.format("a bookmark")),
    (r'(?:#[^\n]*\s+){0,50}msgid "', LEAVE.format("a table of translations")),
    (r"(?:%[^\n]*\s+){0,50}\\documentclass\b", SAVE_AS.format("a LaTeX file")),
    (r"<\?php\b|<%@|#!/", LEAVE.format("a program")),
    (r"(?:<[?!][^<>]*>\s*)*<svg[\s>]", LEAVE.format("a picture (SVG)")),
    (r"(?:<[?!][^<>]*>\s*)*<plist[\s>]", LEAVE.format("settings")),
    (r"(?:<[?!][^<>]*>\s*)*<opml[\s>]", "a list of feeds, no articles; add each: feeds add URL"),
)
_KINDS = tuple((re.compile(begin, re.IGNORECASE | re.DOTALL), why) for begin, why in _BEGINNINGS)

_DUMP = re.compile(
    r"^(?:INSERT INTO|CREATE TABLE|DROP TABLE|REPLACE INTO)\s+\S|^COPY \S+ .*FROM stdin;",
    re.IGNORECASE | re.MULTILINE,
)
_DUMP_REASON = "a dump of a database, which is not read; export its table as .csv"
_PROGRAMS = frozenset(
    ".asp .aspx .bat .c .cc .cfg .conf .cpp .cs .css .dart .go .h .ini .java .js .jsp .jsx "
    ".kt .less .lua .mjs .php .pl .po .pot .properties .ps1 .py .r .rb .rs .sass .scss .sh "
    ".sql .srt .strings .swift .toml .ts .tsx .vue .yaml .yml".split()
)
"""Endings of names that no text for readers has."""

_BY_LINE = (
    # what most lines look like, and the reason
    (r"\d{1,3}(?:\.\d{1,3}){3} \S+ \S+ \[.*", LEAVE.format("a server's log")),
    (
        r".*[;{}]|\}[),;]*|//.*|/\*.*|\*/|@import\b.*|(?:def|class|import|from) \w.*",
        LEAVE.format("a program or styles"),
    ),
)
_LINES = tuple((re.compile(line), why) for line, why in _BY_LINE)
_MOST = 0.7
_MIN_LINES = 4
"""Lines that are too few to tell: in a legacy font each letter of a program is one of Hindi."""

_MAX_LINES = 200
_ONE_LINE_OF_CODE = re.compile(
    r"(?:var|let|const) [\w$]+ ?=|!?\(?function\b ?[\w$]*\(|window[.\[]"
    r"|@(?:charset|font-face|import)\b"
    r"|[\w.#*:-]{1,60}(?:[ ,>]+[\w.#*:-]{1,60}){0,5} ?\{ ?[\w-]+ ?:[^{}]{1,500}\}"
)


def why_no_prose(head: str, path: str) -> str:
    """Why a text holds no article, in one line with its cure; "" if it may hold some.

    Args:
        head: Its beginning, without space before it.
        path: Its name.
    """
    found = next((why for begin, why in _KINDS if begin.match(head)), "")
    if found or head.startswith("<"):
        # A page has scripts and styles in it.
        return found
    if _DUMP.search(head):
        return _DUMP_REASON
    if PurePath(path.lower()).suffix in _PROGRAMS or _ONE_LINE_OF_CODE.match(head):
        return LEAVE.format("a program, styles or settings")
    lines = [line for line in map(str.strip, head.splitlines()[:_MAX_LINES]) if line]
    if len(lines) < _MIN_LINES:
        return ""
    shares = ((sum(bool(kind.fullmatch(line)) for line in lines), why) for kind, why in _LINES)
    return next((why for number, why in shares if number >= _MOST * len(lines)), "")
