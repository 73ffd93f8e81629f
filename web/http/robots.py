"""Keeps crawlers away from a site that is to be in no search engine (ARCHIVE_ROBOTS=off)."""

from flask import Flask, Response

KEPT_AWAY = "noindex, nofollow"


def init_robots(app: Flask, *, welcome: bool) -> None:
    """Tell crawlers in every answer, and in the head of every page, whether they are welcome.

    robots.txt says it too (``web.export.crawlers``), but crawlers read it at the top of a host
    only, and a search engine may list the address of a page that it was asked not to fetch.

    Args:
        app: The application.
        welcome: Whether search engines may list what is here.
    """
    app.jinja_env.globals.update(robots="" if welcome else KEPT_AWAY)
    if not welcome:
        app.after_request(_keep_away)


def _keep_away(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = KEPT_AWAY
    return response
