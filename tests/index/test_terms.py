"""Terms kept as one text behave like a tuple of them."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from index.terms import Terms

lists = st.lists(st.text(st.sampled_from("कखa1"), min_size=1, max_size=3), max_size=6)


@given(lists, st.integers(-7, 7))
def test_terms_are_as_the_tuple_of_them(words: list[str], cut: int) -> None:
    terms, same = Terms(" ".join(words)), tuple(words)
    assert terms == same
    assert (len(terms), tuple(terms), hash(terms)) == (len(same), same, hash(same))
    assert terms == Terms(" ".join(words))
    assert terms != (*same, "x")
    assert terms[:cut] == same[:cut]
    assert terms[cut:] == same[cut:]
    assert terms[::2] == same[::2]
    assert [terms[n] for n in range(len(terms))] == words
    assert pickle.loads(pickle.dumps(terms)) == terms  # noqa: S301  our own


def test_one_of_many_begins_alike_without_being_parted() -> None:
    assert Terms("क ख ग")[:2].text == "क ख"
    assert Terms("क ख ग")[:0].text == Terms("")[:60].text == ""
    assert repr(Terms("क ख")) == "Terms('क ख')"
