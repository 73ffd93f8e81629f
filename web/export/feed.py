"""The newest results of any search as an Atom feed (RFC 4287).

Every entry has all words of the query: results with only some of them, which a page shows where few
have all, are left out. Without a query and a filter it is the newest of the whole archive.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

from flask import Response, request, url_for

from archive.article import Article, headline
from archive.text import web_url
from index.engine import Filters
from index.query.notes import HURRIED
from index.search import Archive, Request, Results, Snippet
from web.export.xml import add, document, root
from web.http import observing
from web.links import DEFAULT_FEED_LENGTH, absolute, article_link, feed_link, search_link
from web.pages.explanations import describe_note
from web.pages.markup import marked
from web.request import MAX_PAGE, to_request

NAME = "अभिलेख"
ATOM = "application/atom+xml"

UNDATED = date(1970, 1, 1)
"""Atom requires a date; feeds commonly give this one if there is none."""

UNTITLED_CHARS = 80
"""Characters of the text that are the title of an article without one."""


class Feed:
    """The view that answers with a feed, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def feed(self) -> Response:
        """The newest results of a search; a parameter that cannot be used is an error."""
        asked = replace(to_request(request.args, strict=True), order="newest")
        if not request.args.get("limit"):
            asked = replace(asked, limit=DEFAULT_FEED_LENGTH)
        results = observing.search(self._archive, _or_everything(asked))
        return Response(_atom(asked, results), mimetype=ATOM)


def _or_everything(asked: Request) -> Request:
    if asked.query.strip() or asked.filters != Filters():
        return asked
    return replace(asked, filters=Filters(since=date.min))


def _atom(asked: Request, results: Results) -> bytes:
    entries = [] if results.relaxed else sorted(_found(results), key=_newest_first)
    feed = root("feed", xmlns="http://www.w3.org/2005/Atom", xml__lang="hi")
    add(feed, "title", f"{asked.query} · {NAME}" if asked.query.strip() else NAME)
    if hurried := " ".join(describe_note(n) for n in results.notes if n.kind in HURRIED):
        add(feed, "subtitle", hurried)
    add(feed, "id", absolute(feed_link(asked)))
    newest = max((article.published for article, _ in entries if article.published), default=None)
    add(feed, "updated", _moment(newest))
    add(add(feed, "author"), "name", NAME)
    add(feed, "icon", absolute(url_for("static", filename="icon.svg")))
    for rel, link in _links(asked, results):
        kind = "text/html" if rel == "alternate" else ATOM
        add(feed, "link", rel=rel, type_=kind, href=absolute(link))
    for article, snippet in entries:
        _entry(feed, asked, article, snippet)
    return document(feed)


def _found(results: Results) -> Iterator[tuple[Article, Snippet]]:
    for result in results.results:
        for article in (result.article, *result.copies, *result.near_copies):
            yield article, result.snippet


def _newest_first(entry: tuple[Article, Snippet]) -> int:
    day = entry[0].published
    return -day.toordinal() if day else 0


def _links(asked: Request, results: Results) -> Iterator[tuple[str, str]]:
    """This page of the feed, the page for people, and the other pages as RFC 5005 names them."""
    limit, page = asked.limit, asked.page
    last = min(max(1, -(-results.total // limit)), MAX_PAGE)
    yield "self", feed_link(asked, page=page, limit=limit)
    yield "alternate", search_link(replace(asked, page=1, limit=Request("").limit))
    yield "first", feed_link(asked, limit=limit)
    if page > 1:
        yield "previous", feed_link(asked, page=page - 1, limit=limit)
    if page < last:
        yield "next", feed_link(asked, page=page + 1, limit=limit)
    yield "last", feed_link(asked, page=last, limit=limit)


def _entry(feed: Element, asked: Request, article: Article, snippet: Snippet) -> None:
    entry = add(feed, "entry")
    add(entry, "title", headline(article, UNTITLED_CHARS))
    # The address without the search: an article has the same id in every feed.
    add(entry, "id", absolute(article_link(article.id, Request(""))))
    add(entry, "updated", _moment(article.published))
    if article.published:
        add(entry, "published", _moment(article.published))
    if name := article.author or article.source:
        add(add(entry, "author"), "name", name)
    if article.category:
        add(entry, "category", term=article.category)
    words = Request(asked.query, exact=asked.exact, off=asked.off)
    link = absolute(article_link(article.id, words))
    add(entry, "link", rel="alternate", type_="text/html", href=link)
    if original := web_url(article.url):
        add(entry, "link", rel="via", href=original)
    # Feed readers allow few HTML elements, and mark is not among them.
    passage = str(marked(snippet)).replace("<mark>", "<b>").replace("</mark>", "</b>")
    add(entry, "summary", passage, type_="html")
    if article.author and article.source:
        add(add(entry, "contributor"), "name", article.source)


def _moment(day: date | None) -> str:
    # Only the day is known. Midnight UTC is the same day in India.
    return f"{(day or UNDATED).isoformat()}T00:00:00Z"
