"""A search box for other sites: the page that explains it, and the box that they may frame.

A form needs nothing of this site, so it is the first choice. The box is for sites whose makers can
paste a frame and no form; it is the one page here that others may frame.
"""

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from index.search.models import Request
from web.away import absolute
from web.i18n import language

FORM = """\
<form action="{search}" target="_blank"><input type="search" name="q" aria-label="{label}" required>
<button>{button}</button></form>"""

FRAME = """\
<iframe src="{box}" title="{label}"
 width="100%" height="64" style="border:0; max-width:30rem"></iframe>"""

ALONE = "frame-ancestors 'none'"
ANYWHERE = "frame-ancestors *"


def embed() -> str:
    """What to paste, and how it looks."""
    label = _("Search the Hindi news in Abhilekh")
    form = Markup(FORM).format(  # noqa: S704  format escapes
        search=absolute(url_for("search")), label=label, button=_("Search")
    )
    frame = Markup(FRAME).format(  # noqa: S704
        box=absolute(url_for("embedded", lang=language())), label=label
    )
    return render_template(
        "embed.html", form=str(form), frame=str(frame), label=label, nothing=Request("")
    )


def box() -> str:
    """The box alone; its results open in a page of their own, for they refuse frames."""
    return render_template("box.html")


def let_frame(response: Response) -> Response:
    """The answer with leave for other sites to frame it, if it is the box."""
    if request.endpoint == "embedded":
        policy = response.headers.get("Content-Security-Policy", "")
        response.headers["Content-Security-Policy"] = policy.replace(ALONE, ANYWHERE)
    return response
