"""Reads CSV and its kin: columns parted by commas, semicolons, tabs or bars."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from archive.article import Rejected
from archive.reading.cleaning import MAX_ARTICLE_BYTES, TOO_LARGE
from archive.reading.columns import knows
from archive.reading.encodings import NotText, decode_bytes, wide_encoding
from archive.reading.reader import Draft, Options, Piece, Source
from archive.reading.table import Row, drafts_of, pieces_of
from archive.reading.transcoding import utf8_stream

ENDINGS = frozenset({".csv", ".tsv", ".tab", ".psv"})

_HEAD_BYTES = 64 * 1024
_HEAD_ROWS = 200
_CUT_CHARS = 16 * 1024
"""A beginning of so many characters or more may end within a row."""

_SKIP_BYTES = 1024 * 1024
_DELIMITERS = (
    # delimiter, whether it is also met without any quotes
    (",", False),
    ("\t", True),
    (";", False),
    ("|", True),
    ("\x01", True),
)
_NONE = "\x1f"
"""Parts nothing: of a table with one column."""

_MIN_SHARE = 0.7
"""Rows that have as many columns as the first; fewer: the delimiter is another one."""

_SURE_SHARE = 0.9
_MAX_ROW_LINES = 20_000
_MAX_AGAIN = 64 * 1024 * 1024
"""Characters that are read again behind quotes that do not end; more, and they are lost."""

_MAX_NAME_CHARS = 60
_TELLING = ("body", "title", "url", "published")
_EXCEL = re.compile(r"sep=(.)\r?\n")
_OPEN = "the quotes are not closed; close them"
_ODD = "the quotes do not fit; double those inside the text"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How columns are parted.

    Attributes:
        delimiter: Stands between columns.
        quoted: Whether quotation marks hold a column together.
        escape: Stands before a quotation mark that ends nothing, if it is not doubled.
    """

    delimiter: str
    quoted: bool = True
    escape: str | None = None

    def reader(self, lines: Iterator[str], *, strict: bool = False) -> "Iterator[list[str]]":
        """The rows in some lines."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
            escapechar=self.escape,
            doublequote=self.escape is None,
            strict=strict,
        )


def split(source: Source, options: Options) -> Iterator[Piece | Rejected]:
    """The rows, some in each piece."""
    csv.field_size_limit(MAX_ARTICLE_BYTES)
    stream = utf8_stream(source.stream)
    head = stream.peek(_HEAD_BYTES)[:_HEAD_BYTES]
    try:
        text = _readable(head)
    except NotText as error:
        yield Rejected(source.origin.name, None, str(error))
        return
    dialect = find_dialect(text)
    skip = 1 if _EXCEL.match(text) else 0
    lines = _Lines(stream, b"\r" if b"\n" not in head and b"\r" in head else b"\n")
    yield from pieces_of(_rows(lines, dialect, skip), "csv", source.origin, options)


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The articles in some rows."""
    return drafts_of(piece, options)


def is_table(head: str) -> bool:
    """Whether a text of whatever name is a table whose header names a title or a text."""
    first = head.split("\n", 1)[0].strip("\r\ufeff ")
    if not any(delimiter in first for delimiter, _ in _DELIMITERS):
        return False
    dialect = find_dialect(head)
    rows = _parse(head, dialect)
    if len(rows) < 2 or len(rows[0]) < 2:  # noqa: PLR2004
        return False
    names = rows[0]
    known = {field for field in _TELLING if any(knows([name], field) for name in names)}
    if len(known) < 2 or known.isdisjoint({"body", "title"}):  # noqa: PLR2004
        return False
    share = sum(len(row) == len(names) for row in rows) / len(rows)
    return share >= _SURE_SHARE and all(len(name) <= _MAX_NAME_CHARS for name in names)


def find_dialect(head: str) -> Dialect:
    """How the columns of a table are parted, told from its beginning.

    The delimiter that gives most rows as many columns as the first one is right. Names of columns
    that are known settle it, since long texts are full of commas.
    """
    if told := _EXCEL.match(head):
        return Dialect(told[1])
    escapes = (None, "\\") if '\\"' in head else (None,)
    best = Dialect(_NONE)
    best_score: tuple[float, ...] = (0.0, _MIN_SHARE, 0.0, 0.0)
    for delimiter, plain in _DELIMITERS:
        if delimiter not in head:
            continue
        for quoted in (True, False) if plain else (True,):
            for escape in escapes if quoted else (None,):
                dialect = Dialect(delimiter, quoted, escape)
                rows = _parse(head, dialect, strict=plain and quoted)
                if not rows or len(rows[0]) < 2:  # noqa: PLR2004
                    continue
                width = len(rows[0])
                share = sum(len(row) == width for row in rows) / len(rows)
                known = any(
                    knows([name], field)
                    for name in rows[0]
                    for field in ("body", "title", "url", "beginning")
                    if len(name) <= _MAX_NAME_CHARS
                )
                score = (float(known), round(share, 2), float(quoted), float(width))
                if score > best_score and (known or share >= _MIN_SHARE):
                    best, best_score = dialect, score
    return best


def _readable(head: bytes) -> str:
    """The beginning as text, without a line that may be cut."""
    if wide_encoding(head):
        return decode_bytes(head)[0]
    whole = head[: head.rfind(b"\n") + 1] if len(head) >= _HEAD_BYTES // 2 else head
    return decode_bytes(whole or head)[0]


def _parse(head: str, dialect: Dialect, *, strict: bool = False) -> list[list[str]]:
    """The rows of the beginning, without blank ones.

    Args:
        head: The beginning.
        dialect: How columns are parted.
        strict: Whether quotes that do not fit make it none of this dialect.
    """
    is_cut = len(head) >= _CUT_CHARS
    rows: list[list[str]] = []
    try:
        for row in dialect.reader(iter(head.splitlines(keepends=True)), strict=strict):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) == _HEAD_ROWS:
                return rows
    except csv.Error as error:
        if strict and not (is_cut and str(error) == "unexpected end of data"):
            return []
        return rows
    return rows[:-1] if is_cut and len(rows) > 1 else rows


class _Lines:
    """The lines of a stream, which can be given back."""

    def __init__(self, stream: io.BufferedReader, end: bytes) -> None:
        self._stream = stream
        self._end = end
        self._rest = b""
        self._back: deque[tuple[str, tuple[str, ...]]] = deque()
        self._again = 0

    def next(self) -> tuple[str, tuple[str, ...]] | None:
        """A line and what was done to it; None at the end.

        Raises:
            NotText: The line is none; the next one may be.
        """
        if self._back:
            return self._back.popleft()
        line = self._read()
        if not line:
            return None
        if len(line) > MAX_ARTICLE_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = self._stream.readline(_SKIP_BYTES)
            raise NotText(TOO_LARGE)
        try:
            return line.decode(), ()
        except UnicodeDecodeError:
            return decode_bytes(line)

    def give_back(self, lines: list[tuple[str, tuple[str, ...]]]) -> None:
        """Read these lines again, unless too much was read again already."""
        self._again += sum(len(line) for line, _ in lines)
        if self._again <= _MAX_AGAIN:
            self._back.extendleft(reversed(lines))

    def _read(self) -> bytes:
        if self._end == b"\n":
            return self._stream.readline(MAX_ARTICLE_BYTES + 1)
        while b"\r" not in self._rest and len(self._rest) <= MAX_ARTICLE_BYTES:
            chunk = self._stream.read(_HEAD_BYTES)
            if not chunk:
                break
            self._rest += chunk
        line, end, self._rest = self._rest.partition(b"\r")
        return line + (b"\n" if end else b"")


def _rows(lines: _Lines, dialect: Dialect, skip: int) -> Iterator[Row]:
    number = 0
    width = 0
    while True:
        number += 1
        try:
            line = lines.next()
        except NotText as error:
            yield Row(number, [], str(error))
            continue
        if line is None:
            return
        if number <= skip:
            continue
        row = _row(lines, line, dialect, width, number)
        width = width or len(row.cells)
        yield row


def _row(
    lines: _Lines, line: tuple[str, tuple[str, ...]], dialect: Dialect, width: int, number: int
) -> Row:
    text, notes = line
    if not dialect.quoted or ('"' not in text and (not dialect.escape or "\\" not in text)):
        return Row(number, text.rstrip("\r\n").split(dialect.delimiter), "", notes)
    taken = [line]
    ended = False

    def feed() -> Iterator[str]:
        nonlocal ended
        yield text
        while len(taken) < _MAX_ROW_LINES:
            more = lines.next()
            if more is None:
                break
            taken.append(more)
            yield more[0]
        ended = True

    problem = ""
    try:
        cells = next(dialect.reader(feed()))
        if ended:
            problem = _OPEN
        elif len(taken) > 1:
            # A quotation mark too much joins rows: what follows it then is no delimiter.
            next(dialect.reader(iter([line for line, _ in taken]), strict=True))
            if width and len(cells) != width:
                problem = _ODD
    except (csv.Error, NotText, StopIteration):
        problem = _ODD
    if problem:
        lines.give_back(taken[1:])
        return Row(number, [], problem, notes)
    return Row(number, cells, "", tuple(dict.fromkeys(each for _, some in taken for each in some)))
