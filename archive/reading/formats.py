"""Tells the format of bytes from their beginning, and from the name where that says nothing."""

import re
from importlib import import_module
from pathlib import PurePath
from typing import cast

from archive.legacy import find_font
from archive.reading.chats import is_chat
from archive.reading.delimited import ENDINGS, is_table
from archive.reading.encodings import wide_encoding
from archive.reading.jsonheads import json_format
from archive.reading.markdown import is_markdown
from archive.reading.markupheads import markup_format
from archive.reading.not_prose import why_no_prose
from archive.reading.reader import Container, Origin, Reader

HEAD_BYTES = 64 * 1024
"""Bytes that are looked at."""

READERS = {
    # format: the module that reads it, loaded when it is needed
    "text": "archive.reading.rawtext",
    "markdown": "archive.reading.markdown",
    "chat": "archive.reading.chats",
    "jsonlines": "archive.reading.jsonlines",
    "html": "archive.reading.html",
    "pdf": "archive.reading.pages.pdf",
    "image": "archive.reading.pages.pictures",
    "feed": "archive.reading.syndication",
    "jsonfeed": "archive.reading.jsonfeed",
    "sitemap": "archive.reading.sitemaps",
    "json": "archive.reading.jsondocument",
    "csv": "archive.reading.delimited",
    "xlsx": "archive.reading.workbook",
    "htmltable": "archive.reading.html_table",
    "xml": "archive.reading.xmldocument",
}
CONTAINERS = {
    # format: the module that reads the sources in it
    "packed": "archive.reading.packed",
    "zip": "archive.reading.zip_files",
    "tar": "archive.reading.tar_files",
    "warc": "archive.reading.warc_records",
    "mail": "archive.reading.mailboxes",
}

_MAGIC = (
    # the first bytes, the format
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\0", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"WARC/", "warc"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The content type of an Excel table, which is a zip like others at its beginning."""

_TAR_MAGIC = slice(257, 262)
_TAR_CHECKSUM = slice(148, 156)
_TAR_BLOCK = 512
_MAX_BEFORE_PDF = 1024
"""Bytes that may stand before a PDF's first line, as its readers allow."""

_BY_ENDING = {
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonlines",
    ".ndjson": "jsonlines",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".mht": "html",
    ".mhtml": "html",
}
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
_SAVED_PAGE = re.compile(
    r"(?:From|MIME-Version|Snapshot-Content-Location|Subject|Content-Type|Date):"
    r"[\s\S]{0,8000}?multipart/related",
    re.IGNORECASE,
)
"""A page that a browser saved as one file, which begins like a mail."""

_MAIL_HEADERS = re.compile(r"(?:From .*\r?\n)?(?:[!-9;-~]+:.*\r?\n(?:[ \t]+\S.*\r?\n)*){2,200}")
_MAIL_HEADER = re.compile(
    r"^(from|received|message-id|mime-version|return-path|delivered-to|content-type):", re.MULTILINE
)
_MIN_HEADERS = 2
_MAX_KEYS = 2000
"""Characters that tell whether a text was typed for a legacy font."""

_DEVANAGARI = re.compile("[\u0904-\u0939]")


def reader(format_: str) -> Reader | None:
    """The module that reads a format; None: there is none."""
    name = READERS.get(format_)
    return cast("Reader", import_module(name)) if name else None


def container(format_: str) -> Container | None:
    """The module that reads the sources in a source of this format; None: it holds none."""
    name = CONTAINERS.get(format_)
    return cast("Container", import_module(name)) if name else None


def recognize(head: bytes, origin: Origin) -> str:
    """The format of a source, or "" if it is none that could hold articles.

    Args:
        head: Its first bytes, as many as there are up to ``HEAD_BYTES``.
        origin: Its name, and what a server said that it is; they count only where the bytes
            could be several things.
    """
    for magic, format_ in _MAGIC:
        if head.startswith(magic):
            is_workbook = format_ == "zip" and origin.content_type == WORKBOOK
            return "xlsx" if is_workbook else format_
    if head[_TAR_MAGIC] == b"ustar" or _is_old_tar(head):
        return "tar"
    if b"%PDF-" in head[:_MAX_BEFORE_PDF]:
        return "pdf"
    return _recognize_text(readable(head), origin)


def _is_old_tar(head: bytes) -> bool:
    """Whether it begins with a header from before there was a magic: its checksum is right."""
    block, noted = head[:_TAR_BLOCK], head[_TAR_CHECKSUM].strip(b" \0")
    if len(block) < _TAR_BLOCK or not re.fullmatch(rb"[0-7]{3,7}", noted):
        return False
    blanks = sum(b" " * len(head[_TAR_CHECKSUM])) - sum(head[_TAR_CHECKSUM])
    return sum(block) + blanks == int(noted, 8)


def readable(head: bytes) -> str:
    """The beginning as text, well enough to see markup and letters."""
    text = head.decode(wide_encoding(head) or "utf-8", "ignore")
    return text.lstrip("\ufeff \t\r\n")


def _recognize_text(text: str, origin: Origin) -> str:
    by_ending = _BY_ENDING.get(PurePath(origin.path.lower()).suffix, "")
    if text.startswith("<"):
        return "" if why_no_prose(text, "") else markup_format(text, origin.path)
    if by_ending == "html" or _SAVED_PAGE.match(text):
        return "html"
    if _is_mail(text):
        return "mail"
    if data := _recognize_data(text, origin, by_ending):
        return data
    if by_ending in ("", "text") and why_no_prose(text, origin.path):
        return ""
    return by_ending or "text" * _is_hindi(text)


def _is_hindi(text: str) -> bool:
    """Whether a text of which no name says anything holds Hindi, or keys of a legacy font."""
    return bool(_DEVANAGARI.search(text) or find_font(text[:_MAX_KEYS]))


def _is_mail(text: str) -> bool:
    """Whether a text begins with the headers of a message: some that only mail has."""
    headers = _MAIL_HEADERS.match(text)
    return bool(headers and len(set(_MAIL_HEADER.findall(headers[0].lower()))) >= _MIN_HEADERS)


def _recognize_data(text: str, origin: Origin, by_ending: str) -> str:
    """The format of a text with fields, or ""."""
    if by_ending in ("", "text") and is_markdown(text, origin.path):
        return "markdown"
    if by_ending in ("", "text") and is_chat(text):
        return "chat"
    if text.startswith("{") and _JSON_FEED.search(text):
        return "jsonfeed"
    if format_ := json_format(text):
        return format_
    if PurePath(origin.path.lower()).suffix in ENDINGS or is_table(text):
        return "csv"
    return ""
