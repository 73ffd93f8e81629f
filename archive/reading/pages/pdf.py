"""Reads PDFs, page by page: the text layer where it is sound, else the picture of the page.

Libraries: pypdfium2 (Apache 2.0 or BSD), Chromium's own reader of PDFs, of those measured the one
that loses the fewest letters of Hindi.
"""

import io
from collections.abc import Iterator
from contextlib import closing

import pypdfium2

from archive.article import Rejected
from archive.legacy.naming import code_of
from archive.notes import note
from archive.reading.file_names import day_in_path
from archive.reading.pages import ocr
from archive.reading.pages.layout import Line, stories
from archive.reading.pages.text_layer import TextLayer, text_layer
from archive.reading.reader import SLOW_SIZE, Draft, Options, Piece, Source

MAX_PDF_BYTES = 512 * 1024 * 1024
"""A PDF is held in memory while it is cut into pages."""

MAX_PAGES = 5_000
DPI = 300
_MAX_PIXELS = 60_000_000
"""A newspaper page at 300 dpi has 26 million."""

_POINTS_PER_INCH = 72
_DAMAGED = "no PDF that can be read: {}; fetch it again"
_LOCKED = "the PDF needs a password; save it without one"
_EMPTY = "a page without text"


def split(source: Source, _options: Options) -> Iterator[Piece | Rejected]:
    """Each page as a PDF of its own."""
    name = source.origin.name
    data = source.stream.read(MAX_PDF_BYTES + 1)
    if len(data) > MAX_PDF_BYTES:
        yield Rejected(name, None, f"larger than {MAX_PDF_BYTES >> 20} MiB; split the PDF")
        return
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        yield Rejected(name, None, _why(error))
        return
    with closing(document):
        pages = len(document)
        for index in range(min(pages, MAX_PAGES)):
            try:
                content = _single(document, index)
            except pypdfium2.PdfiumError as error:
                yield Rejected(name, index + 1, _why(error))
                continue
            yield Piece("pdf", source.origin, (content, pages), SLOW_SIZE, index + 1)
        if pages > MAX_PAGES:
            yield Rejected(name, None, f"pages behind the first {MAX_PAGES:,} were not read")


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The texts of a page."""
    content, pages = piece.content
    name, number = piece.origin.name, piece.line
    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            page = document[0]
            layer = text_layer(page, options.font)
            if options.ocr != "always" and layer.is_sound:
                yield from drafts(piece, layer.lines, _notes(layer), pages)
                return
            if options.ocr == "never":
                yield Rejected(name, number, _unsound(layer) + "; leave out --ocr never")
                return
            lines = _read_picture(page)
    except pypdfium2.PdfiumError as error:
        yield Rejected(name, number, _why(error))
    except (ocr.OcrUnavailableError, ocr.OcrFailedError) as error:
        yield Rejected(name, number, f"{_unsound(layer)}: {error}")
    else:
        yield from drafts(piece, lines, (), pages)


def drafts(
    piece: Piece, lines: list[Line], notes: tuple[str, ...], pages: int
) -> Iterator[Draft | Rejected]:
    """The texts that the lines of a page make, as drafts.

    Args:
        piece: The page; its line is the page's number.
        lines: As they stand on it.
        notes: What was done to read them.
        pages: How many pages the document has.
    """
    found = stories(lines)
    if not found:
        yield Rejected(piece.origin.name, piece.line, f"{_EMPTY}; leave it out")
    on_page = (note("page", piece.line),) if pages > 1 else ()
    for story in found:
        sure = () if story.confidence == 1 else (note("ocr", f"{story.confidence:.2f}"),)
        yield Draft(
            origin=piece.origin,
            line=piece.line,
            title=story.title,
            body=story.body,
            file_day=day_in_path(piece.origin.path),
            # Two papers may print the same text on the same page.
            identity=f"{piece.origin.path.rpartition('/')[2]}\0{piece.line}\0{story.body}",
            notes=(*notes, *sure, *on_page),
        )


def _single(document: pypdfium2.PdfDocument, index: int) -> bytes:
    with closing(pypdfium2.PdfDocument.new()) as single:
        single.import_pages(document, [index])
        buffer = io.BytesIO()
        single.save(buffer)
        return buffer.getvalue()


def _read_picture(page: pypdfium2.PdfPage) -> list[Line]:
    width, height = page.get_size()
    pixels = width * height * (DPI / _POINTS_PER_INCH) ** 2
    dpi = DPI if pixels <= _MAX_PIXELS else int(DPI * (_MAX_PIXELS / pixels) ** 0.5)
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, grayscale=True)
    try:
        rows = bytes(bitmap.buffer)
        stride, wide, high = bitmap.stride, bitmap.width, bitmap.height
        if stride != wide:
            rows = b"".join(rows[row * stride : row * stride + wide] for row in range(high))
    finally:
        bitmap.close()
    return ocr.read_picture(f"P5\n{wide} {high}\n255\n".encode() + rows, dpi)


def _notes(layer: TextLayer) -> tuple[str, ...]:
    return tuple(note("font", code_of(font)) for font in layer.fonts[:1])


def _unsound(layer: TextLayer) -> str:
    if not layer.words:
        return "a page without a text layer"
    if layer.known < 1:
        return f"of the words in the page's text layer only {layer.known:.0%} are Hindi"
    return "the page's text layer is damaged"


def _why(error: pypdfium2.PdfiumError) -> str:
    said = str(error)
    return _LOCKED if "assword" in said else _DAMAGED.format(said[:200])
