"""Reads JSON that is no JSON Lines: lists, single, wrapped and pretty-printed objects."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial

from archive.article import Rejected
from archive.reading.cleaning import TOO_LARGE
from archive.reading.jsonlocations import with_lines
from archive.reading.jsonshapes import is_names
from archive.reading.jsonslices import CUT, Cutting, Damage, Slicer
from archive.reading.jsonvalues import NoRecord, NotJson, Seen, drafts_in, load, pieces_of, told
from archive.reading.reader import Draft, Options, Origin, Piece, Source
from archive.reading.transcoding import utf8_stream


def split(source: Source, options: Options) -> Iterator[Piece | Rejected]:
    """The records as they stand in the document, some in each piece."""
    origin = source.origin
    slices = _with_names(Slicer(utf8_stream(source.stream)).slices())

    def find(some: list[Cutting | Damage], seen: Seen) -> Iterator[Draft | NoRecord]:
        return _found(some, origin, options, seen)

    yield from pieces_of("json", origin, slices, size_of=_size, find=find, options=options)


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The articles in some records, and why others hold none."""
    some, known = piece.content
    yield from told(_found(some, piece.origin, options), piece.origin, known=known)


def _with_names(slices: Iterator[Cutting | Damage]) -> Iterator[Cutting | Damage]:
    """The records; to each row of a list of lists the names in the first one are added."""
    names = b""
    for number, each in enumerate(slices):
        data = each.data if isinstance(each, Cutting) else None
        if isinstance(each, Damage) or not data or not data.startswith(b"["):
            yield each
        elif number == 0 and is_names(data):
            names = data
        elif names:
            yield replace(each, data=b"[%b,%b]" % (names, data))
        else:
            yield each


def _size(each: Cutting | Damage) -> int:
    return len(each.data or b"") if isinstance(each, Cutting) else 0


def _found(
    some: list[Cutting | Damage], origin: Origin, options: Options, seen: Seen = None
) -> Iterator[Draft | NoRecord]:
    for each in some:
        if isinstance(each, Damage):
            yield NoRecord(each.line, each.reason, "", of_file=False)
        elif each.data is None:
            yield NoRecord(each.line, TOO_LARGE, "", of_file=False)
        else:
            yield from _in_slice(each, each.data, origin, options, seen)


def _in_slice(
    each: Cutting, data: bytes, origin: Origin, options: Options, seen: Seen
) -> Iterator[Draft | NoRecord]:
    try:
        value, notes = load(data, each.line)
    except NotJson as error:
        text = data.decode(errors="replace")
        yield NoRecord(each.line, str(error) if each.whole else CUT, text, of_file=False)
        for part, line in _parts(each.indent, data, each.line):
            try:
                value, notes = load(part)
            except NotJson:
                continue
            yield from drafts_in(value, origin, line, options, notes=notes, seen=seen)
        return
    find = partial(
        drafts_in,
        origin=origin,
        line=each.line,
        options=options,
        key=each.key,
        nested=each.nested,
        notes=notes,
        seen=seen,
    )
    found = find(value)
    if b"\n" in data:
        found = iter(every := [*found])
        if len(every) > 1 and any(isinstance(one, NoRecord) for one in every):
            # What is rejected is told with its own line, if it is plain JSON.
            with suppress(ValueError):
                found = find(with_lines(data.decode()))
    yield from found


def _parts(indent: bytes | None, data: bytes, line: int) -> list[tuple[bytes, int]]:
    """What may be whole records behind a mistake, with their lines.

    A quotation mark too much hides the end of a record, and the next ones seem to belong to it.
    They are known by their beginning: a line that is indented like the first.
    """
    if indent is None:
        return []
    parts = []
    for part in re.split(rb"\n" + re.escape(indent) + rb"(?=\{)", data):
        parts.append((part.rstrip().rstrip(b",]").rstrip(), line))
        line += part.count(b"\n") + 1
    return parts[1:]
