"""Reads feeds, RSS of all versions and Atom: one article an entry, its text where the feed has it.

No library for feeds is used. Each entry is parsed by itself here, so that a broken one costs no
other, and a cut one is told; feedparser lost the entry behind a broken one, handed out the cut one
as whole, and knows no field of its own for full texts (``<fulltext>``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from archive.article import Rejected
from archive.reading.encodings import NotText, decode_bytes
from archive.reading.entries import Entry, EntryFields, apart, to_drafts, to_entry
from archive.reading.fieldtexts import plain_text
from archive.reading.reader import Draft, Options, Origin, Piece, Source
from archive.reading.xmlrecords import (
    Record,
    children,
    cut_records,
    declared_charset,
    markup_in,
    name_of,
    parse_xml,
)

MAX_FEED_BYTES = 64 * 1024 * 1024
TOO_LARGE_A_FEED = "a feed or sitemap of more than 64 MiB; split it"

_BATCH_CHARS = 400_000
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_CONTENT = ("content:encoded", "content", "yandex:full-text", "full-text", "fulltext", "body")
_SUMMARY = ("description", "summary", "dc:description", "dcterms:abstract", "wp:encoded", "tagline")
_DATES = (
    "pubdate published dc:date dcterms:issued dcterms:created issued created date publishdate "
    "publish_date published_date wp:post_date"
).split()
_AUTHORS = ("dc:creator", "author", "itunes:author", "creator", "byline")
_MAY_HOLD_MARKUP = re.compile(
    r"<(?P<name>(?:[\w.-]{1,40}:)?(?:title|description|encoded|full-text|fulltext|summary))"
    r"(?P<more>\s[^<>]{0,500})?>(?!\s*<!\[CDATA\[)",
    re.IGNORECASE,
)
_TEXT_TYPES = ("text", "html", "xhtml", "text/plain", "text/html", "application/xhtml+xml", "")
_UNPUBLISHED = frozenset("draft pending private trash future auto-draft inherit".split())
_NO_POSTS = frozenset(
    "attachment nav_menu_item revision custom_css wp_navigation page comment settings "
    "template".split()
)
_KIND = "http://schemas.google.com/g/2005#kind"
"""Where an entry of Blogger's export says whether it is a post, a comment, a setting …"""


_Fields = dict[str, list[etree._Element]]  # noqa: SLF001 - lxml has no other name for it


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says about itself.

    Attributes:
        root: The start tag of its document.
        title: Its name.
        base: The address that links are relative to.
        key: What stands for the feed.
        language: As it is named.
        authors: Of all entries that name none.
        names: The names of people by those that they log in with, of a blog's export.
    """

    root: str
    title: str
    base: str
    key: str
    language: str
    authors: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def split(source: Source, _options: Options) -> Iterator[Piece | Rejected]:
    """The entries of a feed, some in each piece, each with what the feed says about itself."""
    origin = source.origin
    try:
        text = read_xml(source)
    except NotText as error:
        yield Rejected(origin.name, None, str(error))
        return
    found = cut_records(text, "item", "entry")
    if not found.records:
        yield Rejected(origin.name, None, "a feed without entries; leave it out")
        return
    channel = _channel(found.root, found.head, origin)
    some: list[Record] = []
    size = 0
    for record in found.records:
        some.append(record)
        size += len(record.text)
        if size >= _BATCH_CHARS:
            yield Piece("feed", origin, (channel, some), size, some[0].number)
            some, size = [], 0
    if some:
        yield Piece("feed", origin, (channel, some), size, some[0].number)


def parse(piece: Piece, options: Options) -> Iterator[Draft | Rejected]:
    """The articles in some entries, and why others hold none."""
    found = entries(piece, options)
    yield from (each for each in found if isinstance(each, Rejected))
    yield from to_drafts(each for each in found if isinstance(each, Entry))


def entries(piece: Piece, _options: Options) -> list[Entry | Rejected]:
    """The entries in a piece, also those without a text."""
    channel, records = piece.content
    found = [_entry(record, channel, piece.origin) for record in records]
    rejected = [each for each in found if isinstance(each, Rejected)]
    return [*rejected, *apart(each for each in found if isinstance(each, Entry))]


def read_xml(source: Source) -> str:
    """The text of a source of XML.

    Raises:
        NotText: It is none, or too large.
    """
    data = source.stream.read(MAX_FEED_BYTES + 1)
    if len(data) > MAX_FEED_BYTES:
        raise NotText(TOO_LARGE_A_FEED)
    return decode_bytes(data, declared_charset(data, source.origin.content_type))[0]


def _channel(root: str, head: str, origin: Origin) -> Channel:
    document = parse_xml(root, head)
    if document is None:
        return Channel(root, "", origin.url, origin.url, "", ())
    inner = [child for name, child in children(document) if name == "channel"]
    fields = _fields([child for outer in (document, *inner) for child in children(outer)])
    links = list(_links(fields))
    base = document.get(_XML_BASE) or next(iter(links), "") or origin.url
    title = " ".join(plain_text(_first(fields, "title")).split())
    return Channel(
        root=root,
        title=title,
        base=base if base.startswith("http") else origin.url,
        key=_first(fields, "id") or next(iter(links), "") or title or origin.url,
        language=_first(fields, "language", "dc:language") or document.get(_XML_LANG) or "",
        # A feed's own "author" is one person or the outlet; RSS's managingEditor is none.
        authors=tuple(_people(fields.get("author", ()))),
        names=dict(map(_login_and_name, fields.get("wp:author", ()))),
    )


def _login_and_name(author: etree._Element) -> tuple[str, str]:
    fields = _fields(children(author))
    login = _first(fields, "wp:author_login")
    return login, _first(fields, "wp:author_display_name") or login


def _entry(record: Record, channel: Channel, origin: Origin) -> Entry | Rejected:
    text = record.text
    if not record.whole and text.rfind("<![CDATA[") > text.rfind("]]>"):
        text += "]]>"
    document = parse_xml(channel.root, _raw_markup_as_text(text))
    element = (
        next((child for _, child in children(document)), None) if document is not None else None
    )
    if element is None:
        return Rejected(origin.name, record.number, "an entry that cannot be read; leave it out")
    if not record.whole and not text.rstrip().endswith(">") and len(element):
        # The file ends inside of its last field: half an address or day would be a wrong one.
        last = element[-1]
        if name_of(last) not in (*_CONTENT, *_SUMMARY):
            element.remove(last)
    fields = _fields(children(element))
    kind, status = _kind_and_status(fields)
    if kind in _NO_POSTS or status in _UNPUBLISHED:
        reason = (
            f"no published article but “{kind or 'post'}”, “{status or 'published'}”; leave it out"
        )
        return Rejected(origin.name, record.number, reason)
    base = element.get(_XML_BASE) or ""
    links = tuple(filter(None, map(str.strip, _links(fields))))
    found = EntryFields(
        title=_first(fields, "title"),
        content=_longest(fields, _CONTENT),
        summary=_longest(fields, _SUMMARY),
        links=links,
        key=_first(fields, "guid", "id", "dc:identifier") or element.get("about", ""),
        dates=tuple(_first(fields, name) for name in _DATES),
        authors=tuple(channel.names.get(each, each) for each in _authors(fields))
        or channel.authors,
        categories=tuple(_categories(fields)),
        source=_source(fields) or ("" if links else channel.title),
        language=(
            element.get(_XML_LANG) or _first(fields, "dc:language", "language") or channel.language
        ),
        whole=record.whole,
    )
    return to_entry(
        found, origin, record.number, base if "://" in base else channel.base, channel.key
    )


def _kind_and_status(fields: _Fields) -> tuple[str, str]:
    """What an entry of a blog's export is, and whether it was published, where it says so."""
    kinds = (
        each.get("term", "").rpartition("#")[2]
        for each in fields.get("category", ())
        if each.get("scheme") == _KIND
    )
    kind = _first(fields, "wp:post_type", "blogger:type") or next(kinds, "")
    status = _first(fields, "wp:status", "blogger:status")
    drafts = (each for control in fields.get("app:control", ()) for each in children(control))
    if any(name.endswith("draft") and (each.text or "").strip() == "yes" for name, each in drafts):
        status = "draft"
    return kind.lower(), status.lower()


def _raw_markup_as_text(record: str) -> str:
    """The record; markup that was not escaped is text: one tag left open would eat other fields."""
    parts: list[str] = []
    last = 0
    unclosed: set[str] = set()
    for start in _MAY_HOLD_MARKUP.finditer(record):
        name, begin = start["name"], start.end()
        if begin < last or name in unclosed or "xhtml" in (start["more"] or ""):
            continue
        end = record.find(f"</{name}", begin)
        if end < 0:
            unclosed.add(name)
            continue
        text = record[begin:end]
        if "<" in text and "<![CDATA[" not in text:
            parts += [record[last:begin], "<![CDATA[", text, "]]>"]
            last = end
    return "".join((*parts, record[last:]))


def _fields(found: Iterable[tuple[str, etree._Element]]) -> _Fields:
    fields: _Fields = {}
    for name, child in found:
        fields.setdefault(name, []).append(child)
    return fields


def _first(fields: _Fields, *names: str) -> str:
    """The first of these fields that holds something."""
    texts = (markup_in(element).strip() for name in names for element in fields.get(name, ()))
    return next(filter(None, texts), "")


def _longest(fields: _Fields, names: Iterable[str]) -> str:
    """The longest text of the first of these fields that has one; some feeds have two of one."""
    for name in names:
        texts = [
            markup_in(element).strip()
            for element in fields.get(name, ())
            if element.get("type", "").lower() in _TEXT_TYPES and not element.get("src")
        ]
        if longest := max(texts, key=len, default=""):
            return longest
    return ""


def _links(fields: _Fields) -> Iterator[str]:
    """The addresses of an entry or feed, its own page first."""
    links = fields.get("link", ())
    yield from (markup_in(each) for each in fields.get("feedburner:origlink", ()))
    pages = [
        each for each in links if each.get("href") and each.get("rel", "alternate") == "alternate"
    ]
    pages.sort(key=lambda each: "html" not in each.get("type", "html"))
    texts = [text for each in links if (text := (each.text or "").strip())]
    yield from texts or (each.get("href", "") for each in pages)
    yield from (each.get("href", "") for each in pages if texts)
    for guid in fields.get("guid", ()):
        text = (guid.text or "").strip()
        if guid.get("isPermaLink", "true").lower() != "false" and text.startswith("http"):
            yield text
    yield from (
        text for each in fields.get("id", ()) if (text := (each.text or "")).startswith("http")
    )


def _authors(fields: _Fields) -> tuple[str, ...]:
    for name in _AUTHORS:
        if people := tuple(_people(fields.get(name, ()))):
            return people
    return ()


def _people(elements: Iterable[etree._Element]) -> Iterable[str]:
    for element in elements:
        names = [
            markup_in(child)
            for name, child in children(element)
            if name_of(child) == "name" and name
        ]
        yield from filter(None, map(str.strip, names or [markup_in(element)]))


def _categories(fields: _Fields) -> Iterable[str]:
    """The names of categories; WordPress marks those that are no mere keywords."""
    found = [each for each in fields.get("category", ()) if each.get("scheme") != _KIND]
    found += fields.get("dc:subject", ())
    found.sort(key=lambda each: each.get("domain") == "post_tag")
    for each in found:
        yield each.get("label") or each.get("term") or markup_in(each)


def _source(fields: _Fields) -> str:
    """The outlet that an entry names: feeds of aggregators do."""
    for element in fields.get("source", ()):
        titles = [markup_in(child) for name, child in children(element) if name == "title"]
        if name := (titles[0] if titles else "" if len(element) else element.text or "").strip():
            return name
    return _first(fields, "dc:publisher")
