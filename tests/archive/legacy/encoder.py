"""Types Hindi for a legacy font, from the font's own table: the other way round than the reader."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from archive.legacy import FONTS, decoding

_TABLES = Path(decoding.__file__).with_name("tables")
_CONSONANT = "[\u0915-\u0939]\u093c?"
_SYLLABLE = re.compile(
    f"(र्(?={_CONSONANT}))?({_CONSONANT}(?:्{_CONSONANT})*)(्?)([\u093e-\u094c]?)([\u0901\u0902]?)"
)
_APART = (
    ("ो", "ाे"), ("ौ", "ाै"), ("ॉ", "ाॅ"), ("ई", "इ{r}"), ("आ", "अा"), ("ऐ", "एे"),
    ("ओ", "आे"), ("औ", "आै"), ("ऑ", "आॅ"), ("ओ", "अो"), ("औ", "अौ"),
)  # fmt: skip
"""What may be drawn by two signs where the table has none for both."""


def typed(text: str, font: str) -> str | None:
    """The keys for the text; None if the font has none for a part of it."""
    pieces = re.split(r"(\s+)", unicodedata.normalize("NFC", text))
    keys = [piece if piece.isspace() else _typed_word(piece, font) for piece in pieces]
    return None if None in keys else "".join(key for key in keys if key)


def as_word_writes(keys: str) -> str:
    """With the curly quotation marks that Word makes of straight ones."""
    keys = re.sub(r"(?<!\S)'", "‘", keys).replace("'", "’")
    return re.sub(r'(?<!\S)"', "“", keys).replace('"', "”")


def _typed_word(word: str, font: str) -> str | None:
    drawn = _SYLLABLE.sub(_draw, word)
    table = _keys(font)
    if "{n}" in table:
        drawn = re.sub("([\u0915-\u0939])\u093c", r"{n}\1", drawn)
    tokens = re.findall(r"\{\w\}|.", drawn)
    best: list[str | None] = [""] + [None] * len(tokens)
    cost = [0] + [10**6] * len(tokens)
    for end in range(1, len(tokens) + 1):
        for start in range(max(0, end - 6), end):
            before, key = best[start], table.get("".join(tokens[start:end]))
            if before is not None and key is not None and cost[start] + len(key) < cost[end]:
                best[end], cost[end] = before + key, cost[start] + len(key)
    return best[-1]


def _draw(match: re.Match[str]) -> str:
    reph, cluster, virama, sign, nasal = match.groups()
    short_i = "{i}" if sign == "ि" else ""
    rest = "" if short_i else sign
    return f"{short_i}{cluster}{virama}{rest}{'{r}' if reph else ''}{nasal}"


@cache
def _keys(font: str) -> dict[str, str]:
    """For what is drawn: the keys, the first of the table before others."""
    read: dict[str, str] = {}
    for name in FONTS[font]:
        for line in (_TABLES / f"{name}.tsv").read_text("utf-8").splitlines()[1:]:
            key, drawn, _ = line.split("\t")
            read[key] = drawn
    keys: dict[str, str] = {}
    for key, drawn in read.items():
        if drawn and "{h}" not in drawn:
            keys.setdefault(drawn, key)
    _hooked(read, keys)
    for half in [drawn for drawn in keys if drawn.endswith("्") and len(drawn) > 1]:
        keys.setdefault(half[:-1], keys[half] + keys["ा"])
    for letter in [drawn for drawn in keys if re.fullmatch(_CONSONANT, drawn)]:
        if "्" in keys:
            keys.setdefault(letter + "्", keys[letter] + keys["्"])
    for whole, parts in _APART:
        tokens = re.findall(r"\{\w\}|.", parts)
        if all(token in keys for token in tokens):
            keys.setdefault(whole, "".join(keys[token] for token in tokens))
    return keys


def _hooked(read: dict[str, str], keys: dict[str, str]) -> None:
    """Adds the letters that are drawn with a hook."""
    hook = next((key for key, drawn in read.items() if drawn in ("{h}", "{h}फ")), "")
    half_hook = next((key for key, drawn in read.items() if drawn == "{h}्"), "")
    if half_hook:
        keys.setdefault("फ्", keys["प्"] + keys["ा"] + half_hook)
    for base, letter in (("प", "फ"), ("प्", "फ्"), ("व", "क")) if hook else ():
        if base in keys:
            keys.setdefault(letter, keys[base] + hook)
        elif base + "्" in keys:
            keys.setdefault(letter, keys[base + "्"] + keys["ा"] + hook)
