"""What a page's metadata says of its article: JSON-LD, Open Graph, meta and link tags, microdata.

JSON-LD goes first. A modification is never the publication, and what is missing stays empty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from archive.reading.addresses import clean_url, is_home
from archive.reading.dates import parse_date
from archive.reading.html.authors import read_author
from archive.reading.html.jsonld import (
    GALLERIES,
    Record,
    is_article,
    read_records,
    text_of,
    types,
    unescape,
)
from archive.reading.html.outlets import read_category, read_outlet
from archive.reading.html.page import Element, Page
from archive.reading.html.tags import Tags, element_text

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)", re.IGNORECASE)
_SAVED_BY = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)
_DAY_NAMES = (
    "article:published_time article:published_date article:published og:article:published_time "
    "og:published_time datepublished publish-date publish_date publishdate published_date "
    "published published_at published-date date_published pubdate pub_date publication_date "
    "publicationdate article.published article_date_original originalpublicationdate "
    "parsely-pub-date sailthru.date dc.date.issued dcterms.created dc.date dcterms.date "
    "citation_publication_date release_date cxenseparse:recs:publishtime date"
).split()
_DAY_PATHS = (
    "//time[@pubdate or contains(@class, 'published')]/@datetime",
    "//abbr[contains(@class, 'published')]/@title",
    # The first in the article that has the page's heading, as content management systems write it.
    "(//article[.//h1])[1]/descendant::time[not(contains(@class, 'updat'))][1]/@datetime",
)
_PRIVATE = re.compile(
    r"https?://(?:[^/.]+|127\.[^/]+|10\.[^/]+|192\.168\.[^/]+|(?:staging|stage|dev|test|local)\.[^/]+)"
    r"(?::\d+)?/",
    re.IGNORECASE,
)
"""Where sites are made; templates sometimes go on naming it."""

_NO_TITLE = re.compile(
    r"(?:untitled|document|new page)[\s\d]*(?:document)?\s*\d*|no title|index|home ?page|null|title"
    r"|microsoft word - .*|शीर्षक नहीं"
    r"|(?:\S+\s+){0,4}(?:डॉट कॉम|डॉट इन|dot com)|\S+\.(?:com|in|org|net)",
    re.IGNORECASE,
)
"""What programs write where nobody gave a title, and the names of sites."""

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?=[-_]|$)")
_MICRO_ARTICLE = (
    "//*[@itemprop='articleBody'] | //*[contains(@itemtype, 'schema.org/') and "
    "(contains(@itemtype, 'Article') or contains(@itemtype, 'Posting'))]"
)
_MIN_LOCKED_CHARS = 40


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of a page's article.

    Attributes:
        headlines: Its title as said in several places, most trusted first.
        named: Something beside the page's <title> says what its title is.
        body: The copy of its body; "" if there is none.
        kinds: Types of the page: of its article, else of whatever is there.
        is_article: JSON-LD or microdata says that the page is an article.
        may_be_article: Something weaker does.
        locked: It says that only subscribers may read it, and does not hold what they may.
        words: How many words it says that it has; 0: it says nothing.
    """

    headlines: tuple[str, ...] = ()
    named: bool = False
    body: str = ""
    author: str = ""
    outlet: str = ""
    category: str = ""
    url: str = ""
    language: str = ""
    published: date | None = None
    kinds: frozenset[str] = frozenset()
    is_article: bool = False
    may_be_article: bool = False
    locked: bool = False
    words: int = 0


def read_metadata(page: Page, address: str = "") -> Metadata:
    """What a page says of itself.

    Args:
        page: It.
        address: Where it was fetched from, if known.
    """
    tags = Tags(page.root)
    records = read_records(page.root)
    url = _address(page, tags, records, address)
    own = _own_article(records, url, tags)
    outlet = read_outlet(page.root, tags, records, own)
    kinds = frozenset(name for record in ([own] if own else records) for name in types(record))
    og_type = tags.first("og:type").lower()
    return Metadata(
        headlines=_headlines(page.root, tags, own),
        named=bool(text_of(own.get("headline")) or tags.first("og:title", "twitter:title")),
        body=text_of(own.get("articleBody")),
        author=read_author(page.root, tags, records, own, outlet),
        outlet=outlet,
        category=read_category(page.root, tags, records, own),
        url=url,
        language=_language(page.root, tags, own),
        published=_day(page.root, tags, own),
        kinds=kinds | ({og_type} if og_type else set()),
        is_article=bool(own) or bool(page.root.xpath(_MICRO_ARTICLE)),
        may_be_article=og_type in {"article", "news", "blog"}
        or bool(tags.first("article:published_time")),
        locked=_is_locked(page.root, own),
        words=int(words) if (words := str(own.get("wordCount"))).isdecimal() else 0,
    )


def _own_article(records: Sequence[Record], url: str, tags: Tags) -> Record:
    """The page's own article among the objects; {} if there is none."""
    articles = [record for record in records if is_article(record)]
    articles = articles or [
        record for record in records if GALLERIES & {*types(record)} and record.get("headline")
    ]
    # Broken JSON whose fields alone were found has no type but a headline.
    articles = articles or [r for r in records if "@type" not in r and r.get("headline")]
    heading = tags.first("og:title", "twitter:title")

    def fits(record: Record) -> tuple[bool, bool, int]:
        places = (record.get("mainEntityOfPage"), record.get("url"), record.get("@id"))
        own = {clean_url(text_of(place, "@id", "url")) for place in places}
        headline = text_of(record.get("headline")) or text_of(record.get("name"))
        return bool(url) and url in own, bool(headline) and headline in heading, len(record)

    return max(articles, key=fits, default={})


def _address(page: Page, tags: Tags, records: Sequence[Record], address: str) -> str:
    head = page.source[:4096]
    saved = next((m[1] for p in (_SAVED_FROM, _SAVED_BY) if (m := p.search(head))), "")
    known = address or saved or tags.first("og:url") or tags.base
    relative = tags.base or known
    candidates = [*tags.canonical, *tags.all("og:url", "twitter:url")]
    for record in records:
        if is_article(record):
            candidates += [
                text_of(record.get(key), "@id", "url") for key in ("mainEntityOfPage", "url")
            ]
    candidates += page.root.xpath("//*[@itemprop='mainEntityOfPage']/@itemid")
    candidates += page.root.xpath("//a[contains(@class, 'reader-domain')]/@href")[:1]
    candidates += [saved, address]
    cleaned = [clean for each in candidates if each and (clean := clean_url(each, relative))]
    cleaned = [url for url in cleaned if not _PRIVATE.match(url)]
    # A canonical address that is the site's home is a fault of the site's template.
    return next((url for url in cleaned if not is_home(url)), next(iter(cleaned), ""))


def _headlines(root: Element, tags: Tags, own: Record) -> tuple[str, ...]:
    titles = root.xpath("//head/title") or root.xpath("//title[not(ancestor::svg)]")
    found = [
        text_of(own.get("headline")),
        text_of(own.get("name")),
        *(element_text(each) for each in root.xpath("//*[@itemprop='headline']")[:3]),
        *tags.all("og:title", "twitter:title", "title", "headline", "og:headline"),
        *(element_text(title) for title in titles[:1]),
    ]
    cleaned = (" ".join(unescape(each).split()) for each in found)
    return tuple(dict.fromkeys(each for each in cleaned if each and not _NO_TITLE.fullmatch(each)))


def _day(root: Element, tags: Tags, own: Record) -> date | None:
    days = (parse_date(text) for text in _day_texts(root, tags, own) if text)
    return next((day for day in days if day), None)


def _day_texts(root: Element, tags: Tags, own: Record) -> Iterator[str]:
    """What may be the day of publication, most trusted first."""
    micro = root.xpath("//*[@itemprop='datePublished']")[:3]
    yield text_of(own.get("datePublished"), "@value")
    yield from tags.all(*_DAY_NAMES[:3])
    for attribute in ("content", "datetime", "title"):
        yield from (str(element.get(attribute) or "") for element in micro)
    yield from tags.all(*_DAY_NAMES[3:])
    for key in ("dateCreated", "uploadDate"):
        yield text_of(own.get(key), "@value")
    for path in _DAY_PATHS:
        yield from map(str, root.xpath(path)[:3])
    yield from (element_text(element) for element in micro)
    # Blogger, above the posts of a day; a page of several days is none of one article.
    if len(headers := root.xpath("//*[contains(@class, 'date-header')]")) == 1:
        yield element_text(headers[0])


def _language(root: Element, tags: Tags, own: Record) -> str:
    found = [
        text_of(own.get("inLanguage"), "alternateName", "@id", "name"),
        str(root.get("lang") or root.get("xml:lang") or ""),
        tags.first("og:locale", "content-language", "language"),
    ]
    names = {"hindi": "hi", "marathi": "mr", "english": "en", "nepali": "ne"}
    for each in found:
        if code := _LANGUAGE.match(names.get(each.strip().lower(), each.strip())):
            return code[0].lower()
    return ""


def _is_locked(root: Element, own: Record) -> bool:
    """Whether only subscribers may read it, and what they may read is not in the page."""
    if str(own.get("isAccessibleForFree", "")).strip().lower() not in {"false", "no", "0"}:
        return False
    part = own.get("hasPart")
    selector = text_of(part, "cssSelector")
    name = re.fullmatch(r"\.([\w-]+)", selector.strip())
    if not name:
        return True
    # Some sites send all of it, for a script to hide.
    locked = root.xpath(
        "//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name[1]} "
    )
    return not any(len(element_text(each)) >= _MIN_LOCKED_CHARS for each in locked)
