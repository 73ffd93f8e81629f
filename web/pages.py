"""The pages: home, results, one article. They ask, and hand what they got to a template."""

from dataclasses import replace

from flask import Response, abort, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from archive.errors import StoreUnavailable
from index.engine import EngineError
from index.search.opening import Opened
from index.search.results import Request, Snippet, Word
from web.facets import choices, chosen
from web.links import search_link
from web.params import to_request

EXAMPLES = (
    "Lavrov",
    "लावरोव",
    "videsh mantri",
    "उत्तर कोरिया",
    "pradhanmantri",
    '"विदेश मंत्री"',
)
"""Searches to start from, in both scripts."""

MAX_TERMS = 6
"""Further terms that are named for a word; of the rest, the number."""


class Pages:
    """The views that answer with HTML, over one opened archive."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def home(self) -> str:
        """The search box, what the archive is, and searches to try."""
        return render_template(
            "home.html", asked=Request(""), articles=self._opened.store.count(), examples=EXAMPLES
        )

    def search(self) -> ResponseReturnValue:
        """One page of results."""
        asked = to_request(request.args, strict=False)
        results = self._opened.searcher.search(asked)
        last = max(1, -(-results.total // asked.limit))
        if asked.page > last:
            return redirect(search_link(replace(asked, page=last)))
        return render_template(
            "search.html",
            asked=asked,
            results=results,
            last=last,
            also=also_searched(results.words),
            facets=choices(asked, results),
            filters=chosen(asked),
            examples=EXAMPLES,
        )

    def article(self, id: str) -> str:  # noqa: A002 - the name that the address has
        """One article, with the words that led to it marked."""
        article = self._opened.store.get(id)
        if article is None:
            abort(404)
        asked = to_request(request.args, strict=False)
        title, body = Snippet(article.title), Snippet(article.body)
        if asked.query.strip():
            title, body = self._opened.searcher.marked(article, asked.query, exact=asked.exact)
        return render_template("article.html", article=article, title=title, body=body, asked=asked)

    def health(self) -> Response:
        """Whether searches can be answered, for whoever watches over the site."""
        try:
            articles = self._opened.store.count()
            ready = self._opened.engine.stamp() is not None
        except (StoreUnavailable, EngineError):
            articles, ready = 0, False
        if ready:
            answer = make_response(jsonify(status="ok", articles=articles))
        else:
            answer = make_response(jsonify(status="unavailable"), 503)
        answer.cache_control.no_store = True
        return answer


def also_searched(words: tuple[Word, ...]) -> list[tuple[str, list[str], int]]:
    """Each word that stands for other terms than itself: the word, the terms, how many more."""
    found = []
    for word in words:
        terms = [match.term for match in word.matched if match.term != word.word]
        if terms:
            found.append((word.word, terms[:MAX_TERMS], len(terms[MAX_TERMS:])))
    return found
