"""What a mistyped query is put right to."""

import pytest

from index.lexicon import Lexicon, Variant
from index.search.guess import FEW, did_you_mean
from index.search.models import WordMatches
from index.transliteration.phonetic_key import phonetic_key

WORDS = {
    "पशिम": 1, "पुतिन": 75, "विदेश": 1116, "वाइड": 7, "गाधी": 3, "गांधी": 865, "राहुल": 594,
    "लावरोव": 14, "लार्वा": 2, "एलआरओ": 2, "रूस": 310, "रशिया": 3, "है": 15132, "में": 16243,
}  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon((word, phonetic_key(word), WORDS[word]) for word in sorted(WORDS))


def better(lexicon: Lexicon, query: str, found: int = 0, finds: int = 9) -> str:
    words = [
        WordMatches(
            word, (Variant(word, 1.0, lexicon.articles(word)),) if lexicon.articles(word) else ()
        )
        for word in query.split()
    ]
    return did_you_mean(query, found, words, lexicon, lambda _: finds)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("putim", "पुतिन"),
        ("vides", "विदेश"),
        ("राहुल gnadhi", "राहुल गांधी"),
        ("lavrvo", "लावरोव"),
        ("लवरोव", "लावरोव"),
        ("लारोव", "लावरोव"),
        ("लावरव", "लावरोव"),
        ("विेदश", "विदेश"),
        ("rusia", "रूस"),
        ("zzqqxx", ""),
    ],
)
def test_the_word_meant_is_near_and_common(lexicon: Lexicon, query: str, meant: str) -> None:
    assert better(lexicon, query) == meant


def test_it_is_offered_only_where_it_finds_more(lexicon: Lexicon) -> None:
    assert better(lexicon, "putim", finds=0) == ""
    assert better(lexicon, "putim", found=1, finds=1) == ""
    assert better(lexicon, "putim", found=FEW) == ""


def test_a_common_word_is_left_as_it_is(lexicon: Lexicon) -> None:
    assert better(lexicon, "विदेश राहुल") == ""
