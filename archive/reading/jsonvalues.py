"""Makes drafts of values of JSON: what both readers of JSON do with what they have cut out."""

import ast
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from archive.article import Rejected
from archive.reading.columns import by_language, plan_for
from archive.reading.columns import told as named
from archive.reading.encodings import NotText, decode_bytes
from archive.reading.files import READ_ERRORS
from archive.reading.jsonlocations import LINE
from archive.reading.jsonshapes import is_record, records_in
from archive.reading.reader import Draft, Options, Origin, Piece
from archive.reading.records import NoArticle, to_draft

_BATCH_RECORDS = 250
"""Records that one process parses in one job."""

_BATCH_BYTES = 1_000_000
"""A batch ends after so many bytes too."""

# Line ends inside strings are no JSON, but leave no doubt.
_DECODER = json.JSONDecoder(strict=False)
_MARKS = ("\ufeff", "\x1e")
_COMMA = re.compile(r'("[^"\\]*+(?:\\.[^"\\]*+)*+")|,(?=\s*[}\]])', re.DOTALL)
_AT_A_COMMA = frozenset(
    {
        "Expecting property name enclosed in double quotes",
        "Illegal trailing comma before end of object",
        "Illegal trailing comma before end of array",
        "Expecting value",
    }
)
_MAX_LITERAL_CHARS = 200_000
_MAX_DEPTH = 300
"""Lists and objects in one another; since Python 3.12 more are read than functions can follow."""

_TOO_DEEP = "nested too deeply; write the article's fields flat"


Seen = dict[str, None] | None
"""Keys that records have, in order."""


class NotJson(ValueError):
    """Text that is no JSON; the error says why, and where."""


@dataclass(frozen=True, slots=True)
class NoRecord:
    """A record that is no article.

    Attributes:
        line: Where it begins.
        reason: Why it is none.
        text: The record.
        of_file: The whole file is likely to have the same mistake.
    """

    line: int
    reason: str
    text: str
    of_file: bool


def load(data: bytes, first_line: int | None = None) -> tuple[Any, tuple[str, ...]]:
    """The value in some bytes, and what was done to them.

    Args:
        data: JSON, or what Python prints for a dict.
        first_line: The line of the file at which it begins, if it may span lines.

    Raises:
        NotJson: It is neither.
    """
    notes: tuple[str, ...] = ()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        try:
            text, notes = decode_bytes(data)
        except NotText as error:
            raise NotJson(str(error)) from error
    try:
        value = _DECODER.decode(text)
    except RecursionError as error:
        raise NotJson(_TOO_DEEP) from error
    except json.JSONDecodeError as error:
        if text.startswith(_MARKS):
            # Files that were put together; records with a mark before each (RFC 7464).
            return load(text.lstrip("".join(_MARKS)).encode(), first_line)
        mended = _without_commas(text) if error.msg in _AT_A_COMMA else _printed(text)
        if mended is not None:
            return mended, notes
        # The error's own text is short.
        place = f"column {error.colno}"
        if first_line is not None:
            place = f"line {first_line + error.lineno - 1}, {place}"
        raise NotJson(f"not JSON: {error.msg} ({place})") from error
    except ValueError as error:
        # Python reads no longer ones, since that takes very long.
        raise NotJson("not JSON: a number of more than 4,300 digits") from error
    if text.count("[") + text.count("{") > _MAX_DEPTH and _is_deep(value):
        raise NotJson(_TOO_DEEP)
    return value, notes


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(_MAX_DEPTH):
        level = [
            each
            for one in level
            if isinstance(one, dict | list)
            for each in (one.values() if isinstance(one, dict) else one)
        ]
    return bool(level)


def drafts_in(
    value: Any,
    origin: Origin,
    line: int,
    options: Options,
    *,
    key: str = "",
    nested: bool = False,
    notes: tuple[str, ...] = (),
    seen: Seen = None,
) -> Iterator[Draft | NoRecord]:
    """The articles in a value, and why other records in it are none.

    Args:
        value: Any value of JSON.
        origin: Where it was found.
        line: The line at which it begins.
        options: What a person said about the input.
        key: The name under which it lies.
        nested: It lies beside other things that need be no articles.
        notes: What was done to its text.
        seen: Where the keys of all records are collected, if anybody wants them.
    """
    for record in records_in(value, options, key):
        if nested and not is_record(record, options):
            continue
        if seen is not None:
            seen.update(dict.fromkeys(record))
        at, plain = line, record
        if LINE in record:
            at += record[LINE]
            plain = {key: value for key, value in record.items() if key != LINE}
        for one in by_language(plain, options):
            try:
                yield to_draft(one, origin, at, options, notes)
            except NoArticle as error:
                yield NoRecord(at, str(error), _as_json(one), error.of_file)


def _as_json(record: Any) -> str:
    """A record as one line, to be mended."""
    return json.dumps(_without_lines(record), ensure_ascii=False)


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(each) for key, each in value.items() if key != LINE}
    return [*map(_without_lines, value)] if isinstance(value, list) else value


def pieces_of(
    format_: str,
    origin: Origin,
    records: Iterable[Any],
    *,
    size_of: Callable[[Any], int],
    find: Callable[[list[Any], Seen], Iterable[Draft | NoRecord]],
    options: Options,
) -> Iterator[Piece | Rejected]:
    """Records in pieces; a mistake that all have at the beginning is told once, before them.

    Args:
        format_: The format whose reader parses the pieces; their content is a pair of records,
            and whether the mistake of the whole file is told already.
        origin: Where they lie.
        records: As they were cut out.
        size_of: How many bytes one has.
        find: What is in some of them, and the keys that these have.
        options: What a person said about columns.

    Raises:
        OSError, EOFError, zlib.error: What reading the records raises, behind those before it.
    """
    known: bool | None = None
    for some, size in _batches(records, size_of):
        if known is None:
            seen: dict[str, None] | None = {} if options.columns else None
            mistake = _mistake_of_file(find(some, seen), origin, seen)
            missing = plan_for(seen, options).missing if seen else ()
            if missing:
                reason = f"no {named(missing)} in any record; there are {named(seen or ())}"
                yield Rejected(origin.name, None, reason)
                return
            known = mistake is not None
            if mistake:
                yield mistake
        yield Piece(format_, origin, (some, known), size)
    if known is None:
        yield Rejected(origin.name, None, "no record is in it; leave it out")


def told(
    found: Iterable[Draft | NoRecord], origin: Origin, *, known: bool
) -> Iterator[Draft | Rejected]:
    """What was found, with problems as they are told.

    Args:
        found: What a reader found.
        origin: Where it was found.
        known: Whether the mistake of the whole file is told already, and not for each record.
    """
    for each in found:
        if isinstance(each, Draft):
            yield each
        elif not (known and each.of_file):
            yield Rejected(origin.name, each.line, each.reason, each.text)


def _batches(
    records: Iterable[Any], size_of: Callable[[Any], int]
) -> Iterator[tuple[list[Any], int]]:
    some: list[Any] = []
    size = 0
    try:
        for record in records:
            some.append(record)
            size += size_of(record)
            if len(some) >= _BATCH_RECORDS or size >= _BATCH_BYTES:
                yield some, size
                some, size = [], 0
    except READ_ERRORS:
        if some:
            yield some, size
        raise
    if some:
        yield some, size


def _mistake_of_file(
    found: Iterable[Draft | NoRecord], origin: Origin, seen: Seen
) -> Rejected | None:
    """The mistake that all records at the beginning of a file have.

    None: there are articles, or it is one record, or there are other mistakes.
    """
    first: NoRecord | None = None
    count = 0
    others = False
    for each in found:
        if isinstance(each, Draft) or not each.of_file:
            others = True
            if seen is None:
                return None
        else:
            first = first or each
            count += 1
    if not others and first is None:
        return Rejected(origin.name, None, "no article is in it; leave it out")
    if others or first is None or count == 1:
        return None
    return Rejected(origin.name, None, f"{first.reason} (so all {count:,} at the beginning)")


def _without_commas(text: str) -> Any:
    """The value without commas behind the last member, which people and scripts leave there."""
    try:
        return _DECODER.decode(_COMMA.sub(lambda found: found[1] or "", text))
    except ValueError:
        return _printed(text)


def _printed(text: str) -> dict[Any, Any] | None:
    """What Python prints for a dict: {'title': …}."""
    if not text.lstrip().startswith("{'") or len(text) > _MAX_LITERAL_CHARS:
        return None
    try:
        value = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
