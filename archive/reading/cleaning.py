"""Cleans text from outside: one kind of line end, no control characters, limits of length.

Numeric entities become their characters. Spelling and Unicode form stay as published, joiners (ZWJ,
ZWNJ) included, since they are part of Hindi spelling.
"""

import re
import sys
from urllib.parse import urlsplit

from archive.text import shorten, site_name

MAX_ARTICLE_BYTES = 8 * 1024 * 1024
"""Of one article, or of the line that holds it."""

MAX_LABEL_CHARS = 500
MAX_ID_CHARS = 300

# The reasons that several readers give.
TOO_LARGE = "larger than 8 MiB; split it into its articles"
NOT_UTF8 = "not UTF-8 text; convert it to UTF-8"

_LINE_END_CHARS = "\r\v\f\x1c-\x1e\x85\u2028\u2029"
_LINE_END = re.compile(f"\r\n|[{_LINE_END_CHARS}]")
# C0 and C1 controls; the signs that turn the reading direction, with which a text can show
# something else than it says; the byte order mark; lone surrogates and noncharacters.
_NON_TEXT_CHARS = (
    "\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"
    "\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
)
_NON_TEXT = re.compile(f"[{_NON_TEXT_CHARS}]")
# Most texts have none of either, and one look is cheaper than two.
_NEEDS_CLEANING = re.compile(f"[{_LINE_END_CHARS}{_NON_TEXT_CHARS}]")
# A character as a number, left by a page that was read without its markup: &#2349; is भ.
_ENTITY = re.compile(r"&#(?:([0-9]{2,7})|[xX]([0-9a-fA-F]{2,6}));")
_BAD_IN_ID = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The paragraphs of a text, one per line, without empty lines and control characters."""
    if "&#" in text:
        text = _ENTITY.sub(_character, text)
    if _NEEDS_CLEANING.search(text):
        text = _NON_TEXT.sub("", _LINE_END.sub("\n", text))
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def _character(entity: re.Match[str]) -> str:
    """The letter or quotation mark of a numeric entity.

    All other ASCII stays, so that no text grows into another entity or into markup.
    """
    decimal, hexadecimal = entity.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16)
    is_text = code in map(ord, "'\"") or 0x80 <= code <= sys.maxunicode  # noqa: PLR2004
    return chr(code) if is_text else entity.group()


def clean_label(text: str) -> str:
    """A short text such as a title or name, on one line of at most 500 characters."""
    if not text:
        return ""
    # Cut already before the spaces are joined: a label may come with megabytes.
    return shorten(" ".join(clean_text(text[: MAX_LABEL_CHARS * 20]).split()), MAX_LABEL_CHARS)


def host(url: str) -> str:
    """The host name in a url that ``web_url`` accepts, without www., m. and the like."""
    return site_name(urlsplit(url).hostname or "")


def id_problem(id_: str) -> str:
    """Why this cannot be the id of an article, or an empty text if it can."""
    if len(id_) > MAX_ID_CHARS:
        return f"the id is longer than {MAX_ID_CHARS} characters; shorten it or leave it out"
    if _BAD_IN_ID.search(id_):
        return "the id holds control characters; take them out or leave the id out"
    return ""
