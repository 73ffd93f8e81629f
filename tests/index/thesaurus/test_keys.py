"""What a form is looked up by, and which words are inflections of another."""

import pytest

from index.thesaurus.keys import is_inflection, lookup_key


def test_one_key_for_the_spellings_of_a_form() -> None:
    assert lookup_key("भूकम्प") == lookup_key("भूकंप") == lookup_key("भूकंपों")
    assert lookup_key("Earthquake") == "earthquake"
    assert lookup_key("चूना") != lookup_key("चुना")
    assert lookup_key("!") == ""


INFLECTIONS = [
    # word, of, whether it is one
    ("किसानों", "किसान", True),
    ("अदालतें", "अदालत", True),
    ("लड़के", "लड़का", True),
    ("नेताओं", "नेता", True),
    ("मंत्रियों", "मंत्री", True),
    ("क़ाहिरा", "काहिरा", True),
    ("रुपये", "रुपया", True),
    ("रेपो", "रेप", False),
    ("आगे", "आग", False),
    ("नागरिकता", "नागरिक", False),
    ("यूपीए", "यूपी", False),
]


@pytest.mark.parametrize(("word", "of", "is_one"), INFLECTIONS)
def test_inflections(word: str, of: str, is_one: bool) -> None:
    assert is_inflection(word, of) is is_one
