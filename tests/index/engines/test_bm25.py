"""What is made of counted terms, without an engine that counts them."""

import math

import pytest

from index.engine import Phrase, Scope, Term
from index.engines.bm25 import TermStatistics, bm25_idf, text_fields


class Counted(TermStatistics):
    """Ten documents, with these frequencies."""

    articles = 10

    def doc_freq(self, field: str, term: str) -> int:
        counts = {"body": {"a": 6, "b": 3, "c": 1}, "title": {"b": 4}, "exact": {"A": 5, "B": 2}}
        return counts[field].get(term, 0)


def test_idf_falls_with_frequency_and_is_never_negative() -> None:
    idfs = [bm25_idf(df, 10) for df in range(11)]
    assert idfs[3] == pytest.approx(math.log(1 + 7.5 / 3.5))
    assert idfs == sorted(idfs, reverse=True)
    assert idfs[-1] > 0


def test_a_title_alone_is_searched_in_the_title_alone() -> None:
    assert text_fields(Scope.ANYWHERE) == ("title", "body")
    assert text_fields(Scope.TITLE) == ("title",)


def test_a_stem_counts_where_it_is_more_frequent() -> None:
    assert Counted().stems_df(["b"]) == 4
    assert Counted().stems_df(["b", "a", "c"]) == 6
    assert Counted().stems_df(["nowhere"]) == Counted().stems_df([]) == 0


def test_the_idf_of_a_phrase_is_the_sum_of_its_words() -> None:
    phrase = Phrase((("a", "b"), ("c",)))
    assert Counted().phrase_idf(phrase) == pytest.approx(bm25_idf(6, 10) + bm25_idf(1, 10))


def test_variants_share_a_frequency_each_by_its_weight_against_the_largest() -> None:
    terms = (Term("a", "A", 0.8), Term("c", "B", 0.4))
    assert Counted().variants_df(terms) == pytest.approx((6 + 1 / 2, 5 + 2 / 2))


def test_a_stem_that_two_variants_share_counts_once_by_its_larger_weight() -> None:
    assert Counted().variants_df((Term("a", "A", 0.5), Term("a", "", 1.0))) == (6, 5)


def test_variants_are_in_no_more_documents_than_there_are() -> None:
    assert Counted().variants_df((Term("a"), Term("b"), Term("c"))) == (10, 0)
