"""Tells pages without an article: home pages, lists, live television, what a script would draw."""

import re

from archive.reading.addresses import is_home
from archive.reading.html.body import Body
from archive.reading.html.metadata import Metadata

_MIN_CHARS_SURE = 40
"""Characters of text that an article must have where the metadata says that it is one."""

_MIN_CHARS_MAYBE = 100
_MIN_CHARS_ELSE = 120
_MANY_CHARS = 500
"""Where nothing says that a page is an article, a shorter text must not stand among links."""

_PARAGRAPH_CHARS = 60
_SHORT_TEXTS = 90
_MAX_TEASER_LINES = 1
_MANY_LEADS = 2
_MAX_LEADS = 0.7
"""Links and headings for each paragraph that an article has at most."""

_NO_ARTICLE_KINDS = frozenset("CollectionPage SearchResultsPage ProfilePage AboutPage".split())
_LIVE_TV = re.compile(r"live[\s_-]?tv|लाइव\s?टीवी|livetv|watch\s.{0,30}live", re.IGNORECASE)
_ABOUT_SITE = re.compile(
    r"privacy policy|terms (?:of|and|&)|about us|contact us|cookie policy|disclaimer|sitemap"
    r"|हमारे बारे में|संपर्क करें|गोपनीयता नीति|नियम (?:और|व|एवं) शर्तें|विज्ञापन दें",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b404\b|not found|पेज नहीं मिला|पृष्ठ नहीं मिला|access denied|forbidden|just a moment",
    re.IGNORECASE,
)

HOME = "a home page, no article; save the articles' own pages"
LIST = "a list of other pages, no article; save the articles' own pages"
LIVE_TV = "a page of live television, no article; leave it out"
VIDEO = "a page of a video, without an article's text; leave it out"
ABOUT_SITE = "a page about the site itself, no article; leave it out"
ERROR = "an error page, no article; fetch the article again"
SCRIPT = "its text is drawn by a script and is not in the page; save it from a browser"
NO_TEXT = "no article: only {} characters of text; leave it out"


def why_no_article(metadata: Metadata, title: str, body: Body) -> str:
    """Why a page has no article; "" if it has one.

    Args:
        metadata: What it says of itself.
        title: Its title.
        body: The text found in it.
    """
    short = body.chars < _MANY_CHARS
    names = " ".join((title, *metadata.headlines))
    if short and _LIVE_TV.search(f"{names} {metadata.url}"):
        return LIVE_TV
    if metadata.is_article:
        return _too_little(body.chars, _MIN_CHARS_SURE)
    videos = {"VideoObject", "video", "video.other", "video.movie", "video.episode"}
    reasons = (
        # whether it is one, what it is then
        (short and _ERROR.search(names), ERROR),
        (_ABOUT_SITE.search(names), ABOUT_SITE),
        (metadata.url and is_home(metadata.url), HOME),
        (metadata.kinds & _NO_ARTICLE_KINDS, LIST),
        (short and metadata.kinds & videos, VIDEO),
        (not (metadata.may_be_article and metadata.published) and _is_list(body), LIST),
    )
    least = _MIN_CHARS_MAYBE if metadata.may_be_article else _MIN_CHARS_ELSE
    return next((why for is_one, why in reasons if is_one), _too_little(body.chars, least))


def _is_list(body: Body) -> bool:
    """Whether it rather leads to texts than holds one."""
    paragraphs = [line for line in body.lines if len(line) >= _PARAGRAPH_CHARS]
    leads = body.elsewhere if body.run <= _MAX_TEASER_LINES else 0
    if sum(map(len, paragraphs)) < _SHORT_TEXTS * body.headings:
        # A heading for each short text is a teaser; for each long one, a part of an article.
        leads = max(leads, body.headings - 1)
    return leads >= _MANY_LEADS and leads > len(paragraphs) * _MAX_LEADS


def _too_little(chars: int, least: int) -> str:
    if chars >= least:
        return ""
    return NO_TEXT.format(chars) if chars else SCRIPT
