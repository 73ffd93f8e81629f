"""Amounts in digits and in words: 500000, 5 लाख, 5 lakh and पांच लाख are the same."""

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from index.analysis import term

_MAX_DIGITS = 15
"""Digits of a number that is an amount: what is longer is a telephone number or worse."""

_MOST_OF_A_SCALE = 1000
"""Nobody writes a thousand thousands."""

_MAX_DECIMALS = 2
"""Nor 1.234 lakh."""


class AmountForm(NamedTuple):
    """Another way to write an amount.

    Attributes:
        text: For people.
        words: The stems that may stand at each place, in order.
        numbers: Its number in digits and, if it has a name, in words.
    """

    text: str
    words: tuple[tuple[str, ...], ...]
    numbers: tuple[str, ...] = ()


class _Row(NamedTuple):
    value: Decimal
    forms: tuple[str, ...]
    stems: tuple[str, ...]


_Kind = Literal["scale", "number", "ordinal"]


def other_amounts(words: Sequence[str]) -> tuple[AmountForm, ...]:
    """How else the amount is written that these words are; nothing if they are none.

    Args:
        words: Exact forms: a number in digits, or a number in digits or words and a scale (लाख).
    """
    typed = tuple(term(word)[1] for word in words)
    value = _value(words)
    if value is None or len(value.as_tuple().digits) > _MAX_DIGITS:
        return ()
    found = []
    for form in _forms(value):
        if len(form.words) == len(typed) and all(map(_holds, form.words, typed)):
            number = next((one for one in form.numbers if term(one)[1] != typed[0]), "")
            if not number:
                continue
            form = form._replace(text=f"{number} {words[1]}")  # noqa: PLW2901
        found.append(form)
    return tuple(found)


def _holds(stems: Sequence[str], stem: str) -> bool:
    return stem in stems


def is_any_number(word: str) -> bool:
    """Whether a word, by its exact form, is a number, in digits or as papers write it out."""
    return _number(word) is not None


def is_scale(word: str) -> bool:
    """Whether a word, by its exact form, is लाख, crore or the like."""
    return _row("scale", word) is not None


def scale_stems(word: str) -> tuple[str, ...]:
    """The stems of all words for a scale; nothing if it is none."""
    row = _row("scale", word)
    return row.stems if row else ()


def in_digits(word: str) -> str:
    """The whole number that a word names, in digits; "" if it names none."""
    row = _row("number", word)
    return str(row.value) if row and row.value == row.value.to_integral_value() else ""


def other_number(word: str) -> tuple[str, ...]:
    """How else a number from 1.5 on is written, in digits or in words, that this word is.

    Nothing of any other word, nor of 1: एक is "a" as well.
    """
    value = _number(word)
    row = next((row for row in _rows()["number"] if row.value == value), None)
    if row is None or row.value == 1:
        return ()
    return tuple(form for form in (str(row.value), *row.forms) if form != word)


def ordinals(number: str) -> tuple[str, ...]:
    """The words for an ordinal, of a number in digits: दूसरा of 2."""
    rows = (row for row in _rows()["ordinal"] if str(row.value) == number)
    return next((row.forms for row in rows), ())


def _value(words: Sequence[str]) -> Decimal | None:
    """What the words amount to; None if they are no amount, or one below any scale."""
    first = _number(words[0]) if words else None
    if len(words) == 1 and words[0][:1].isdecimal():
        return first
    if first is None or len(words) != 2:  # noqa: PLR2004
        return None
    row = _row("scale", words[1])
    return first * row.value if row else None


def _number(word: str) -> Decimal | None:
    if not word[:1].isdecimal():
        row = _row("number", word)
        return row.value if row else None
    try:
        return Decimal(word)
    except InvalidOperation:  # digits that are no decimal number, such as ②
        return None


def _forms(value: Decimal) -> Iterator[AmountForm]:
    if value < _rows()["scale"][0].value:
        return
    if value == value.to_integral_value():
        digits = str(value.to_integral_value())
        yield AmountForm(digits, ((digits,),))
    for row in _rows()["scale"]:
        times = (value / row.value).normalize()
        exponent = times.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) else 0
        if 1 <= times < _MOST_OF_A_SCALE and places <= _MAX_DECIMALS:
            digits = f"{times:f}"
            named = next((each for each in _rows()["number"] if each.value == times), None)
            # 1.20 lakh is written as often as 1.2.
            long = (f"{times:.{_MAX_DECIMALS}f}",) if 0 < places < _MAX_DECIMALS else ()
            stems = (digits, *long, *(named.stems if named else ()))
            numbers = (digits, *(named.forms[:1] if named else ()))
            yield AmountForm(f"{digits} {row.forms[0]}", (stems, row.stems), numbers)


def _row(kind: _Kind, word: str) -> _Row | None:
    return _by_word(kind).get(word)


@cache
def _by_word(kind: _Kind) -> dict[str, _Row]:
    return {term(form)[0]: row for row in _rows()[kind] for form in row.forms}


@cache
def _rows() -> dict[_Kind, list[_Row]]:
    text = files("index.query").joinpath("amounts.tsv").read_text(encoding="utf-8")
    kinds: tuple[_Kind, ...] = ("scale", "number", "ordinal")
    found: dict[_Kind, list[_Row]] = {kind: [] for kind in kinds}
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        forms = tuple(row["forms"].split("|"))
        stems = tuple(dict.fromkeys(term(form)[1] for form in forms))
        kind = next(each for each in kinds if each == row["kind"])
        found[kind].append(_Row(Decimal(row["value"]), forms, stems))
    return found
