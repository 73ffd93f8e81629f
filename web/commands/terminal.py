"""What commands say to a terminal: lines beside the results, progress bars."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.filesize import decimal
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from index.search import Archive

SOME_REJECTED = 3
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
json_option = click.option("--json", "as_object", is_flag=True, help="Print JSON.")


def tell(line: str) -> None:
    """Say something beside the results."""
    err.print(Text(line))


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


class Rate(ProgressColumn):
    """How much is done in a second."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit

    def render(self, task: Task) -> Text:
        """The rate as text; empty until it is known."""
        if not task.speed:
            return Text()
        if self._unit == "bytes":
            return Text(f"{decimal(int(task.speed))}/s")
        return Text(f"{task.speed:,.0f} {self._unit}/s")


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
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), Rate(unit)
    bar = Progress(*columns, TimeRemainingColumn(), console=err, disable=not err.is_terminal)
    with bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)
