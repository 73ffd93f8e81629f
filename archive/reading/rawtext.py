"""Reads a scraped text file: one article, with byline lines above and keywords and url below.

Author, date and url are taken out of the text, and a title is made from it. Several articles in
one file are not told apart.
"""

from collections.abc import Iterator

from archive.article import Rejected
from archive.reading.cleaning import MAX_ARTICLE_BYTES, TOO_LARGE, clean_text
from archive.reading.encodings import NotText, decode_bytes
from archive.reading.heads import cut_head
from archive.reading.reader import Draft, Options, Origin, Piece, Source
from archive.reading.tails import cut_tail


def split(source: Source, _options: Options) -> Iterator[Piece | Rejected]:
    """The whole file, as one piece."""
    data = source.stream.read(MAX_ARTICLE_BYTES + 1)
    if len(data) > MAX_ARTICLE_BYTES:
        yield Rejected(source.origin.name, None, TOO_LARGE)
    else:
        yield Piece("text", source.origin, data, len(data))


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The article in a file, or why there is none."""
    try:
        # What was typed for a font was saved by Windows.
        text, notes = decode_bytes(piece.content, "windows-1252" if options.font else "")
    except NotText as error:
        yield Rejected(piece.origin.name, None, str(error))
        return
    yield to_draft(text, piece.origin, notes)


def to_draft(text: str, origin: Origin, notes: tuple[str, ...] = ()) -> Draft | Rejected:
    """The article in a text; the notes say what was done to it before."""
    cleaned = clean_text(text)
    if not cleaned:
        return Rejected(origin.name, None, "the file is empty; leave it out")
    url, lines = cut_tail(cleaned.split("\n"))
    byline, lines = cut_head(lines)
    body = "\n".join(lines)
    if not body:
        reason = "no text is left beside byline, keywords and url; leave it out"
        return Rejected(origin.name, None, reason)
    return Draft(
        origin=origin,
        body=body,
        url=url,
        author=byline.author,
        byline_day=byline.published,
        # The full text, since a later version may take another line for a byline.
        identity=cleaned,
        notes=notes,
    )
