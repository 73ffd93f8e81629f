"""Keys of the thesaurus: what an inflected form is looked up by, and what is no form of a word."""

import pytest

from index.thesaurus.keys import is_inflection, lookup_key, one_spelling


def test_an_inflected_word_has_the_key_of_the_word() -> None:
    assert lookup_key("अदालतों") == lookup_key("अदालत")
    assert lookup_key("चुना") != lookup_key("चूना")
    assert lookup_key("Prime Minister") == "prime minister"
    assert lookup_key("!?") == ""


def test_nukta_and_nasals_are_written_in_one_way() -> None:
    assert one_spelling("अम्बेडकर") == one_spelling("अंबेडकर")
    assert one_spelling("बाढ़") == one_spelling("बाढ")


@pytest.mark.parametrize(
    ("word", "of", "expected"),
    [
        ("चुनावों", "चुनाव", True),
        ("घोटाले", "घोटाला", True),
        ("नदियों", "नदी", True),
        ("रेपो", "रेप", False),
        ("चुना", "चूना", False),
    ],
)
def test_what_is_an_inflection(word: str, of: str, expected: bool) -> None:
    assert is_inflection(word, of) is expected
