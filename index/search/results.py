"""What a search is asked and what it answers. Text plus slices: no HTML anywhere here."""

from dataclasses import dataclass, field
from typing import Literal

from archive.article import Article
from index.engine import Counts, Facet, Order, Within
from index.snippet import Mark as Mark  # noqa: PLC0414  part of an answer
from index.snippet import Snippet as Snippet  # noqa: PLC0414

Why = Literal["exact", "spelling", "sound"]
"""Why a term was searched: as typed, another spelling in the same script, or by its sound."""


@dataclass(frozen=True, slots=True)
class Request:
    """One search.

    Attributes:
        query: What the person typed; any string.
        page: From 1.
        limit: Results a page, 1 to 100.
        exact: Search only for the words exactly as typed.
    """

    query: str
    page: int = 1
    limit: int = 10
    order: Order = "relevance"
    within: Within = field(default_factory=Within)
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An indexed word that a query word stands for."""

    term: str
    weight: float
    articles: int
    why: Why = "exact"


@dataclass(frozen=True, slots=True)
class Word:
    """A query word and the indexed words searched for it, best first; none: not in the archive."""

    word: str
    matched: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One article found; ``title`` is the whole title with its marks."""

    article: Article
    score: float
    title: Snippet
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results.

    Attributes:
        total: Articles found in all.
        took_ms: Milliseconds from question to answer.
        relaxed: Not enough articles have all words, so those with most of them are here too.
        with_all: How many articles have all the words.
        notes: What in the query could not be used, one plain line each.
    """

    request: Request
    total: int
    took_ms: float
    words: tuple[Word, ...]
    results: tuple[Result, ...]
    facets: dict[Facet, Counts]
    relaxed: bool = False
    with_all: int = 0
    notes: tuple[str, ...] = ()
