"""What a search finds as a feed, by arrival: Atom (RFC 4287) or JSON Feed 1.1.

What came into the archive last comes first, whatever day it is of, and without a day too. Every
entry has all words of the query: results with only some of them, which a page shows where few have
all, are left out. Without a query and a filter it is the whole archive.

Ids are ``tag:`` URIs (RFC 4151) made of the archive's identity, which its database keeps: they stay
the same when the site moves to https or to another host.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, Literal
from urllib.parse import quote
from xml.etree.ElementTree import Element

from flask import Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from archive.article import Article, headline
from archive.store import Arrived, Identity
from archive.text import web_url
from index.engine import Filters
from index.query.notes import HURRIED
from index.search import Archive, Request, Results, Snippet
from web.export.xml import add, document, root
from web.http import observing
from web.links import (
    DEFAULT_FEED_LENGTH,
    absolute,
    article_link,
    feed_link,
    feed_name,
    search_link,
)
from web.pages.explanations import describe_note
from web.pages.markup import marked
from web.request import MAX_PAGE, to_request

NAME = "अभिलेख"
ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"

UNTITLED_CHARS = 80
"""Characters of the text that are the title of an article without one."""

_UNOWNED = "abhilekh.invalid"
"""A tag begins with a name of a host; this end belongs to nobody, for good (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An article of a feed.

    Attributes:
        id: A URI that never changes.
        added: When it came into the archive; of older archives the day it is of, or the archive's.
        updated: When it came in or was changed last; likewise.
    """

    id: str
    article: Article
    snippet: Snippet
    added: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class _Listed:
    """A page of a feed.

    Attributes:
        id: A URI that never changes, the same for all pages.
        hurried: What there was no time for.
        updated: When the latest of its entries came in or was changed.
        links: Other pages of it, by their relation.
    """

    id: str
    title: str
    hurried: str
    updated: datetime
    links: dict[str, str]
    entries: list[_Entry]


class Feed:
    """The views that answer with a feed, over one opened archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def feed(self, kind: Literal["atom", "json"]) -> Response:
        """What came in last of a search; a parameter that cannot be used is an error."""
        asked = replace(to_request(request.args, strict=True), order="arrived")
        if not request.args.get("limit"):
            asked = replace(asked, limit=DEFAULT_FEED_LENGTH)
        results = observing.search(self._archive, _or_everything(asked))
        listed = self._listed(asked, results, kind)
        if kind == "json":
            answer = current_app.json.dumps(_json_feed(asked, listed))
            return Response(answer, mimetype=JSON_FEED)
        return Response(_atom(asked, listed), mimetype=ATOM)

    @staticmethod
    def elsewhere() -> ResponseReturnValue:
        """Where readers look for a feed by habit: to the feed, with the same search."""
        query = request.query_string.decode("ascii", "replace")
        there = url_for("feed", kind="atom")
        return redirect(f"{there}?{query}" if query else there, 301)

    def _listed(self, asked: Request, results: Results, kind: str) -> _Listed:
        identity = self._archive.store.identity()
        found = [] if results.relaxed else list(_found(results))
        arrivals = self._archive.store.arrivals(article.id for article, _ in found)
        # What was deleted since it was found has no arrival any more.
        there = [each for each in found if each[0].id in arrivals]
        there.sort(key=lambda each: -arrivals[each[0].id].seq)
        entries = [_entry(*each, arrivals[each[0].id], identity) for each in there]
        made = datetime.combine(identity.since, time(), UTC)
        return _Listed(
            id=_tag(identity, f"feed?{name}" if (name := feed_name(asked)) else "feed"),
            title=f"{asked.query} · {NAME}" if asked.query.strip() else NAME,
            hurried=" ".join(describe_note(n) for n in results.notes if n.kind in HURRIED),
            updated=max((entry.updated for entry in entries), default=made),
            links=dict(_links(asked, results, kind)),
            entries=entries,
        )


def _or_everything(asked: Request) -> Request:
    if asked.query.strip() or asked.filters != Filters():
        return asked
    return replace(asked, filters=Filters(since=date.min, undated=True))


def _found(results: Results) -> Iterator[tuple[Article, Snippet]]:
    for result in results.results:
        for article in (result.article, *result.copies, *result.near_copies):
            yield article, result.snippet


def _entry(article: Article, snippet: Snippet, arrival: Arrived, identity: Identity) -> _Entry:
    # Archives of before arrivals were kept: the day is the nearest that is known. Midnight UTC is
    # the same day in India.
    known = datetime.combine(article.published or identity.since, time(), UTC)
    added = arrival.at or known
    return _Entry(
        _tag(identity, f"articles/{quote(article.id, safe='/', errors='replace')}"),
        article,
        snippet,
        added,
        arrival.changed_at or added,
    )


def _tag(identity: Identity, name: str) -> str:
    return f"tag:{identity.token}.{_UNOWNED},{identity.since.isoformat()}:{name}"


def _links(asked: Request, results: Results, kind: str) -> Iterator[tuple[str, str]]:
    """This page of the feed, the page for people, and the other pages as RFC 5005 names them."""
    limit, page = asked.limit, asked.page
    last = min(max(1, -(-results.total // limit)), MAX_PAGE)
    yield "self", feed_link(asked, kind, page=page, limit=limit)
    yield "alternate", search_link(replace(asked, page=1, limit=Request("").limit))
    yield "first", feed_link(asked, kind, limit=limit)
    if page > 1:
        yield "previous", feed_link(asked, kind, page=page - 1, limit=limit)
    if page < last:
        yield "next", feed_link(asked, kind, page=page + 1, limit=limit)
    yield "last", feed_link(asked, kind, page=last, limit=limit)


def _address(asked: Request, article: Article) -> str:
    words = Request(asked.query, exact=asked.exact, off=asked.off)
    return absolute(article_link(article.id, words))


def _passage(entry: _Entry) -> str:
    # Feed readers allow few HTML elements, and mark is not among them.
    return str(marked(entry.snippet)).replace("<mark>", "<b>").replace("</mark>", "</b>")


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _day(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _atom(asked: Request, listed: _Listed) -> bytes:
    feed = root("feed", xmlns="http://www.w3.org/2005/Atom", xml__lang="hi")
    add(feed, "title", listed.title)
    if listed.hurried:
        add(feed, "subtitle", listed.hurried)
    add(feed, "id", listed.id)
    add(feed, "updated", _moment(listed.updated))
    add(add(feed, "author"), "name", NAME)
    add(feed, "icon", absolute(url_for("static", filename="icon.svg")))
    for rel, link in listed.links.items():
        kind = "text/html" if rel == "alternate" else ATOM
        add(feed, "link", rel=rel, type_=kind, href=absolute(link))
    for entry in listed.entries:
        _atom_entry(feed, asked, entry)
    return document(feed)


def _atom_entry(feed: Element, asked: Request, listed: _Entry) -> None:
    article = listed.article
    entry = add(feed, "entry")
    add(entry, "title", headline(article, UNTITLED_CHARS))
    add(entry, "id", listed.id)
    add(entry, "updated", _moment(listed.updated))
    if article.published:
        add(entry, "published", _day(article.published))
    if name := article.author or article.source:
        add(add(entry, "author"), "name", name)
    if article.category:
        add(entry, "category", term=article.category)
    add(entry, "link", rel="alternate", type_="text/html", href=_address(asked, article))
    if original := web_url(article.url):
        add(entry, "link", rel="via", href=original)
    add(entry, "summary", _passage(listed), type_="html")
    if article.author and article.source:
        add(add(entry, "contributor"), "name", article.source)


def _json_feed(asked: Request, listed: _Listed) -> dict[str, Any]:
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": listed.title,
        "home_page_url": absolute(listed.links["alternate"]),
        "feed_url": absolute(listed.links["self"]),
        "icon": absolute(url_for("static", filename="icon.svg")),
        "language": "hi",
        "authors": [{"name": NAME}],
    }
    if listed.hurried:
        feed["description"] = listed.hurried
    if following := listed.links.get("next"):
        feed["next_url"] = absolute(following)
    feed["items"] = [_json_item(asked, entry) for entry in listed.entries]
    return feed


def _json_item(asked: Request, entry: _Entry) -> dict[str, Any]:
    article = entry.article
    item: dict[str, Any] = {
        "id": entry.id,
        "url": _address(asked, article),
        "title": headline(article, UNTITLED_CHARS),
        "content_html": _passage(entry),
        "date_modified": _moment(entry.updated),
    }
    if original := web_url(article.url):
        item["external_url"] = original
    if article.published:
        item["date_published"] = _day(article.published)
    if names := [name for name in (article.author, article.source) if name]:
        item["authors"] = [{"name": name} for name in names]
    if article.category:
        item["tags"] = [article.category]
    return item
