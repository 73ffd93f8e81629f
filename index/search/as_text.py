"""Results as lines for a terminal; how marks look is for the terminal to say."""

from collections.abc import Callable, Iterable, Iterator

from rich.table import Table
from rich.text import Text

from index.lexicon import Variant
from index.search.results import Result, Results
from index.snippet import Snippet

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


def variants_table(found: Iterable[tuple[str, tuple[Variant, ...]]]) -> Table:
    """Words with what they may stand for."""
    table = Table("word", "stands for", "weight", "articles", box=None)
    for word, variants in found:
        for variant in variants:
            weight = f"{variant.weight:.2f}"
            table.add_row(Text(word), Text(variant.term), weight, f"{variant.articles:,}")
        if not variants:
            table.add_row(Text(word), "nothing in the archive", "", "")
    return table


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
