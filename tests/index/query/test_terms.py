"""The terms of one part of a query."""

import pytest

from index.query.lexer import split_parts
from index.query.terms import starred, terms_of


def pieces(typed: str) -> list[str]:
    (part,) = split_parts(typed)
    return [term.piece for term in terms_of(part, exact=False, capitals=True)]


# typed, the pieces among its terms ("" is none), why
PIECES = [
    ("5G", ["5G"], "a number and a letter"),
    ("#5G,", ["5G"], "without what stands around it"),
    ("कोविड-19", ["कोविड-19"], "with the hyphen that was typed"),
    ("J&K", ["J&K"], "an ampersand"),
    ("भारत-पाक", ["", ""], "words are two as often as one"),
    ("#FarmersProtest", ["FarmersProtest"], "a tag"),
    ('"5G"', [""], "quotes are for phrases"),
    ("5जी*", [""], "with a star it is a phrase with a beginning"),
    ("1-2-3-4-5-6-7", [""] * 7, "longer than any piece"),
    ("2025 ", [""], "one word"),
]


@pytest.mark.parametrize(("typed", "expected", "why"), PIECES)
def test_pieces(typed: str, expected: list[str], why: str) -> None:
    assert pieces(typed) == expected, why


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("लाव*", [True]),
        ("लाव*,", [True]),
        ("ल*", [False]),
        ("ला*व", [True]),
        ("ल*व", [True]),
        ("ला*x", [True, False]),
        ("*लाव", [False]),
    ],
)
def test_a_star_is_read_behind_the_beginning_of_a_word(typed: str, expected: list[bool]) -> None:
    assert [each.prefix for each in starred(typed)] == expected


def test_capitals_are_told_where_they_mean_something() -> None:
    (part,) = split_parts("US")
    for capitals in (True, False):
        (term,) = terms_of(part, exact=False, capitals=capitals)
        assert term.words[0].shouted is capitals


def test_a_quotation_knows_what_it_would_be_without_quotes() -> None:
    (part,) = split_parts('"5G का नेटवर्क"')
    (term,) = terms_of(part, exact=False, capitals=True)
    assert [each.typed for each in term.as_words] == ["5G", "का", "नेटवर्क"]
    assert [len(each.words) for each in term.as_words] == [2, 1, 1]
