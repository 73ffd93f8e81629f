"""The ways out of a search that found nothing, in the language of the page."""

from dataclasses import dataclass

from flask_babel import lazy_gettext

from index.search.models import Request
from index.search.recovery import Alternative

LINES = {
    "spelling": lazy_gettext("another spelling: %(query)s"),
    "inexact": lazy_gettext("with other spellings as well"),
    "on": lazy_gettext("with everything switched on again"),
    "plain": lazy_gettext("without signs and filters: %(query)s"),
    "fewer": lazy_gettext("fewer words: %(query)s"),
    "unfiltered": lazy_gettext("without the filters"),
    "year": lazy_gettext("in the whole year"),
    "undated": lazy_gettext("at any time"),
}
"""A line for each kind of way."""

WITHOUT = lazy_gettext("without the filter “%(label)s”")


@dataclass(frozen=True, slots=True)
class Told:
    """A way out: what it is, where it leads, and how many articles it finds."""

    text: str
    request: Request
    total: int


def ways(found: tuple[Alternative, ...]) -> list[Told]:
    """The ways, worded."""
    return [Told(_text(way), way.request, way.total) for way in found]


def _text(way: Alternative) -> str:
    if way.kind == "unfiltered" and way.without:
        return str(WITHOUT) % {"label": way.without}
    return str(LINES[way.kind]) % {"query": way.request.query}
