"""Reads Markdown as static sites keep it: fields in front (YAML or TOML), then the text.

Of YAML only what such fields are made of is understood: names with a text, a list or a block.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from archive.article import Rejected
from archive.reading import rawtext
from archive.reading.encodings import NotText, decode_bytes
from archive.reading.reader import Draft, Options, Piece, Source
from archive.reading.records import NoArticle, to_draft

ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx"})
_FRONT = re.compile(
    r"\s*(?P<mark>---|\+\+\+)[ \t]*\n(?P<fields>(?=[ \t]*(?:#.*|[\w-]+[ \t]*[:=].*)\n).*?\n)"
    r"(?P=mark)[ \t]*(?:\n|$)",
    re.DOTALL,
)
_MAX_FRONT = 60_000

_FIELD = re.compile(r"(?P<name>[\w.-]+)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_QUOTED = re.compile(r"(['\"])(?P<text>.*)\1(?:\s+#.*)?$")
_COMMENT = re.compile(r"\s+#.*$")
_BLOCK = re.compile(r"[|>][+-]?\d?$")
_UNPUBLISHED = {"draft": "true", "published": "false"}

_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?P<text>.*?)[ \t#]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-{2,})[ \t]*$")
_NO_TEXT = re.compile(
    r"[ ]{0,3}(?:(?:[*_-][ \t]*){3,}|\[[^\]]+\]:[ \t]+\S.*|\{:.*\}"
    r"|\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t:-]*)$"
)
"""A rule across the page, where a link leads, attributes, the line below the head of a table."""

_STARTS_ANEW = re.compile(r"[ \t]*(?:[*+-]|\d{1,3}[.)]|>|\|)[ \t]*(?=\S)")
_MARK = re.compile(r"^[ \t]*(?:(?:[*+-]|\d{1,3}[.)])[ \t]+|>[ \t]?)")
_INLINE = (
    # a mark within a line, what stays of it
    (re.compile(r"\{\{[<%].{0,500}?[%>]\}\}|\{%.{0,500}?%\}"), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,1000}\)|\[[^\]\n]{0,200}\])"), ""),
    (re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,1000}\)|\[[^\]\n]{0,200}\])"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,1000})>"), r"\1"),
    (re.compile(r"(?<![\w*\\])(\*{1,3})(?=\S)([^*\n]{1,2000}?)(?<=\S)\1(?!\*)"), r"\2"),
    (re.compile(r"(?<![\w_\\])(_{1,3})(?=\S)([^_\n]{1,2000}?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"~~([^~\n]{1,2000})~~|`([^`\n]{1,500})`"), r"\1\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])"), r"\1"),
)


def is_markdown(head: str, path: str) -> bool:
    """Whether a text is Markdown: by its name, or by the fields in front."""
    if PurePath(path.lower()).suffix in ENDINGS:
        return True
    return head.startswith(("---", "+++")) and bool(_FRONT.match(_lines_of(head[:_MAX_FRONT])))


def _lines_of(text: str) -> str:
    return text.replace("\r\n", "\n")


def split(source: Source, options: Options) -> Iterator[Piece | Rejected]:
    """The whole file, as one piece."""
    for piece in rawtext.split(source, options):
        yield (
            Piece("markdown", piece.origin, piece.content, piece.size)
            if isinstance(piece, Piece)
            else piece
        )


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The article in a file, or why there is none."""
    name = piece.origin.name
    try:
        text, notes = decode_bytes(piece.content)
    except NotText as error:
        yield Rejected(name, None, str(error))
        return
    text = _lines_of(text)
    front = _FRONT.match(text[:_MAX_FRONT])
    fields = _fields(front["fields"], front["mark"]) if front else {}
    if any(str(fields.get(key, "")).lower() == value for key, value in _UNPUBLISHED.items()):
        yield Rejected(name, None, "a draft that was not published; leave it out")
        return
    heading, body = plain(text[front.end() :] if front else text)
    if not fields:
        whole = "\n".join(filter(None, (heading, body)))
        origin = replace(piece.origin, title=heading)
        yield from rawtext.to_drafts(whole, origin, options, notes)
        return
    try:
        yield to_draft(
            {"title": heading, **fields, "body": body}, piece.origin, None, options, notes
        )
    except NoArticle as error:
        yield Rejected(name, None, str(error))


def plain(text: str) -> tuple[str, str]:
    """The heading with which a text in Markdown begins, and the rest without marks."""
    paragraphs: list[str] = []
    heading = ""
    goes_on = fenced = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            fenced, goes_on = not fenced, False
        elif fenced:
            paragraphs.append(line)
        elif not line.strip() or (
            _NO_TEXT.match(line) and not (goes_on and _UNDERLINE.match(line))
        ):
            goes_on = False
        elif found := _HEADING.match(line):
            words = _without_marks(found["text"])
            if paragraphs or heading:
                paragraphs.append(words)
            else:
                heading = words
            goes_on = False
        elif goes_on and _UNDERLINE.match(line):
            if len(paragraphs) == 1 and not heading:
                heading = _without_marks(paragraphs.pop())
            goes_on = False
        elif goes_on and not _STARTS_ANEW.match(line):
            paragraphs[-1] += " " + line.strip()
        else:
            paragraphs.append(_MARK.sub("", line, count=1).strip())
            goes_on = True
    return heading, "\n".join(filter(None, map(_without_marks, paragraphs)))


def _without_marks(line: str) -> str:
    for mark, stays in _INLINE:
        line = mark.sub(stays, line)
    return line.strip()


def _fields(front: str, mark: str) -> dict[str, Any]:
    if mark == "---":
        return _yaml(front.split("\n"))
    try:
        values = tomllib.loads(front)
    except tomllib.TOMLDecodeError:
        return {}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _yaml(lines: list[str]) -> dict[str, Any]:
    """The fields in these lines; what is nested deeper than a list or a text is passed over."""
    fields: dict[str, Any] = {}
    name = ""
    for line in lines:
        if field := _FIELD.match(line):
            name, value = field["name"], (field["value"] or "").strip()
            fields[name] = "" if _BLOCK.fullmatch(value) else _value(value)
        elif name and (item := re.match(r"\s*-\s+(.*)", line)):
            before = fields[name]
            fields[name] = [*(before if isinstance(before, list) else []), _value(item[1])]
        elif name and line[:1] in (" ", "\t") and isinstance(fields[name], str):
            fields[name] = f"{fields[name]}\n{line.strip()}".strip()
    return {name: value for name, value in fields.items() if value}


def _value(text: str) -> Any:
    text = text.strip()
    if quoted := _QUOTED.match(text):
        return quoted["text"].replace('\\"', '"').replace("''", "'")
    if text.startswith("[") and text.endswith("]"):
        return [value for part in text[1:-1].split(",") if (value := _value(part))]
    return _COMMENT.sub("", text)
