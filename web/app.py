"""The Flask application of the site, over an opened archive. It reads no settings itself."""

from collections.abc import Callable, Iterator
from functools import partial

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from archive.article import headline, own_title
from archive.program import PROGRAM
from archive.text import web_url
from index.fields import LABELS
from index.search import Archive, Request
from web import i18n, links
from web.api import openapi
from web.api.reference import reference
from web.api.views import Api
from web.export import manifest
from web.export.article_files import or_file
from web.export.coverage_file import CoverageFile
from web.export.crawlers import Crawlers
from web.export.download import Downloads
from web.export.feed import Feed
from web.export.mention_files import MentionFiles
from web.export.trend_files import TrendFiles
from web.http.caching import ConditionalRequests, View
from web.http.compression import init_compression
from web.http.cors import add_cors_headers
from web.http.errors import register_error_handlers
from web.http.health import Health
from web.http.limits import rate_limiter
from web.http.observing import Observer, Watch, access_log, init_observing, slow_log
from web.http.proxies import init_proxies
from web.http.robots import init_robots
from web.http.security import add_security_headers
from web.http.shared_storage import Counters
from web.http.time_limit import init_time_limit
from web.pages import embedding, markup
from web.pages.about import About
from web.pages.article import ArticlePage
from web.pages.browse import Browse
from web.pages.card import Cards
from web.pages.clippings import MAX_ADDRESS_CHARS, Clippings
from web.pages.coverage import Coverage
from web.pages.explanations import describe_note
from web.pages.home import Home
from web.pages.trends import Trends
from web.pages.views import Pages
from web.request import MAX_IDS
from web.stylesheet import BROWSING, inline_stylesheet
from web.templating import QuickContext

MINUTE, HOUR, YEAR = 60, 3600, 365 * 24 * 3600

MAX_TYPED_CHARS = 800
"""Characters that the search box takes: each may need 9 bytes of the 8,190 an address can have."""


FEED_HABITS = ("/feed", "/feed/", "/feed.xml", "/rss", "/rss.xml", "/atom.xml")
"""Where readers look for a feed that nobody told them of."""

NO_WATCH = Watch()


class _Json(DefaultJSONProvider):
    """JSON with Devanagari unescaped, and keys in the order in which they were set."""

    ensure_ascii = False
    sort_keys = False


def create_app(
    archive: Archive,
    *,
    rate_limit: str = "120/minute",
    counters: Counters | None = None,
    site_url: str = "",
    proxies: int = 0,
    robots: bool = True,
    watch: Watch = NO_WATCH,
    time_limit: float | None = None,
) -> Flask:
    """The application; whoever opened the archive closes it.

    Args:
        archive: The store and the index to answer from.
        rate_limit: Searches that one address may make, such as "120/minute"; "off" for no limit.
        counters: Memory shared with other processes, to count searches in; None: count alone.
        site_url: The site's public address, as ``Settings`` has it; empty: as requests say.
        proxies: How many trusted proxies stand before the site.
        robots: Whether search engines may list the site.
        watch: What the operator wants to know of the site.
        time_limit: Seconds that one request may compute; None: no limit.

    Raises:
        BadSetting: The rate limit cannot be used.
    """
    app = Flask(__name__)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    app.json = _Json(app)
    app.url_map.converters["id"] = links.ArticleIdConverter
    # An id may contain "//", as urls do.
    app.url_map.merge_slashes = False
    # Imported here, after whoever serves has said where all processes count.
    from web.http.metrics import Metrics  # noqa: PLC0415

    metrics = Metrics(archive, watch.disk_left, watch.counts)
    # Flask calls the hooks for responses in reverse order: what looks on is last, then compression.
    init_observing(app, *_observers(archive, watch), metrics.observe)
    init_compression(app)
    i18n.init_i18n(app)
    app.context_processor(links.of_page)
    register_error_handlers(app)
    # Before the rate limit counts a request.
    init_proxies(app, site_url, proxies)
    init_time_limit(app, time_limit)
    _add_routes(app, archive, rate_limiter(app, rate_limit, counters), robots=robots)
    health = Health(archive, watch.disk_left)
    app.add_url_rule("/healthz", "healthz", health.alive)
    app.add_url_rule("/readyz", "readyz", health.ready)
    app.add_url_rule("/metrics", "metrics", metrics.view)
    stylesheet, browsing = inline_stylesheet(), inline_stylesheet(BROWSING)
    app.after_request(add_cors_headers)
    add_security_headers(app, f"{stylesheet.csp_source} {browsing.csp_source}")
    init_robots(app, welcome=robots)
    _register_template_globals(app)
    app.jinja_env.globals.update(stylesheet=stylesheet.text, browsing=browsing.text)
    return app


def _observers(archive: Archive, watch: Watch) -> Iterator[Observer]:
    if watch.access:
        yield access_log(watch.access)
    if watch.slow:
        engine = type(archive.engine).__name__.removesuffix("Engine").lower()
        yield slow_log(watch.slow, engine, watch.slow_ms, queries=watch.queries)


def _add_routes(
    app: Flask, archive: Archive, limited: Callable[[View], View], *, robots: bool
) -> None:
    """Every address of the site, with the view that answers it."""
    add, conditional = app.add_url_rule, ConditionalRequests(archive, robots=robots).conditional
    page = partial(conditional, personal=True)
    telling = partial(conditional, absolute=True)
    pages, browse, about = Pages(archive), Browse(archive), About(archive)
    days = page(limited(browse.days))
    add("/", "home", page(Home(archive).home))
    add("/search", "search", page(limited(pages.search)))
    article = page(or_file(archive.store, ArticlePage(archive).article))
    add("/articles/<id:id>", "article", article)
    card = Cards(archive, article).card
    add("/articles/<id:id>/card.png", "card", conditional(limited(card), seconds=HOUR))
    add("/list", "clippings", page(limited(Clippings(archive).page)))
    trends = Trends(archive)
    add("/trends", "trends", page(limited(trends.page)))
    add("/trends.<any(svg,csv):kind>", "trends_file", conditional(limited(TrendFiles(trends).file)))
    add("/embed/trends", "trends_framed", page(limited(trends.framed)))
    add("/api/v1/trends", "api_trends", conditional(limited(trends.answer)))
    coverage = Coverage(archive)
    add("/coverage", "coverage", page(limited(coverage.page)))
    add("/coverage.csv", "coverage_file", conditional(limited(CoverageFile(coverage).file)))
    add("/browse", "browse", page(limited(browse.overview)))
    add("/browse/days", "days", days)
    add("/browse/days/<span>", "days", days)
    add("/browse/<kind>", "names", page(limited(browse.names)))
    add("/help", "help", page(limited(about.help)))
    add("/about", "about", page(limited(about.about)))
    add("/embed", "embed", page(embedding.embed))
    add("/embed/box", "embedded", page(embedding.box))
    api = Api(archive)
    add("/api", "api_reference", page(reference))
    add("/api/v1/search", "api_search", conditional(limited(api.search)))
    add("/api/v1/concordance", "api_concordance", conditional(limited(api.concordance)))
    add("/api/v1/articles/<id:id>", "api_article", conditional(limited(api.article)))
    add("/api/v1/watch", "api_watch", conditional(limited(api.watch), seconds=MINUTE))
    # Whoever deletes a letter sees at once what was there.
    add("/api/v1/suggest", "api_suggest", conditional(limited(api.suggest), seconds=MINUTE))
    add("/api/v1/openapi.json", "openapi", conditional(openapi.view, seconds=HOUR))
    files = MentionFiles(archive, Downloads(archive))
    crawlers = Crawlers(archive, welcome=robots)
    feed = telling(limited(Feed(archive).feed), seconds=MINUTE)
    add("/feed.<any(atom,json):kind>", "feed", feed)
    for path in FEED_HABITS:
        add(path, "feed_elsewhere", Feed.elsewhere)
    add("/download.<kind>", "download", telling(limited(files.download)))
    add("/manifest.webmanifest", "manifest", page(manifest.manifest, seconds=HOUR))
    add("/favicon.ico", "favicon", manifest.favicon)
    add("/apple-touch-icon.png", "touch_icon", manifest.touch_icon)
    add("/opensearch.xml", "opensearch", telling(crawlers.opensearch, seconds=HOUR))
    add("/robots.txt", "robots", telling(crawlers.robots, seconds=HOUR))
    add("/sitemap.xml", "sitemap", telling(limited(crawlers.sitemap), seconds=HOUR))
    add("/sitemap-<number>.xml", "sitemap_part", telling(limited(crawlers.part), seconds=HOUR))


def _register_template_globals(app: Flask) -> None:
    app.jinja_env.context_class = QuickContext
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        program=PROGRAM,
        language=i18n.language,
        other_language=i18n.other_language,
        lang_of=i18n.lang_of,
        preference=i18n.preference,
        preference_link=i18n.preference_link,
        percent=i18n.percent,
        number_locale=i18n.number_locale,
        day=i18n.day,
        digits=i18n.digits,
        month=i18n.month,
        month_name=i18n.month_name,
        weekdays=i18n.weekday_names,
        marked=markup.marked,
        after_headline=markup.after_headline,
        web_url=web_url,
        headline=headline,
        describe_note=describe_note,
        articles_link=links.articles_link,
        mentions_link=links.mentions_link,
        mentions_file_link=links.mentions_file_link,
        mention_link=links.mention_link,
        json_link=links.json_link,
        feed_link=links.feed_link,
        lasting=links.lasting,
        watched_name=links.watched_name,
        download_link=links.download_link,
        download_kinds=links.DOWNLOAD_KINDS,
        article_link=links.article_link,
        absolute=links.absolute,
        version_link=links.version_link,
        filter_link=links.filter_link,
        trends_link=links.trends_link,
        static_link=links.static_links(),
        search_args=links.search_args,
        own_title=own_title,
        no_request=Request(""),
        labels=LABELS,
        max_typed=MAX_TYPED_CHARS,
        max_clippings=MAX_IDS,
        max_list_address=MAX_ADDRESS_CHARS,
    )
