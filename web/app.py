"""The site as a Flask application over an opened archive. It opens and reads no settings itself."""

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider

from index.search.opening import Opened
from web import language, links, marks, notes
from web.api import Api
from web.errors import answer_errors
from web.limits import limiting
from web.pages import Pages
from web.params import to_args

MAX_TYPED = 800
"""Characters that the search box takes: each may need 9 bytes of the 8,190 an address can have."""

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; object-src 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # What a reader searched for does not go to the outlets that the articles link to.
    "Referrer-Policy": "same-origin",
}


class _Json(DefaultJSONProvider):
    """JSON with Devanagari as it is, and the keys in the order of DESIGN.md."""

    ensure_ascii = False
    sort_keys = False


def create_app(opened: Opened, *, rate_limit: str = "120/minute") -> Flask:
    """The application; whoever opened the archive closes it.

    Args:
        opened: The store and the index to answer from.
        rate_limit: Searches that one address may make, such as "120/minute"; "off" for no limit.

    Raises:
        BadSetting: The rate limit cannot be used.
    """
    app = Flask(__name__)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 365 * 24 * 3600
    app.json = _Json(app)
    app.url_map.converters["id"] = links.AnyId
    # An id may hold "//", as urls do.
    app.url_map.merge_slashes = False
    language.speak(app)
    answer_errors(app)
    _add_views(app, opened, rate_limit)
    _dress(app)

    @app.after_request
    def harden(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    return app


def _add_views(app: Flask, opened: Opened, rate_limit: str) -> None:
    pages, api = Pages(opened), Api(opened)
    limited = limiting(app, rate_limit)
    app.add_url_rule("/", "home", pages.home)
    app.add_url_rule("/search", "search", limited(pages.search))
    app.add_url_rule("/articles/<id:id>", "article", pages.article)
    app.add_url_rule("/healthz", "health", pages.health)
    app.add_url_rule("/api/v1/search", "api_search", limited(api.search))
    app.add_url_rule("/api/v1/articles/<id:id>", "api_article", limited(api.article))


def _dress(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        language=language.language,
        other_language=language.other_language,
        number=language.number,
        day=language.day,
        marked=marks.marked,
        paragraphs=marks.paragraphs,
        web_address=marks.web_address,
        told=notes.told,
        search_link=links.search_link,
        json_link=links.json_link,
        article_link=links.article_link,
        static_link=links.static_links(),
        to_args=to_args,
        max_typed=MAX_TYPED,
    )
