"""What is here for programs and for taking away, put in its places on the site."""

from collections.abc import Callable

from flask import Flask, Response, jsonify, request

from index.search.open import Archive
from web import away
from web.api.openapi import document
from web.api.reference import reference
from web.api.suggest import A_MINUTE, Suggest
from web.api.views import Api
from web.export.crawlers import Crawlers
from web.export.download import Downloads
from web.export.feed import Feed
from web.http.caching import Freshness, View
from web.http.cors import let_others_read
from web.pages import embedding

AN_HOUR = 3600


def add_takeaway(
    app: Flask, archive: Archive, freshness: Freshness, limited: Callable[[View], View]
) -> None:
    """Add the views and what their answers and links need.

    Args:
        app: Where they go.
        archive: What they answer from.
        freshness: Knows whether their answers can have changed.
        limited: For views that search.
    """
    fresh = freshness.fresh
    api, crawlers = Api(archive), Crawlers(archive)
    add = app.add_url_rule
    add("/api/v1/search", "api_search", fresh(limited(api.search)))
    add("/api/v1/articles/<id:id>", "api_article", fresh(limited(api.article)))
    suggest = Suggest(archive).suggest
    add("/api/v1/suggest", "api_suggest", fresh(limited(suggest), seconds=A_MINUTE))
    add("/api/v1/openapi.json", "openapi", fresh(_described, seconds=AN_HOUR))
    add("/api", "api_reference", fresh(reference, personal=True))
    add("/feed.atom", "feed", fresh(limited(Feed(archive).feed), seconds=A_MINUTE))
    add("/download.<kind>", "download", fresh(limited(Downloads(archive).download)))
    add("/opensearch.xml", "opensearch", fresh(crawlers.opensearch, seconds=AN_HOUR))
    add("/robots.txt", "robots", fresh(crawlers.robots, seconds=AN_HOUR))
    add("/sitemap.xml", "sitemap", fresh(crawlers.sitemap, seconds=AN_HOUR))
    add("/sitemap-<number>.xml", "sitemap_part", fresh(crawlers.part, seconds=AN_HOUR))
    add("/embed", "embed", fresh(embedding.embed, personal=True))
    add("/embed/box", "embedded", fresh(embedding.box, personal=True))
    app.after_request(let_others_read)
    app.after_request(embedding.let_frame)
    app.jinja_env.globals.update(
        feed_link=away.feed_link, download_link=away.download_link, download_kinds=away.KINDS
    )


def _described() -> Response:
    return jsonify(document(request.script_root))
