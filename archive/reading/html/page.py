"""The bytes of a page as a tree: one rule for charsets, damage mended, size and depth bounded."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from archive.notes import note
from archive.reading.encodings import NotText, decode_bytes

Element = Any
"""An element of lxml, which has no types."""

MAX_TAGS = 200_000
"""Tags that a page may have: real ones have some thousands."""

_HEAD = 4096
_DECLARED = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A\s*---\r?\n(?s:.{0,20000}?)\n---\r?\n(?=\s*(?:<|\{[{%]))")
_MATTER = re.compile(r"^(lang|title)\s*:\s*[\"']?(.{1,300}?)[\"']?\s*$", re.MULTILINE)
_NOT_IN_TREES = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")
_TWICE_ESCAPED = re.compile(r"&amp;(?=#(?:\d{3,6}|[xX][0-9a-fA-F]{2,5});)")
_TWICE_ENCODED = ("à¤", "à¥")
"""What the first two bytes of Devanagari in UTF-8 are in Latin letters."""

_LATIN_RUN = re.compile("[\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{3,}")
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_TOO_DEEP = "tags lie too deep in one another; save the page again from a browser"
_TOO_MANY = f"more than {MAX_TAGS:,} tags; it is no page of an article, leave it out"
_FRAMES = "a page of frames, which holds no text; save the page in the frame that shows it"
_EMPTY = "the page is empty; fetch it again"


class NoPage(ValueError):
    """Bytes that are no page; says why and the cure."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was parsed.

    Attributes:
        root: Its html element.
        source: Its text, from which the tree was made.
        notes: What was mended.
    """

    root: Element
    source: str
    notes: tuple[str, ...]


def read_page(data: bytes, content_type: str = "") -> Page:
    """The page in some bytes.

    Args:
        data: All of it.
        content_type: What the server said, if known; what the page says goes before it.

    Raises:
        NoPage: They are none, or not one that can be read.
    """
    declared = _DECLARED.search(data[:_HEAD].decode("latin-1")) or _DECLARED.search(content_type)
    try:
        source, notes = decode_bytes(data, declared[1] if declared else "")
    except NotText as error:
        raise NoPage(str(error)) from error
    source, mended = _mend(_FRONT_MATTER.sub(_as_tags, source))
    return Page(_parse(source), source, notes + mended)


def _as_tags(matter: re.Match[str]) -> str:
    """The language and title in what generators of sites put above a page."""
    values = dict(_MATTER.findall(matter[0]))
    lang, title = (html.escape(values.get(key, "")) for key in ("lang", "title"))
    return f'<html lang="{lang}"><head><title>{title}</title></head><body>'


def _mend(source: str) -> tuple[str, tuple[str, ...]]:
    """The text without what no tree can hold, and with what was encoded twice decoded."""
    notes: tuple[str, ...] = ()
    if any(sign in source for sign in _TWICE_ENCODED):
        mended = _LATIN_RUN.sub(_decoded, source)
        if mended != source:
            source, notes = mended, (note("double_encoded"),)
    if "&amp;#" in source:
        source = _TWICE_ESCAPED.sub("&", source)
    return _NOT_IN_TREES.sub("", source), notes


def _decoded(run: re.Match[str]) -> str:
    """A run of Latin letters as the Devanagari that it is in UTF-8; itself if it is none."""
    codes = _windows_codes()
    data = bytes(codes.get(sign, ord(sign) & 0xFF) for sign in run[0])
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
        if 2 * text.count("\ufffd") > len(_DEVANAGARI.findall(text)):
            return run[0]
    return text if text and not text.isascii() else run[0]


@lru_cache(maxsize=1)
def _windows_codes() -> dict[str, int]:
    """The bytes of what Windows' charset has beyond Latin-1's."""
    signs = {bytes([code]).decode("cp1252", "ignore"): code for code in range(0x80, 0xA0)}
    return {sign: code for sign, code in signs.items() if sign}


def _parse(source: str) -> Element:
    if source.count("<") > MAX_TAGS:
        raise NoPage(_TOO_MANY)
    # Bytes, since lxml refuses a text with an XML declaration; comments tell where it was saved.
    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise NoPage(_EMPTY) from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise NoPage(_TOO_DEEP)
    if root is None:
        raise NoPage(_EMPTY)
    if next(root.iter("frameset"), None) is not None:
        raise NoPage(_FRAMES)
    return root
