"""Reads pages saved from websites: the labels of an article, and its body once.

Metadata goes first (``metadata.py``), then the page's own text (``blocks.py``, ``body.py``). A page
without an article is refused with the reason (``verdict.py``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.article import Rejected
from archive.legacy.naming import code_of
from archive.notes import note
from archive.reading.cleaning import MAX_ARTICLE_BYTES, TOO_LARGE
from archive.reading.html.blocks import Block, find_blocks
from archive.reading.html.body import Body, find_body
from archive.reading.html.boilerplate import IS_BOILERPLATE, IS_LABEL, folded
from archive.reading.html.fontruns import decode_fonts, names_legacy_fonts
from archive.reading.html.headline import agree, choose_title, first_heading
from archive.reading.html.jsonld import GALLERIES, unescape
from archive.reading.html.metadata import Metadata, read_metadata
from archive.reading.html.mhtml import is_mhtml, page_in
from archive.reading.html.page import NoPage, Page, read_page
from archive.reading.html.surroundings import author_above, day_around
from archive.reading.html.verdict import why_no_article
from archive.reading.reader import Draft, Options, Origin, Piece, Source

_PARSING = 4
"""A page takes about so many times longer to parse than other text of its size."""

_FEW_CHARS = 200
"""Where a page has less text than that, and more in captions, it is a gallery."""

_MIN_SHOWN = 0.7
"""The share of the metadata's copy of the body that the page must show, else the copy is taken."""

_MARKUP = re.compile(r"<(/?)(p|br|div|li|h\d|tr|td)\b[^>]{0,2000}>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_MAX_LABELLED = 320
_DEVANAGARI = re.compile("[\u0900-\u0963]")
_LATIN = re.compile("[A-Za-z]")
_IN_DEVANAGARI = frozenset("hi mr ne sa bho mai kok doi brx awa hne mag".split())
_NO_PAGE_IN_IT = "no page in this .mht file; save it again from a browser"


def split(source: Source, _options: Options) -> Iterator[Piece | Rejected]:
    """The whole page, as one piece."""
    data = source.stream.read(MAX_ARTICLE_BYTES + 1)
    if len(data) > MAX_ARTICLE_BYTES:
        yield Rejected(source.origin.name, None, TOO_LARGE)
    else:
        yield Piece("html", source.origin, data, len(data) * _PARSING)


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The article in a page, or why there is none."""
    data, origin = piece.content, piece.origin
    content_type, address = origin.content_type, origin.url
    if is_mhtml(data):
        data, saved_from, charset = page_in(data)
        content_type, address = f"charset={charset}", address or saved_from
        if not data:
            yield Rejected(origin.name, piece.line, _NO_PAGE_IN_IT)
            return
    try:
        page = read_page(data, content_type)
    except NoPage as error:
        yield Rejected(origin.name, piece.line, str(error))
        return
    found = read_article(page, origin, address, options)
    yield replace(found, line=piece.line)


def read_article(page: Page, origin: Origin, address: str, options: Options) -> Draft | Rejected:
    """The article in a page that was parsed, or why there is none."""
    notes = page.notes
    if options.font or names_legacy_fonts(page.source):
        fonts = decode_fonts(page.root, options.font)
        notes += tuple(note("font", code_of(font)) for font in fonts)
    metadata = read_metadata(page, address)
    blocks = find_blocks(page.root)
    title = choose_title(blocks, metadata.headlines, metadata.outlet)
    body = _find_body(page, blocks, metadata, title)
    if not metadata.named and body.lines:
        # Only the page's <title> has one, which on old sites is the site's.
        title = _shown_title(blocks, title, body, metadata.outlet)
        body = _find_body(page, blocks, metadata, title)
    if reason := why_no_article(metadata, title, body):
        return Rejected(origin.name, None, reason)
    if metadata.locked and _looks_cut(metadata, body):
        notes += (note("cut"),)
    return Draft(
        origin=origin,
        body="\n".join(body.lines),
        title=title,
        url=metadata.url or address,
        source=metadata.outlet,
        author=metadata.author or author_above(body),
        category=metadata.category,
        language=_language(metadata.language, body),
        published=metadata.published,
        byline_day=None if metadata.published else day_around(body),
        notes=notes,
    )


def _find_body(page: Page, blocks: Sequence[Block], metadata: Metadata, title: str) -> Body:
    """The body as the page shows it, or what is there instead: its copy, captions, hidden text."""
    known = _copy_of_body(metadata.body)
    gallery = bool(GALLERIES & metadata.kinds)
    labelled = metadata.named or metadata.is_article or metadata.may_be_article
    # What a word processor saved: nothing stands around the text.
    plain = not labelled and next(page.root.iter("a"), None) is None
    body = find_body(blocks, title, known, gallery=gallery, plain=plain)
    if body.chars < len(known) * _MIN_SHOWN:
        return replace(body, lines=tuple(known.split("\n")))
    if body.chars < _FEW_CHARS < sum(len(block.text) for block in blocks if block.caption):
        return find_body(blocks, title, known, gallery=True)
    return body if body.lines else find_body(find_blocks(page.root, hidden=True), title)


def _shown_title(blocks: Sequence[Block], title: str, body: Body, outlet: str) -> str:
    if any(agree(block.text, title) for block in blocks if block.heading or block.strong):
        return title
    return first_heading(blocks, outlet, body.lines) or title


def _copy_of_body(text: str) -> str:
    """The metadata's copy of the body, without markup and links to other stories."""
    if not text:
        return ""
    text = _ANY_TAG.sub("", _MARKUP.sub("\n", unescape(text)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line and not _is_elsewhere(line))


def _is_elsewhere(line: str) -> bool:
    form = folded(line)
    return len(form) <= _MAX_LABELLED and bool(
        IS_LABEL.match(form) or IS_BOILERPLATE.fullmatch(form)
    )


def _looks_cut(metadata: Metadata, body: Body) -> bool:
    """Whether a page for subscribers has only the beginning: some put all of it there anyway."""
    if metadata.words:
        return sum(len(line.split()) for line in body.lines) < _MIN_SHOWN * metadata.words
    return not metadata.body


def _language(said: str, body: Body) -> str:
    """The language that the page says, unless its script is another's."""
    text = "".join(body.lines)[:4000]
    hindi, latin = len(_DEVANAGARI.findall(text)), len(_LATIN.findall(text))
    if said in _IN_DEVANAGARI:
        return said if hindi >= latin else ""
    return "" if hindi > latin else said
