"""Text typed for Kruti Dev 010."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.legacy import read_krutidev

PAIRS = Path(__file__).parents[3] / "shared/data/files/legacy/kd-words-146.tsv"

# typed, read, why
READ = [
    ("Hkkjr", "भारत", "letters of two keys"),
    ("fnYyh", "दिल्ली", "a short i before its letter"),
    ("fLFkfr", "स्थिति", "and before a conjunct"),
    ("O;fDr", "व्यक्ति", "before another"),
    ("fØdsV", "क्रिकेट", "before a conjunct of one key"),
    ("deZpkjh", "कर्मचारी", "a reph behind its letter"),
    ("vk'khokZn", "आशीर्वाद", "and behind its vowel sign"),
    ("xzkeh.k", "ग्रामीण", "r below"),
    ('jk"Vªifr', "राष्ट्रपति", "r below a round letter"),
    ("eq[;ea=h", "मुख्यमंत्री", "a nasal and त्र"),
    ("Nk=ksa", "छात्रों", "त्र with a vowel sign"),
    ("mÙkj izns'k", "उत्तर प्रदेश", "two words"),
    ("bZjku vkSj ,sfrgkfld", "ईरान और ऐतिहासिक", "vowels of two keys"),
    ("ƒ‰…A", "173।", "digits and a danda"),
    ("भारत", "भारत", "what is no key stays"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("typed", "read", "why"), READ)
def test_what_is_read(typed: str, read: str, why: str) -> None:
    assert read_krutidev(typed) == read, why


@given(st.text(st.characters(max_codepoint=0x17F), max_size=60))
def test_any_text_is_read_and_no_mark_is_left(text: str) -> None:
    assert not {"\ue000", "\ue001"} & set(read_krutidev(text))


@pytest.mark.skipif(not PAIRS.exists(), reason="the pairs are not part of the project")
def test_pairs_of_others() -> None:
    rows = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines()]
    right = [read_krutidev(typed) == text for typed, text, *_ in rows]
    assert sum(right) / len(right) >= 0.97
