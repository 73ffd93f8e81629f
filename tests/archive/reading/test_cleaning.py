"""Cleaning of texts, labels and ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading.cleaning import clean_label, clean_text, id_problem


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        (" \n\t\r\n ", ""),
        (
            "एक\r\nदो\rतीन\u2028चार\u2029पांच\x85छह\x0bसात\x0cआठ",
            "एक\nदो\nतीन\nचार\nपांच\nछह\nसात\nआठ",
        ),
        ("  एक  \n\n\n\u00a0दो\u00a0", "एक\nदो"),
        ("\ufeffएक\0 दो\x07\x1b[31m", "एक दो[31m"),
        ("एक\ud800दो\udfff\ufffe", "एकदो"),
        ("\u202eउलटा\u202c \u2066x\u2069", "उलटा x"),
        # Joiners, the soft hyphen and a tab inside a line are the text's own.
        ("क्\u200dष र्\u200cक", "क्\u200dष र्\u200cक"),
        ("क\tख", "क\tख"),
        ("&#2349;&#x93E;रत &#8217;", "भारत ’"),
        (
            "&#0; &#38;#2349; &#60;b&#62; &#9999999; &#x; &#55296;",
            "&#0; &#38;#2349; &#60;b&#62; &#9999999; &#x;",
        ),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@given(st.text(st.characters()))
def test_cleaning_twice_changes_nothing_and_any_database_keeps_it(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert "\0" not in once
    assert once.encode().decode() == once
    assert clean_label(clean_label(text)) == clean_label(text)
    assert len(clean_label(text)) <= 500


def test_a_label_is_one_bounded_line() -> None:
    assert clean_label(" एक\n दो\t तीन ") == "एक दो तीन"
    assert clean_label("शब्द " * 1_000_000).endswith("शब्द…")


def test_ids() -> None:
    for id_ in ("", "a/1", "हिंदी:1", "x" * 300, "a b"):
        assert id_problem(id_) == ""
    assert "300 characters" in id_problem("x" * 301)
    for id_ in ("a\nb", "a\0", "\x7f", "\ud800"):
        assert "control characters" in id_problem(id_)
