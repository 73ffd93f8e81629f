"""For crawlers and browsers: robots.txt, sitemaps, the OpenSearch description of the search box."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from flask import Response, abort, url_for

from archive.store import Store
from index.budget import check
from index.search import Archive, PerGeneration, Request
from web.export.xml import add, document, root
from web.http.caching import current_generation
from web.links import absolute, article_link

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
CHANGES_PER_PART = 10_000
"""Change numbers that a part of the sitemap spans, and so the most addresses in it: 50,000 and
50 MB are allowed, and an id of 300 characters may take 3,600 bytes."""

MAX_PARTS_KEPT = 8
"""Parts of the sitemap that are kept until the archive changes, of some MB each: crawlers come in
swarms."""

ROBOTS = """\
# Articles are welcome in any index. Searches are endless: facets lead to facets.
User-agent: *
Allow: {articles}
Disallow: {articles}*?
Disallow: {search}
Disallow: {api}
Disallow: {feed}
Disallow: {download}
Disallow: {list}

Sitemap: {sitemap}
"""

NO_ROBOTS = """\
User-agent: *
Disallow: /
"""


class Crawlers:
    """The views for crawlers and browsers, over one opened archive.

    Args:
        archive: Whose articles the sitemap lists.
        welcome: Whether crawlers may come; if not, there is no sitemap.
    """

    def __init__(self, archive: Archive, *, welcome: bool = True) -> None:
        self._archive = archive
        self._store = archive.store
        self._parts: PerGeneration[tuple[str, int], bytes] = PerGeneration(MAX_PARTS_KEPT)
        self._welcome = welcome

    def robots(self) -> Response:
        """What may be crawled."""
        if not self._welcome:
            return Response(NO_ROBOTS, mimetype="text/plain")
        text = ROBOTS.format(
            articles=url_for("article", id="x").removesuffix("x"),
            search=url_for("search"),
            api=url_for("api_search").removesuffix("v1/search"),
            feed=url_for("feed", kind="atom"),
            download=url_for("download", kind="x").removesuffix("x"),
            list=url_for("clippings"),
            sitemap=absolute(url_for("sitemap")),
        )
        return Response(text, mimetype="text/plain")

    def sitemap(self) -> Response:
        """The sitemap index: the parts that have an article."""
        if not self._welcome:
            abort(404)
        return _answer(self._kept(0, self._index))

    def part(self, number: str) -> Response:
        """A part of the sitemap: the articles whose last change has one of its numbers."""
        # Nine digits are more than any part has; a database refuses numbers that are too large.
        if not self._welcome or not re.fullmatch(r"[1-9][0-9]{0,8}", number):
            abort(404)
        part = self._kept(int(number), lambda: self._part(int(number)))
        return _answer(part) if part else abort(404)

    def _kept(self, number: int, make: Callable[[], bytes]) -> bytes:
        """A part, or the index (0), made once for each address that the site is asked for under."""
        generation = current_generation() or self._archive.generation()
        return self._parts.get(generation, (absolute(url_for("sitemap")), number), make)

    def _index(self) -> bytes:
        index = root("sitemapindex", xmlns=SITEMAP)
        for number in _parts(self._store):
            add(add(index, "sitemap"), "loc", absolute(url_for("sitemap_part", number=number)))
        return document(index)

    def _part(self, number: int) -> bytes:
        """The document; empty if no article is in it."""
        last = number * CHANGES_PER_PART
        found = self._store.addresses(last - CHANGES_PER_PART, last)
        urls = root("urlset", xmlns=SITEMAP)
        for id_, published in found:
            check()
            url = add(urls, "url")
            add(url, "loc", absolute(article_link(id_, Request(""))))
            if published:
                add(url, "lastmod", published.isoformat())
        return document(urls) if found else b""

    def opensearch(self) -> Response:
        """The OpenSearch description, from which a browser adds the site to its search engines."""
        box = root("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
        add(box, "ShortName", "अभिलेख")
        add(box, "Description", "हिन्दी समाचारों का संग्रह · Search an archive of Hindi news")
        add(box, "InputEncoding", "UTF-8")
        add(box, "OutputEncoding", "UTF-8")
        add(box, "Language", "hi")
        icon = absolute(url_for("static", filename="icon.svg"))
        add(box, "Image", icon, width="64", height="64", type_="image/svg+xml")
        for kind, link in (
            ("text/html", f"{url_for('search')}?q={{searchTerms}}"),
            (
                "application/atom+xml",
                f"{url_for('feed', kind='atom')}?q={{searchTerms}}&page={{startPage?}}",
            ),
            ("application/x-suggestions+json", f"{_suggest()}?q={{searchTerms}}&format=opensearch"),
        ):
            add(box, "Url", type_=kind, method="get", template=absolute(link))
        return _xml(box, "application/opensearchdescription+xml")


def _suggest() -> str:
    return url_for("api_search").removesuffix("search") + "suggest"


def _parts(store: Store) -> Iterator[int]:
    """The parts that have an article, each found by one look into the change feed."""
    after = 0
    while seq := store.next_seq(after):
        check()
        part = -(-seq // CHANGES_PER_PART)
        yield part
        after = part * CHANGES_PER_PART


def _xml(element: Element, mimetype: str) -> Response:
    return Response(document(element), mimetype=mimetype)


def _answer(text: bytes) -> Response:
    return Response(text, mimetype="application/xml")
