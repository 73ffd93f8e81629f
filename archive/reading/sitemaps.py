"""Reads sitemaps, those of news too: they list pages, with titles and days, and hold no text."""

from collections.abc import Iterator

from archive.article import Rejected
from archive.reading.encodings import NotText
from archive.reading.entries import Entry, EntryFields, to_entry
from archive.reading.reader import Draft, Options, Origin, Piece, Source
from archive.reading.syndication import read_xml
from archive.reading.xmlrecords import Records, children, cut_records, markup_in, parse_xml

MAX_PAGES = 50_000
"""Of one sitemap, as sitemaps.org has it."""


def split(source: Source, _options: Options) -> Iterator[Piece | Rejected]:
    """Nothing but why there is no article; whoever fetches the pages asks for the entries."""
    try:
        found = read_records(source)
    except NotText as error:
        yield Rejected(source.origin.name, None, str(error))
        return
    number = len(found.records)
    what = "other sitemaps" if is_index(found) else "pages"
    reason = f"a sitemap of {number:,} {what}, without their texts; to fetch them: "
    yield Rejected(source.origin.name, None, f"{reason}feeds add ADDRESS --full")


def parse(_piece: Piece, _options: Options) -> Iterator[Draft | Rejected]:
    """Nothing: no piece is cut of a sitemap."""
    return iter(())


def read_records(source: Source) -> Records:
    """The pages, or other sitemaps, of a sitemap.

    Raises:
        NotText: The source is no text, or too large.
    """
    return cut_records(read_xml(source), "url", "sitemap")


def is_index(found: Records) -> bool:
    """Whether it lists other sitemaps, not pages."""
    return "sitemapindex" in found.root.lower()


def entries(found: Records, origin: Origin) -> Iterator[Entry]:
    """The pages of a sitemap; the last is left out where it is cut."""
    for record in found.records[:MAX_PAGES]:
        fields = _fields(found.root, record.text)
        if not record.whole or "loc" not in fields:
            continue
        page = EntryFields(
            title=fields.get("news:title", ""),
            links=(fields["loc"],),
            dates=(fields.get("news:publication_date", ""),),
            source=fields.get("news:name", ""),
            language=fields.get("news:language", ""),
        )
        yield to_entry(page, origin, record.number, origin.url, origin.url)


def addresses(found: Records) -> list[tuple[str, str]]:
    """The sitemaps of an index, each with the time of its last change as it is written."""
    fields = (_fields(found.root, record.text) for record in found.records if record.whole)
    return [(each["loc"].strip(), each.get("lastmod", "")) for each in fields if each.get("loc")]


def _fields(root: str, text: str) -> dict[str, str]:
    """The texts of a record by names, from whatever depth; the first of a name counts."""
    document = parse_xml(root, text)
    fields: dict[str, str] = {}
    waiting = [document] if document is not None else []
    while waiting:
        for name, child in children(waiting.pop()):
            if len(child):
                waiting.append(child)
            else:
                fields.setdefault(name, markup_in(child).strip())
    return fields
