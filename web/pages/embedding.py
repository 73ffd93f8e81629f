"""A search box for other sites: the page that explains it, and the box as a page to be framed.

A plain form is the first choice. The framed box is for sites into which only a frame can be pasted.
"""

from flask import render_template, url_for
from markupsafe import Markup

from index.search import Request
from web.i18n import gettext as _
from web.i18n import language
from web.links import absolute

FORM = """\
<form action="{search}" target="_blank"><input type="search" name="q" aria-label="{label}" required>
<button>{button}</button></form>"""

FRAME = """\
<iframe src="{box}" title="{label}"
 height="64" style="border:0; width:100%; max-width:30rem"></iframe>"""


def embed() -> str:
    """The page with the HTML to paste, and what it looks like."""
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
    """The box alone; its results open in a page of their own, since they refuse to be framed."""
    return render_template("box.html")
