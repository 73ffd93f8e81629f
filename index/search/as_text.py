"""Results as lines for a terminal; how marks look is for the terminal to say."""

from collections.abc import Callable, Iterable, Iterator

from index.highlight.snippet import Snippet
from index.lexicon import Variant
from index.search.models import Result, Results

Marked = Callable[[str], str]
"""Gives a marked slice its look."""


def as_text(results: Results, marked: Marked) -> Iterator[str]:
    """The lines, first what is told of the search, then the results."""
    yield from (note.text for note in results.notes)
    for word in results.words:
        found = ", ".join(f"{match.term} ({match.articles:,})" for match in word.matched)
        yield f"{word.word}: {found or 'not in the archive'}"
    yield f"{results.total:,} articles in {results.took_ms:.0f} ms"
    if results.did_you_mean:
        yield f"did you mean: {results.did_you_mean}"
    if results.relaxed:
        yield f"{results.with_all:,} have all the words; those with most of them are shown too"
    for result in results.results:
        yield from _result(result, marked)


def variant_rows(
    found: Iterable[tuple[str, tuple[Variant, ...]]],
) -> Iterator[tuple[str, str, str, str]]:
    """Each word with what it may stand for, the weight, and the number of articles."""
    for word, variants in found:
        for each in variants:
            yield word, each.term, f"{each.weight:.2f}", f"{each.articles:,}"
        if not variants:
            yield word, "nothing in the archive", "", ""


def _result(result: Result, marked: Marked) -> Iterator[str]:
    article = result.article
    parts = article.source, article.author, str(article.published or ""), article.id
    yield ""
    yield _with_marks(result.title, marked)
    yield " · ".join(part for part in parts if part)
    yield _with_marks(result.snippet, marked)
    if result.copies:
        yield "the same text: " + ", ".join(copy.id for copy in result.copies)


def _with_marks(snippet: Snippet, marked: Marked) -> str:
    parts, last = [], 0
    for start, end in snippet.marks:
        parts += [snippet.text[last:start], marked(snippet.text[start:end])]
        last = end
    return "".join((*parts, snippet.text[last:]))
