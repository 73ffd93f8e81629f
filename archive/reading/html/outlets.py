"""The outlet and the section of an article, as its page says."""

import re
from collections.abc import Sequence

from archive.reading.addresses import is_home
from archive.reading.html.jsonld import Record, resolve, text_of, types, unescape
from archive.reading.html.page import Element
from archive.reading.html.tags import MAX_NAME_CHARS, Tags, element_text

_SECTION_NAMES = "article:section section category parsely-section news_section".split()
_TITLE_PARTS = re.compile(r"\s+[-–—|:»·]+\s+|\s*[|»]\s*|:\s+")
_ADDRESS = re.compile(r"^https?:|^www\.|^[\w.-]+\.[a-z]{2,6}/?$", re.IGNORECASE)
_SITE_NAMES = (
    "//*[contains(@class, 'site-title') or contains(@class, 'site-name') or @id='site-title' "
    "or @id='logo' or @class='logo']"
)


def read_outlet(root: Element, tags: Tags, records: Sequence[Record], own: Record) -> str:
    """The name of the outlet; "" if the page does not say it."""
    publisher = own.get("publisher")
    publishers = publisher if isinstance(publisher, list) else [publisher]
    organisations = [r for r in records if {"NewsMediaOrganization", "WebSite"} & {*types(r)}]
    found = [
        tags.first("og:site_name"),
        *(text_of(resolve(p, records).get("name")) for p in publishers if isinstance(p, dict)),
        *(p for p in publishers if isinstance(p, str)),
        *(text_of(record.get("name")) for record in organisations),
        tags.first("application-name", "apple-mobile-web-app-title", "dc.publisher"),
    ]
    cleaned = (" ".join(unescape(name).split()) for name in found)
    names = (name for name in cleaned if name and len(name) <= MAX_NAME_CHARS)
    named = next((name for name in names if not _ADDRESS.search(name)), "")
    return named or _name_in_title(root)


def _name_in_title(root: Element) -> str:
    """The part of the page's title that is also the name on its link home, or on its logo."""
    title = next((element_text(each) for each in root.xpath("//head/title")[:1]), "")
    parts = [part.strip() for part in _TITLE_PARTS.split(title) if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - nothing beside the article's own title
        return ""
    links = root.xpath("//body//a[@href]")[:400]
    shown = {element_text(link) for link in links if _leads_home(link)}
    shown |= {str(alt).strip() for alt in root.xpath("//body//img/@alt")[:100]}
    shown |= {element_text(each) for each in root.xpath(_SITE_NAMES)[:5]}
    return next((part for part in parts if part in shown and len(part) <= MAX_NAME_CHARS), "")


def _leads_home(link: Element) -> bool:
    href = str(link.get("href")).strip()
    return href in {"/", "./", "index.html", "/index.html"} or (
        href.startswith("http") and is_home(href)
    )


def read_category(root: Element, tags: Tags, records: Sequence[Record], own: Record) -> str:
    """The section that an article was filed under; "" if the page does not say it."""
    elements = root.xpath(
        "//a[contains(concat(' ', @rel, ' '), ' category ')] | //*[@itemprop='articleSection'] | "
        "//*[contains(concat(' ', @class, ' '), ' entry-category ')] | "
        "//*[contains(concat(' ', @class, ' '), ' cat-links ')]//a"
    )
    section, named = text_of(own.get("articleSection")), tags.first(*_SECTION_NAMES)
    if named and section.startswith(f"{named} "):
        # "uttar-pradesh allahabad-city news": all that it was filed under.
        section = named
    found = [
        section,
        named,
        *(each.get("content") or element_text(each) for each in elements[:2]),
        _crumb(records),
    ]
    cleaned = (" ".join(unescape(each).split()) for each in found)
    return next((each for each in cleaned if each and len(each) <= MAX_NAME_CHARS), "")


def _crumb(records: Sequence[Record]) -> str:
    """The innermost section of the breadcrumbs: the last one that is not the article itself."""
    for record in records:
        if "BreadcrumbList" in types(record):
            items = record.get("itemListElement")
            names = []
            for item in items if isinstance(items, list) else []:
                if isinstance(item, dict):
                    inner = item.get("item")
                    names.append(
                        text_of(item.get("name"))
                        or (text_of(inner.get("name")) if isinstance(inner, dict) else "")
                    )
            # The first is the home page, the last the article.
            if len(names) >= 3:  # noqa: PLR2004
                return names[-2]
    return ""
