"""What a search is called: in the heading of its results, and in the title of the page."""

from unicodedata import bidirectional

from index.search import Request
from web.i18n import gettext as _
from web.i18n import ngettext, number
from web.pages.facets import active_filters

MAX_QUERY_CHARS = 80
"""Of a query in a heading."""


def search_name(asked: Request) -> str:
    """The query in quotation marks, else its filters; empty where nothing was asked for."""
    return _quoted(asked) or ", ".join(each.label for each in active_filters(asked))


def whole_name(asked: Request) -> str:
    """The query and its filters: it tells searches of the same words apart."""
    parts = (_quoted(asked), *(each.label for each in active_filters(asked)))
    return ", ".join(part for part in parts if part)


def _quoted(asked: Request) -> str:
    query = " ".join(asked.query.split())
    cut = query if len(query) <= MAX_QUERY_CHARS else f"{query[:MAX_QUERY_CHARS].rstrip()}…"
    return f"“{_isolated(cut)}”" if query else ""


def _isolated(text: str) -> str:
    """A text from right to left so that what stands around it keeps its order."""
    rightwards = any(bidirectional(each) in ("R", "AL") for each in text)
    return f"\u2068{text}\u2069" if rightwards else text


def mentions_heading(asked: Request, mentions: int, articles: int) -> str:
    """What was asked for, how often it is mentioned, and in how many articles."""
    heading = ngettext(
        "%(name)s: %(count)s mention %(where)s",
        "%(name)s: %(count)s mentions %(where)s",
        mentions,
        name=search_name(asked),
        count=number(mentions),
        where=ngettext(
            "in %(count)s article", "in %(count)s articles", articles, count=number(articles)
        ),
    )
    return str(heading)


def search_heading(asked: Request, total: int) -> str:
    """What was asked for and how much was found; an empty search has not found nothing.

    With filters, nothing found says nothing about the rest of the archive.
    """
    name = search_name(asked)
    if not name:
        return str(_("Search"))
    if not total:
        query = asked.query.strip()
        if query and not any(map(str.isalnum, query)):
            return str(_("%(name)s: no word to search for", name=name))
        if not active_filters(asked):
            return str(_("Nothing found for %(name)s", name=name))
        if query:
            return str(_("%(name)s: no article with these filters", name=name))
        return str(_("%(name)s: no article", name=name))
    heading = ngettext(
        "%(name)s: %(count)s article",
        "%(name)s: %(count)s articles",
        total,
        name=name,
        count=number(total),
    )
    return str(heading)
