"""Which words that sound like a query word are searched without asking."""

import pytest

from index.lexicon import Lexicon, Variant
from index.query.parser import parse
from index.search.likely_variants import LikelyVariants, likely_by_sound, without_stop_words
from index.transliteration.phonetic_key import phonetic_key


def test_no_word_stands_for_a_stop_word() -> None:
    variants = Variant("के", 0.9, 9, "sound"), Variant("केक", 0.8, 1, "sound")
    assert without_stop_words(variants) == variants[1:]


def heard(*variants: tuple[str, float, int]) -> list[str]:
    found = [Variant(term, weight, articles, "sound") for term, weight, articles in variants]
    return [each.term for each in likely_by_sound(found, enough=20, least=0.06)]


@pytest.mark.parametrize(
    ("variants", "searched", "why"),
    [
        ((("हुडा", 1.0, 5), ("हुड्डा", 0.45, 28)), ["हुड्डा", "हुडा"], "the common one first"),
        ((("रौत", 1.0, 1), ("राउत", 0.07, 24)), ["रौत", "राउत"], "a common one is searched"),
        ((("बाग", 1.0, 67), ("बग", 0.2, 2)), ["बाग"], "a rarer and unlikelier one is not"),
        ((("कैमरों", 1.0, 21), ("कैमरन", 0.4, 20)), ["कैमरों", "कैमरन"], "no name has this ending"),
        ((("आर्थिक", 0.01, 900),), [], "what is hardly like it"),
        ((("अमिताव", 1.0, 1), ("अमिताभ", 0.005, 78)), ["अमिताव", "अमिताभ"], "beside a rare one"),
        ((("दालों", 1.0, 8), ("दलों", 0.49, 620)), ["दालों"], "nor another that has it, too"),
        ((("झेलते", 1.0, 4), ("जलते", 0.44, 19)), ["झेलते"], "not beside one that fits"),
        ((("सभा", 0.9, 9), ("सब", 0.5, 9000)), ["सभा", "सब"], "another word of weight"),
    ],
)
def test_commonness_counts_beside_sound(
    variants: tuple[tuple[str, float, int], ...], searched: list[str], why: str
) -> None:
    assert heard(*variants) == searched, why


def test_a_latin_word_of_the_archive_lowers_no_other() -> None:
    found = [Variant("viral", 1.0, 1), Variant("वायरल", 0.9, 80, "sound")]
    assert [v.weight for v in likely_by_sound(found, 20, 0.06)] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("typed", "known", "searched", "why"),
    [
        ("lavrov", False, ["लावरोव", "लावरोफ़"], "what sounds like it"),
        ("LAVROV", False, ["लावरोव", "लावरोफ़"], "capitals of a whole query say nothing"),
        ("लावरोव", False, ["लावरोव", "लावरोफ़"], "what is spelled like it"),
        ("burma", True, [], "a little like another, and the thesaurus knows it"),
    ],
)
def test_the_variants_of_a_word(typed: str, known: bool, searched: list[str], why: str) -> None:
    words = {"लावरोव": 30, "लावरोफ़": 12, "वर्मा": 20}
    lexicon = Lexicon((word, phonetic_key(word), n) for word, n in words.items())
    likely = LikelyVariants(lexicon)
    ((term,),) = parse(typed).required
    found = likely.of(term.words[0], known=known)
    assert [variant.term for variant in found] == searched, why


@pytest.mark.parametrize(
    ("typed", "meant", "told", "why"),
    [
        ("gilgit", (), ["गिलगिट"], "of what it sounds like"),
        ("guterres", (Variant("गुतारेस", 1.0, 16, "name"),), ["गुतरेस"], "of a name"),
        ("nobel", (Variant("नोबेल", 0.9, 41, "equivalent"),), ["नोबल"], "of a loan"),
        ("gilgit", (Variant("पहाड़", 0.9, 90, "equivalent"),), [], "not beside what it means"),
        ("gilgit", (Variant("उत्तरी इलाका", 1.0, 9, "name"),), [], "nor of several words"),
        ("गिलगित", (), [], "a Devanagari word has its own spellings"),
    ],
)
def test_other_spellings_of_what_is_meant(
    typed: str, meant: tuple[Variant, ...], told: list[str], why: str
) -> None:
    words = {"गिलगित": 14, "गिलगिट": 3, "गुतारेस": 16, "गुतरेस": 4, "नोबेल": 41, "नोबल": 7}
    likely = LikelyVariants(Lexicon((word, phonetic_key(word), n) for word, n in words.items()))
    ((term,),) = parse(typed).required
    heard = [v for v in likely.of(term.words[0], known=bool(meant)) if v.term not in told]
    found = likely.respelled(term.words[0], meant, heard)
    assert [variant.term for variant in found] == told, why
