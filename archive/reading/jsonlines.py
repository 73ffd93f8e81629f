"""Reads JSON Lines: one article per line, an object with at least a ``body``.

JSON that spans lines is not read, and other names for the keys are not guessed. A line that cannot
be read is rejected, and the next one is tried.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import count, islice
from typing import Any, BinaryIO

from archive.article import LABELS, Article, Rejected, derived_id
from archive.parallel import ordered_map
from archive.reading.cleaning import (
    MAX_ARTICLE_BYTES,
    NOT_UTF8,
    TOO_LARGE,
    clean_label,
    clean_text,
    host,
    id_problem,
)
from archive.reading.dates import parse_date
from archive.reading.files import READ_ERRORS
from archive.reading.publication_date import find_publication_date
from archive.reading.titles import title_of
from archive.text import web_url

_MAX_DATE_CHARS = 100
_ORIGINS = ("byline", "url", "text")
_SKIP_BYTES = 1024 * 1024
_BATCH_LINES = 250
"""Lines that one process parses in one job."""

_BATCH_BYTES = 1_000_000
"""A batch ends after so many bytes too."""

_Line = tuple[int, bytes | None]
_NOT_JSON_LINES = (
    "not JSON Lines: each line must be one object of its own; for one list of objects run "
    "jq -c '.[]' on the file"
)


class _NoArticle(ValueError):
    """Why a line holds no article."""


class _NotAnObject(_NoArticle):
    """The line is not even an object."""


def read(stream: BinaryIO, path: str) -> Iterator[Article | Rejected]:
    """The articles of a file, in order, and why lines hold none."""
    # Most .json files are one value over many lines: rejected once, not for each line.
    maybe_not_lines = path.lower().removesuffix(".gz").endswith(".json")
    lines = _lines(stream)
    for number, line in islice(lines, 1):
        try:
            yield to_article(_parse(line, first=number == 1))
        except _NotAnObject as error:
            if maybe_not_lines:
                yield Rejected(path, None, _NOT_JSON_LINES)
                return
            yield Rejected(path, number, str(error))
        except _NoArticle as error:
            yield Rejected(path, number, str(error))
    errors: list[Exception] = []
    jobs = ((None, (path, some)) for some in _batches(lines, errors))
    with closing(ordered_map(to_articles, jobs)) as done:
        for _, found in done:
            yield from found
    if errors:
        raise errors[0]


def to_articles(lines: tuple[str, Sequence[_Line]]) -> list[Article | Rejected]:
    """The articles in some lines, and why others hold none; runs in a worker process.

    Args:
        lines: The name of the file, and its lines with their numbers.
    """
    path, numbered = lines
    found: list[Article | Rejected] = []
    for number, line in numbered:
        try:
            found.append(to_article(_parse(line, first=False)))
        except _NoArticle as error:
            found.append(Rejected(path, number, str(error)))
    return found


def to_article(values: dict[str, Any]) -> Article:
    """The article in an object.

    Raises:
        ValueError: It is no article; the text says why.
    """
    body = _body(values)
    url = web_url(_text(values.get("url")))
    id_ = _text(values.get("id")).strip()
    if problem := id_problem(id_) or _path_problem(id_):
        raise _NoArticle(problem)
    published, dated_by = find_publication_date(url, body, metadata=_published(values))
    if dated_by == "metadata" and values.get("dated_by") in _ORIGINS:
        # The line comes from an export, which says where the date was taken from.
        dated_by = values["dated_by"]
    labels = {name: clean_label(_text(values.get(name))) for name in LABELS}
    return Article(
        id=id_ or derived_id(url, body),
        body=body,
        title=clean_label(_text(values.get("title"))) or title_of(body),
        url=url,
        published=published,
        dated_by=dated_by,
        **labels | {"source": labels["source"] or clean_label(host(url))},
    )


def _path_problem(id_: str) -> str:
    """Why no browser could request this id, or an empty text: they resolve . and .. in a path."""
    if {".", ".."}.isdisjoint(id_.split("/")):
        return ""
    return 'the id has a part that is "." or ".."; rename it or leave the id out'


def _batches(lines: Iterator[_Line], errors: list[Exception]) -> Iterator[list[_Line]]:
    """The lines in batches; an error of reading goes to ``errors``, to be raised after them."""
    some: list[_Line] = []
    size = 0
    try:
        for number, line in lines:
            some.append((number, line))
            size += len(line or b"")
            if len(some) >= _BATCH_LINES or size >= _BATCH_BYTES:
                yield some
                some, size = [], 0
    except READ_ERRORS as error:
        errors.append(error)
    if some:
        yield some


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
