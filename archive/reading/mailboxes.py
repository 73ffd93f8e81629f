"""Reads mail: a mailbox (mbox) or a single message (.eml), as newsletters and agencies send news.

The text of a message becomes an article with its subject as title and its day; attachments are read
as files. Of a text that is sent twice, as plain text and as HTML, the plain one is taken.
"""

import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import cast

from archive.article import Rejected
from archive.reading.encodings import NotText, decode_bytes
from archive.reading.markup import text_of_html
from archive.reading.members import Tally, inside
from archive.reading.reader import Options, Source

MAX_MESSAGE = 64 * 1024 * 1024
"""Bytes of a message with its attachments; mail servers take 25 to 50 MB."""

_MAX_PARTS = 1000
_FROM = re.compile(rb"From \S.*\d\d:\d\d.*\d{4}")
"""The line that parts messages; a text may hold others that begin with "From "."""

_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_QUIET = ("image/", "audio/", "video/", "application/pgp-signature", "application/pkcs7-signature",
          "text/calendar", "text/vcard", "text/x-vcard", "application/ms-tnef")  # fmt: skip
_HINDI = re.compile("[\u0904-\u0939]")
_SIGNATURE = re.compile(r"\n-- ?\n.*", re.DOTALL)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_MAX_WRAPPED = 80
"""Characters of a line that a mail program broke; RFC 5322 recommends 78."""

_TOO_LARGE = "larger than 64 MiB; save what is in it and import that"
_TOO_DEEP = "its parts lie too deep in one another; save what is in it and import that"
_NO_HINDI = "holds no Hindi text; leave it out"


def sources(source: Source, _options: Options) -> Iterator[Source | Rejected]:
    """The texts and attachments of each message."""
    tally = Tally(source.origin)
    for number, data in enumerate(_messages(source.stream), 1):
        source.meter.add_member()
        name = f"message {number}"
        if data is None:
            yield Rejected(inside(source.origin, name).name, None, _TOO_LARGE)
            continue
        try:
            found = list(_parts(message_from_bytes(data), source, name))
        except RecursionError:
            yield Rejected(inside(source.origin, name).name, None, _TOO_DEEP)
            continue
        if not found:
            tally.add(_NO_HINDI, name)
        yield from found
    yield from tally.rejected()


def _messages(stream: io.BufferedReader) -> Iterator[bytes | None]:
    """The messages of a mailbox; None stands for one that is too large."""
    lines: list[bytes] = []
    size = 0
    after_blank = True
    is_mailbox = stream.peek(5).startswith(b"From ")
    while line := stream.readline(MAX_MESSAGE):
        if is_mailbox and after_blank and _FROM.match(line):
            if lines:
                yield _whole(lines, size)
            lines, size = [], 0
        size += len(line)
        # One line is kept of what is too large, since there is a message.
        lines = [*lines[:1]] if size > MAX_MESSAGE else lines
        if size <= MAX_MESSAGE:
            lines.append(line)
        after_blank = not line.strip()
    if lines:
        yield _whole(lines, size)


def _whole(lines: list[bytes], size: int) -> bytes | None:
    if size > MAX_MESSAGE:
        return None
    if lines[0].startswith(b"From "):
        return _QUOTED_FROM.sub(rb"\1", b"".join(lines[1:]))
    return b"".join(lines)


def _parts(message: Message, source: Source, name: str) -> Iterator[Source]:
    """The text of a message, and its attachments."""
    texts: dict[str, str] = {}
    attached: list[tuple[str, bytes]] = []
    for part in _leaves(message):
        type_ = part.get_content_type()
        file_name = _decoded(part.get_filename() or "")
        if type_.startswith(_QUIET):
            continue
        if type_ == "message/rfc822":
            attached += (("message.eml", inner.as_bytes()) for inner in _inner(part))
            continue
        data = cast("bytes", part.get_payload(decode=True) or b"")
        if file_name or not type_.startswith("text/"):
            attached.append((file_name or "attachment", data))
        elif type_ not in texts:
            texts[type_] = _text(data, part.get_content_charset() or "")
    plain, page = texts.get("text/plain", ""), texts.get("text/html", "")
    text = _unwrapped(plain) if _HINDI.search(plain) else text_of_html(page)
    if _HINDI.search(text):
        yield _as_source(source, f"{name}.json", name, _article(message, text))
    for file_name, data in attached:
        yield _as_source(source, f"{name}/{file_name}", f"{name}/{file_name}", data)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold no other parts; a message in a message is one."""
    waiting = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting += _inner(part)[::-1]
        else:
            yield part


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] * isinstance(payload, list)


def _article(message: Message, text: str) -> bytes:
    """The message as the JSON that another reader knows."""
    name, address = parseaddr(_decoded(message.get("From", "")))
    values = {
        "title": _decoded(message.get("Subject", "")),
        "body": text,
        "author": name or address,
        "date": _decoded(message.get("Date", "")),
    }
    return json.dumps(values).encode()


def _as_source(source: Source, name: str, shown: str, data: bytes) -> Source:
    origin = inside(source.origin, name, shown=shown)
    raw = cast("io.RawIOBase", io.BytesIO(data))
    return Source(origin, io.BufferedReader(raw), source.meter)


def _text(data: bytes, charset: str) -> str:
    try:
        return decode_bytes(data, charset)[0].replace("\r\n", "\n")
    except NotText:
        return ""


def _decoded(value: object) -> str:
    """A header's value as text; as it stands where it is encoded in no way that is known."""
    text = str(value)
    with suppress(MessageError, LookupError, UnicodeError, ValueError):
        text = str(make_header(decode_header(text)))
    return " ".join(text.encode(errors="replace").decode().split())


def _unwrapped(text: str) -> str:
    """A plain text without signature, a paragraph a line, if a mail program broke its lines."""
    text = _SIGNATURE.sub("", text)
    if max(map(len, text.split("\n")), default=0) > _MAX_WRAPPED or "\n\n" not in text:
        return text
    return "\n".join(" ".join(part.split()) for part in _BLANK_LINES.split(text))
