"""Finds the records in a value of JSON: in lists, under names, by id, in objects of one record.

Answers of APIs and exports wrap articles in many ways. No shape is known by its product: a record
is an object with a text under a name that means one, wherever it lies. Tables as pandas and
spreadsheets write them are turned into records.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from archive.reading.columns import ASIDE_NAMES, folded, knows, look, plan_for
from archive.reading.posts import post_in
from archive.reading.reader import Options
from archive.reading.records import has_beginning, has_body

_DEFAULT = Options()
_MAX_DEPTH = 12
_NESTED = frozenset({dict, list})
_INHERITED = ("source", "category", "language", "published")
"""What a list's surroundings say for all articles in it."""

_OTHERS = frozenset({"header", "database", "service"})
"""What phpMyAdmin writes before the rows, and Telegram of who came and went."""

_ARTICLES = re.compile("Article|Posting|Report|Work")
_MAX_NAMES_BYTES = 10_000
_MIN_ID_DIGITS = 6
"""A key of fewer digits is the number of a row."""

_MAX_INHERITED_CHARS = 200

Record = Mapping[str, Any]


def records_in(value: Any, options: Options, key: str = "", depth: int = 0) -> Iterator[Record]:
    """The records in a value; one that holds no article is given back as it is.

    Args:
        value: Any value of JSON.
        options: What a person said about columns.
        key: The name under which it lies, which may be its id.
        depth: How many lists it lies in.
    """
    if isinstance(value, list) and value and depth <= _MAX_DEPTH:
        for each in _rows(value) or value:
            yield from records_in(each, options, "", depth + 1)
        return
    if not isinstance(value, dict):
        yield {"": value}
        return
    found = _articles(value, options, 0)
    if found:
        yield from (_with_id(record, key) for record in found) if len(found) == 1 else found
    elif not _is_aside(value):
        yield value


def is_record(value: object, options: Options) -> bool:
    """Whether it is an object with a body of its own."""
    if not (isinstance(value, dict) and has_body(value, options)):
        return False
    # Of nothing but texts and numbers none is a list of articles.
    return not (_NESTED & {*map(type, value.values())} and _holds_records(value))


def _holds_records(value: Record) -> bool:
    """Whether what has the name of a body is a list of articles: {"news": [{"title": …}]}."""
    for path in plan_for(value, _DEFAULT).paths["body"]:
        found = look(value, path)
        if isinstance(found, str):
            continue
        for part in (found if isinstance(found, list) else [found])[:3]:
            if isinstance(part, dict) and knows(part, "title") and _knows_body(part):
                return not knows(value, "title")
    return False


def _knows_body(value: Record) -> bool:
    return knows(value, "body") or knows(value, "beginning")


def _articles(value: Record, options: Options, depth: int) -> list[Record]:
    """The articles in an object that may be one itself."""
    if table := _columns(value) or post_in(value):
        return table
    if is_record(value, options):
        return [value]
    if depth > _MAX_DEPTH:
        return []
    found: list[Record] = []
    for key, part in value.items():
        if folded(key) in ASIDE_NAMES:
            continue
        if isinstance(part, dict):
            inner = _articles(part, options, depth + 1)
            if len(inner) == 1:
                inner = [_with_id(_joined(value, inner[0]), key)]
            found += inner
        elif isinstance(part, list):
            found += _listed(value, part, options, depth)
    if not found and has_beginning(value, options):
        return [value]
    return found


def _listed(outer: Record, part: list[Any], options: Options, depth: int) -> list[Record]:
    """The articles in a list under a name."""
    found: list[Record] = []
    rows = _rows(part) or [each for each in part if isinstance(each, dict)]
    some = False
    for each in rows:
        inner = _articles(each, options, depth + 1)
        some = some or bool(inner)
        # Those without a body are told, where others in the list have one.
        found += inner or ([] if _is_aside(each) else [each])
    # A list of what has a text, but neither title nor day nor address, is no list of articles.
    if not some or not any(_says_more(each, options) for each in found):
        return []
    said = _said(outer)
    return [{**said, **each} for each in found] if said else found


def _is_aside(record: Record) -> bool:
    """Whether a record says itself that it is something else: a site, the header of an export."""
    kind = record.get("@type") or record.get("type")
    if isinstance(kind, str):
        is_schema = "@type" in record
        return kind in _OTHERS or (is_schema and not _ARTICLES.search(kind))
    return False


def _says_more(record: Record, options: Options) -> bool:
    if knows(record, "title"):
        return True
    return is_record(record, options) and (knows(record, "url") or knows(record, "published"))


def _said(outer: Record) -> Record:
    """What the object around a list says for all articles in it."""
    return {
        key: value
        for key, value in outer.items()
        if isinstance(value, str) and 0 < len(value) <= _MAX_INHERITED_CHARS
        if any(knows([key], field) for field in _INHERITED)
    }


def _joined(outer: Record, inner: Record) -> Record:
    """A record that lies in another: {"_id": …, "_source": {…}}."""
    around = {
        key: value
        for key, value in outer.items()
        if not isinstance(value, dict | list) or knows([key], "id")
    }
    fields = [
        field
        for field in ("title", "url", "source", "author", "category", "language", "published", "id")
        if knows(inner, field)
    ]
    kept = {
        key: value
        for key, value in around.items()
        if not any(knows([key], field) for field in fields) and not knows([key], "body")
    }
    return {**kept, **inner} if kept else inner


def _with_id(record: Record, key: str) -> Record:
    """A record that lies under its id: {"5f2b…": {…}}."""
    if not key or knows(record, "id") or knows(record, "url"):
        return record
    looks_like_id = any(map(str.isdecimal, key)) and (
        not key.isdecimal() or len(key) >= _MIN_ID_DIGITS
    )
    return {**record, "id": key} if looks_like_id else record


def is_names(data: bytes) -> bool:
    """Whether it is a list of names of columns, which stand before rows in lists."""
    try:
        return len(data) <= _MAX_NAMES_BYTES and _are_names(json.loads(data))
    except (ValueError, RecursionError):
        return False


def _are_names(first: Any) -> bool:
    if not isinstance(first, list) or not all(isinstance(name, str) for name in first):
        return False
    return knows(first, "body") or (knows(first, "title") and knows(first, "beginning"))


def _rows(value: list[Any]) -> list[Record]:
    """The rows of a list of lists whose first has the names, as spreadsheets give them."""
    if not value or not _are_names(value[0]):
        return []
    first: list[str] = value[0]
    return [dict(zip(first, row, strict=False)) for row in value[1:] if isinstance(row, list)]


def _columns(value: Record) -> list[Record]:
    """The rows of a table that is written column by column, or as names and rows."""
    names, data = value.get("columns"), value.get("data", value.get("rows"))
    if isinstance(names, list) and isinstance(data, list):
        plain = [each.get("name", "") if isinstance(each, dict) else each for each in names]
        return _rows([plain, *data])
    if not all(isinstance(column, dict | list) for column in value.values()):
        return []
    columns = [list(part.values() if isinstance(part, dict) else part) for part in value.values()]
    sizes = set(map(len, columns))
    if len(sizes) != 1 or sizes == {0} or not (knows(value, "body") and knows(value, "title")):
        return []
    if any(isinstance(cell, dict | list) for column in columns for cell in column):
        return []
    return [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]
