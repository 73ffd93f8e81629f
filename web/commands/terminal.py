"""What commands say to a terminal: lines beside the results, progress bars."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from index.search import Archive

SOME_REJECTED = 3
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
json_option = click.option("--json", "as_object", is_flag=True, help="Print JSON.")


@cache
def out() -> Console:
    """Where results go."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


@cache
def err() -> Console:
    """Where all else goes."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def tell(line: str) -> None:
    """Say something beside the results."""
    from rich.text import Text

    err().print(Text(line))


def plain(text: str) -> str:
    """A text from strangers without what would command a terminal."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def tell_kept_out(number: int) -> None:
    """Say why some that were read did not come in."""
    if number:
        tell(
            f"kept out, since they were deleted before: {number:,}; delete --list says why, "
            "delete --forget ID lets one in again"
        )


def work(archive: Archive, run: Callable[..., Any], what: str = "Indexing") -> Any:
    """Run what looks at all articles, with a progress bar."""
    with progress(what, archive.store.count()) as done:
        return run(archive.store, archive.engine, done)


@contextmanager
def progress(
    what: str, total: int | None, unit: str = "articles"
) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on a terminal, nothing in a pipe.

    Args:
        what: Stands before the bar.
        total: How much there is to do, if it is known. The function given is called with each
            part that is done.
        unit: What is counted; bytes are shown as KB or MB.
    """
    from web.commands.progress_bar import bar_of

    with bar_of(unit, err()) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)
