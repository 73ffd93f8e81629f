"""Articles → JSON Lines that can be imported again. Everything an article has is in its line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from archive.article import Article


def as_object(article: Article) -> dict[str, Any]:
    """The article with its day as text, ``published`` null without one."""
    published = article.published.isoformat() if article.published else None
    return asdict(article) | {"published": published}


def json_lines(articles: Iterable[Article]) -> Iterator[str]:
    """A line an article, with its end."""
    for article in articles:
        yield json.dumps(as_object(article), ensure_ascii=False) + "\n"
