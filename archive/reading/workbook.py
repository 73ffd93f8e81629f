"""Reads Excel workbooks (.xlsx): each sheet is a table."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from archive.article import Rejected
from archive.reading.meter import FREE_BYTES, MAX_RATIO
from archive.reading.reader import Draft, Options, Piece, Source
from archive.reading.table import Row, drafts_of, pieces_of

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_MAX_STRINGS = 256 * 1024 * 1024
"""Bytes of the texts that all sheets share, which are held in memory."""

_HEAD_BYTES = 4096
_MAX_SHEETS = 1000
_DAMAGED = "a damaged Excel workbook; open it in Excel or LibreOffice, and save it as .csv"
_BOMB = "unpacks to far more than an Excel workbook holds; save it as .csv"
_ENTITIES = "declares entities, as no Excel workbook does; save it as .csv"
_EMPTY = "no row is in it; leave it out"
_ERRORS = (
    # What openpyxl raises for what is no workbook; lxml's syntax errors are SyntaxError.
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)


def split(source: Source, options: Options) -> Iterator[Piece | Rejected]:
    """The rows of all sheets, some in each piece."""
    # Loaded late, since workers that read other files need it not.
    from openpyxl import load_workbook  # noqa: PLC0415

    stream = source.stream if source.stream.seekable() else io.BytesIO(source.stream.read())
    found = False
    try:
        if problem := _problem(stream):
            yield Rejected(source.origin.name, None, problem)
            return
        stream.seek(0)
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sheets = book.worksheets[:_MAX_SHEETS]
        for sheet in sheets:
            rows = _rows(sheet)
            first = next((row for row in rows if any(row.cells)), None)
            if first is None:
                continue
            found = True
            name = source.origin.name
            name = f"{name}!{sheet.title}" if len(sheets) > 1 else name
            origin = replace(source.origin, name=name)
            yield from pieces_of(chain([first], rows), "xlsx", origin, options)
    except _ERRORS:
        yield Rejected(source.origin.name, None, _DAMAGED)
        return
    if not found:
        yield Rejected(source.origin.name, None, _EMPTY)


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The articles in some rows."""
    return drafts_of(piece, options)


def _problem(stream: io.BufferedReader | io.BytesIO) -> str:
    """Why a workbook is not opened, or an empty text."""
    size = stream.seek(0, io.SEEK_END)
    with zipfile.ZipFile(stream) as members:
        total = sum(member.file_size for member in members.infolist())
        strings = max(
            (each.file_size for each in members.infolist() if "sharedStrings" in each.filename),
            default=0,
        )
        if strings > _MAX_STRINGS or (total > FREE_BYTES and total > MAX_RATIO * size):
            return _BOMB
        for member in members.infolist():
            if member.filename.endswith((".xml", ".rels")):
                with members.open(member) as opened:
                    if b"<!DOCTYPE" in opened.read(_HEAD_BYTES):
                        return _ENTITIES
    return ""


def _rows(sheet: "ReadOnlyWorksheet") -> Iterator[Row]:
    # Some programs write a wrong size into the sheet.
    sheet.reset_dimensions()
    every = cast("Iterator[tuple[object, ...]]", cast("Any", sheet).iter_rows(values_only=True))
    for number, values in enumerate(every, 1):
        cells = list(map(_text, values))
        while cells and not cells[-1]:
            cells.pop()
        yield Row(number, cells)


def _text(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
