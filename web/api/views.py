"""The JSON interface: the same searches and articles as the pages, for programs. No HTML here."""

from typing import TypedDict

from flask import Response, abort, jsonify, request

from archive.article import Article
from archive.exporting import as_object
from index.search.json_answers import as_json
from index.search.open import Archive
from web.request import to_request


class RelatedAnswer(TypedDict):
    """An article that tells the same story elsewhere.

    Attributes:
        published: The day; null if unknown.
    """

    id: str
    title: str
    source: str
    published: str | None


class Api:
    """The views that answer with JSON, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def search(self) -> Response:
        """One page of what a search finds.

        Words are found in every spelling and by their sound, in either script. A parameter that
        cannot be used is refused.
        """
        asked = to_request(request.args, strict=True)
        return jsonify(as_json(self._archive.searcher.search(asked)))

    def article(self, id: str) -> Response:  # noqa: A002 - the name that the address has
        """All that is known of one article, and where else its story is told."""
        article = self._archive.store.get(id)
        if article is None:
            abort(404, description=f"no article has the id {id!r}; search for it at /api/v1/search")
        related = [_told(other) for other in self._archive.searcher.related(article)]
        return jsonify(as_object(article) | {"related": related})


def _told(article: Article) -> RelatedAnswer:
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "published": _day(article),
    }


def _day(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None
