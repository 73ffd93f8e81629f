"""An article as a file: at the address of its page with .ris, .bib or .json behind it."""

import json
from collections.abc import Callable
from functools import wraps

from flask import Response, abort
from flask.typing import ResponseReturnValue

from archive.article import Article
from archive.exporting import as_object
from archive.store import Store
from web.export.download import CONTENT_TYPES, content_disposition
from web.links import ARTICLE_KINDS, article_addresses
from web.pages.citation import bibtex, ris

Page = Callable[[str], ResponseReturnValue]


def or_file(store: Store, page: Page) -> Page:
    """The view of articles' pages, which answers with a file where the address is one's.

    An id may itself end in .ris: an article of that id has its page there, and the other one's file
    is at ``/download.ris?id=…``.
    """

    @wraps(page)
    def answer(id: str) -> ResponseReturnValue:  # noqa: A002 - the name that the address has
        named, dot, kind = id.rpartition(".")
        if not dot or kind not in ARTICLE_KINDS or store.get(id):
            return page(id)
        if article := store.get(named):
            return _file(article, kind)
        if store.takedowns.is_gone(named):
            abort(410)
        return page(id)

    return answer


def _file(article: Article, kind: str) -> Response:
    here = article_addresses()(article.id)
    if kind == "json":
        text = json.dumps(as_object(article), ensure_ascii=False) + "\n"
    else:
        text = ris(article, here) if kind == "ris" else bibtex(article, here) + "\n"
    response = Response(text, content_type=CONTENT_TYPES[kind])
    if kind != "json":
        response.headers["Content-Disposition"] = content_disposition(article.id, kind)
    return response
