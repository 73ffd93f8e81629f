"""Which terms of a query are expanded how, over the words of the small archive."""

from pathlib import Path

import pytest

from archive.article import Article
from index.engine import AllOf, Phrase, Term
from index.query.parser import parse
from index.search.models import Request
from index.search.open import Archive
from tests.factories import archive_in
from tests.index.search.expanding import expanded, expander, term_of

# typed, the variants that it is matched with, each with why
MATCHED = [
    ("लावरोव", [("लावरोव", "exact"), ("लावरोफ़", "spelling")]),
    ("Lavrov", [("लावरोव", "sound"), ("लावरोफ़", "sound")]),
    ("=लावरोव", [("लावरोव", "exact")]),
    ("लाव*", [("लावरोफ़", "prefix"), ("लावरोव", "prefix")]),
    ("Russia", [("रूस", "name")]),
    ("झठढथझठ", []),
]


@pytest.mark.parametrize(("typed", "matched"), MATCHED)
def test_what_a_word_is_matched_with(
    opened: Archive, typed: str, matched: list[tuple[str, str]]
) -> None:
    (word,) = expanded(opened, typed).words
    assert [(variant.term, variant.why) for variant in word.matched] == matched


# typed, whether it is a stop word, whether every article must have it
SIGNS = [
    ("मंत्री", False, False),
    ("के", True, False),
    ("ne", True, False),
    ("=मंत्री", False, True),
    ("मंत्*", False, True),
    ("title:मंत्री", False, True),
    ('"विदेश मंत्री"', False, True),
]


@pytest.mark.parametrize(("typed", "stop_word", "required"), SIGNS)
def test_stop_words_and_signs(opened: Archive, typed: str, stop_word: bool, required: bool) -> None:
    found = expanded(opened, typed)
    assert (found.is_stop_word, found.required) == (stop_word, required)


def test_an_exact_phrase_has_the_spelling_and_the_order(opened: Archive) -> None:
    found = expander(opened).expand(term_of('"विदेश मंत्री"', exact=True))
    assert isinstance(found.clause, AllOf)
    *forms, order = found.clause.must
    assert [form.exact for form in forms if isinstance(form, Term)] == ["विदेश", "मंत्री"]
    assert isinstance(order, Phrase)
    assert found.highlight[0].exact


def test_words_that_name_nothing_are_no_name(opened: Archive) -> None:
    terms = [group[0] for group in parse("मंत्री रूस").required]
    assert expander(opened).expand_together(terms) == ()


def test_an_expansion_is_kept(opened: Archive) -> None:
    one = expander(opened)
    assert one.expand(term_of("Lavrov")) is one.expand(term_of("Lavrov"))


SCRIPTS = [
    # typed, as Hindi writes it
    ("ન્યાયાલય", "न्यायालय"),
    ("ন্যায়ালয়", "न्यायालय"),
    ("ನ್ಯಾಯಾಲಯ", "न्यायालय"),
    ("عدالت", "अदालत"),
    ("ગૃહ મંત્રી", "गृह मंत्री"),
    ("গৃহমন্ত্রী", "गृहमंत्री"),
    ("ಗೃಹ ಮಂತ್ರಿ", "गृह मंत्री"),
]


def test_other_scripts_find_what_means_the_same_and_what_is_joined(tmp_path: Path) -> None:
    texts = {
        "न्यायालय": "न्यायालय में सुनवाई हुई।",
        "अदालत": "अदालत ने सुना।",
        "कोर्ट": "कोर्ट का फ़ैसला आया।",
        "गृहमंत्री": "गृहमंत्री बोले।",
        "गृह मंत्री": "गृह मंत्री आए।",
    }
    articles = [Article(name, text, "खबर") for name, text in texts.items()]
    with archive_in(tmp_path, articles) as opened:

        def found(query: str) -> set[str]:
            return {each.article.id for each in opened.searcher.search(Request(query)).results}

        for typed, hindi in SCRIPTS:
            assert found(typed) == found(hindi), typed
            assert len(found(typed)) > 1, typed
            told = opened.searcher.search(Request(typed)).words[0]
            assert told.word == typed
