"""The labels that a user names, as the archive writes them."""

from datetime import date

import pytest

from index.engine import Filters
from index.query.notes import Note
from index.search.filters import MAX_SUGGESTED_LABELS, LabelResolver, matching_labels
from index.search.open import Archive

AUTHORS = ("Manisha Dhanwani", "मनीषा राव", "अशोक जैन", "Ashok Kumar")

# value, the authors that it names, reason
NAMED = [
    ("मनीषा राव", {"मनीषा राव"}, "the label itself"),
    ("Manisha Dhanwani", {"Manisha Dhanwani"}, "also in Latin letters"),
    ("manisha", {"Manisha Dhanwani", "मनीषा राव"}, "a part, in either script"),
    ("ashok jain", {"अशोक जैन"}, "every word of the value"),
    ("अशोक", {"अशोक जैन", "Ashok Kumar"}, "Devanagari finds Latin"),
    ("ashok manisha", set(), "no label has both"),
    ("nobody", set(), "no label has it"),
    ("", set(), "nothing names nothing"),
    ("…", set(), "nor do signs"),
]


@pytest.mark.parametrize(("value", "named", "_reason"), NAMED)
def test_a_value_names_labels(value: str, named: set[str], _reason: str) -> None:
    assert matching_labels(value, AUTHORS) == named


def resolved(
    opened: Archive, filters: Filters, *typed: tuple[str, str]
) -> tuple[Filters, tuple[Note, ...]]:
    return LabelResolver(opened.engine).resolve(filters, typed, opened.generation())


def test_the_labels_of_the_query_join_those_of_the_filters(opened: Archive) -> None:
    filters = Filters.of(source=("deshbandhu",), since=date(2025, 1, 1))
    found, notes = resolved(opened, filters, ("source", "janvani"), ("author", "manisha"))
    assert notes == ()
    assert found == Filters.of(
        source=("जनवाणी", "देशबंधु"), author=("Manisha Rao",), since=date(2025, 1, 1)
    )


def test_what_is_not_filtered_stays_open(opened: Archive) -> None:
    assert resolved(opened, Filters()) == (Filters(), ())


def test_a_note_on_a_name_that_fits_nothing_lists_labels_that_there_are(opened: Archive) -> None:
    found, (note,) = resolved(opened, Filters(), ("source", "nobody"), ("source", "none"))
    assert found.values("source") == ("nobody", "none")
    field, named, labels = note.values
    assert (note.kind, field, named) == ("unknown_label", "source", "nobody, none")
    assert set(labels.split(", ")) == {"जनवाणी", "देशबंधु"}
    assert len(labels.split(", ")) <= MAX_SUGGESTED_LABELS


def test_of_several_names_one_that_fits_is_enough(opened: Archive) -> None:
    found, notes = resolved(opened, Filters(), ("source", "nobody"), ("source", "जनवाणी"))
    assert (found.values("source"), notes) == (("जनवाणी",), ())


def test_labels_are_read_once_in_a_generation(
    opened: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolver, generation = LabelResolver(opened.engine), opened.generation()
    first = resolver.resolve(Filters(), [("source", "janvani")], generation)

    def searched(*_args: object) -> None:
        raise AssertionError("a search was run")

    monkeypatch.setattr(type(opened.engine), "search", searched)
    assert resolver.resolve(Filters(), [("source", "janvani")], generation) == first
