"""The progress bar of long commands."""

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


def bar_of(unit: str, console: Console) -> Progress:
    """A bar that shows nothing where there is no terminal.

    Args:
        unit: What is counted; bytes are shown as KB or MB.
        console: Where it is drawn.
    """
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), Rate(unit)
    hidden = not console.is_terminal
    return Progress(*columns, TimeRemainingColumn(), console=console, disable=hidden)


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
