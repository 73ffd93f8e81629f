"""Reads JSON Lines: one article per line, an object with at least a ``body``.

JSON that spans lines is not read, and other names for the keys are not guessed. A line that cannot
be read is rejected, and the next one is tried.
"""

import json
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any, BinaryIO, get_args

from archive.article import LABELS, Rejected, TitleOrigin
from archive.notes import known_notes
from archive.reading.cleaning import MAX_ARTICLE_BYTES, NOT_UTF8, TOO_LARGE, clean_text
from archive.reading.dates import parse_date
from archive.reading.files import READ_ERRORS
from archive.reading.reader import Draft, Options, Origin, Piece, Source

_MAX_DATE_CHARS = 100
_ORIGINS = ("byline", "url", "text", "file")
_SKIP_BYTES = 1024 * 1024
_BATCH_LINES = 250
"""Lines that one process parses in one job."""

_BATCH_BYTES = 1_000_000
"""A batch ends after so many bytes too."""

_Line = tuple[int, bytes | None]


class _NoArticle(ValueError):
    """Why a line holds no article."""


class _NotAnObject(_NoArticle):
    """The line is not even an object."""


def split(source: Source, _options: Options) -> Iterator[Piece | Rejected]:
    """The lines that are not blank, some in each piece, with their numbers."""
    some: list[_Line] = []
    size = 0
    error: Exception | None = None
    try:
        for number, line in _lines(source.stream):
            some.append((number, line))
            size += len(line or b"")
            if len(some) >= _BATCH_LINES or size >= _BATCH_BYTES:
                yield Piece("jsonlines", source.origin, some, size, some[0][0])
                some, size = [], 0
    except READ_ERRORS as raised:
        # After what was read before it.
        error = raised
    if some:
        yield Piece("jsonlines", source.origin, some, size, some[0][0])
    if error:
        raise error


def parse(piece: Piece, _options: Options) -> Iterator[Draft | Rejected]:
    """The articles in some lines, and why others hold none."""
    for number, line in piece.content:
        try:
            yield to_draft(_parse(line, first=number == 1), piece.origin, number)
        except _NoArticle as error:
            text = (line or b"").decode("utf-8", "replace")
            yield Rejected(piece.origin.name, number, str(error), text)


def to_draft(values: dict[str, Any], origin: Origin, line: int | None = None) -> Draft:
    """The article in an object.

    Raises:
        ValueError: It is no article; the text says why.
    """
    id_ = _text(values.get("id")).strip()
    if problem := _path_problem(id_):
        raise _NoArticle(problem)
    labels = {name: _text(values.get(name)) for name in LABELS}
    dated_by, titled_by = values.get("dated_by"), values.get("titled_by")
    return Draft(
        origin=origin,
        line=line,
        body=_body(values),
        id=id_,
        title=_text(values.get("title")),
        url=_text(values.get("url")),
        published=_published(values),
        # An export says where it took these from.
        dated_by=dated_by if dated_by in _ORIGINS else None,
        titled_by=titled_by if titled_by in get_args(TitleOrigin) else None,
        notes=known_notes(_text(values.get("notes"))),
        source=labels["source"],
        author=labels["author"],
        category=labels["category"],
        language=labels["language"],
    )


def _path_problem(id_: str) -> str:
    """Why no browser could request this id, or an empty text: they resolve . and .. in a path."""
    if {".", ".."}.isdisjoint(id_.split("/")):
        return ""
    return 'the id has a part that is "." or ".."; rename it or leave the id out'


def _lines(stream: BinaryIO) -> Iterator[_Line]:
    """The lines that are not blank, numbered from 1; None in place of one that is too large."""
    for number in count(1):
        line = stream.readline(MAX_ARTICLE_BYTES + 1)
        if not line:
            return
        if len(line) <= MAX_ARTICLE_BYTES or line.endswith(b"\n"):
            if line.strip():
                yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_SKIP_BYTES)
        yield number, None


def _parse(line: bytes | None, *, first: bool) -> dict[str, Any]:
    if line is None:
        raise _NotAnObject(TOO_LARGE)
    try:
        values = json.loads(line.decode("utf-8-sig" if first else "utf-8"))
    except UnicodeDecodeError as error:
        raise _NotAnObject(f"{NOT_UTF8} (byte {error.start + 1})") from error
    except RecursionError as error:
        raise _NotAnObject("nested too deeply; write the article's fields flat") from error
    except ValueError as error:
        # The error's own text is short, and gives the position in the line.
        raise _NotAnObject(f"not JSON: {error}; write one object a line") from error
    if not isinstance(values, dict):
        raise _NotAnObject('not an object; write {"body": "…"}')
    return values


def _body(values: dict[str, Any]) -> str:
    value = values.get("body")
    if isinstance(value, list):
        value = "\n".join(part for part in value if isinstance(part, str))
    if value is None:
        raise _NoArticle('no body; give the text as {"body": "…"}')
    if not isinstance(value, str):
        raise _NoArticle("the body is no text; write it as a string")
    if body := clean_text(value):
        return body
    raise _NoArticle("the body is empty; leave the line out")


def _published(values: dict[str, Any]) -> date | None:
    texts = (_text(values.get(key))[:_MAX_DATE_CHARS] for key in ("published", "date"))
    return next((day for text in texts if text and (day := parse_date(text))), None)


def _text(value: object) -> str:
    """A value as text; the values of a list are joined, and of an object the name is taken."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_single, value)))
    return _single(value)


def _single(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, str):
        return value
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if number else ""
