"""Reads text that was typed for a legacy font, in which Latin letters were drawn as Hindi ones.

A font is a table of keys and of what each draws (``tables/``); the longest keys are read first.
What is drawn is then put into the order that Unicode has: the short i is drawn before its syllable,
the reph behind it, and many letters are a half and a stem, which looks like the vowel sign ा.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from archive.legacy.vocabulary import common_words, english_words

FONTS = {
    # The name of a font, and its tables; what stands in a later one goes before an earlier one.
    "Kruti Dev 010": ("krutidev010",),
    "DevLys 010": ("krutidev010",),
    "Walkman-Chanakya 905": ("krutidev010", "walkman905"),
    "Chanakya": ("chanakya",),
    "APS-DV-Priyanka": ("apsdv",),
    "Shree-Lipi": ("shreelipi",),
}
"""The fonts that can be read."""

_SHORT_I, _REPH, _HOOK, _NUKTA = "\ue000", "\ue001", "\ue002", "\ue003"
"""Marks for what stands elsewhere than in Unicode, until the rest is read: no text has them."""

_MARKS = {"{i}": _SHORT_I, "{r}": _REPH, "{h}": _HOOK, "{n}": _NUKTA}
_HOOKED = {"व": "क", "प": "फ", "उ": "ऊ"}
"""Letters that are another with a hook at their right."""

_LETTER = "[\u0915-\u0939\u0958-\u095f]\u093c?"
_SYLLABLE = f"{_LETTER}(?:्\u200d?{_LETTER}){{0,6}}"
"""A letter or a conjunct; the bound keeps a text of nothing but half letters cheap."""

_SIGN = "[\u093e-\u094c]"
_NASAL = "[\u0901\u0902]"
_BEFORE_HOOK = re.compile(f"([वपउ])((?:्र|{_REPH}|\u093c|{_SIGN}|{_NASAL}){{0,6}}){_HOOK}फ?")
_AFTER_NUKTA = re.compile(f"{_NUKTA}({_SHORT_I}?[\u0915-\u0939])")
_AFTER_SHORT_I = re.compile(f"{_SHORT_I}({_NASAL}?)({_REPH}?{_NASAL}?)({_SYLLABLE})")
_BEFORE_REPH = re.compile(f"({_SYLLABLE}{_SIGN}?{_NASAL}?|[\u0905-\u0914]){_REPH}")
_JOINED = (("ाे", "ो"), ("ाै", "ौ"), ("ाॅ", "ॉ"))
"""Vowel signs of two parts, each a key."""

_NUKTA_BEHIND = re.compile(f"({_SIGN}{_NASAL}?|{_NASAL})\u093c")
"""A nukta typed behind the vowel sign."""

_MENDED = (
    # drawn as, written as
    ("अा", "आ"), ("आे", "ओ"), ("आै", "औ"), ("आॅ", "ऑ"),
    ("अो", "ओ"), ("अौ", "औ"), ("अॉ", "ऑ"), ("एे", "ऐ"), ("अॅ", "ॲ"), ("र्इ", "ई"),
    ("््", "्"), ("ंं", "ं"),
    ("ंा", "ां"), ("ंी", "ीं"), ("ंे", "ें"), ("ंै", "ैं"), ("ंो", "ों"), ("ंु", "ुं"), ("ंू", "ूं"),
    ("ँा", "ाँ"), ("ँु", "ुँ"), ("ँू", "ूँ"),
)  # fmt: skip
"""What one sign more makes of another, and nasals typed before the vowel sign."""

_LATIN_WORD = re.compile(r"(?<!\S)([^\sA-Za-z]*)([A-Za-z]+)([^\sA-Za-z]*)(?!\S)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.(?:com|org|net|in)\b")
_ENGLISH_SPELLING = re.compile(r"[A-Z][a-z]{2,}|[a-z]{3,}|[A-Z]{2,}")
_ENGLISH_CACHED = 50_000
"""Words whose judgement is kept: the same ones come again, and each is read up to three times."""

_PERCENT = re.compile(r"(?<=\d)ः(?!\d)")
_COLON = re.compile(r"(?<![\u0900-\u0963])ः|ः(?=-)")
"""What stands on the key of the visarga, or looks like it, where no visarga can be."""

_RUBBISH = re.compile(rf"^(?:{_SIGN}|{_NASAL}|्)|्$")
"""What no Hindi word has: a vowel sign in front, or a half letter at the end."""

_HINDI = re.compile("[\u0900-\u0963]")
_PLAIN = re.compile(r"[\s\d.,:;!?()'\"/-]*")


_C1 = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
"""What text has that was read as ISO 8859-1, and is keys of the fonts in Windows' encoding."""


def decode(text: str, font: str) -> str:
    """The text that was typed so for the font; English words and addresses in it stay.

    Never fails on a text: what is no key of the font stays as it is. Raises `KeyError` if the font
    is none of `FONTS`.
    """
    text = text.translate(_C1)
    parts = []
    end = 0
    for start, stop in _latin_runs(text, font):
        if start < end:
            continue
        parts += [_read(text[end:start], font), text[start:stop]]
        end = stop
    return "".join([*parts, _read(text[end:], font)])


def _latin_runs(text: str, font: str) -> list[tuple[int, int]]:
    """From where to where the text is Latin, not typed for the font; they may overlap."""
    runs = [match.span() for match in _ADDRESS.finditer(text)]
    for match in _LATIN_WORD.finditer(text):
        before, word, behind = match.groups()
        if _is_english(before, word, behind, font):
            start = match.start() if _PLAIN.fullmatch(before) else match.start(2)
            stop = match.end() if _PLAIN.fullmatch(behind) else match.end(2)
            runs.append((start, stop))
    return sorted(runs)


@lru_cache(maxsize=_ENGLISH_CACHED)
def _is_english(before: str, word: str, behind: str, font: str) -> bool:
    """Whether letters between spaces, with signs around them, are rather English than keys."""
    if word.isupper() and behind[:1].isdecimal():
        return True
    if not _ENGLISH_SPELLING.fullmatch(word):
        return False
    no_keys = not _HINDI.search(_read(f"{before} {behind}", font))
    if word.lower() not in english_words():
        return no_keys and bool(_RUBBISH.search(_read(word, font)))
    plain = _PLAIN.fullmatch(before) and _PLAIN.fullmatch(behind)
    if not (no_keys or plain):
        return False
    known = (_read(before + word + behind, font), _read(word, font))
    return common_words().isdisjoint(known)


def _read(text: str, font: str) -> str:
    keys, pattern = _table(font)
    read = pattern.sub(lambda match: keys[match[0]], text)
    read = read.replace("\u094d\u093c", "\u093c\u094d").replace("्ा", "")
    for drawn, written in _JOINED:
        read = read.replace(drawn, written)
    read = _AFTER_NUKTA.sub("\\1\u093c", read)
    read = _BEFORE_HOOK.sub(lambda match: _HOOKED[match[1]] + match[2], read)
    read = read.replace(_HOOK, "")
    read = _AFTER_SHORT_I.sub(r"\3ि\1\2", read)
    read = _BEFORE_REPH.sub(r"र्\1", read)
    for drawn, written in (*_JOINED, *_MENDED):
        read = read.replace(drawn, written)
    read = _NUKTA_BEHIND.sub("\u093c\\1", read)
    read = _COLON.sub(":", _PERCENT.sub("%", read))
    return read.replace(_SHORT_I, "ि").replace(_REPH, "र्").replace(_NUKTA, "")


@cache
def _table(font: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """What each key stands for, and what finds the keys in a text."""
    keys = {}
    for name in FONTS[font]:
        path = Path(__file__).with_name("tables") / f"{name}.tsv"
        for line in path.read_text("utf-8").splitlines()[1:]:
            key, drawn, _ = line.split("\t")
            keys[key] = re.sub(r"\{\w\}", lambda mark: _MARKS[mark[0]], drawn)
    longest_first = sorted(keys, key=len, reverse=True)
    return keys, re.compile("|".join(map(re.escape, longest_first)))
