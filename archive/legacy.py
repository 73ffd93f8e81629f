"""Reads text that was typed for a legacy font, in which Latin letters were drawn as Hindi ones.

Of many such fonts only Kruti Dev 010 is known here (DevLys has the same keyboard): the keys of
``krutidev010.tsv``, the longest first. Two signs stand elsewhere than in Unicode: the short i,
drawn before its syllable, and the reph, drawn behind it.
"""

import re
from functools import cache
from pathlib import Path

_SHORT_I, _REPH = "\ue000", "\ue001"
"""Marks for the two until the rest is read: characters that no text has."""

_LETTER = "[\u0915-\u0939\u0958-\u095f]\u093c?"
_SYLLABLE = f"{_LETTER}(?:्{_LETTER})*"
_AFTER_SHORT_I = re.compile(f"{_SHORT_I}({_REPH}?)({_SYLLABLE}(?:्र)?)")
_BEFORE_REPH = re.compile(rf"({_SYLLABLE}[\u093e-\u094c]?[\u0901\u0902]?){_REPH}")
_MENDED = (
    # drawn as, written as
    ("अा", "आ"), ("ाे", "ो"), ("ाै", "ौ"), ("आे", "ओ"), ("आै", "औ"), ("एे", "ऐ"), ("्ा", ""),
    ("ंा", "ां"), ("ंी", "ीं"), ("ंे", "ें"), ("ंै", "ैं"), ("ंो", "ों"), ("ंु", "ुं"), ("ंू", "ूं"),
)  # fmt: skip
"""What one sign more makes of another, and nasals typed before the vowel sign."""


def read_krutidev(text: str) -> str:
    """The text that was typed so for Kruti Dev 010. Never fails; what is no key of it stays."""
    keys, pattern = _table()
    read = pattern.sub(lambda match: keys[match[0]], text)
    read = _AFTER_SHORT_I.sub(r"\2ि\1", read)
    read = _BEFORE_REPH.sub(r"र्\1", read)
    for drawn, written in _MENDED:
        read = read.replace(drawn, written)
    return read.replace(_SHORT_I, "ि").replace(_REPH, "र्")


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    """What each key stands for, and what finds the keys in a text."""
    lines = Path(__file__).with_name("krutidev010.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    keys = {row[0]: row[1].replace("{i}", _SHORT_I).replace("{r}", _REPH) for row in rows}
    longest_first = sorted(keys, key=len, reverse=True)
    return keys, re.compile("|".join(map(re.escape, longest_first)))
