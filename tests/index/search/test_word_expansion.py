"""What a single word is searched with, over the words of the small archive."""

import pytest

from index.engine import DisMax, Scope, Term
from index.highlight.matcher import HighlightTerms
from index.lexicon import Lexicon, Variant
from index.search.equivalents import BESIDE_A_NAME, EQUIVALENT_WEIGHT
from index.search.expander import Expander
from index.search.expansion import Expansion
from index.search.open import Archive
from index.thesaurus import Concept, Thesaurus
from index.transliteration.phonetic_key import phonetic_key
from tests.index.search.expanding import expanded, term_of


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


def test_in_the_title_every_variant_is_looked_for_there(opened: Archive) -> None:
    found = expanded(opened, "title:Lavrov")
    assert isinstance(found.clause, DisMax)
    assert {clause.scope for clause in found.clause.clauses if isinstance(clause, Term)} == {
        Scope.TITLE
    }
    assert found.stems == ()


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


def _in_hindi(latin: str, *rows: tuple[str, int], opened: Archive, english: bool) -> Expansion:
    """A Latin word as it is expanded over these words, which have these numbers of articles."""
    lexicon = Lexicon((word, phonetic_key(word), articles) for word, articles in rows)
    concepts = [
        Concept(("mandir", "temple"), ("मंदिर",), ()),
        Concept(("men", "man"), ("पुरुष",), ()),
    ]
    expander = Expander(lexicon, opened.engine, thesaurus=Thesaurus([], "", concepts))
    return expander.expand(term_of(latin), english=english)


@pytest.mark.parametrize(("english", "best"), [(True, EQUIVALENT_WEIGHT), (False, 1.0)])
def test_in_a_hindi_query_a_hindi_word_is_itself_though_it_is_english_too(
    opened: Archive, english: bool, best: float
) -> None:
    found = _in_hindi("mandir", ("मंदिर", 400), ("mandir", 2), opened=opened, english=english)
    weights = {variant.term: variant.weight for variant in found.words[0].matched}
    assert weights["मंदिर"] == best


def test_in_a_hindi_query_a_function_word_is_one_though_it_is_english_too(opened: Archive) -> None:
    rows = (("में", 17_000), ("पुरुष", 500))
    assert _in_hindi("men", *rows, opened=opened, english=False).is_stop_word
    assert not _in_hindi("men", *rows, opened=opened, english=True).is_stop_word
