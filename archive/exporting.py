"""Writes articles as JSON Lines, with all their fields, that can be imported again."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from archive.article import Article


def as_object(article: Article) -> dict[str, Any]:
    """The article as JSON: ``published`` is an ISO date, or null if unknown."""
    published = article.published.isoformat() if article.published else None
    return asdict(article) | {"published": published}


def json_lines(articles: Iterable[Article]) -> Iterator[str]:
    """One line for each article, with its newline."""
    for article in articles:
        yield json.dumps(as_object(article), ensure_ascii=False) + "\n"
