"""Names of months, weekdays and languages in Hindi and English, as Unicode CLDR has them.

They stand in a table, ``cldr.tsv``, which ``python -m web.cldr_table`` takes from Babel: Babel
itself weighs 32 MB, for the sake of hundreds of languages that the site does not speak.
"""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("cldr.tsv")
LANGUAGES = ("hi", "en")
"""Codes of the languages that the names are in, in the order of the columns."""


@cache
def names(kind: str, language: str) -> dict[str, str]:
    """Names by their keys.

    Args:
        kind: ``month`` or ``month-short``, by numbers from 1; ``weekday`` or ``weekday-short``,
            from 0, which is Monday; ``language``, by codes.
        language: The code of the language that the names are in.
    """
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    column = 2 + LANGUAGES.index(language)
    return {row[1]: row[column] for row in rows if row[0] == kind and row[column]}
