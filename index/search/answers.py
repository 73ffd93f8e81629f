"""What the JSON of terminal and API looks like: the keys, which are a promise, and their types.

The API's description is drawn from these; ``as_json`` fills them.
"""

from typing import TypedDict

from index.engine import Facet
from index.search.models import Mark, Why


class Matched(TypedDict):
    """An indexed word that a query word stands for.

    Attributes:
        term: The word as articles write it.
        weight: How near it is: 1 is the word itself.
        articles: How many articles hold it.
        why: As typed, another spelling, by its sound, the name in Hindi, or because it begins so.
    """

    term: str
    weight: float
    articles: int
    why: Why


class WordAnswer(TypedDict):
    """A word of the query and what was searched for it.

    Attributes:
        word: As typed.
        matched: Best first; none: it is not in the archive.
        off: What would have been searched too, had it not been switched off.
    """

    word: str
    matched: list[Matched]
    off: list[Matched]


class Passage(TypedDict):
    """A passage of an article.

    Attributes:
        text: Plain text, no HTML.
        marks: Where the words of the query stand: start and end, in characters (code points).
    """

    text: str
    marks: list[Mark]


class Found(TypedDict):
    """One article found.

    Attributes:
        id: Names the article for good.
        title: Empty if it has none.
        url: Where it was published; empty if unknown.
        source: The outlet; empty if unknown.
        author: Empty if unknown.
        category: Empty if unknown.
        published: The day; null if unknown.
        score: How well it fits; comparable within one answer only.
        snippet: The passage that shows best why it was found.
        copies: Ids of articles of the same page whose text is the same word for word.
    """

    id: str
    title: str
    url: str
    source: str
    author: str
    category: str
    published: str | None
    score: float
    snippet: Passage
    copies: list[str]


class SearchAnswer(TypedDict):
    """One page of what a search finds.

    Attributes:
        query: What was asked for.
        total: Articles found in all.
        took_ms: Milliseconds from question to answer.
        page: Which page this is, from 1.
        relaxed: Not enough articles have all words, so those with most of them are here too.
        with_all_words: How many articles have all the words.
        notes: What in the query could not be used, each one line of English.
        did_you_mean: A query near this one that finds more; empty if none is better.
        words: What each word of the query was matched with.
        results: The page.
        facets: Articles of each outlet, category, author, year and month; the commonest first.
    """

    query: str
    total: int
    took_ms: float
    page: int
    relaxed: bool
    with_all_words: int
    notes: list[str]
    did_you_mean: str
    words: list[WordAnswer]
    results: list[Found]
    facets: dict[Facet, list[tuple[str, int]]]
