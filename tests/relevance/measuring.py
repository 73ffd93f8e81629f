"""The command line of what is measured on all the real news."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from tests.realnews import RealNews, open_built

Say = Callable[[str], None]
"""Takes a line to print."""


def measure_real_news(program: str, report: Callable[[Path, RealNews, Say, Say], None]) -> None:
    """Build the archive of [SHARED], measure it and print; with [--misses] what was missed as well.

    Args:
        program: The name of the module that is run.
        report: Measures; it is given the folder of the shared data, the archive, what prints a
            line, and what prints one if misses are asked for.
    """
    parser = argparse.ArgumentParser(prog=f"python -m tests.relevance.{program}")
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was missed as well")
    asked = parser.parse_args()
    console = Console(highlight=False, soft_wrap=True, markup=False)
    with tempfile.TemporaryDirectory() as folder:
        news = open_built(asked.shared, Path(folder))
        report(asked.shared, news, console.print, console.print if asked.misses else lambda _: None)
        news.opened.close()
