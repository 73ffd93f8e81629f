"""The command concordance: every mention of some words, on a terminal in columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from archive.settings import Settings
from web.commands.search import filter_options, take_filters, to_be_searched
from web.commands.terminal import json_option, out, plain, tell
from web.commands.words import WordsCommand, query_argument

if TYPE_CHECKING:
    from index.search import Mention

ALL = 10_000_000
"""A command reads every article, and takes its time."""

MAX_META = 32
"""Cells for outlet and day, at the right."""

_EXAMPLES = """\b
Examples:
  concordance लावरोव
  concordance Lavrov --sort right --since 2025-07 --limit 200
"""


@click.command(cls=WordsCommand, epilog=_EXAMPLES)
@query_argument
@click.option(
    "--sort",
    default="left",
    show_default=True,
    type=click.Choice(["left", "right", "date"]),
    help="By what comes first.",
)
@click.option(
    "--page", default=1, show_default=True, type=click.IntRange(1, 10_000), help="Which of them."
)
@click.option(
    "--limit",
    default=50,
    show_default=True,
    type=click.IntRange(1, 10_000),
    help="Mentions a page.",
)
@filter_options
@click.option("--exact", is_flag=True, help="Only the words exactly as typed.")
@json_option
@click.pass_obj
def concordance(
    settings: Settings, /, query: str, sort: Any, as_object: bool, **options: Any
) -> None:
    """Every mention of WORDS, one a line, with what stands before and behind it.

    In a pipe: left, match, right, outlet, day and id, with tabs between.
    """
    from index.search import Request, concordance_as_json

    filters = take_filters(options)
    with to_be_searched(settings) as archive:
        asked = Request(query, filters=filters, **options)
        found = archive.searcher.concordance(asked, sort, articles=ALL, mentions=ALL)
    if as_object:
        click.echo(json.dumps(concordance_as_json(found), ensure_ascii=False))
        return
    for note in found.notes:
        tell(note.text)
    so_far = "" if found.complete else " so far"
    first = (found.page - 1) * found.limit
    last = min(first + found.limit, found.total)
    shown = f": {first + 1:,} to {last:,}" if first < found.total > found.limit else ""
    tell(f"{found.total:,} mentions{so_far} in {found.articles:,} articles{shown}")
    if out().is_terminal:
        for left, match, right in aligned(found.mentions, out().width):
            click.echo(f"{left}{click.style(match, fg='red', bold=True)}{right}")
    else:
        for mention in found.mentions:
            click.echo("\t".join(cells(mention)))


def cells(mention: Mention) -> tuple[str, ...]:
    """A mention as the cells of a row, none with a tab or a line break."""
    article, line = mention.article, mention.line
    texts = (
        *(line.left, line.match, line.right),
        *(article.source, str(article.published or ""), article.id),
    )
    return tuple(plain(" ".join(text.split())) for text in texts)


def aligned(mentions: Iterable[Mention], width: int) -> Iterator[tuple[str, str, str]]:
    """Lines of so many columns: what stands before the match, the match, and what follows."""
    from rich.cells import cell_len

    lines = list(mentions)
    rows = [cells(each) for each in lines]
    ends = [" · ".join(part for part in row[3:5] if part) for row in rows]
    meta = min(max(map(cell_len, ends), default=0), MAX_META, width // 3)
    before = max((width - meta) * 2 // 5, 1)
    for each, (left, match, right, *_), end in zip(lines, rows, ends, strict=True):
        text = " ".join(reversed(_fitting(reversed(left.split(" ")), before - 1)))
        # A quotation mark or a comma stands at the word itself.
        apart = "" if each.line.left[-1:].strip() else " "
        shown = f"{text}{apart}".rjust(len(text) + len(apart) + before - cell_len(text + apart))
        room = max(width - before - cell_len(match) - meta - 2, 0)
        behind = " ".join(_fitting(right.split(" "), room - 1))
        if not each.line.right[:1].strip():
            behind = f" {behind}"
        space = " " * max(room - cell_len(behind) + 2, 1)
        source = " ".join(_fitting(end.split(" "), meta))
        yield shown, match, f"{behind}{space}{source}"


def _fitting(words: Iterable[str], width: int) -> list[str]:
    """The first words that fit into so many columns, one space between each two."""
    from rich.cells import cell_len

    taken: list[str] = []
    for word in words:
        width -= cell_len(word) + bool(taken)
        if width < 0:
            break
        taken.append(word)
    return taken
