"""An article as machines read its page: NewsArticle of schema.org, and Open Graph.

It says what is known, and makes nothing up.
"""

from typing import Any

from archive.article import Article, beginning, headline
from archive.text import web_url

_LONGEST_DESCRIPTION = 200
_LONGEST_HEADLINE = 110
"""Search engines cut longer ones."""


def description(article: Article) -> str:
    """What the text begins with, cut at a word."""
    return beginning(article, _LONGEST_DESCRIPTION)


def news_article(article: Article, here: str) -> dict[str, Any]:
    """The article as JSON-LD.

    Args:
        article: What the page shows.
        here: The page's own address.
    """
    original = web_url(article.url)
    known = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": headline(article)[:_LONGEST_HEADLINE],
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


def open_graph(article: Article, here: str) -> list[tuple[str, str]]:
    """Names and values of what a shared link shows."""
    known = (
        ("og:type", "article"),
        ("og:site_name", "अभिलेख"),
        ("og:locale", "hi_IN"),
        ("og:title", headline(article)),
        ("og:description", description(article)),
        ("og:url", here),
        ("article:published_time", article.published.isoformat() if article.published else ""),
        ("article:section", article.category),
    )
    return [(name, value) for name, value in known if value]
