"""An article's metadata for machines: schema.org, Open Graph, Highwire, Dublin Core."""

from typing import Any

from archive.article import Article, beginning, headline, own_title
from archive.text import web_url
from web.pages.citation import cited_title

MAX_DESCRIPTION_CHARS = 200
_OF_CARD = (("og:image:type", "image/png"), ("og:image:width", "1200"), ("og:image:height", "630"))


def description(article: Article) -> str:
    """The beginning of the text, cut after a word."""
    return beginning(article, MAX_DESCRIPTION_CHARS)


def news_article(article: Article, here: str) -> dict[str, Any]:
    """The article as JSON-LD; what is not known is left out.

    Args:
        article: The article of the page.
        here: The page's own address.
    """
    original = web_url(article.url)
    known = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": own_title(article),
        "description": description(article),
        "inLanguage": article.language,
        "datePublished": article.published.isoformat() if article.published else "",
        "author": {"@type": "Person", "name": article.author} if article.author else None,
        "publisher": {"@type": "Organization", "name": article.source} if article.source else None,
        "articleSection": article.category,
        "mainEntityOfPage": here,
        # The archive keeps a copy; the outlet has the original.
        "isBasedOn": original,
    }
    return {name: value for name, value in known.items() if value}


def open_graph(article: Article, here: str, card: str = "") -> list[tuple[str, str]]:
    """Names and values of the Open Graph properties, which a shared link shows.

    Args:
        article: The article of the page.
        here: The page's own address.
        card: The address of its picture; empty if there is none.
    """
    known = (
        ("og:type", "article"),
        ("og:site_name", "अभिलेख"),
        ("og:locale", "hi_IN"),
        ("og:title", headline(article)),
        ("og:description", description(article)),
        ("og:url", here),
        ("article:published_time", article.published.isoformat() if article.published else ""),
        ("article:section", article.category),
        *((("og:image", card), *_OF_CARD, ("og:image:alt", headline(article))) if card else ()),
    )
    return [(name, value) for name, value in known if value]


def citation_elements(article: Article, here: str) -> list[tuple[str, str]]:
    """Names and values of the meta elements that programs for citations read, such as Zotero."""
    published = article.published.isoformat() if article.published else ""
    known = (
        ("citation_title", cited_title(article)),
        ("citation_author", article.author),
        ("citation_publication_date", published.replace("-", "/")),
        ("citation_journal_title", article.source),
        ("citation_publisher", article.source),
        ("citation_language", article.language),
        ("citation_public_url", web_url(article.url) or here),
        ("citation_keywords", article.category),
        # Zotero takes whatever has a journal's title for a paper, unless this names the kind.
        ("DC.type", "newspaperArticle"),
        ("DC.title", cited_title(article)),
        ("DC.creator", article.author),
        ("DC.date", published),
        ("DC.publisher", article.source),
        ("DC.language", article.language),
        ("DC.identifier", here),
        ("DC.source", web_url(article.url)),
    )
    return [(name, value) for name, value in known if value]
