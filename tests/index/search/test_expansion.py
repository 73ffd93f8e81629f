"""What a query word, phrase or name is expanded to, over the words of the small archive."""

import pytest

from index.engine import AllOf, DisMax, Phrase, Scope, Term
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant
from index.query.parser import parse
from index.query.terms import QueryTerm
from index.search import expansion
from index.search.expansion import (
    BESIDE_A_NAME,
    PAIR_WEIGHT,
    Expander,
    Expansion,
    likely_by_sound,
    without_stop_words,
)
from index.search.open import Archive
from index.thesaurus import Concept, Thesaurus
from index.transliteration.phonetic_key import phonetic_key


def expander(opened: Archive, *off: str) -> Expander:
    return Expander(opened.words.lexicon(), opened.engine, off)


def term_of(typed: str, *, exact: bool = False) -> QueryTerm:
    ((term,),) = parse(typed, exact=exact).required
    return term


def expanded(opened: Archive, typed: str, *off: str) -> Expansion:
    return expander(opened, *off).expand(term_of(typed))


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


def test_a_word_is_searched_with_its_variants_each_by_its_weight(opened: Archive) -> None:
    found = expanded(opened, "लावरोव")
    (word,) = found.words
    assert isinstance(found.clause, DisMax)
    typed, variant = found.clause.clauses
    assert isinstance(typed, Term)
    assert (typed.stem, typed.exact, typed.weight) == ("लावरोव", "लावरोव", 1.0)
    assert isinstance(variant, Term)
    assert variant.exact == "लावरोफ़"
    assert variant.weight == word.matched[1].weight ** 2
    assert found.stems == (typed.stem, variant.stem)
    assert found.highlight == (HighlightTerms((frozenset(found.stems),)),)


def test_a_word_that_the_archive_does_not_have_is_searched_all_the_same(opened: Archive) -> None:
    found = expanded(opened, "झठढथझठ")
    assert isinstance(found.clause, DisMax)
    assert [type(clause) for clause in found.clause.clauses] == [Term]


def test_what_is_switched_off_is_named_and_not_searched(opened: Archive) -> None:
    found = expanded(opened, "Lavrov", "लावरोफ़")
    (word,) = found.words
    assert [variant.term for variant in word.matched] == ["लावरोव"]
    assert [variant.term for variant in word.off] == ["लावरोफ़"]
    assert "लावरोफ़" not in repr(found.clause)


def test_what_was_typed_cannot_be_switched_off(opened: Archive) -> None:
    (word,) = expanded(opened, "लावरोव", "लावरोव").words
    assert word.matched[0].term == "लावरोव"
    assert word.off == ()


def test_a_name_that_is_switched_off_is_not_searched(opened: Archive) -> None:
    on, off = expanded(opened, "Russia"), expanded(opened, "Russia", "रूस")
    assert [variant.why for variant in off.words[0].off] == ["name"]
    assert "रूस" in on.stems
    assert "रूस" not in off.stems


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


def test_in_the_title_every_variant_is_looked_for_there(opened: Archive) -> None:
    found = expanded(opened, "title:Lavrov")
    assert isinstance(found.clause, DisMax)
    assert {clause.scope for clause in found.clause.clauses if isinstance(clause, Term)} == {
        Scope.TITLE
    }
    assert found.stems == ()


def test_a_phrase_keeps_the_order_with_the_variants_of_each_word(opened: Archive) -> None:
    found = expanded(opened, '"मंत्री लावरोव"')
    assert isinstance(found.clause, Phrase)
    minister, lavrov = found.clause.words
    assert minister[0] == "मंत्रि"
    assert len(lavrov) == 2
    assert [word.word for word in found.words] == ["मंत्री", "लावरोव"]


def test_an_exact_phrase_has_the_spelling_and_the_order(opened: Archive) -> None:
    found = expander(opened).expand(term_of('"विदेश मंत्री"', exact=True))
    assert isinstance(found.clause, AllOf)
    *forms, order = found.clause.must
    assert [form.exact for form in forms if isinstance(form, Term)] == ["विदेश", "मंत्री"]
    assert isinstance(order, Phrase)
    assert found.highlight[0].exact


def test_several_words_are_expanded_to_the_name_that_they_make(
    opened: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expansion, "FEW_TOGETHER", 0)
    terms = [group[0] for group in parse("north korea").required]
    (found,) = expander(opened).expand_together(terms)
    assert isinstance(found.clause, DisMax)
    name, as_typed = found.clause.clauses
    assert isinstance(name, Phrase)
    assert name.words[0] == ("उत्तर",)
    assert isinstance(as_typed, Phrase)
    assert as_typed.weight == BESIDE_A_NAME
    assert [word.word for word in found.words] == ["north korea", "north", "korea"]


def test_hindi_words_together_score_as_words_or_as_what_they_mean_not_as_both(
    opened: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expansion, "FEW_TOGETHER", 0)
    terms = [group[0] for group in parse("उत्तर कोरिया").required]
    thesaurus = Thesaurus([], "", [Concept((), ("उत्तर कोरिया", "रूस"), (), "name")])
    one = Expander(opened.words.lexicon(), opened.engine, thesaurus=thesaurus)
    (found,) = one.expand_together(terms)
    assert isinstance(found.clause, DisMax)
    *meant, as_typed = found.clause.clauses
    assert [clause.stem for clause in meant if isinstance(clause, Term)] == ["रूस"]
    assert isinstance(as_typed, AllOf)
    (phrase,) = as_typed.must
    assert isinstance(phrase, Phrase)
    assert phrase.weight == PAIR_WEIGHT
    assert as_typed.should == tuple(one.expand(each).clause for each in terms)


def test_words_that_name_nothing_are_no_name(opened: Archive) -> None:
    terms = [group[0] for group in parse("मंत्री रूस").required]
    assert expander(opened).expand_together(terms) == ()


def test_beside_a_name_what_only_sounds_like_it_weighs_less(opened: Archive) -> None:
    words = {"रूस": 300, "रशिया": 3}
    lexicon = Lexicon((word, phonetic_key(word), n) for word, n in words.items())
    (sounding,) = lexicon.find_variants("russia")
    thesaurus = Thesaurus([], "", [Concept(("Russia",), ("रूस",), (), "name")])
    one = Expander(lexicon, opened.engine, thesaurus=thesaurus)
    matched = one.expand(term_of("russia")).words[0].matched
    assert [variant.why for variant in matched] == ["name", "sound"]
    assert matched[1] == Variant(
        sounding.term, sounding.weight * BESIDE_A_NAME, sounding.articles, "sound"
    )


def test_no_word_stands_for_a_stop_word() -> None:
    variants = Variant("के", 0.9, 9, "sound"), Variant("केक", 0.8, 1, "sound")
    assert without_stop_words(variants) == variants[1:]


def test_an_expansion_is_kept(opened: Archive) -> None:
    one = expander(opened)
    assert one.expand(term_of("Lavrov")) is one.expand(term_of("Lavrov"))


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


RARE_AND_COMMON = {"गाधी": 3, "गांधी": 900, "चिता": 6, "चिंता": 400, "नरेद्र": 7, "नरेंद्र": 3000,
                   "भूकंप": 120, "के": 18_000}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "searched", "why"),
    [
        ("गाधी", ["गाधी", "गांधी"], "an anusvara left out"),
        ("नरेद्र", ["नरेद्र", "नरेंद्र"], "a common fault of a very common word"),
        ("चिता", ["चिता"], "a word of its own"),
        ("earthqauke", ["भूकंप"], "English with a typo, where nothing else is found"),
    ],
)
def test_an_evident_fault_of_typing_is_searched_at_once(
    opened: Archive, typed: str, searched: list[str], why: str
) -> None:
    rows = ((word, phonetic_key(word), n) for word, n in sorted(RARE_AND_COMMON.items()))
    found = Expander(Lexicon(rows), opened.engine).expand(term_of(typed))
    assert [match.term for match in found.words[0].matched] == searched, why
