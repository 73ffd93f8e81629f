"""The article: one news story with its labels and its day."""

import hashlib
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Literal

from archive.text import address_key, shorten, shorten_at_clause

DateOrigin = Literal["byline", "metadata", "url", "text", "file", "none"]
"""Where an article's date was taken from, most trusted first; "file" is the name of its file."""

TitleOrigin = Literal["source", "text"]
"""Whether the title came with the article, or was made of the beginning of its text."""


def _label() -> str:
    """A label field: an empty text, or a name that many articles share, to filter and count by."""
    empty: str = field(default="", metadata={"label": True})
    return empty


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was published.

    A new label field is one line here, after the others, and its names in ``web.labels``: the
    store, the engines, the query language, the API and the pages take it from ``LABELS``.

    Attributes:
        id: Permanent; importing an article with the same id replaces this one.
        body: The text, one paragraph per line; never empty.
        published: The day it was published, if known.
        dated_by: Where ``published`` was taken from; "none" exactly when it is None.
        language: A code such as "hi"; empty where nothing tells.
        titled_by: Where ``title`` was taken from.
        notes: What reading did to it, such as "font=krutidev010 ocr=0.93"; see ``archive.notes``.
    """

    id: str
    body: str
    title: str = ""
    url: str = ""
    source: str = _label()
    author: str = _label()
    category: str = _label()
    published: date | None = None
    dated_by: DateOrigin = "none"
    language: str = _label()
    titled_by: TitleOrigin = "source"
    notes: str = ""


_MAX_LISTED_CHARS = 220
"""Characters of a title made of the text that lists show."""

_MIN_FURTHER_CHARS = 100
"""Characters behind its title that a body has if they are worth showing alone."""

FIELDS = tuple(each.name for each in fields(Article))
"""The names of an article's fields, in their order; new ones come last (see ``schema.digest``)."""

LABELS = tuple(each.name for each in fields(Article) if each.metadata.get("label"))
"""The names of the label fields, in their order."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that is no article: its file and line, and why.

    Attributes:
        line: Counted from 1; None where the whole file is meant.
        text: The line or record itself, as JSON where it has fields; empty for a whole file.
    """

    path: str
    line: int | None
    reason: str
    text: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        location = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{location}: {self.reason}"


def derived_id(url: str, text: str) -> str:
    """The id of an article that came without one: a hash of its address, or else of its text.

    The same input always gets the same id, so that importing it twice changes nothing; an address
    that is written in several ways is one.
    """
    return _hash(address_key(url) if url else text)


def former_id(url: str) -> str:
    """The id that versions before gave an article of this address, as it was written."""
    return _hash(url)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


def own_title(article: Article) -> str:
    """The title that came with the article; empty where it has one made of its text, or none."""
    return article.title if article.titled_by == "source" else ""


def listed_title(article: Article) -> str:
    """The title as lists show it: one made of the text is a sentence, cut after a clause."""
    if article.titled_by == "source":
        return article.title
    return shorten_at_clause(article.title, _MAX_LISTED_CHARS)


def after_title(article: Article) -> int:
    """Where the body goes on behind what stands as the title in lists; 0 if it does not repeat it.

    Nothing is skipped of a body that holds little else.
    """
    shown = listed_title(article).rstrip(" …")
    start = len(article.body) - len(article.body.lstrip())
    if not shown or not article.body.startswith(shown, start):
        return 0
    end = start
    while article.body.startswith(shown, end):
        end += len(shown)
        end += len(article.body[end:]) - len(article.body[end:].lstrip(" \n,;:।|.!?-–—"))
    return end if len(article.body) - end >= _MIN_FURTHER_CHARS else 0


def headline(article: Article, limit: int = 120) -> str:
    """The title, or else the beginning of the text in at most ``limit`` characters, on one line."""
    return " ".join(listed_title(article).split()) or beginning(article, limit)


def beginning(article: Article, limit: int) -> str:
    """The beginning of the text, in at most ``limit`` characters, on one line."""
    return shorten(" ".join(article.body[: 4 * limit].split()), limit)
