"""What words in a row are searched with, in quotes and in one piece."""

from index.engine import DisMax, Phrase
from index.search.open import Archive
from tests.index.search.expanding import expanded


def test_a_phrase_keeps_the_order_with_the_variants_of_each_word(opened: Archive) -> None:
    found = expanded(opened, '"मंत्री लावरोव"')
    assert isinstance(found.clause, Phrase)
    minister, lavrov = found.clause.words
    assert minister[0] == "मंत्रि"
    assert len(lavrov) == 2
    assert [word.word for word in found.words] == ["मंत्री", "लावरोव"]


def test_a_phrase_that_stands_nowhere_is_told_so(opened: Archive) -> None:
    assert not expanded(opened, '"विदेश मंत्री"').nowhere
    assert expanded(opened, '"मंत्री विदेश"').nowhere


def test_a_piece_is_searched_in_the_forms_that_the_archive_holds(opened: Archive) -> None:
    found = expanded(opened, "#VideshMantri")
    (word,) = found.words
    assert word.word == "VideshMantri"
    assert "विदेश मंत्री" in [variant.term for variant in word.matched]
    assert isinstance(found.clause, DisMax)
    assert all(isinstance(clause, Phrase) for clause in found.clause.clauses)
    assert expanded(opened, "#MantriVidesh").nowhere


def test_a_form_of_a_piece_can_be_switched_off(opened: Archive) -> None:
    (word,) = expanded(opened, "#VideshMantri", "विदेश मंत्री").words
    assert [variant.term for variant in word.off] == ["विदेश मंत्री"]


def test_a_beginning_in_a_phrase_stands_for_each_word_that_begins_so(opened: Archive) -> None:
    found = expanded(opened, '"मंत्री लाव*"')
    assert isinstance(found.clause, Phrase)
    assert len(found.clause.words[1]) >= 2
    assert [word.word for word in found.words] == ["मंत्री", "लाव*"]
