"""Results as the JSON object that terminal and API both give."""

from index.search.results import Result, Results, Word


def as_json(results: Results) -> dict[str, object]:
    """The object; its keys are a promise (see the README)."""
    return {
        "query": results.request.query,
        "total": results.total,
        "took_ms": results.took_ms,
        "page": results.request.page,
        "relaxed": results.relaxed,
        "with_all_words": results.with_all,
        "notes": list(results.notes),
        "words": [_word(word) for word in results.words],
        "results": [_result(result) for result in results.results],
        "facets": {
            facet: [[value, count] for value, count in counts]
            for facet, counts in results.facets.items()
        },
    }


def _word(word: Word) -> dict[str, object]:
    return {
        "word": word.word,
        "matched": [
            {"term": m.term, "weight": round(m.weight, 3), "articles": m.articles, "why": m.why}
            for m in word.matched
        ],
    }


def _result(result: Result) -> dict[str, object]:
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
            "marks": [list(mark) for mark in result.snippet.marks],
        },
    }
