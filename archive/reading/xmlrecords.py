"""Cuts XML that is a list, such as a feed or a sitemap, into its records, however ill-formed it is.

Each record is parsed by itself, so that what is wrong in one costs no other. Bare ampersands and
entities of HTML are mended; no entity of a document's own is expanded, and nothing is fetched.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

_CDATA = r"<!\[CDATA\[.*?(?:\]\]>|\Z)"
_COMMENT = r"<!--.*?(?:-->|\Z)"
_ROOT = re.compile(
    r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|urlset|sitemapindex)(?:\s[^<>]*)?>", re.IGNORECASE
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_AMPERSAND = re.compile(
    rf"{_CDATA}|&(?:#(?:(?P<decimal>[0-9]{{1,7}})|[xX](?P<hex>[0-9a-fA-F]{{1,6}}));"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?",
    re.DOTALL,
)
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_LOCAL = re.compile(r"(?:(?<=[:}])|^)[A-Za-z][A-Za-z0-9]*$")

_NAMESPACES = (
    # the beginning of a namespace, the prefix that is used for it here
    ("http://purl.org/rss/1.0/modules/content", "content"),
    ("http://purl.org/dc/elements", "dc"),
    ("http://purl.org/dc/terms", "dcterms"),
    ("http://search.yahoo.com/mrss", "media"),
    ("http://wordpress.org/export/", "wp"),
    ("http://rssnamespace.org/feedburner", "feedburner"),
    ("http://www.google.com/schemas/sitemap-news", "news"),
    ("http://www.itunes.com/", "itunes"),
    ("http://www.w3.org/2005/Atom", ""),
    ("http://purl.org/atom/ns", ""),
    ("http://purl.org/rss/1.0/", ""),
    ("http://my.netscape.com/rdf", ""),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
    ("http://backend.userland.com", ""),
    ("http://blogs.law.harvard.edu", ""),
    ("http://www.sitemaps.org/schemas/sitemap", ""),
    ("http://www.google.com/schemas/sitemap/", ""),
    ("http://www.w3.org/1999/xhtml", ""),
)


@dataclass(frozen=True, slots=True)
class Record:
    """One element of a list, as text.

    Attributes:
        number: Counted from 1.
        whole: Whether its end is there; it is not where a file was cut.
    """

    number: int
    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Records:
    """A list of XML in parts.

    Attributes:
        root: The start tag of the document, which names the namespaces.
        head: What stands outside of all records, without the root.
    """

    root: str
    head: str
    records: tuple[Record, ...]


def declared_charset(head: bytes, content_type: str) -> str:
    """The charset that an XML document or else its server declares; "" if none does."""
    if found := _DECLARED.search(head[:1024]):
        return found[1].decode()
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    return charset[1] if charset else ""


def cut_records(text: str, *names: str) -> Records:
    """The records of a document.

    Args:
        text: The whole document.
        names: The names of the elements that are records, without prefix.
    """
    token = re.compile(
        rf"{_CDATA}|{_COMMENT}|<(?P<end>/?)(?:[\w.-]{{1,40}}:)?(?:{'|'.join(names)})(?=[\s/>])[^<>]{{0,2000}}>",
        re.DOTALL | re.IGNORECASE,
    )
    root = _ROOT.search(text)
    records: list[Record] = []
    outside: list[str] = []
    # Where the open record begins, or None; where the last one ended.
    begin: int | None = None
    last = root.end() if root else 0
    for match in token.finditer(text, last):
        if match["end"] is None or match[0].endswith("/>"):
            continue
        if begin is not None:
            # A start inside a record: the end of the one before was forgotten.
            end = match.end() if match["end"] else match.start()
            records.append(Record(len(records) + 1, text[begin:end], whole=bool(match["end"])))
            begin, last = None, end
        if not match["end"]:
            outside.append(text[last : match.start()])
            begin = match.start()
    if begin is None:
        outside.append(text[last:])
    else:
        records.append(Record(len(records) + 1, text[begin:], whole=False))
    return Records(root[0] if root else "", "".join(outside), tuple(records))


def parse_xml(root: str, text: str) -> etree._Element | None:
    """The element in a text; None if there is none.

    Args:
        root: The start tag of the document that it comes from, for its namespaces.
        text: One element, perhaps ill-formed, perhaps without its end.
    """
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    whole = f"{root or '<root>'}{text}"
    mended = _NOT_XML.sub("", _AMPERSAND.sub(_mended, whole))
    try:
        outer = etree.fromstring(mended.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    return outer


def _mended(match: re.Match[str]) -> str:
    whole = match[0]
    if whole.startswith("<"):
        return whole
    name, decimal, hexadecimal = match["name"], match["decimal"], match["hex"]
    if decimal or hexadecimal:
        return html.escape(html.unescape(whole), quote=False)
    if not name:
        return "&amp;"
    if name in _OF_XML:
        return whole
    sign = html5.get(f"{name};")
    return html.escape(sign, quote=False) if sign else f"&amp;{name};"


def name_of(element: etree._Element) -> str:
    """The name of an element in small letters: "title", "content:encoded"; "" if it has none."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        return tag.lower()
    namespace, _, local = tag[1:].partition("}")
    known = (prefix for begin, prefix in _NAMESPACES if namespace.startswith(begin))
    prefix = next(known, element.prefix or "")
    return f"{prefix}:{local}".lower() if prefix else local.lower()


def children(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The elements right below one, with their names."""
    return ((name, child) for child in element if (name := name_of(child)))


def markup_in(element: etree._Element) -> str:
    """What an element holds, as text; elements in it stand as tags of HTML."""
    parts = [element.text or ""]
    if not len(element):
        return parts[0]
    parts = [html.escape(parts[0], quote=False)]
    for child in element:
        if isinstance(child.tag, str):
            for inner in child.iter(etree.Element):
                local = _LOCAL.search(inner.tag)
                # Ill-formed XML may have names that are none.
                inner.tag = local[0] if local else "span"
        parts.append(etree.tostring(child, encoding="unicode", method="html"))
    return "".join(parts)
