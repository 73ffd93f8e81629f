"""Which words say nothing by themselves: a table, read through the same chain as any text.

Stop words are indexed, so that a phrase keeps them; a query drops them when it has other words.
"""

import csv
from importlib.resources import files

from index.analysis.characters import normal
from index.analysis.spelling import fold


def _read() -> frozenset[str]:
    table = files("index.analysis").joinpath("stopwords.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t")
    return frozenset(fold(normal(row["word"])) for row in rows)


_STOP_WORDS = _read()


def is_stop_word(exact: str) -> bool:
    """Whether the word, given in its exact form, is a stop word in any of its spellings."""
    return fold(exact) in _STOP_WORDS
