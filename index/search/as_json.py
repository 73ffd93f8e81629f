"""Results as the JSON object that terminal and API both give."""

from collections.abc import Iterable

from index.lexicon import Variant
from index.search.answers import Found, Matched, SearchAnswer, WordAnswer
from index.search.models import Match, Result, Results, Word


def as_json(results: Results) -> SearchAnswer:
    """The object; its keys are a promise (see the README)."""
    return {
        "query": results.request.query,
        "total": results.total,
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
    }


def _word(word: Word) -> WordAnswer:
    return {
        "word": word.word,
        "matched": [_match(match) for match in word.matched],
        "off": [_match(match) for match in word.off],
    }


def _result(result: Result) -> Found:
    article = result.article
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "author": article.author,
        "category": article.category,
        "published": article.published.isoformat() if article.published else None,
        "score": round(result.score, 3),
        "snippet": {
            "text": result.snippet.text,
            "marks": list(result.snippet.marks),
        },
        "copies": [copy.id for copy in result.copies],
    }


def variants_as_json(word: str, variants: Iterable[Variant]) -> dict[str, object]:
    """What a word stands for, best first."""
    return {"word": word, "variants": [_match(variant) for variant in variants]}


def _match(match: Match | Variant) -> Matched:
    return {
        "term": match.term,
        "weight": round(match.weight, 3),
        "articles": match.articles,
        "why": match.why,
    }
