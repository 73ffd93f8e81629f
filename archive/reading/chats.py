"""Reads a chat as WhatsApp exports it: each message that says something is an article.

Each phone writes the time in its own way, and the language of the phone what is no message. What is
only shown, taken back or said by the program is left out, and so is the number of a person without
a name. Day and month stand in the order of India, unless some day of the chat could not be one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from archive.article import Rejected
from archive.reading.day_values import parse_day
from archive.reading.encodings import NotText, decode_bytes
from archive.reading.reader import Draft, Options, Origin, Piece, Source

MIN_CHARS = 60
"""Characters of a message that may be an article: most of what is shorter is an answer."""

_MAX_BYTES = 64 * 1024 * 1024
_BATCH_CHARS = 400_000
_MONTHS = 12
_CENTURY = 100
_UNSEEN = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_BEGIN = re.compile(
    rf"^[{_UNSEEN}]*(?P<bracket>\[)?(?P<first>\d{{1,2}})[./-](?P<second>\d{{1,2}})[./-]"
    r"(?P<year>\d{4}|\d\d),?\s\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?"
    rf"(?(bracket)\]|\s[-–])\s[{_UNSEEN}]*",
    re.IGNORECASE | re.MULTILINE,
)
_AUTHOR = re.compile(r"(?:~\s?)?(?P<name>[^\n:]{1,60}):\s[\u200e\u200f]*")
_NUMBER = re.compile(r"[+\d\s()\u2011\u00a0\u202a\u202c-]{7,}")
_NOT_SAID = re.compile(
    r"<[^<>\n]{3,40}>$"
    r"|[^\n]{0,80}\((?:file attached|फ़ाइल संलग्न है|फ़ाइल अटैच की गई)\)$"
    r"|(?:image|video|audio|sticker|document|GIF|contact card)[^\n]{0,20} omitted$"
    r"|[^\n]{0,60}(?:end-to-end encrypted|एंड-टू-एंड एन्क्रिप्टेड)"
    r"|(?:this message was deleted|you deleted this message|यह संदेश हटा दिया गया|"
    r"यह मैसेज (?:हटा|मिटा) दिया गया|आपने यह (?:संदेश|मैसेज) (?:हटा|मिटा) दिया)",
    re.IGNORECASE | re.MULTILINE,
)
"""What the program writes in place of a picture or a text, in both languages."""

_EDITED = re.compile(
    r"[\u200e\u200f]*<(?:this message was edited|[^<>\n]{0,20}(?:एडिट|संपादित)[^<>\n]{0,20})>"
)


@dataclass(frozen=True, slots=True)
class _Message:
    number: int
    author: str
    published: date | None
    text: str


def is_chat(head: str) -> bool:
    """Whether a text begins as an exported chat does, and goes on so."""
    first = _BEGIN.match(head)
    return bool(first and _BEGIN.search(head, first.end()))


def split(source: Source, _options: Options) -> Iterator[Piece | Rejected]:
    """The messages, some in each piece; those that are too short to be articles are told once."""
    origin = source.origin
    data = source.stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        yield Rejected(origin.name, None, "a chat of more than 64 MiB; split it between messages")
        return
    try:
        text, _ = decode_bytes(data)
    except NotText as error:
        yield Rejected(origin.name, None, str(error))
        return
    some: list[_Message] = []
    size = short = 0
    for message in _messages(text):
        if len(message.text) < MIN_CHARS:
            short += 1
            continue
        some.append(message)
        size += len(message.text)
        if size >= _BATCH_CHARS:
            yield Piece("chat", origin, some, size, some[0].number)
            some, size = [], 0
    if some:
        yield Piece("chat", origin, some, size, some[0].number)
    if short:
        reason = f"{short:,} messages of fewer than {MIN_CHARS} characters are no articles"
        yield Rejected(origin.name, None, reason)


def parse(piece: Piece, _options: Options) -> Iterator[Draft | Rejected]:
    """An article for each message."""
    for message in piece.content:
        yield _to_draft(message, piece.origin)


def _to_draft(message: _Message, origin: Origin) -> Draft:
    return Draft(
        origin=origin,
        line=message.number,
        body=message.text,
        author=message.author,
        published=message.published,
    )


def _messages(text: str) -> Iterator[_Message]:
    """What people wrote, each with the line that it begins in."""
    begins = [*_BEGIN.finditer(text)]
    ends = [*(each.start() for each in begins[1:]), len(text)]
    month_first = any(int(each["second"]) > _MONTHS for each in begins)
    line, at = 1, 0
    for begin, end in zip(begins, ends, strict=True):
        line += text.count("\n", at, begin.start())
        at = begin.start()
        author = _AUTHOR.match(text, begin.end(), end)
        if not author:
            continue
        said = _EDITED.sub("", text[author.end() : end])
        said = "\n".join(each for each in said.splitlines() if not _NOT_SAID.match(each)).strip()
        if said:
            name = author["name"].strip(" \u200e\u202a\u202c")
            name = "" if _NUMBER.fullmatch(name) else name
            yield _Message(line, name, _day(begin, month_first=month_first), said)


def _day(begin: re.Match[str], *, month_first: bool) -> date | None:
    day, month, year = int(begin["first"]), int(begin["second"]), int(begin["year"])
    if month_first:
        day, month = month, day
    return parse_day([year + 2000 if year < _CENTURY else year, month, day])
