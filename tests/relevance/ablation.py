"""What each part of the ranking brings: python -m tests.relevance.ablation [SHARED].

The headlines of ``titled`` are searched again with one part of the ranking left out at a time. A
part that brings nothing has no place. The figures last measured stand in ABLATION.md.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from index.engine import WEIGHTS
from index.search import concepts, plan
from tests.relevance.titled import Quality, Titled, build, in_latin, measure, searching


@contextmanager
def without(part: str) -> Iterator[None]:
    """The ranking less one part."""
    match part:
        case "nothing":
            yield
        case "exact" | "lead" | "title":
            with patch.dict(WEIGHTS, {part: 0.0}):
                yield
        case "pairs":
            with patch.object(plan, "PAIR_WEIGHT", 0.0):
                yield
        case "names":
            with patch.object(concepts, "hindi_names", lambda _: ()):
                yield
        case "variants":
            with patch.object(concepts.Concepts, "_found", lambda *_: ()):
                yield


PARTS = {
    "nothing": "the whole ranking",
    "exact": "without the exact form",
    "lead": "without the lead as a field",
    "title": "without the title as a field",
    "pairs": "without neighbours rewarded",
    "names": "without names in Hindi",
    "variants": "without other spellings and sounds",
}


def figures(titled: Titled) -> Iterator[tuple[str, Quality, Quality]]:
    """What is left out, and the quality as printed and in Latin letters."""
    latin = [(in_latin(title), answer) for title, answer in titled.titles]
    search = searching(titled.opened)
    for part, name in PARTS.items():
        with without(part):
            yield name, measure(titled.titles, search), measure(latin, search)


def main(shared: Path) -> None:
    """Measure and print."""
    table = Table("ranking", "as printed", "in Latin letters")
    with tempfile.TemporaryDirectory() as folder:
        titled = build(shared, Path(folder))
        for name, printed, latin in figures(titled):
            table.add_row(name, str(printed), str(latin))
        titled.opened.close()
    Console(width=140).print(table)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
