"""An article's metadata for machines: description, NewsArticle of schema.org, Open Graph."""

from typing import Any

from archive.article import Article, beginning, headline, own_title
from archive.text import web_url

MAX_DESCRIPTION_CHARS = 200
_OF_CARD = (("og:image:type", "image/png"), ("og:image:width", "1200"), ("og:image:height", "630"))

MAX_HEADLINE_CHARS = 110
"""Of a headline for search engines, which cut longer ones."""


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
        "headline": own_title(article)[:MAX_HEADLINE_CHARS],
        "description": description(article),
        "inLanguage": "hi",
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
