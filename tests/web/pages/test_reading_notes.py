"""What reading did to an article, in words."""

import pytest
from flask import Flask

from archive.notes import NOTES, note
from tests.factories import article
from web.pages.citation import citations
from web.pages.metadata import news_article
from web.pages.reading_notes import said


@pytest.mark.parametrize("lang", ["hi", "en"])
def test_every_note_is_said_in_both_languages(app: Flask, lang: str) -> None:
    codes = " ".join(note(name, "0.5") for name in NOTES)
    with app.test_request_context(f"/?lang={lang}"):
        lines = said(article(notes=codes))
    assert len(lines) == len(NOTES)
    assert all(lines)


def test_values_are_said_and_strange_ones_do_no_harm(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert said(article(notes="font=Kruti_Dev_010 ocr=0.934 nonsense replaced=x ocr=")) != []
        assert said(article(notes="font=Kruti_Dev_010 ocr=0.934")) == [
            "Converted from the legacy font Kruti Dev 010",
            "Text read from an image (OCR), 93% confidence",
        ]
        assert said(article(notes="replaced=1234")) == ["Damaged characters are shown as �: 1,234"]


def test_a_title_made_of_the_text_is_not_given_out_as_the_title(app: Flask) -> None:
    own = article(title="रूस के विदेश मंत्री लावरोव, वॉनसान में", titled_by="text")
    with app.test_request_context("/?lang=en"):
        texts = [each.text for each in citations(own, "http://x/")]
        assert "[रूस के विदेश मंत्री लावरोव, वॉनसान में। दूसरा पैरा।]" in texts[0]
        assert "“" not in texts[0]
        assert all("[रूस" in text for text in texts)
    assert "headline" not in news_article(own, "http://x/")
    assert news_article(article(), "http://x/")["headline"] == article().title
