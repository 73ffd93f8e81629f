"""Titles made from the first sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import hindi_words
from archive.reading.cleaning import clean_text
from archive.reading.titles import MAX_TITLE_CHARS, has_dateline, title_of


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("रूस ने कहा। फिर गया।", "रूस ने कहा"),
        ("रूस ने कहा. फिर गया.", "रूस ने कहा"),
        ("रूस ने कहा | फिर गया |", "रूस ने कहा"),
        ("रूस ने क्या कहा? फिर गया।", "रूस ने क्या कहा?"),
        ("भारत जीत गया! फिर जश्न मना।", "भारत जीत गया!"),
        ("जा रहे हैं।बूम ने पाया।", "जा रहे हैं"),
        ("पूछताछ जारी है.बूम ने पाया.", "पूछताछ जारी है"),
        # Datelines are no sentences.
        ("प्योंगयांग। रूस के मंत्री ने चेतावनी दी है।", "रूस के मंत्री ने चेतावनी दी है"),
        ("नई दिल्ली. रूस के मंत्री ने चेतावनी दी है.", "रूस के मंत्री ने चेतावनी दी है"),
        ("नई दिल्ली, 12 जुलाई 2025। मंत्री ने चेतावनी दी है।", "मंत्री ने चेतावनी दी है"),
        ("जागरण संवाददाता, लखनऊ। मंत्री ने चेतावनी दी है।", "मंत्री ने चेतावनी दी है"),
        ("इंदौर (वार्ता): मंत्री ने यहां कहा। और भी।", "मंत्री ने यहां कहा"),
        ("नई दिल्ली, 12 जुलाई (भाषा) मंत्री ने यहां कहा। और भी।", "मंत्री ने यहां कहा"),
        ("नई दिल्ली।\nमंत्री ने चेतावनी दी है।", "मंत्री ने चेतावनी दी है"),
        # Short sentences are.
        ("वह नहीं रहे। देश शोक में है।", "वह नहीं रहे"),
        ("बारिश हो रही है। लोग खुश हैं।", "बारिश हो रही है"),
        ("प्योंगयांग।", "प्योंगयांग"),
        # A headline ends with its line; one word alone is none.
        ("शॉर्ट सर्किट से लगी आग\nगांव में आग लग गई।", "शॉर्ट सर्किट से लगी आग"),
        ("navbharat_2002_10\nसंसद की सुरक्षा के लिए समिति", "संसद की सुरक्षा के लिए समिति"),
        # Dots that end nothing.
        ("डॉ. सिंह ने कहा। फिर गए।", "डॉ. सिंह ने कहा"),
        ("विदेश मंत्री एस. जयशंकर ने कहा. फिर गए.", "विदेश मंत्री एस. जयशंकर ने कहा"),
        ("विदेश मंत्री एस.जयशंकर ने कहा. फिर गए.", "विदेश मंत्री एस.जयशंकर ने कहा"),
        ("ए. पी. जे. अब्दुल कलाम आए. फिर गए.", "ए. पी. जे. अब्दुल कलाम आए"),
        ("नौसेना का आई.एन.एस. विक्रांत पहुंचा. फिर गया.", "नौसेना का आई.एन.एस. विक्रांत पहुंचा"),
        ("खुशखबरी आई. सब खुश हुए.", "खुशखबरी आई"),
        ("Dr. J. Smith ने 3.5 करोड़ रु. दिए. फिर गए.", "Dr. J. Smith ने 3.5 करोड़ रु. दिए"),
        ("यू.एस. और रूस ने बात की. फिर गए.", "यू.एस. और रूस ने बात की"),
        ("1. पहला उपाय यह है. दूसरा यह.", "1. पहला उपाय यह है"),
        ("उसने सोचा... और चला गया। फिर आया।", "उसने सोचा... और चला गया"),
        # Brackets stay, and so do the quotes that close a sentence.
        ("मंत्री ने शनिवार (12 जुलाई, 2025) को कहा. फिर.", "मंत्री ने शनिवार (12 जुलाई, 2025) को कहा"),
        ("उसने कहा, “यह ठीक है।” फिर गया।", "उसने कहा, “यह ठीक है।”"),
        ("", ""),
        ("।।।", ""),
    ],
)
def test_the_first_sentence(body: str, title: str) -> None:
    assert title_of(body) == title


def test_a_long_sentence_is_cut_at_a_word() -> None:
    assert title_of("रूस के विदेश मंत्री " * 20) == ("रूस के विदेश मंत्री " * 20).strip()
    sentence = "रूस के विदेश मंत्री " * 90
    title = title_of(sentence)
    assert len(title) <= MAX_TITLE_CHARS
    assert title.endswith("…")
    assert sentence.startswith(title[:-1])
    assert sentence[len(title) - 1] == " "


def test_a_word_without_an_end_is_cut_too() -> None:
    assert len(title_of("क" * 100_000 + " ख")) == MAX_TITLE_CHARS


def test_what_has_a_dateline() -> None:
    assert has_dateline("प्योंगयांग। रूस के विदेश मंत्री")
    assert has_dateline("तोक्यो. ओलिंपिक खेलों में")
    assert not has_dateline("प्योंगयांग।")
    assert not has_dateline("रूस के विदेश मंत्री सर्गेई लावरोव ने शनिवार को कहा। फिर")


def test_every_row_of_the_tables_has_a_reason() -> None:
    tables = [table for name, table in vars(hindi_words).items() if name.isupper()]
    assert len(tables) == 7
    assert all(words and reason for table in tables for words, reason in table)


@given(st.text(st.sampled_from("अबक. ।?!|()“”\n\"'ड ॉ1A")) | st.text())
def test_every_text_has_a_title_of_one_short_line(text: str) -> None:
    title = title_of(clean_text(text))
    assert len(title) <= MAX_TITLE_CHARS
    assert title == " ".join(title.split())
