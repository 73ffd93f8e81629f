"""Reads what stands at a number as it is meant: 15th August, Rs 500, 5lakh, अंडर 19.

People write the same day, sum or age group in several ways. Each way is brought to one here, so
that all find the same, in the same order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.analysis import term
from index.query.amounts import in_digits, is_any_number, is_scale
from index.query.beside_numbers import companion, suits
from index.query.terms import QueryTerm, QueryToken

Groups = Sequence[Sequence[QueryTerm]]

ORDINAL_ENDINGS = ("th", "st", "nd", "rd", "वीं", "वां", "वें", "वाँ", "वी", "वा")
"""What makes an ordinal of digits in front of it."""

UNDER = ("under", "अंडर", "u", "यू")
"""What stands before the age of players: under-19, U-19."""

_SHORT_SCALES = {"cr": "करोड़", "crs": "करोड़", "lac": "लाख", "lacs": "लाख"}
"""What is a scale behind a number alone: CR Patil is no crore."""

_AGES = range(10, 31)
_BETWEEN = ("of", "the")
"""What English puts between a day and its month."""


def as_meant(groups: Groups) -> list[Sequence[QueryTerm]]:
    """The groups of a query, with what stands at a number in one way of writing."""
    found = [part for group in groups for part in _parts(group)]
    return list(_with_signs(_with_ages(_with_days(_with_scales(found)))))


def _parts(group: Sequence[QueryTerm]) -> list[Sequence[QueryTerm]]:
    """5lakh, 500rs and rs500 as two words."""
    words = group[0].words
    if len(group) == 1 and group[0].piece and len(words) == 2:  # noqa: PLR2004
        number, other = words if _is_number(words[0]) else (words[1], words[0])
        unit = companion(other.exact)
        is_unit = unit is not None and unit.kind == "unit"
        if _is_number(number) and (is_unit or (number is words[0] and is_scale(other.exact))):
            return [(replace(group[0], words=(word,), piece=""),) for word in words]
    return [group]


def _with_scales(groups: Groups) -> list[Sequence[QueryTerm]]:
    """A scale in full: 500 cr is 500 करोड़."""
    found = list(groups)
    for place, (before, group) in enumerate(pairwise(groups), 1):
        number, word = bare_word(before), bare_word(group)
        if number and word and is_any_number(number.exact) and word.exact in _SHORT_SCALES:
            scale = _SHORT_SCALES[word.exact]
            found[place] = (replace(group[0], words=(QueryToken(scale, *term(scale)),)),)
    return found


def _with_days(groups: Groups) -> list[Sequence[QueryTerm]]:
    """A day as its number: 15th August, 15th of August and पंद्रह अगस्त are 15 अगस्त."""
    found = list(groups)
    for place, group in enumerate(found):
        word = bare_word(group)
        month = companion(word.exact) if word else None
        if month is None or month.kind != "month":
            continue
        before = place - 1
        while before > 0 and (w := bare_word(found[before])) and w.exact in _BETWEEN:
            before -= 1
        for day in (before, place + 1):
            if not 0 <= day < len(found) or not (number := _day(found[day])):
                continue
            if suits(number.exact, month):
                found[day] = (QueryTerm((number,)),)
                found[before + 1 : place] = [()] * (place - before - 1)
                break
    return [group for group in found if group]


def _day(group: Sequence[QueryTerm]) -> QueryToken | None:
    """The number of a day that is typed with the ending of an ordinal, or as a word."""
    word = bare_word(group)
    if word:
        digits = in_digits(word.exact)
        return replace(word, exact=digits, stem=digits) if digits else None
    if len(group) == 1 and group[0].piece and not group[0].exact:
        first, *rest = group[0].words
        if _is_number(first) and [each.exact in ORDINAL_ENDINGS for each in rest] == [True]:
            return first
    return None


def _with_ages(groups: Groups) -> list[Sequence[QueryTerm]]:
    """अंडर 19 and 15 वां, typed with a space, as one piece."""
    found: list[Sequence[QueryTerm]] = []
    for group in groups:
        last, word = (bare_word(found[-1]) if found else None), bare_word(group)
        if last and word and (_is_age(last, word) or _is_ordinal(last, word)):
            piece = f"{last.typed} {word.typed}"
            found[-1] = (QueryTerm((last, word), piece=piece),)
        else:
            found.append(group)
    return found


def _is_age(under: QueryToken, number: QueryToken) -> bool:
    return under.exact in UNDER and number.exact.isdecimal() and int(number.exact) in _AGES


def _is_ordinal(number: QueryToken, ending: QueryToken) -> bool:
    return _is_number(number) and number.exact.isdecimal() and ending.exact in ORDINAL_ENDINGS[:-2]


def _with_signs(groups: Groups) -> Iterator[Sequence[QueryTerm]]:
    """Sums and shares with a sign for the word: Rs 500, 500 रुपये and ₹500 are the same."""
    found = list(groups)
    place = 0
    while place < len(found):
        word = bare_word(found[place])
        if word and (sign := _sign(word)) and place + 1 < len(found) and sign != "%":
            following = bare_word(found[place + 1])
            if following and _is_number(following):
                found[place : place + 2] = [_signed(found[place + 1], sign)]
                word = following
        if word and _is_number(word):
            scale = bare_word(found[place + 1]) if place + 1 < len(found) else None
            behind = place + 2 if scale and is_scale(scale.exact) else place + 1
            sign, length = _sign_at(found[behind : behind + 2])
            if sign:
                found[place] = _signed(found[place], sign)
                del found[behind : behind + length]
        place += 1
    yield from found


def _signed(group: Sequence[QueryTerm], sign: str) -> Sequence[QueryTerm]:
    token = group[0].words[0]
    return (replace(group[0], words=(replace(token, sign=token.sign or sign),)),)


def _sign_at(groups: Groups) -> tuple[str, int]:
    """The sign for what the groups begin with, and how many of them it takes."""
    words = [word.exact for word in map(bare_word, groups) if word]
    if words == ["per", "cent"]:
        return "%", 2
    first = bare_word(groups[0]) if groups else None
    return (_sign(first), 1) if first else ("", 0)


def _sign(word: QueryToken) -> str:
    """The sign for a word that says what a number counts; "" for any other."""
    unit = companion(word.exact)
    return unit.sign if unit else ""


def bare_word(group: Sequence[QueryTerm]) -> QueryToken | None:
    """The word of a group that is one, without any sign, field or alternative."""
    return group[0].words[0] if len(group) == 1 and group[0].is_bare_word else None


def _is_number(word: QueryToken) -> bool:
    return word.exact[:1].isdecimal()
