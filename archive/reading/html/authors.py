"""Who wrote an article, as its metadata says: people before organisations, without their roles."""

import re
from collections.abc import Iterable, Iterator, Sequence

from archive.reading.html.jsonld import Record, resolve, text_of, types, unescape
from archive.reading.html.page import Element
from archive.reading.html.tags import MAX_NAME_CHARS, Tags, element_text

_AUTHOR_NAMES = (
    "author article:author dc.creator dcterms.creator parsely-author sailthru.author byl "
    "twitter:creator_name cxenseparse:author"
).split()
_NO_NAME = re.compile(
    r"https?:|www\.|@|\.(?:com|in|net|org)\b|^(?:admin|administrator|author|editor|staff|user|"
    r"webmaster|null|none|undefined|unknown|na|n/a)$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^\s*(?:(?:written|reported|edited|authored|posted|published|input|story|report|compiled|"
    r"curated|translated)\s*)?by(?![a-z])\s*[:：-]*\s*|^\s*(?:लेखक|रिपोर्ट|द्वारा|प्रस्तुति|संपादन)\s*[:：-]\s*",
    re.IGNORECASE,
)
_NEXT_ROLE = re.compile(
    r"[\s,;|/]*\b(?:edited|translated|curated|updated|published|posted|reviewed)\s*by\b.*",
    re.IGNORECASE | re.DOTALL,
)
_MAX_AUTHORS = 8
_AUTHOR_ELEMENTS = (
    "//a[@rel='author'] | //*[contains(concat(' ', @class, ' '), ' vcard ')]"
    "//*[contains(concat(' ', @class, ' '), ' fn ')] | "
    "//*[@class='author' or @class='author-name' or @class='td-post-author-name' "
    "or contains(@class, 'field--name-uid') or @class='byline-name' "
    "or contains(@class, 'reader-credits') "
    " or @class='authorname' or @class='post-author']"
)


def read_author(
    root: Element, tags: Tags, records: Sequence[Record], own: Record, outlet: str
) -> str:
    """Who wrote an article; "" if its page does not say.

    Args:
        root: The page's html element.
        tags: Its meta tags.
        records: The objects of its JSON-LD.
        own: The one of the article.
        outlet: Who published it, who is named only where nobody else is.
    """
    people = list(_people(own.get("author") or own.get("creator"), records))
    persons = _names(name for name, is_person in people if is_person)
    authors = persons or _names(name for name, _is_person in people)
    for names in (authors, *(_names(found) for found in _elsewhere(root, tags))):
        if others := [name for name in names if not _same(name, outlet)]:
            return ", ".join(others)
        if names is authors and names:
            return ", ".join(names)
    return ""


def _elsewhere(root: Element, tags: Tags) -> Iterator[Iterable[str]]:
    yield (_micro_name(each) for each in root.xpath("//*[@itemprop='author']")[:3])
    yield tags.all(*_AUTHOR_NAMES)
    label = tags.first("twitter:label1").lower()
    yield tags.all("twitter:data1") if "written" in label or "लेखक" in label else ()
    yield (element_text(each) for each in root.xpath(_AUTHOR_ELEMENTS)[:3])


def _names(found: Iterable[str]) -> list[str]:
    names = (author_name(each) for each in found)
    return list(dict.fromkeys(name for name in names if name))[:_MAX_AUTHORS]


def author_name(text: str) -> str:
    """Who wrote, without "Written by" and who else worked on it; "" if it is no name."""
    text = " ".join(unescape(re.sub(r"<[^>]{0,200}>", " ", text[:500])).split())
    text = _NEXT_ROLE.sub("", _BY.sub("", text)) or _BY.sub("", text)
    text = re.split(r"\s*[|•]\s*", text)[0].strip(" ,;:|-–")
    return "" if _NO_NAME.search(text) or len(text) > MAX_NAME_CHARS * 2 else text


def _people(value: object, records: Sequence[Record]) -> Iterator[tuple[str, bool]]:
    """Names, and whether they are people's."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            yield each, True
        elif isinstance(each, dict):
            record = resolve(each, records)
            yield text_of(record.get("name"), "@value"), "Person" in types(record)


def _micro_name(element: Element) -> str:
    inner = element.xpath(".//*[@itemprop='name']") or [element]
    return str(inner[0].get("content") or element_text(inner[0]))


def _same(name: str, outlet: str) -> bool:
    return bool(outlet) and name.casefold().replace(" ", "") == outlet.casefold().replace(" ", "")
