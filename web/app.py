"""The site as a Flask application over an opened archive. It opens and reads no settings itself."""

from collections.abc import Callable
from functools import partial

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider

from archive.text import web_url
from index.search.open import Archive
from web import i18n, links, notes, preferences
from web.http.caching import Freshness, View
from web.http.compression import compress
from web.http.errors import answer_errors
from web.http.limits import limiting
from web.http.shared_storage import Counters
from web.pages import markup
from web.pages.about import About
from web.pages.browse import Browse
from web.pages.views import Pages
from web.request import to_args
from web.style import style
from web.takeaway import add_takeaway

MAX_TYPED = 800
"""Characters that the search box takes: each may need 9 bytes of the 8,190 an address can have."""

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' {style}; base-uri 'none'; "
    "object-src 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # What a reader searched for does not go to the outlets that the articles link to.
    "Referrer-Policy": "same-origin",
}


class _Json(DefaultJSONProvider):
    """JSON with Devanagari as it is, and the keys in the order of DESIGN.md."""

    ensure_ascii = False
    sort_keys = False


def create_app(
    archive: Archive, *, rate_limit: str = "120/minute", counters: Counters | None = None
) -> Flask:
    """The application; whoever opened the archive closes it.

    Args:
        archive: The store and the index to answer from.
        rate_limit: Searches that one address may make, such as "120/minute"; "off" for no limit.
        counters: Where searches are counted, together with other processes; None: by this one.

    Raises:
        BadSetting: The rate limit cannot be used.
    """
    app = Flask(__name__)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 365 * 24 * 3600
    app.json = _Json(app)
    app.url_map.converters["id"] = links.AnyId
    # An id may hold "//", as urls do.
    app.url_map.merge_slashes = False
    compress(app)
    i18n.speak(app)
    preferences.remember(app)
    answer_errors(app)
    _add_views(app, archive, limiting(app, rate_limit, counters))
    _dress(app)
    own_style = style()
    app.jinja_env.globals.update(style=own_style.text)
    headers = {name: value.format(style=own_style.source) for name, value in HEADERS.items()}

    @app.after_request
    def harden(response: Response) -> Response:
        response.headers.update(headers)
        return response

    return app


def _add_views(app: Flask, archive: Archive, limited: Callable[[View], View]) -> None:
    pages, freshness = Pages(archive), Freshness(archive)
    fresh = partial(freshness.fresh, personal=True)
    shelves, about = Browse(archive), About(archive)
    app.add_url_rule("/", "home", pages.home)
    app.add_url_rule("/search", "search", fresh(limited(pages.search)))
    app.add_url_rule("/articles/<id:id>", "article", fresh(pages.article))
    days = fresh(limited(shelves.days))
    app.add_url_rule("/browse", "browse", fresh(limited(shelves.overview)))
    app.add_url_rule("/browse/days", "days", days)
    app.add_url_rule("/browse/days/<span>", "days", days)
    app.add_url_rule("/browse/<kind>", "names", fresh(limited(shelves.names)))
    app.add_url_rule("/help", "help", fresh(limited(about.help)))
    app.add_url_rule("/about", "about", fresh(limited(about.about)))
    app.add_url_rule("/healthz", "health", pages.health)
    add_takeaway(app, archive, freshness, limited)


def _dress(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        language=i18n.language,
        other_language=i18n.other_language,
        tongue=i18n.tongue,
        chosen=preferences.chosen,
        choice_link=preferences.choice_link,
        number=i18n.number,
        number_locale=i18n.number_locale,
        day=i18n.day,
        digits=i18n.digits,
        month=i18n.month,
        month_name=i18n.month_name,
        weekdays=i18n.weekday_names,
        marked=markup.marked,
        web_url=web_url,
        told=notes.told,
        search_link=links.search_link,
        json_link=links.json_link,
        article_link=links.article_link,
        within_link=links.within_link,
        static_link=links.static_links(),
        to_args=to_args,
        max_typed=MAX_TYPED,
    )
