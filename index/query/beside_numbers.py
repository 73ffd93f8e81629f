"""Words and signs that belong to the number beside them: months, currencies, units, per cent.

26 January and 26 जनवरी are a day, Rs 500 and ₹500 a sum: articles in which the two stand together
are rather meant than those that have both somewhere.
"""

import csv
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from index.analysis import term

_MAX_DAY = 31
_YEARS = range(1700, 2101)


class Companion(NamedTuple):
    """What may stand beside a number.

    Attributes:
        name: Its commonest Hindi name.
        stems: Of all its names, in either language.
        sign: That is typed for it, such as ₹.
        english: Its first English name, in small letters.
    """

    kind: Literal["month", "unit"]
    name: str
    stems: tuple[str, ...]
    sign: str = ""
    english: str = ""


def companion(word: str) -> Companion | None:
    """What stands beside a number, by a word as it is analysed (exact form) or a sign such as ₹."""
    return _companions().get(word)


def suits(number: str, beside: Companion) -> bool:
    """Whether a number may be of this kind: a month has days and years, but no 32nd."""
    if not number[:1].isdecimal():
        return False
    if beside.kind == "unit":
        return True
    return number.isdecimal() and (0 < int(number) <= _MAX_DAY or int(number) in _YEARS)


SIGNS = "₹$€£%"


def month(number: int) -> Companion | None:
    """The month with this number, from 1; None: there is no such month."""
    months = list(dict.fromkeys(each for each in _companions().values() if each.kind == "month"))
    return months[number - 1] if 0 < number <= len(months) else None


@cache
def _companions() -> dict[str, Companion]:
    text = files("index.query").joinpath("beside_numbers.tsv").read_text(encoding="utf-8")
    found: dict[str, Companion] = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        forms = row["forms"].split("|")
        terms = [(term(form), form) for form in forms]
        # A sign such as ₹ is no token: it only says what to look for.
        stems = tuple(dict.fromkeys(stem for (_, stem), form in terms if form.isidentifier()))
        kind: Literal["month", "unit"] = "month" if row["kind"] == "month" else "unit"
        name = next(form for form in forms if not form.isascii() and form.isidentifier())
        sign = next((form for form in forms if form in SIGNS), "")
        english = next((form.lower() for form in forms if form.isascii() and form.isalpha()), "")
        for (exact, _), _ in terms:
            found.setdefault(exact, Companion(kind, name, stems, sign, english))
    return found
