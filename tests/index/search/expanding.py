"""Expands what is typed, for the tests of expansion."""

from index.query.parser import parse
from index.query.terms import QueryTerm
from index.search.expander import Expander
from index.search.expansion import Expansion
from index.search.open import Archive


def expander(opened: Archive, *off: str) -> Expander:
    return Expander(opened.words.lexicon(), opened.engine, off)


def term_of(typed: str, *, exact: bool = False) -> QueryTerm:
    ((term,),) = parse(typed, exact=exact).required
    return term


def expanded(opened: Archive, typed: str, *off: str) -> Expansion:
    return expander(opened, *off).expand(term_of(typed))
