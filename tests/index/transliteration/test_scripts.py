"""Words in other Indian scripts as Devanagari."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.transliteration.scripts import other_script_readings

# typed, a reading that it must have, why
READINGS = [
    ("মোদী", "मोदी", "Bengali"),
    ("বিদেশ", "विदेश", "Bengali has one letter for ब and व"),
    ("বাংলা", "बांग्ला", "its nasal is spoken ng"),
    ("ਮੋਦੀ", "मोदी", "Gurmukhi"),
    ("ਦਿੱਲੀ", "दिल्ली", "addak doubles what follows"),
    ("ਪੰਜਾਬ", "पंजाब", "tippi is a nasal"),
    ("પુતિન", "पुतिन", "Gujarati"),
    ("ମୋଦୀ", "मोदी", "Odia"),
    ("మోదీ", "मोदी", "Telugu"),
    ("மோடி", "मोदि", "Tamil does not tell voiced from voiceless"),
    ("புதின்", "पुतिन्", "nor does it have one letter for n"),
    ("ಮೋದಿ", "मोदि", "Kannada"),
    ("മോദി", "मोदि", "Malayalam"),
]


@pytest.mark.parametrize(("typed", "reading", "why"), READINGS)
def test_readings(typed: str, reading: str, why: str) -> None:
    assert reading in other_script_readings(typed), why


@pytest.mark.parametrize("typed", ["मोदी", "Modi", "مودی", "Путин", "370", "", "මෝදි"])
def test_other_words_have_none(typed: str) -> None:
    assert other_script_readings(typed) == ()


@given(st.text(st.characters(min_codepoint=0x0980, max_codepoint=0x0D7F), max_size=100))
def test_any_string_has_few_readings(text: str) -> None:
    assert len(other_script_readings(text)) <= 16
