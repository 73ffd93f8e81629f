"""What a search is asked and what it answers: text and slices of it, no HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from archive.article import Article
from index.engine import Counts, Filters, Order
from index.fields import Facet
from index.highlight.snippet import Snippet
from index.lexicon import Variant
from index.query.notes import CUTTING, Note

Interval = Literal["year", "month", "day"]


@dataclass(frozen=True, slots=True)
class Request:
    """One search.

    Attributes:
        query: What the user typed; any string.
        page: From 1.
        limit: Results a page, 1 to 100.
        exact: Search only for the words exactly as typed.
        off: Terms that are not searched unless they are typed.
    """

    query: str
    page: int = 1
    limit: int = 10
    order: Order = "relevance"
    filters: Filters = field(default_factory=Filters)
    exact: bool = False
    off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordMatches:
    """A query word and the variants searched for it.

    Attributes:
        word: As typed; of a name, all its words.
        matched: Best first; empty if the archive has no variant of the word.
        off: Variants that were not searched because the user switched them off.
    """

    word: str
    matched: tuple[Variant, ...]
    off: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One article found.

    Attributes:
        title: The whole title with its marks.
        copies: Articles of the same page whose text is the same word for word.
        near_copies: Those of the same page whose text is nearly the same.
    """

    article: Article
    score: float
    title: Snippet
    snippet: Snippet
    copies: tuple[Article, ...] = ()
    near_copies: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class DateHistogram:
    """How many of the articles found are of each year, month or day.

    Attributes:
        interval: Years; months, all of one year; or days, all of one month.
        counts: In the order of time; those without an article are left out.
        undated: How many articles without a date there are, whatever days are chosen.
    """

    interval: Interval = "year"
    counts: Counts = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results.

    Attributes:
        total: Articles found in all.
        took_ms: Milliseconds from question to answer.
        relaxed: Not enough articles have all words, so those with most of them are here too.
        with_all: How many articles have all the words.
        notes: What in the query could not be used.
        did_you_mean: A query near this one that finds more; empty if none is better.
        ranks: The place of each article of the page among all that was found, from 1, by its id.
        facets: The values of each facet, counted without the facet's own filter.
    """

    request: Request
    total: int
    took_ms: float
    words: tuple[WordMatches, ...]
    results: tuple[Result, ...]
    facets: dict[Facet, Counts]
    relaxed: bool = False
    with_all: int = 0
    notes: tuple[Note, ...] = ()
    did_you_mean: str = ""
    histogram: DateHistogram = DateHistogram()
    ranks: Mapping[str, int] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether all was looked for: else the notes say why the total is none of the whole."""
        return not any(note.kind in CUTTING for note in self.notes)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands among the results of a search.

    Attributes:
        rank: From 1.
        total: Articles found in all.
        previous: The id of the article before it; empty if it is the first.
        next: The id of the article behind it; empty if it is the last.
    """

    rank: int
    total: int
    previous: str
    next: str
