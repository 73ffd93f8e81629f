"""Reads tables of HTML that are named or meant as workbooks: the "Excel" of many sites.

Excel's XML of 2003 has the same shape under other names, and is read with them.
"""

import re
from collections.abc import Iterator

from lxml import etree, html

from archive.article import Rejected
from archive.reading.cleaning import MAX_ARTICLE_BYTES, TOO_LARGE
from archive.reading.encodings import NotText, decode_bytes
from archive.reading.reader import Draft, Options, Piece, Source
from archive.reading.table import Row, drafts_of, pieces_of

_CHARSET = re.compile(rb"charset=[\"']?([\w-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
_ROWS = ("tr", "row")
_CELLS = ("td", "th", "cell")
"""Elements of HTML, and of Excel's XML of 2003."""

_NO_ROWS = "no row is in it; leave it out"


def split(source: Source, options: Options) -> Iterator[Piece | Rejected]:
    """The rows of all tables, some in each piece."""
    name = source.origin.name
    data = source.stream.read(MAX_ARTICLE_BYTES + 1)
    if len(data) > MAX_ARTICLE_BYTES:
        yield Rejected(name, None, TOO_LARGE)
        return
    declared = _CHARSET.search(data, 0, _HEAD_BYTES)
    try:
        text, _ = decode_bytes(data, declared[1].decode() if declared else "")
        page = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except NotText as error:
        yield Rejected(name, None, str(error))
        return
    except (etree.ParserError, ValueError):
        yield Rejected(name, None, _NO_ROWS)
        return
    found = False
    for table in page.iter("table"):
        rows = [*_rows(table)]
        if any(any(row.cells) for row in rows):
            found = True
            yield from pieces_of(rows, "htmltable", source.origin, options)
    if not found:
        yield Rejected(name, None, _NO_ROWS)


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The articles in some rows."""
    return drafts_of(piece, options)


def _rows(table: html.HtmlElement) -> Iterator[Row]:
    # Not those of a table in a cell.
    inner = {row for nested in table.iterdescendants("table") for row in nested.iter(*_ROWS)}
    rows = (row for row in table.iter(*_ROWS) if row not in inner)
    for number, row in enumerate(rows, 1):
        cells = [_text(cell) for cell in row if cell.tag in _CELLS]
        while cells and not cells[-1]:
            cells.pop()
        yield Row(number, cells)


def _text(cell: html.HtmlElement) -> str:
    """The text of a cell: lines are parted by <br> and paragraphs."""
    for line_break in cell.iter("br", "p", "div"):
        line_break.tail = "\n" + (line_break.tail or "")
    lines = (" ".join(line.split()) for line in cell.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
