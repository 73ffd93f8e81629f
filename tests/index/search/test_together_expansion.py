"""What several bare words are searched with that mean something together."""

import pytest

from index.engine import AllOf, DisMax, Phrase, Term
from index.query.parser import parse
from index.search import together_expansion
from index.search.clauses import PAIR_WEIGHT
from index.search.equivalents import BESIDE_A_NAME
from index.search.expander import Expander
from index.search.open import Archive
from index.thesaurus import Concept, Thesaurus
from tests.index.search.expanding import expander


def test_several_words_are_expanded_to_the_name_that_they_make(
    opened: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together_expansion, "FEW_TOGETHER", 0)
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
    monkeypatch.setattr(together_expansion, "FEW_TOGETHER", 0)
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


def test_where_few_articles_have_them_together_the_words_apart_follow(opened: Archive) -> None:
    terms = [group[0] for group in parse("north korea").required]
    (found,) = expander(opened).expand_together(terms)
    assert isinstance(found.clause, DisMax)
    *_, apart, as_typed = found.clause.clauses
    assert isinstance(apart, AllOf)
    assert len(apart.must) == 2
    assert isinstance(as_typed, Phrase)


def test_words_written_together_as_well_stand_for_each(opened: Archive) -> None:
    terms = [group[0] for group in parse("विदेश मंत्री").required]
    thesaurus = Thesaurus([], "", [Concept((), ("विदेश मंत्री", "लावरोव"), (), "person")])
    one = Expander(opened.words.lexicon(), opened.engine, thesaurus=thesaurus)
    found = one.expand_together(terms)
    assert len(found) == 2
    for each in found:
        assert isinstance(each.clause, DisMax)
        (meant,) = (c for c in each.clause.clauses if isinstance(c, Term) and c.stem == "लावरोव")
        assert 0 < meant.weight < 1
