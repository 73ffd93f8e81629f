"""The command search, and how results stand in a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, get_args

import click

from archive.article import LABELS
from archive.ownership import read_as_owner
from archive.settings import Settings
from index.engine import Filters, Order
from web.commands.terminal import json_option
from web.commands.words import FIRST_DAY, LAST_DAY, WordsCommand, query_argument

if TYPE_CHECKING:
    from index.search import Archive, Result, Results, Snippet

_EXAMPLES = """\b
Examples:
  search Lavrov
  search रूस -जापान Lavrov
  search \'"विदेश मंत्री"\' --since 2025-07 --order newest
  search भूकंप --source Jansatta --not-category खेल --json
\b
Exit status: 0 done, also if nothing is found; 1 a failure; 2 wrong usage.
"""


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that narrow a search; ``take_filters`` reads them."""
    beside = "Also those without a day, beside --since, --until."
    command = click.option("--undated", is_flag=True, help=beside)(command)
    command = click.option("--until", type=LAST_DAY, help="Up to this day, month or year.")(command)
    told = "From this day, month or year on."
    command = click.option("--since", type=FIRST_DAY, help=told)(command)
    for name in reversed(LABELS):
        for option, told in (
            (f"--not-{name}", f"Without this {name}; may be repeated."),
            (f"--{name}", f"Only this {name}; may be repeated."),
        ):
            command = click.option(option, multiple=True, help=told)(command)
    return command


def take_filters(options: dict[str, Any]) -> Filters:
    """The filters among the options of a command, which are taken out of them."""
    labels = (name for label in LABELS for name in (label, f"not_{label}"))
    names = (*labels, "since", "until", "undated")
    return Filters.of(**{name: options.pop(name) for name in names})


@contextmanager
def to_be_searched(settings: Settings) -> Iterator[Archive]:
    """The archive, read as its owner would and within the time of a command.

    Raises:
        ClickException: It is empty.
    """
    from index.budget import spending
    from index.search import EMPTY, open_archive

    is_owner = read_as_owner(settings)
    with (
        closing(open_archive(settings, make=False, migrate=is_owner)) as archive,
        spending(settings.command_time_limit),
    ):
        if not archive.store.count():
            raise click.ClickException(EMPTY)
        yield archive


@click.command(cls=WordsCommand, epilog=_EXAMPLES)
@query_argument
@click.option(
    "--page", default=1, show_default=True, type=click.IntRange(1, 10_000), help="Which of them."
)
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(1, 100), help="Articles a page."
)
@click.option(
    "--order",
    default="relevance",
    show_default=True,
    type=click.Choice(get_args(Order)),
    help="Which come first.",
)
@filter_options
@click.option("--exact", is_flag=True, help="Only the words exactly as typed.")
@json_option
@click.pass_obj
def search(settings: Settings, /, query: str, as_object: bool, **options: Any) -> None:
    """Search: words, "phrases", -word, OR, title: source: author: … after: before:."""
    from index.search import Request, as_json

    filters = take_filters(options)
    with to_be_searched(settings) as archive:
        asked = Request(query, filters=filters, **options)
        results = archive.searcher.search(asked, with_names=as_object)
        names = archive.searcher.names(asked) if as_object else ()
    if as_object:
        click.echo(json.dumps(as_json(results, names), ensure_ascii=False))
    else:
        show(results)


def show(results: Results) -> None:
    """Print results for a person; in a pipe without colours."""
    for line in result_lines(results, lambda text: click.style(text, fg="red", bold=True)):
        click.echo(line)


def result_lines(results: Results, mark: Callable[[str], str]) -> Iterator[str]:
    """Results as lines: notes and words first, then the articles.

    Args:
        results: What was found.
        mark: Gives a marked slice of text its look.
    """
    yield from (note.text for note in results.notes)
    for word in results.words:
        found = ", ".join(f"{variant.term} ({variant.articles:,})" for variant in word.matched)
        yield f"{word.word}: {found or 'not in the archive'}"
    so_far = "" if results.complete else " so far"
    yield f"{results.total:,} articles{so_far} in {results.took_ms:.0f} ms"
    if results.did_you_mean:
        yield f"did you mean: {results.did_you_mean}"
    if results.relaxed:
        yield f"{results.with_all:,} have all the words; those with most of them are shown too"
    for result in results.results:
        yield from article_lines(result, mark)


def article_lines(result: Result, mark: Callable[[str], str]) -> Iterator[str]:
    """One article found, as lines."""
    article = result.article
    parts = article.source, article.author, str(article.published or ""), article.id
    yield ""
    yield with_marks(result.title, mark)
    yield " · ".join(part for part in parts if part)
    yield with_marks(result.snippet, mark)
    if result.copies:
        yield "the same text: " + ", ".join(copy.id for copy in result.copies)
    if result.near_copies:
        yield "nearly the same text: " + ", ".join(copy.id for copy in result.near_copies)


def with_marks(snippet: Snippet, mark: Callable[[str], str]) -> str:
    """The text of a snippet with its marks."""
    parts, last = [], 0
    for start, end in snippet.marks:
        parts += [snippet.text[last:start], mark(snippet.text[start:end])]
        last = end
    return "".join((*parts, snippet.text[last:]))
