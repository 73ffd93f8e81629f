"""What variants and equivalents become: terms and phrases with weights, and marks."""

import pytest

from index.engine import AllOf, AnyOf, Clause, DisMax, Not, Phrase, Scope, Term
from index.highlight.matcher import HighlightTerms
from index.lexicon import Variant, Why
from index.query.terms import QueryToken
from index.search.clauses import ClauseBuilder, best_of, marks, weaker
from index.search.equivalents import Held
from index.search.open import Archive

ONE, TWO = Term("एक", weight=0.8), Phrase((("दो",), ("तीन",)), weight=0.4)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (ONE, Term("एक", weight=0.4)),
        (TWO, Phrase((("दो",), ("तीन",)), weight=0.2)),
        (DisMax((ONE,)), DisMax((Term("एक", weight=0.4),))),
        (AnyOf((ONE, ONE), 2), AnyOf((Term("एक", weight=0.4),) * 2, 2)),
        (AllOf((ONE,), (ONE,)), AllOf((Term("एक", weight=0.4),), (Term("एक", weight=0.4),))),
        (Not(ONE), Not(ONE)),
    ],
)
def test_a_share_of_a_clause(clause: Clause, expected: Clause) -> None:
    assert weaker(clause, 0.5) == expected


def test_of_which_clauses_the_best_counts() -> None:
    assert best_of(DisMax((ONE, TWO))) == (ONE, TWO)
    assert best_of(ONE) == (ONE,)


def test_stems_are_marked_in_any_form_and_exact_forms_only_so() -> None:
    terms = [Term("मंत्रि", "मंत्री"), Term("आर", "आरा", 1.0, Scope.EXACT), Term("लावरोव", "लावरोव")]
    assert list(marks(terms)) == [
        HighlightTerms((frozenset({"मंत्रि", "लावरोव"}),)),
        HighlightTerms((frozenset({"आरा"}),), exact=True),
    ]
    assert list(marks([])) == []


def test_the_weights_of_variants_are_squared(opened: Archive) -> None:
    builder = ClauseBuilder(opened.words.lexicon(), opened.engine)
    (term,) = builder.terms([Variant("लावरोव", 0.5, 2, "sound")], Scope.TITLE)
    assert (term.stem, term.weight, term.scope) == ("लावरोव", 0.25, Scope.TITLE)


@pytest.mark.parametrize(("why", "weight"), [("sound", 0.5), ("spelling", 0.25), ("name", 0.25)])
def test_in_a_hindi_query_sounds_are_not_squared(opened: Archive, why: Why, weight: float) -> None:
    builder = ClauseBuilder(opened.words.lexicon(), opened.engine)
    some = [Variant("लावरोव", 0.5, 2, why)]
    (term,) = builder.terms(some, Scope.TITLE, in_hindi=True)
    assert term.weight == weight


def test_an_equivalent_counts_by_its_share(opened: Archive) -> None:
    builder = ClauseBuilder(opened.words.lexicon(), opened.engine)
    phrase = Phrase((("विदेश",), ("मंत्रि",)))
    some = Variant("विदेश मंत्री", 0.5, 2, "equivalent")
    held = Held(some, phrase, HighlightTerms(()), share=0.4)
    (clause,) = builder.of_held([held], Scope.ANYWHERE, 0.5)
    assert isinstance(clause, Phrase)
    assert clause.words == phrase.words
    assert clause.weight == pytest.approx(0.05)


def test_a_latin_word_is_searched_by_its_stem(opened: Archive) -> None:
    builder = ClauseBuilder(opened.words.lexicon(), opened.engine)
    word = QueryToken("Lavrov", "lavrov", "lavrov")
    assert builder.own_terms(word, (), Scope.ANYWHERE) == (Term("lavrov", "lavrov"),)
