"""Reads JSON Lines: one object per line, each an article, or with articles in it.

A line that cannot be read is rejected, and the next one is tried. JSON that spans lines is read by
``jsondocument.py``.
"""

from collections.abc import Iterator
from itertools import count
from typing import BinaryIO

from archive.article import Rejected
from archive.reading.cleaning import MAX_ARTICLE_BYTES, TOO_LARGE
from archive.reading.jsonvalues import NoRecord, NotJson, Seen, drafts_in, load, pieces_of, told
from archive.reading.reader import Draft, Options, Origin, Piece, Source
from archive.reading.transcoding import utf8_stream

_SKIP_BYTES = 1024 * 1024

_Line = tuple[int, bytes | None]


def split(source: Source, options: Options) -> Iterator[Piece | Rejected]:
    """The lines that are not blank, some in each piece, with their numbers."""
    origin = source.origin
    lines = _lines(utf8_stream(source.stream))

    def find(some: list[_Line], seen: Seen) -> Iterator[Draft | NoRecord]:
        return _found(some, origin, options, seen)

    yield from pieces_of("jsonlines", origin, lines, size_of=_size, find=find, options=options)


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The articles in some lines, and why others hold none."""
    some, known = piece.content
    yield from told(_found(some, piece.origin, options), piece.origin, known=known)


def _size(line: _Line) -> int:
    return len(line[1] or b"")


def _found(
    some: list[_Line], origin: Origin, options: Options, seen: Seen = None
) -> Iterator[Draft | NoRecord]:
    for number, line in some:
        if line is None:
            yield NoRecord(number, TOO_LARGE, "", of_file=False)
            continue
        try:
            # A script that writes the members of a list ends each with a comma.
            value, notes = load(line.rstrip().removesuffix(b","))
        except NotJson as error:
            text = line.decode(errors="replace")
            yield NoRecord(number, f"{error}; write one object a line", text, of_file=True)
            continue
        yield from drafts_in(value, origin, number, options, notes=notes, seen=seen)


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
