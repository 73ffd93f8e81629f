"""Words of a query on a command line without quotes, and days as people type them."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import click

from index.query.dates import first_day, last_day

_A_WORD = "\0"
"""Stands before a word that begins with "-", while click looks for options; no argument has it."""


class WordsCommand(click.Command):
    """A command whose arguments are a query: -word leaves a word out, and is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options begin with --; what begins with one - is a word, but for the short options."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        short = {name for each in options for name in each.opts if not name.startswith("--")}
        # Their next argument is their value, whatever it begins with.
        valued = {name for each in options if not each.is_flag for name in each.opts}
        short |= {name for name in ctx.help_option_names if not name.startswith("--")}
        marked: list[str] = []
        before = ""
        for position, each in enumerate(args):
            if each == "--":
                marked += args[position:]
                break
            is_word = each.startswith("-") and not each.startswith("--") and each not in short
            marked.append(f"{_A_WORD}{each}" if is_word and before not in valued else each)
            before = each
        return super().parse_args(ctx, marked)


def _words(_context: click.Context, _argument: click.Parameter, typed: Iterable[str]) -> list[str]:
    return [each.removeprefix(_A_WORD) for each in typed]


query_argument = click.argument(
    "query",
    metavar="WORDS...",
    nargs=-1,
    required=True,
    type=click.UNPROCESSED,
    callback=lambda context, argument, typed: " ".join(_words(context, argument, typed)),
)
"""The words, joined to one query."""

queries_argument = click.argument(
    "queries",
    metavar="QUERY...",
    nargs=-1,
    required=True,
    type=click.UNPROCESSED,
    callback=_words,
)
"""Queries, each an argument."""


class _Day(click.ParamType[date]):
    name = "day"

    def __init__(self, read: Callable[[str], date]) -> None:
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return self._read(value)
        except ValueError:
            self.fail(f"{value!r} is no day; give 2025-07-12, 2025-07 or 2025", param, ctx)


FIRST_DAY = _Day(first_day)
"""A day, or the first one of a month or year."""

LAST_DAY = _Day(last_day)
"""A day, or the last one of a month or year."""
