"""The JSON interface: the same searches and articles as the pages, for programs. No HTML here."""

from dataclasses import asdict

from flask import Response, abort, jsonify, request

from index.search.as_json import as_json
from index.search.opening import Opened
from web.params import to_request


class Api:
    """The views that answer with JSON, over one opened archive."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def search(self) -> Response:
        """One page of results; a parameter that cannot be used is refused."""
        asked = to_request(request.args, strict=True)
        return jsonify(as_json(self._opened.searcher.search(asked)))

    def article(self, id: str) -> Response:  # noqa: A002 - the name that the address has
        """All that is known of one article."""
        article = self._opened.store.get(id)
        if article is None:
            abort(404, description=f"no article has the id {id!r}; search for it at /api/v1/search")
        day = article.published.isoformat() if article.published else None
        return jsonify(asdict(article) | {"published": day})
