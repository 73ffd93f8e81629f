"""The command variants."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from archive.ownership import read_as_owner
from archive.settings import Settings
from web.commands.terminal import json_option, out

if TYPE_CHECKING:
    from index.search import Variant

_EXAMPLES = """\b
Examples:
  variants Lavrov
  variants --limit 30 bhukamp भूकंप
  echo modi | abhilekh variants --json -
"""


@click.command(epilog=_EXAMPLES)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(1, 100), help="Words at most."
)
@json_option
@click.pass_obj
def variants(settings: Settings, words: tuple[str, ...], limit: int, as_object: bool) -> None:
    """Which indexed words a word stands for; - reads words from standard input."""
    from rich.table import Table
    from rich.text import Text

    from index.search import open_archive, variants_as_json

    is_owner = read_as_owner(settings)
    with closing(open_archive(settings, make=False, migrate=is_owner)) as archive:
        lexicon = archive.words.lexicon()
        found = ((word, lexicon.find_variants(word, limit, min_weight=0)) for word in typed(words))
        if not as_object:
            table = Table("word", "stands for", "weight", "articles", box=None)
            for row in variant_rows(found):
                table.add_row(*map(Text, row))
            out().print(table)
        for word, variants in found:
            click.echo(json.dumps(variants_as_json(word, variants), ensure_ascii=False))


def variant_rows(
    found: Iterable[tuple[str, tuple[Variant, ...]]],
) -> Iterator[tuple[str, str, str, str]]:
    """Each word with what it may stand for, the weight, and the number of articles."""
    for word, variants in found:
        for each in variants:
            yield word, each.term, f"{each.weight:.2f}", f"{each.articles:,}"
        if not variants:
            yield word, "nothing in the archive", "", ""


def typed(words: tuple[str, ...]) -> Iterator[str]:
    """The words; - stands for those of standard input."""
    for word in words:
        yield from sys.stdin.read().split() if word == "-" else (word,)
