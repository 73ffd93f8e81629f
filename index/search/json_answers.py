"""The JSON object that the terminal and the API give for a search: its types, and how it is made.

The keys are a promise, and so are the names of the types: the API's description shows them, with
their docstrings (``web.api.schemas``).
"""

from collections.abc import Iterable
from typing import TypedDict

from archive.article import TitleOrigin
from index.fields import LABELS, Facet
from index.highlight.snippet import Mark
from index.lexicon import Variant, Why
from index.names import NameKind
from index.search.models import Result, Results, WordMatches
from index.search.names_beside import NameBeside


class Matched(TypedDict):
    """An indexed word that a query word stands for.

    Attributes:
        term: The word as articles write it.
        weight: How near it is: 1 is the word itself.
        articles: How many articles hold it.
        why: As typed, another spelling, by its sound, another form of the name, a word that means
            the same, the same written together or apart, or because it begins so.
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
    """One article found, with a key for each label field (``index.fields.LABELS``) besides.

    Attributes:
        id: Names the article for good.
        title: Empty if it has none.
        titled_by: "source" if the title came with the article, "text" if it is its beginning.
        url: Where it was published; empty if unknown.
        published: The day; null if unknown.
        score: How well it fits; comparable within one answer only.
        snippet: The passage that shows best why it was found.
        copies: Ids of articles of the same page whose text is the same word for word.
        near_copies: Ids of those whose text is nearly the same.
    """

    id: str
    title: str
    titled_by: TitleOrigin
    url: str
    published: str | None
    score: float
    snippet: Passage
    copies: list[str]
    near_copies: list[str]


class NameAnswer(TypedDict):
    """A name that is far commoner in the first 200 articles found than in the whole archive.

    Attributes:
        name: As papers write it most.
        kind: What it is of.
        articles: How many of the first articles have it at their beginning.
    """

    name: str
    kind: NameKind
    articles: int


class SearchAnswer(TypedDict):
    """One page of what a search finds.

    Attributes:
        query: What was asked for.
        total: Articles found in all.
        complete: Whether ``total`` is of all there are; false: the notes say what was left out.
        took_ms: Milliseconds from question to answer.
        page: Which page this is, from 1.
        relaxed: Not enough articles have all words, so those with most of them are here too.
        with_all_words: How many articles have all the words.
        notes: What in the query could not be used, each one line of English.
        did_you_mean: A query near this one that finds more; empty if none is better.
        words: What each word of the query was matched with.
        results: The page.
        facets: Articles of each label, year and month; the commonest first.
        undated: Articles without a date, whatever days are asked for.
        names: People, places and organisations in these articles, the most remarkable first.
    """

    query: str
    total: int
    complete: bool
    took_ms: float
    page: int
    relaxed: bool
    with_all_words: int
    notes: list[str]
    did_you_mean: str
    words: list[WordAnswer]
    results: list[Found]
    facets: dict[Facet, list[tuple[str, int]]]
    undated: int
    names: list[NameAnswer]


def as_json(results: Results, names: Iterable[NameBeside] = ()) -> SearchAnswer:
    """The object; its keys are a promise (docs/api.md).

    Args:
        results: What was found.
        names: Those beside it.
    """
    return {
        "query": results.request.query,
        "total": results.total,
        "complete": results.complete,
        "took_ms": results.took_ms,
        "page": results.request.page,
        "relaxed": results.relaxed,
        "with_all_words": results.with_all,
        "notes": [note.text for note in results.notes],
        "did_you_mean": results.did_you_mean,
        "words": [_word(word) for word in results.words],
        "results": [_result(result) for result in results.results],
        "facets": {
            facet: [(value, count) for value, count in counts]
            for facet, counts in results.facets.items()
        },
        "undated": results.histogram.undated,
        "names": [
            {"name": each.text, "kind": each.kind, "articles": each.articles} for each in names
        ],
    }


def _word(word: WordMatches) -> WordAnswer:
    return {
        "word": word.word,
        "matched": [_variant(each) for each in word.matched],
        "off": [_variant(each) for each in word.off],
    }


def _result(result: Result) -> Found:
    article = result.article
    return {
        "id": article.id,
        "title": article.title,
        "titled_by": article.titled_by,
        "url": article.url,
        **{name: getattr(article, name) for name in LABELS},  # type: ignore[typeddict-item]
        "published": article.published.isoformat() if article.published else None,
        "score": round(result.score, 3),
        "snippet": {
            "text": result.snippet.text,
            "marks": list(result.snippet.marks),
        },
        "copies": [copy.id for copy in result.copies],
        "near_copies": [copy.id for copy in result.near_copies],
    }


def variants_as_json(word: str, variants: Iterable[Variant]) -> dict[str, object]:
    """What a word stands for, best first."""
    return {"word": word, "variants": [_variant(variant) for variant in variants]}


def _variant(variant: Variant) -> Matched:
    return {
        "term": variant.term,
        "weight": round(variant.weight, 3),
        "articles": variant.articles,
        "why": variant.why,
    }
