"""A text in Latin letters keeps its marks on the same words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.highlight.snippet import Snippet
from index.search.romanising import in_roman


def marked(shown: Snippet) -> list[str]:
    return [shown.text[start:end] for start, end in shown.marks]


def test_marks_stay_on_their_words() -> None:
    text = "रूस के विदेश मंत्री लावरोव TASS से बोले। लावरोव ने कहा: ठीक।\nदूसरा"
    words = ["विदेश मंत्री", "लावरोव", "TASS", "ठीक"]
    shown = in_roman(
        Snippet(text, tuple((text.index(word), text.index(word) + len(word)) for word in words))
    )
    assert shown.text == "Rūs ke videsh mantrī lāvrov TASS se bole. Lāvrov ne kahā: thīk.\nDūsrā"
    assert marked(shown) == ["videsh mantrī", "lāvrov", "TASS", "thīk"]


def test_a_mark_inside_a_word_covers_the_word() -> None:
    assert marked(in_roman(Snippet("महालावरोवजी", ((3, 8),)))) == [
        in_roman(Snippet("महालावरोवजी")).text
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("कलाव्रोवa ।,\n", min_size=1, max_size=8), max_size=12), st.data())
def test_marks_stand_in_order_within_the_text(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    shown = in_roman(Snippet(text, tuple(zip(places[::2], places[1::2], strict=False))))
    assert all(0 <= start <= end <= len(shown.text) for start, end in shown.marks)
    assert list(shown.marks) == sorted(shown.marks)
    assert shown.text.count("\n") == text.count("\n")
