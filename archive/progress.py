"""How far a long work is: a bar on a terminal, nothing in a pipe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn


@contextmanager
def progress(err: Console, what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar for ``total`` of something; the function given is told of each part that is done."""
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    bar = Progress(*columns, TimeRemainingColumn(), console=err, disable=not err.is_terminal)
    with bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)
