"""Reads the text layer of a PDF's page: its lines with their places, legacy fonts decoded.

That there is a text layer says nothing: many of Hindi lack letters, or have them out of order. So
how sound one is, is told by its words.
"""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from archive.legacy import decode
from archive.legacy.naming import font_in_document
from archive.legacy.vocabulary import common_words
from archive.reading.pages.layout import Line

_MAX_CHARS = 300_000
"""Characters of a page that are looked at; a full newspaper page has 30,000."""

_SOUND = 0.9
"""The share of known words from which on a text layer is read rather than the picture of the page:
of right pages 0.97 are known, of one with spaces inside words 0.74, of a broken one 0.53."""

_MAX_IMPOSSIBLE = 0.02
"""The share of impossible words above which a text layer is damaged, whatever its language."""

_MIN_WORDS = 5
"""A page with fewer words in its text layer is rather a picture with a stamp on it."""

_NEW_WORD_GAP = 0.4
"""White space between letters, in heights of the letters, that parts words where no space does."""

_WORD = re.compile("[\u0900-\u0963\u0971-\u097f\u200c\u200d]{2,}")
_SIGN = "[\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963]"
_IMPOSSIBLE = re.compile(
    f"(?<![\u0900-\u097f\u200c\u200d]){_SIGN}|[\ue000-\uf8ff\ufffd]|\\(cid:|[\u0100-\u024f]"
)


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What a page's text layer holds.

    Attributes:
        fonts: The legacy fonts that were decoded, by name.
        known: The share of its Hindi words that are known; 1 where it has no Hindi.
        impossible: The share of its words that no text could have.
    """

    lines: list[Line]
    fonts: tuple[str, ...]
    known: float
    impossible: float
    words: int

    @property
    def is_sound(self) -> bool:
        """Whether it can be read rather than the picture of the page."""
        return (
            self.words >= _MIN_WORDS and self.known >= _SOUND and self.impossible <= _MAX_IMPOSSIBLE
        )


@dataclass(slots=True)
class _Run:
    """Letters that stand beside one another in one line and font."""

    text: str
    font: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


def text_layer(page: pypdfium2.PdfPage, font: str = "") -> TextLayer:
    """The text layer of a page.

    Args:
        page: Of an open document.
        font: The legacy font that all text was typed for; empty: as the page's fonts are named.
    """
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        rows = list(_rows(textpage))
    finally:
        textpage.close()
    fonts: dict[str, None] = {}
    lines = []
    for row in rows:
        parts = []
        for run in row:
            legacy = font or font_in_document(run.font)
            if legacy:
                fonts.setdefault(legacy)
            parts.append(decode(run.text, legacy) if legacy else run.text)
        text = unicodedata.normalize("NFC", " ".join("".join(parts).split()))
        if text:
            lines.append(_line(row, text, max(width, 1.0), max(height, 1.0)))
    text = "\n".join(line.text for line in lines)
    words = _WORD.findall(text)
    known = sum(word in common_words() for word in words)
    every = text.split()
    return TextLayer(
        lines,
        tuple(fonts),
        known / len(words) if words else 1.0,
        len(_IMPOSSIBLE.findall(text)) / len(every) if every else 0.0,
        len(every),
    )


def _line(row: list[_Run], text: str, width: float, height: float) -> Line:
    return Line(
        text=text,
        left=min(run.left for run in row) / width,
        top=1 - max(run.top for run in row) / height,
        right=max(run.right for run in row) / width,
        bottom=1 - min(run.bottom for run in row) / height,
        size=max(row, key=lambda run: len(run.text)).size / height,
    )


def _rows(textpage: pypdfium2.PdfTextPage) -> Iterator[list[_Run]]:
    """The lines of a page, each as runs of one font."""
    row: list[_Run] = []
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    space = ""
    for index in range(min(textpage.count_chars(), _MAX_CHARS)):
        letter = chr(raw.FPDFText_GetUnicode(textpage, index))
        if letter in "\r\n":
            if row:
                yield row
            row, space = [], ""
            continue
        if letter in " \u00a0\t":
            space = " "
            continue
        if letter in "\0\ufffe\uffff" or "\ud800" <= letter <= "\udfff":
            continue
        raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        raw.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
        font = name.value.decode("latin-1").partition("+")[2] or name.value.decode("latin-1")
        height = max(raw.FPDFText_GetFontSize(textpage, index), 1.0)
        if row and left.value - row[-1].right > _NEW_WORD_GAP * height:
            space = " "
        if row and (font == row[-1].font or not font):
            run = row[-1]
            run.text += space + letter
            run.left, run.right = min(run.left, left.value), max(run.right, right.value)
            run.top, run.bottom = max(run.top, top.value), min(run.bottom, bottom.value)
        else:
            text = space + letter if row else letter
            row.append(_Run(text, font, left.value, top.value, right.value, bottom.value, height))
        space = ""
    if row:
        yield row
