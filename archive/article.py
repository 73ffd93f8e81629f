"""What an article is. Standard library only; no reading, no keeping, no searching here."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

DateOrigin = Literal["byline", "metadata", "url", "text", "none"]
"""Where an article's date was taken from, most trusted first."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was published.

    Attributes:
        id: Names the article for good; importing the same id again replaces it.
        body: The text, paragraphs separated by newlines; never empty.
        published: The day it was published, as far as known.
        dated_by: Where ``published`` was taken from; "none" exactly when it is None.
    """

    id: str
    body: str
    title: str = ""
    url: str = ""
    source: str = ""
    author: str = ""
    category: str = ""
    published: date | None = None
    dated_by: DateOrigin = "none"


@dataclass(frozen=True, slots=True)
class Rejected:
    """One input that is no article: which file, which line (from 1; None: the file), and why."""

    path: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.reason}"


def derived_id(url: str, text: str) -> str:
    """The id of an article that came without one: from its url, else from its text.

    The same input always gives the same id, so that importing twice changes nothing.
    """
    return hashlib.sha256((url or text).encode()).hexdigest()[:16]
