"""What pages print around articles, by a table: names of parts, labels of links, whole lines.

``boilerplate.tsv`` has a reason in each row. Its kinds are:

part        words in the class or id of an element around articles; one that holds the text stays
caption     the same, of what says what a picture shows, or who took it
label       what a link to another story begins with
line        a whole line that is no part of a text
end         a heading behind which nothing belongs to the text
others      a heading above other stories
plea        words of a call to follow, to pay or to read on: noise below the text, or with links
fine print  words that only fine print has

Nukta and joiners are left out of what is compared, so that ढ stands for ढ़.
"""

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

_JOINERS = re.compile("[\u200b-\u200d\u2060\ufeff\u093c]")
_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")


def folded(text: str) -> str:
    """A text as the tables have it."""
    return _JOINERS.sub("", unicodedata.normalize("NFKD", text)).replace("\xa0", " ").strip()


def _rows(kind: str) -> list[str]:
    table = Path(__file__).with_name("boilerplate.tsv").read_text("utf-8").splitlines()[1:]
    return [row.split("\t")[1] for row in table if row.startswith(f"{kind}\t")]


def _any(kind: str) -> str:
    return "|".join(f"(?:{folded(pattern)})" for pattern in _rows(kind))


MAX_LINE_CHARS = 320
"""Longer blocks are text, whatever they say."""

LINK_START, LINK_END = "\ue000", "\ue001"
"""Marks around links in the text of a block."""

IS_BOILERPLATE = re.compile(f"[•●►▶>*|\\s]*(?:{_any('line')})", re.IGNORECASE | re.DOTALL)
IS_END = re.compile(_any("end"), re.IGNORECASE)
IS_OTHERS = re.compile(_any("others"), re.IGNORECASE)
IS_PLEA = re.compile(_any("plea"), re.IGNORECASE)
IS_FINE_PRINT = re.compile(_any("fine print"), re.IGNORECASE)
_LABEL = rf"[\s•●►▶>*|(\[]*(?:{_any('label')})[\s:：।.\-–—|>…!)\]\"'“”]*"
IS_LABEL = re.compile(_LABEL, re.IGNORECASE)
# In text as published, in NFC, a nukta may stand.
_LABEL_AS_PUBLISHED = re.sub("([कखगजडढफ])", "\\1\u093c?", _LABEL)
LABELLED_LINK = re.compile(
    rf"(?:{LINK_START})?(?:{_LABEL_AS_PUBLISHED})(?:{LINK_END})?\s*"
    rf"{LINK_START}[^{LINK_END}]*{LINK_END}[\s|।]*"
    rf"|{LINK_START}{_LABEL_AS_PUBLISHED}[^{LINK_END}]*{LINK_END}[\s|।]*",
    re.IGNORECASE,
)


def part_words(names: str) -> frozenset[str]:
    """The words by which the tables know parts, in the class and id of an element."""
    words: set[str] = set()
    for token in names.split():
        pieces = [piece.lower() for piece in _WORDS.findall(token)]
        words.add(token.lower())
        words.update(pieces)
        words.update(f"{one}-{two}" for one, two in pairwise(pieces))
        words.add("-".join(pieces))
    return frozenset(words)


_PARTS = frozenset(" ".join(_rows("part")).split())
_CAPTIONS = frozenset(" ".join(_rows("caption")).split())


def is_part(words: frozenset[str]) -> bool:
    """Whether an element of these words is no part of an article."""
    return not _PARTS.isdisjoint(words)


def is_caption(words: frozenset[str]) -> bool:
    """Whether an element of these words says what a picture shows, or who took it."""
    return not _CAPTIONS.isdisjoint(words)
