"""Ablation of the ranking, a part at a time: python -m tests.relevance.ablation [SHARED] [EVERY].

The headlines of ``headlines`` are searched again with one part of the ranking left out. A part
without effect is to be removed. With EVERY 3 every third headline is a query. The figures last
measured are in ABLATION.md.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from index.engine import WEIGHTS
from index.search import expander, likely_variants, meanings, planner
from tests.relevance.headlines import build, first_page_of, in_latin, measure


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
            with patch.object(planner, "PAIR_WEIGHT", 0.0):
                yield
        case "kickers":
            with patch.object(planner, "without_kickers", lambda words, _: (0, len(words))):
                yield
        case "readings":
            with patch.object(expander.Expander, "reads_english", lambda *_: True):
                yield
        case "names":
            with patch.object(meanings, "held_equivalents", lambda *_: []):
                yield
        case "variants":
            with patch.object(likely_variants.LikelyVariants, "of", lambda *_, **__: ()):
                yield


PARTS = {
    "nothing": "the whole ranking",
    "exact": "without the exact form",
    "lead": "without the lead as a field",
    "title": "without the title as a field",
    "pairs": "without neighbours rewarded",
    "kickers": "with kickers counting as other words",
    "readings": "with every query read as English",
    "names": "without equivalents and names",
    "variants": "without other spellings and sounds",
}


def main(shared: Path, every: int) -> None:
    """Measure and print."""
    print("| ranking | as printed | in Latin letters |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        test = build(shared, Path(folder))
        printed = test.headlines[::every]
        latin = [(in_latin(title), answer) for title, answer in printed]
        search = first_page_of(test.opened)
        for part, name in PARTS.items():
            with without(part):
                found = measure(printed, search), measure(latin, search)
            print(f"| {name} | {found[0]} | {found[1]} |", flush=True)
        test.opened.close()


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(Path(arguments[0] if arguments else "../shared"), int((arguments[1:] or ["1"])[0]))
