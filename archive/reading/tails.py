"""Removes what scrapers leave below an article: keywords, link labels, its url, which is read.

Only whole lines at the very end are removed. A heading, or any line in Devanagari that is not a
known label, ends the tail and stays.
"""

import re
from collections.abc import Sequence

from archive.reading.cleaning import host
from archive.text import web_url

# (label, reason); a line that is a label alone, or a label with a colon and whatever follows.
TAIL_LABELS = (
    ("english news", "the link to the site's English edition"),
    ("hindi news", "the name of the site's section"),
    ("read more|also read|read also|read in english|must read", "links to other articles"),
    ("tags?|keywords?|topics?", "keywords, named as such"),
    ("source|url|link", "where it was taken from"),
    ("advertisement|sponsored", "advertising"),
    ("share(?: this)?|follow us.{0,80}", "buttons"),
    ("ये भी पढ़ें|यह भी पढ़ें|इसे भी पढ़ें|और पढ़ें|ये भी देखें", "links to other articles"),
    ("टैग्स?|कीवर्ड|स्रोत|लिंक|विज्ञापन", "as the English ones"),
)
# A url on these is a post that the article embeds, not the article's own address.
SOCIAL_HOSTS = frozenset(
    "twitter.com x.com t.co youtube.com youtu.be facebook.com instagram.com t.me".split()
)

_LABEL_NAMES = "|".join(names for names, _reason in TAIL_LABELS).replace("ढ़", "(?:ढ़|ढ\u093c)")
_LABEL = re.compile(rf"(?:{_LABEL_NAMES})\s*(?:[:：-]\s*(?P<rest>.*))?", re.IGNORECASE)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_MAX_KEYWORD_WORDS = 6
_MIN_KEYWORDS = 3


def cut_tail(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The article's url, if its tail names one, and the lines above the tail."""
    url = ""
    end = len(lines)
    while end:
        line = lines[end - 1]
        label = _LABEL.fullmatch(line)
        bare = (label["rest"] or "") if label else line
        if _URL.fullmatch(bare):
            # The last url is the article's own; those above it are links.
            own = web_url(bare)
            url = url or ("" if host(own) in SOCIAL_HOSTS else own)
        elif not label and not _is_keywords(line):
            break
        end -= 1
    return url, list(lines[:end])


def _is_keywords(line: str) -> bool:
    if _DEVANAGARI.search(line):
        return False
    if all(word.startswith("#") for word in line.split()):
        return True
    pieces = [piece for piece in line.split(",") if piece.strip()]
    short = all(len(piece.split()) <= _MAX_KEYWORD_WORDS for piece in pieces)
    return len(pieces) >= _MIN_KEYWORDS and short and not line.endswith((".", "!", "?"))
