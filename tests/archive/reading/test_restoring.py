"""Texts restored as they were meant, with language and notes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.reading.restoring import Restored, restore, restore_label, restore_title
from tests.archive.legacy.encoder import typed

TEXT = "बिहार के मुख्यमंत्री ने कहा कि राज्य में बाढ़ की स्थिति ठीक है और लोगों को मदद मिल रही है।"
KEYS = typed(TEXT[:-1], "Kruti Dev 010") or ""


def test_sound_text_stays() -> None:
    assert restore(f" {TEXT}\r\n\r\n{TEXT}") == Restored(f"{TEXT}\n{TEXT}", "hi")
    assert restore(TEXT, language="Hindi") == Restored(TEXT, "hi")
    assert restore(TEXT, language="en-US") == Restored(TEXT, "hi")


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (TEXT.encode().decode("latin-1"), ("double_encoded",)),
        (TEXT.encode("ascii", "xmlcharrefreplace").decode(), ("entities",)),
        (TEXT.encode("ascii", "backslashreplace").decode(), ("escapes",)),
        (f"<div>{TEXT}</div>", ("markup",)),
        (
            f"<div>{TEXT.encode('ascii', 'xmlcharrefreplace').decode()}</div>",
            ("entities", "markup"),
        ),
    ],
)
def test_what_is_mended_is_noted(text: str, notes: tuple[str, ...]) -> None:
    assert restore(text) == Restored(TEXT, "hi", notes)


def test_typed_text() -> None:
    assert restore(KEYS) == Restored(TEXT[:-1], "hi", ("font=krutidev010",), "Kruti Dev 010")
    assert restore("ck<+", font="Kruti Dev 010").text == "बाढ़"
    assert restore(f"<p>{KEYS.replace('<', '&lt;')}</p>").text == TEXT[:-1]


def test_titles_and_labels_are_restored_as_the_body_was() -> None:
    sound, double, keys = restore(TEXT), restore(TEXT.encode().decode("latin-1")), restore(KEYS)
    assert restore_title("बाढ़ &amp; राहत", sound) == "बाढ़ & राहत"
    assert restore_title("बाढ़ का पानी".encode().decode("latin-1"), double) == "बाढ़ का पानी"
    assert restore_title(typed("बाढ़ का पानी", "Kruti Dev 010") or "", keys) == "बाढ़ का पानी"
    assert restore_title(KEYS, sound) == TEXT[:-1]
    assert restore_title("Flood in Bihar", sound) == "Flood in Bihar"
    assert restore_title("ि\ue000 ू", sound) == ""
    assert restore_label("रवि कुमार".encode().decode("latin-1"), double) == "रवि कुमार"
    assert restore_label("", keys) == ""


def test_damage_is_told() -> None:
    assert "signs that no word can have" in restore(TEXT.replace("ि", " \ue000ि")).problem


@settings(max_examples=200)
@given(st.text(max_size=100))
def test_restoring_again_changes_nothing(text: str) -> None:
    once = restore(text)
    again = restore(once.text)
    assert again.text == once.text or once.notes
