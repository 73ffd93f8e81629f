"""Text that was typed for a legacy font, whole or some of its lines, as Unicode.

Papers mix: a headline in Unicode above a body in Kruti Dev, an English line among Hindi ones. So
lines in Latin letters are judged together where they are one text, and else one by one; what is
not surely typed for a font stays as it is.
"""

import re

from archive.legacy import decode, find_font
from archive.legacy.vocabulary import common_words, english_words
from archive.reading.languages import language_of

_DEVANAGARI = re.compile("[\u0900-\u097f]")
_LATIN = re.compile("[A-Za-z\x80-\xff]")
_HINDI_WORD = re.compile("[\u0900-\u0963]{2,}")
_KEYS = re.compile(r"[a-z][A-Z;=\[\]{}+~^|](?=\S)")
"""Keys inside a word that are letters in a legacy font, and that no other text has so often."""

_MIN_KEYS = 2
_MAX_LINES = 60
"""Lines that are judged one by one; a text with more has none that matter."""

_PLAIN_WORD = re.compile(
    r"[\"'“‘(]*(?:[A-Z]?[a-z]+|[A-Z]+)[.,:;!?\"'”’)]*|\S+@\S+|https?://\S+|[\d./:-]+"
)
_MIN_KNOWN = 0.4
_MIN_LABEL_KNOWN = 0.5


def read_typed(text: str, font: str = "") -> tuple[str, str]:
    """The text in Unicode, and the font (of ``FONTS``) that it, or some of it, was typed for.

    Args:
        text: Any text.
        font: The font of ``FONTS`` that its Latin letters are surely keys of; "" to find it out.
    """
    lines = text.split("\n")
    typed = [number for number, line in enumerate(lines) if _may_be_typed(line)]
    if not typed:
        return text, ""
    if font:
        for number in typed:
            lines[number] = decode(lines[number], font)
        return "\n".join(lines), font
    found = _font_of([lines[number] for number in typed])
    if found:
        for number in typed:
            lines[number] = _read_line(lines[number], found)
        return "\n".join(lines), found
    for number in typed[:_MAX_LINES]:
        if len(_KEYS.findall(lines[number])) >= _MIN_KEYS and (own := find_font(lines[number])):
            found = own
            lines[number] = decode(lines[number], own)
    return "\n".join(lines), found


def has_typed_line(text: str) -> bool:
    """Whether some line may be typed for a font, though the text as a whole is not; cheap."""
    return bool(_KEYS.search(text))


def read_label(label: str, font: str) -> str:
    """A label of a text that was typed for this font: itself, unless it was typed so as well."""
    if not font or not _may_be_typed(label):
        return label
    read = decode(label, font)
    words = _HINDI_WORD.findall(read)
    known = sum(word in common_words() for word in words)
    return read if known and known >= _MIN_LABEL_KNOWN * len(words) else label


def _may_be_typed(line: str) -> bool:
    latin = len(_LATIN.findall(line))
    return latin > 0 and latin > len(_DEVANAGARI.findall(line))


def _font_of(lines: list[str]) -> str:
    text = "\n".join(lines)
    # Keys of a font are no English, and looking at them as those of each font takes long.
    if not _KEYS.search(text) and language_of(text) == "en":
        return ""
    return find_font(text) or ""


def _read_line(line: str, font: str) -> str:
    """A line of a text that was typed for a font; one that is rather English stays."""
    words = line.split()
    english = sum(word.strip(".,:;!?\"'()").lower() in english_words() for word in words)
    plain = sum(bool(_PLAIN_WORD.fullmatch(word)) for word in words)
    read = decode(line, font)
    hindi = _HINDI_WORD.findall(read)
    known = sum(word in common_words() for word in hindi)
    if plain == len(words) and (2 * english >= len(words) or known < _MIN_KNOWN * len(hindi)):
        return line
    return read
