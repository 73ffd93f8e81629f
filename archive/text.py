"""Checks and edits of single texts that several parts share: storable, a web url, shortened."""

import re
from urllib.parse import urlsplit

MAX_URL_CHARS = 2000

# PostgreSQL and XML take no NUL, and a lone surrogate cannot be written as UTF-8.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_CLAUSE_END = re.compile(
    # A comma alone stands between the things of a list as well.
    r"[;:।|]\s|\s[-–—]\s|,\s(?=(?:और|लेकिन|मगर|जबकि|क्योंकि|ताकि|जिस\w*|जिन\w*|जो|जहां|जहाँ|जब|वहीं|तो)\s)"
)
# Hosts and paths under which sites show the same page to phones.
_SAME_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_SAME_PATH = re.compile(r"^/amp(?=/.)|(?:/amp)?/*$|\.amp$", re.IGNORECASE)
# White space and controls, signs that end an attribute or a link, signs that turn the reading
# direction, lone surrogates.
_BAD_IN_URL = re.compile(r"[\s\0-\x20\x7f-\x9f<>\"`\\^{|}\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def is_storable(text: str) -> bool:
    """Whether every database and UTF-8 can hold the text."""
    return not _UNSTORABLE.search(text)


def storable(text: str) -> str:
    """The text without the characters that some database or UTF-8 cannot hold."""
    return _UNSTORABLE.sub("", text)


def shorten(text: str, limit: int) -> str:
    """The text, or as many whole words of it as fit into ``limit`` characters with a … behind."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    words = head.rpartition(" ")[0] or head[:-1]
    return f"{words.rstrip(' ,;:–—-(“‘')}…"


def shorten_at_clause(text: str, limit: int) -> str:
    """A sentence, or as many whole clauses of it as fit, since half a clause may say the opposite.

    Args:
        text: The sentence.
        limit: Characters at most. A text without a clause that fits is cut after a word.
    """
    if len(text) <= limit:
        return text
    ends = [found.start() for found in _CLAUSE_END.finditer(text, limit // 4, limit)]
    return f"{text[: ends[-1]].rstrip()} …" if ends else shorten(text, limit)


def site_name(host: str) -> str:
    """A host name without www., m. and the like."""
    return _SAME_HOST.sub("", host.lower())


def address_key(url: str) -> str:
    """Equal for addresses that lead to the same page: http and https, www., m., AMP, a last slash.

    Args:
        url: As ``web_url`` accepts it.
    """
    parts = urlsplit(url)
    path = site_name(parts.netloc) + _SAME_PATH.sub("", parts.path)
    return f"{path}?{parts.query}" if parts.query else path


def web_url(text: str) -> str:
    """The url in a text, or nothing unless it leads to a page on the web.

    ``javascript:`` and the like, and a url with a user's name in it, become no link.
    """
    url = text.strip()
    if len(url) > MAX_URL_CHARS or _BAD_IN_URL.search(url):
        return ""
    try:
        parts = urlsplit(url)
        named = parts.hostname and "%" not in parts.hostname
        usable = parts.scheme in {"http", "https"} and named and parts.username is None
    except ValueError:
        return ""
    return url if usable else ""
