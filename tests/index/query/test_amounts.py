"""Amounts in digits and in words."""

import csv
from importlib.resources import files

import pytest

from index.analysis import term
from index.query.amounts import (
    in_digits,
    is_scale,
    ordinals,
    other_amounts,
    other_number,
    scale_stems,
)


@pytest.mark.parametrize(
    ("typed", "others", "why"),
    [
        ("500000", ["5 लाख", "500 हजार"], "digits"),
        ("5 लाख", ["500000", "500 हजार", "पांच लाख"], "a scale"),
        ("पांच लाख", ["500000", "500 हजार", "5 लाख"], "a number in words"),
        ("5 lakh", ["500000", "500 हजार", "पांच lakh"], "in English"),
        ("1.5 लाख", ["150000", "150 हजार", "डेढ़ लाख"], "with decimals"),
        ("12345678", [], "nobody writes 1.2345678 करोड़"),
        ("500", [], "below any scale"),
        ("1 billion", ["1000000000", "100 करोड़", "एक billion"], "a scale that English has"),
        ("रूस", [], "a word"),
        ("5 रूस", [], "a number and a word"),
        ("9" * 40, [], "no amount"),
        ("②", [], "a digit that is no number"),
        ("", [], "nothing"),
    ],
)
def test_other_ways_to_write_an_amount(typed: str, others: list[str], why: str) -> None:
    found = [form.text for form in other_amounts(typed.split())]
    assert [text for text in found if text in others] == sorted(others, key=found.index), why
    assert bool(found) is bool(others), why


def test_any_form_of_a_scale_stands_beside_any_form_of_a_number() -> None:
    (form,) = (each for each in other_amounts(["500000"]) if each.text == "5 लाख")
    assert {"5", term("पांच")[1]} <= set(form.words[0])
    assert {"लाख", "lakh", "lac"} <= set(form.words[1])


def test_words_for_numbers() -> None:
    assert (in_digits("पंद्रह"), in_digits("डेढ़"), in_digits("रूस")) == ("15", "", "")
    assert ordinals("2")[0] == "दूसरा"
    assert ordinals("77") == ()
    assert is_scale("crore")
    assert not is_scale("रुपये")
    assert scale_stems("रुपये") == ()


def test_every_row_has_a_reason() -> None:
    text = files("index.query").joinpath("amounts.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(row["reason"] and row["forms"] for row in rows)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("2", ("दो", "two")),
        ("दो", ("2", "two")),
        ("two", ("2", "दो")),
        ("1.5", ("डेढ़", "डेढ")),
        ("99", ("निन्यानवे", "निन्यानबे")),
        ("1", ()),
        ("एक", ()),
        ("101", ()),
        ("रूस", ()),
    ],
)
def test_other_ways_to_write_a_number(word: str, others: tuple[str, ...]) -> None:
    assert other_number(word) == others
