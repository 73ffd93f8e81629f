"""Mends texts that were encoded once too often: twice as UTF-8, as entities, escapes or markup.

Each cure is tried only where its disease shows, and kept only where it gives Hindi or other text:
where it does not, the text stays as it is, for ``soundness`` to judge.
"""

import re
from collections.abc import Callable
from functools import cache, partial

from archive.legacy.vocabulary import common_words
from archive.notes import note
from archive.reading.encodings import MAX_BROKEN
from archive.reading.markup import has_escaped_markup, has_markup, text_of_html, unescape

_DEVANAGARI = re.compile("[\u0900-\u097f]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile("[\u0900-\u0963\u0971-\u097f]{2,}")

# -- UTF-8 that was read in another charset ------------------------------------------------------

_CHARSETS = ("cp1252", "mac_roman", "cp437", "cp850")
"""In which UTF-8 was read by mistake: of Windows (and Latin-1), old Macs, consoles."""

_MISREAD = re.compile(
    # The first two bytes of Devanagari in UTF-8, in these charsets; of text encoded twice more.
    "\xe0[\xa4\xa5]|\u2021[\xa7\u2022]|\u03b1[\xf1\xd1]|\xd3[\xf1\xd1]|\xc3\xa0\xc2[\xa4\xa5]"
)
_MAX_ROUNDS = 3
_MIN_GAIN = 3
"""Words of Hindi that undoing must bring, or half of them in a shorter text."""

# -- letters written as something else ------------------------------------------------------------

_ENTITY = re.compile(r"&(?:amp;)*#(?:x([0-9a-f]{1,6})|([0-9]{2,7}));?", re.IGNORECASE)
_ESCAPES = (
    # How a letter is written, and how it is read.
    (re.compile(r"(?:\\+u[0-9a-fA-F]{4})+"), lambda run: _utf16(run, r"\\+u")),
    (re.compile(r"(?:%u[0-9a-fA-F]{4})+"), lambda run: _utf16(run, "%u")),
    (re.compile(r"(?:(?<![a-zA-Z])u09[0-7][0-9a-fA-F]|(?<=[0-9a-fA-F]{4})u[0-9a-fA-F]{4})+"),
     lambda run: _utf16(run, "u")),
    (re.compile(r"(?:U\+[0-9A-F]{4}\s?)+"), lambda run: _utf16(run, r"U\+")),
    (re.compile(r"\+[A-Za-z0-9+/]{3,}-?"), lambda run: run.encode().decode("utf-7", "replace")),
    (re.compile(r"(?:%[0-9a-fA-F]{2})+"), lambda run: _bytes(run, "%")),
    (re.compile(r"(?:\\+x[0-9a-fA-F]{2})+"), lambda run: _bytes(run, r"\\+x")),
    (re.compile(r"(?:=[0-9A-F]{2}|=\n)+"), lambda run: _bytes(run.replace("=\n", ""), "=")),
)  # fmt: skip
_MARK_OF_ESCAPES = re.compile(
    r"\\u09|\+C[Q-Za-f][\w+/]{2}|%u09|u09[0-7][0-9a-f]|U\+09|%E0%A[45]|\\xE0\\xA[45]|=E0=A[45]",
    re.IGNORECASE,
)


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as it was meant, and notes on what was done to it.

    Args:
        text: As found: before control characters are taken out, which are half of what is left of
            letters where UTF-8 was read in another charset.
    """
    notes = []
    for name, cure in _CURES:
        mended = cure(text)
        if mended != text:
            text = mended
            if name:
                notes.append(note(name))
    return text, tuple(notes)


def undo_double_encoding(text: str) -> str:
    """The text that was encoded as UTF-8 more than once; itself if it was not, or not wholly."""
    if not _MISREAD.search(text):
        return text
    for charset in _CHARSETS:
        decoded = text
        for _ in range(_MAX_ROUNDS):
            decoded, lost = _read_again(decoded, charset)
            if lost > MAX_BROKEN:
                break
            if _is_better(decoded, text):
                return decoded
    return text


def _read_again(text: str, charset: str) -> tuple[str, int]:
    """The text with what was read in this charset read as UTF-8, and the letters that are lost."""
    lost = 0

    def read(run: re.Match[str]) -> str:
        nonlocal lost
        data = b"".join(_byte(sign, charset) for sign in run[0])
        decoded = data.decode("utf-8", "replace")
        if "\ufffd" in decoded and not _DEVANAGARI.search(decoded):
            # Whatever else is in the text: a word with an accent, a sign of its own.
            return run[0]
        lost += decoded.count("\ufffd")
        return decoded

    return _runs(charset).sub(read, text), lost


def _is_better(decoded: str, text: str) -> bool:
    if _MISREAD.search(decoded):
        return False
    words = len(_WORD.findall(decoded))
    gain = _known(decoded) - _known(text)
    return gain >= min(_MIN_GAIN, max(1, words // 2))


@cache
def _runs(charset: str) -> re.Pattern[str]:
    signs = "".join(bytes([code]).decode(charset, "ignore") for code in range(0x80, 0x100))
    return re.compile(f"[{re.escape(signs)}\x80-\x9f\xa0]+")


def _byte(sign: str, charset: str) -> bytes:
    try:
        return sign.encode(charset)
    except UnicodeEncodeError:
        # Latin-1, or one of the five bytes that Windows' charset leaves out.
        return sign.encode("latin-1", "replace")


def _known(text: str) -> int:
    return sum(word in common_words() for word in _WORD.findall(text))


def decode_entities(text: str) -> str:
    """The text with numeric entities as letters, where they outnumber its letters."""
    entities = len(_ENTITY.findall(text)) if "&" in text and "#" in text else 0
    if not entities:
        return text
    decoded = _ENTITY.sub(_character, text)
    # In the text itself each entity counts as no letter, though &#xa4d; has some.
    letters = len(_LETTER.findall(_ENTITY.sub("", text)))
    return decoded if entities > letters else text


def _character(entity: re.Match[str]) -> str:
    code = int(entity[1], 16) if entity[1] else int(entity[2])
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004


def decode_escapes(text: str) -> str:
    r"""The text with escaped letters (\u0915, %E0%A4%95) as letters, where they are its Hindi."""
    if not _MARK_OF_ESCAPES.search(text):
        return text
    if "%" in text and "+" in text and not re.search(r"\s", text):
        # As the address of a form has it: a blank is a plus.
        text = text.replace("+", "%20")
    for pattern, read in _ESCAPES:
        decoded = pattern.sub(partial(_read_run, read), text)
        gained = len(_DEVANAGARI.findall(decoded)) - len(_DEVANAGARI.findall(text))
        # An address in a text stays as it is, and so does an example of how letters are escaped.
        if gained > len(_DEVANAGARI.findall(text)):
            text = decoded
    return text


def _read_run(read: Callable[[str], str], run: re.Match[str]) -> str:
    decoded = read(run[0])
    return run[0] if "\ufffd" in decoded else decoded


def _utf16(run: str, mark: str) -> str:
    units = bytes.fromhex(re.sub(rf"{mark}|\s", "", run))
    return units.decode("utf-16-be", "replace")


def _bytes(run: str, mark: str) -> str:
    return bytes.fromhex(re.sub(mark, "", run)).decode("utf-8", "replace")


def take_out_markup(text: str) -> str:
    """The text without markup, if it holds any; also where the markup was escaped."""
    if has_escaped_markup(text):
        text = unescape(text)
    return text_of_html(text) if has_markup(text) else text


_CURES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("double_encoded", undo_double_encoding),
    ("escapes", decode_escapes),
    ("entities", decode_entities),
    ("markup", take_out_markup),
    ("", unescape),
)
"""In the order in which one thing hides another; each with the name of its note."""
