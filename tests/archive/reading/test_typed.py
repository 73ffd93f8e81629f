"""Texts of which some lines were typed for a legacy font."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.legacy import FONTS
from archive.reading.typed import has_typed_line, read_label, read_typed
from tests.archive.legacy.encoder import typed

HEAD = "बिहार के मुख्यमंत्री ने कहा"
BODY = "राज्य के सभी जिलों में लोग अब पानी के लिए परेशान हैं और सरकार ने काम शुरू किया है"
KRUTI = "Kruti Dev 010"
ENGLISH = "The minister said on Friday that the work of the government is on."


def keys(text: str, font: str = KRUTI) -> str:
    found = typed(text, font)
    assert found
    return found


@pytest.mark.parametrize("font", FONTS)
def test_a_whole_text(font: str) -> None:
    read, found = read_typed(f"{keys(HEAD, font)}\n{keys(BODY, font)}")
    assert found
    assert read.split()[:3] == HEAD.split()[:3]


def test_a_headline_in_unicode_above_a_typed_body_and_the_reverse() -> None:
    assert read_typed(f"{HEAD}\n{keys(BODY)}") == (f"{HEAD}\n{BODY}", KRUTI)
    assert read_typed(f"{keys(HEAD)}\n{BODY}") == (f"{HEAD}\n{BODY}", KRUTI)
    assert read_typed(f"{BODY}\n{keys(HEAD)}\n{BODY}") == (f"{BODY}\n{HEAD}\n{BODY}", KRUTI)


def test_english_lines_stay() -> None:
    text = f"{ENGLISH}\n{keys(HEAD)}\nManisha Dhanwani\nhttps://a.example/1\n{keys(BODY)}"
    assert read_typed(text) == (
        f"{ENGLISH}\n{HEAD}\nManisha Dhanwani\nhttps://a.example/1\n{BODY}",
        KRUTI,
    )


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        ENGLISH,
        f"{HEAD}\n{ENGLISH}\nhttps://a.example/Some=Thing",
        "bharat ke pradhan mantri ne kaha ki vah dilli mein hain",
        "iPhone, eBay, McDonald's aur YouTube ki khabar",
        "x = [a[i] for i in b]; y = {c: d}\nif (a == b) { return c; }",
        "",
    ],
)
def test_what_was_not_typed_for_a_font(text: str) -> None:
    assert read_typed(text) == (text, "")


def test_a_font_that_is_named_is_not_doubted() -> None:
    assert read_typed(keys("बाढ़"), KRUTI) == ("बाढ़", KRUTI)
    assert read_typed(f"{HEAD}\n{keys('बाढ़')}", KRUTI) == (f"{HEAD}\nबाढ़", KRUTI)
    assert read_typed(HEAD, KRUTI) == (HEAD, "")


def test_labels_of_a_typed_text() -> None:
    assert read_label(keys("राजेश कुमार"), KRUTI) == "राजेश कुमार"
    assert read_label("Manisha Dhanwani", KRUTI) == "Manisha Dhanwani"
    assert read_label("मनीषा", KRUTI) == "मनीषा"
    assert read_label(keys("राजेश कुमार"), "") == keys("राजेश कुमार")


def test_a_look_at_the_keys() -> None:
    assert has_typed_line(f"{BODY}\n{keys(HEAD)}")
    assert not has_typed_line(BODY)


@settings(max_examples=100)
@given(st.text(max_size=80), st.sampled_from(["", *FONTS]))
def test_no_text_fails(text: str, font: str) -> None:
    read, _ = read_typed(text, font)
    assert read.count("\n") == text.count("\n")
