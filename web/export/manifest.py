"""The web manifest: with it, phones and desks install the site like a program of their own."""

from flask import Response, current_app, url_for
from flask.typing import ResponseReturnValue

from web.i18n import gettext as _
from web.i18n import language
from web.links import static_links

PAPER = "#fbf8f1"
"""The ground of pages, before they are painted and around them."""

ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable.png", "512x512", "maskable"),
)


def manifest() -> Response:
    """The manifest in the language of the request, which stands in its address.

    Browsers ask for it without cookies. All addresses begin where the site stands.
    """
    static, home = static_links(), url_for("home")
    told = {
        "id": home,
        "name": _("Abhilekh, a searchable archive of Hindi news"),
        "short_name": _("Abhilekh"),
        "lang": language(),
        "dir": "ltr",
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }
    return Response(current_app.json.dumps(told), mimetype="application/manifest+json")


def favicon() -> ResponseReturnValue:
    """The icon where browsers look for it that were told of none."""
    return current_app.send_static_file("favicon.ico")


def touch_icon() -> ResponseReturnValue:
    """The icon where phones look for it."""
    return current_app.send_static_file("apple-touch-icon.png")
