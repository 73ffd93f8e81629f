"""Regular forms of English words."""

import pytest

from index.thesaurus.inflection import inflect

FORMS = (
    ("farmer", "farmers"),
    ("election", "elections"),
    ("kill", "killed"),
    ("stop", "stopped"),
    ("rob", "robbing"),
    ("kidnap", "kidnapped"),
    ("accuse", "accused"),
    ("accuse", "accusing"),
    ("party", "parties"),
    ("boy", "boys"),
    ("crash", "crashes"),
    ("potato", "potatoes"),
    ("stock market", "stock markets"),
    ("member of parliament", "members of parliament"),
    ("MLA", "mlas"),
)


@pytest.mark.parametrize(("word", "form"), FORMS)
def test_inflections(word: str, form: str) -> None:
    assert form in inflect(word)


@pytest.mark.parametrize("word", ["5G", "x", "Covid-19", "भूकंप"])
def test_what_is_no_english_word_has_none(word: str) -> None:
    assert not inflect(word) - {f"{word.casefold()}s"}
