"""Text from strangers, made fit to keep: one kind of line end, no control characters, bounds.

It mends no spelling and joins no characters: what was published stays as it was written, joiners
(ZWJ, ZWNJ) included, since they are part of Hindi's spelling.
"""

import re
from urllib.parse import urlsplit

from archive.text import shorten

LABEL_LIMIT = 500
ID_LIMIT = 300

_ENDS = "\r\v\f\x1c-\x1e\x85\u2028\u2029"
_LINE_ENDS = re.compile(f"\r\n|[{_ENDS}]")
# C0 and C1 controls; the signs that turn the reading direction, with which a text can show
# something else than it says; the byte order mark; lone surrogates and noncharacters.
_NO_TEXT = (
    "\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"
    "\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
)
_UNWANTED = re.compile(f"[{_NO_TEXT}]")
# Most texts have none of either, and one look is cheaper than two.
_ODD = re.compile(f"[{_ENDS}{_NO_TEXT}]")
_BAD_IN_ID = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def clean(text: str) -> str:
    """The paragraphs of a text, one a line, without what no text needs."""
    if _ODD.search(text):
        text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def label(text: str) -> str:
    """One line of at most 500 characters, cut at a word."""
    if not text:
        return ""
    # Cut before the spaces are joined too: a label of megabytes is not worth the work.
    return shorten(" ".join(clean(text[: LABEL_LIMIT * 20]).split()), LABEL_LIMIT)


def host(url: str) -> str:
    """The site of a url that ``web_url`` let through, without www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def id_fault(id_: str) -> str:
    """Why this cannot name an article, or nothing."""
    if len(id_) > ID_LIMIT:
        return f"the id is longer than {ID_LIMIT} characters; shorten it or leave it out"
    if _BAD_IN_ID.search(id_):
        return "the id holds control characters; take them out or leave the id out"
    return ""
