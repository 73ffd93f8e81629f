"""Reads a scraped text file: an article with byline lines above and keywords and url below.

Author, date and url are taken out of the text, and a title is made from it. A file that holds
several articles is cut where it says plainly that one begins; else it is marked.
"""

from collections.abc import Iterator
from dataclasses import replace

from archive.article import Rejected
from archive.legacy import font_named
from archive.notes import note
from archive.reading.cleaning import MAX_ARTICLE_BYTES, TOO_LARGE
from archive.reading.dates import parse_date
from archive.reading.encodings import NotText, decode_bytes
from archive.reading.file_names import day_in_path, is_named_by_day
from archive.reading.heads import cut_head, cut_labels
from archive.reading.reader import Draft, Options, Origin, Piece, Source
from archive.reading.restoring import Restored, restore
from archive.reading.several import LONG, LONG_FOR_A_DAY, cut_articles
from archive.reading.tails import cut_tail


def split(source: Source, _options: Options) -> Iterator[Piece | Rejected]:
    """The whole file, as one piece."""
    data = source.stream.read(MAX_ARTICLE_BYTES + 1)
    if len(data) > MAX_ARTICLE_BYTES:
        yield Rejected(source.origin.name, None, TOO_LARGE)
    else:
        yield Piece("text", source.origin, data, len(data))


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The articles in a file, or why there is none."""
    try:
        # What was typed for a font was saved by Windows.
        text, notes = decode_bytes(piece.content, "windows-1252" if options.font else "")
    except NotText as error:
        yield Rejected(piece.origin.name, None, str(error))
        return
    yield from to_drafts(text, piece.origin, options, notes)


def to_drafts(
    text: str, origin: Origin, options: Options, notes: tuple[str, ...] = ()
) -> Iterator[Draft | Rejected]:
    """The articles in a text; the notes say what was done to it before."""
    # Before it is cut: keys of a font look like keywords, and half of a letter like a control.
    restored = restore(text, font=font_named(options.font) if options.font else "")
    if wrong := restored.problem or ("" if restored.text else "the file is empty; leave it out"):
        yield Rejected(origin.name, None, wrong)
        return
    lines = restored.text.split("\n")
    articles = cut_articles(lines)
    notes = (*notes, *restored.notes, *_note_of_length(origin.path, restored, len(articles)))
    day = day_in_path(origin.path) if len(articles) > 1 else None
    for at, article in articles:
        draft = _to_draft(article, origin, notes)
        if isinstance(draft, Draft) and len(articles) == 1:
            draft = replace(draft, title=draft.title or origin.title)
        if isinstance(draft, Draft) and len(articles) > 1:
            # Their lines are counted without blank ones, so they only tell them apart.
            draft = replace(draft, line=at + 1, file_day=day)
        yield draft


def _note_of_length(path: str, restored: Restored, articles: int) -> tuple[str, ...]:
    if articles > 1:
        return ()
    if len(restored.text) >= LONG_FOR_A_DAY and is_named_by_day(path):
        return (note("day"),)
    return (note("several"),) if len(restored.text) >= LONG else ()


def _to_draft(lines: list[str], origin: Origin, notes: tuple[str, ...]) -> Draft | Rejected:
    url, text = cut_tail(lines)
    labels, text = cut_labels(text)
    byline, text = cut_head(text)
    body = "\n".join(text)
    if not body:
        reason = "no text is left beside byline, keywords and url; leave it out"
        return Rejected(origin.name, None, reason)
    return Draft(
        origin=origin,
        body=body,
        url=url or labels.get("url", ""),
        title=labels.get("title", ""),
        author=labels.get("author", "") or byline.author,
        category=labels.get("category", ""),
        source=labels.get("source", ""),
        byline_day=parse_date(labels.get("published", "")) or byline.published,
        # The full text, since a later version may take another line for a byline.
        identity="\n".join(lines),
        notes=notes,
    )
