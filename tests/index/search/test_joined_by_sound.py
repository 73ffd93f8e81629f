"""Latin words that are one Hindi word together, or two apart."""

from collections.abc import Iterator

import pytest

from archive.article import Article
from index.query.parser import parse
from index.query.terms import QueryToken
from index.search.joined import Joins
from index.search.joined_by_sound import MAX_LETTERS_CUT, JoinedBySound
from index.search.likely_variants import LikelyVariants
from index.search.open import Archive
from index.thesaurus import Concept, Thesaurus
from tests.factories import archive_in

BODIES = ("लोकसभा में बहस चली।", "गृह मंत्री आए।", "रेलमार्ग पर पत्थर गिरे।", "कब वेनिस गए।", "सभा हुई।")


@pytest.fixture(scope="module")
def by_sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JoinedBySound]:
    articles = [Article(id=str(number), body=body) for number, body in enumerate(BODIES)]
    with archive_in(tmp_path_factory.mktemp("home"), articles) as archive:
        yield joined(archive)


def joined(archive: Archive) -> JoinedBySound:
    lexicon, thesaurus = archive.words.lexicon(), Thesaurus([], "", [])
    likely = LikelyVariants(lexicon)
    return JoinedBySound(Joins(lexicon, archive.engine, thesaurus), likely, lexicon)


def words_of(typed: str) -> list[QueryToken]:
    return [term.words[0] for group in parse(typed).required for term in group]


WHOLE = [
    ("lok sabha", "लोकसभा", "each sounds like a part"),
    ("लोक sabha", "लोकसभा", "one of them in Hindi"),
    ("लोक सभा", "लोकसभा", "both"),
    ("rel marg", "रेलमार्ग", "a loan"),
    ("when is", "", "words that no part is made of"),
    ("griha mantri", "", "what stands apart"),
    ("lok", "", "one word"),
    ("3 sabha", "", "a number is no part of a word"),
]


@pytest.mark.parametrize(("typed", "whole", "why"), WHOLE)
def test_words_as_one(by_sound: JoinedBySound, typed: str, whole: str, why: str) -> None:
    assert by_sound.whole(words_of(typed)) == whole, why


ROWS = [Concept(("plane", "home minister"), ("विमान", "गृह मंत्री", "लोक सभा"), (), "word")]
IN_A_ROW = [
    ("grih mantri", ("गृह", "मंत्री"), "what the thesaurus knows together"),
    ("lok sabha", (), "the archive has no लोक by itself"),
    ("home minister", (), "English words that it knows as they are"),
    ("mantri", (), "one word"),
    ("गृह mantri", (), "not all of them Latin"),
    ("grih sabha", (), "what it does not know"),
]


@pytest.mark.parametrize(("typed", "heard", "why"), IN_A_ROW)
def test_words_that_mean_something_in_a_row(
    by_sound: JoinedBySound, typed: str, heard: tuple[str, ...], why: str
) -> None:
    assert by_sound.in_a_row(words_of(typed), Thesaurus([], "", ROWS)) == heard, why


APART = [
    ("grihmantri", ["गृह मंत्री"], "two words"),
    ("गृहमंत्री", [], "a word that is not Latin"),
    ("xyzzyplugh", [], "nothing that sounds like it"),
    ("g" * (MAX_LETTERS_CUT + 1), [], "too long"),
    ("gri8mantri", [], "a digit"),
]


@pytest.mark.parametrize(("typed", "apart", "why"), APART)
def test_a_word_as_two(by_sound: JoinedBySound, typed: str, apart: list[str], why: str) -> None:
    found = by_sound.apart(words_of(typed)[0])
    assert [held.variant.term for held in found] == apart, why
