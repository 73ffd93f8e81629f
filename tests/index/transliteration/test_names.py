"""Hindi names that are not spelled as they sound."""

import pytest

from index.transliteration.names import hindi_names

NAMES = (
    # typed, among what is found, reason
    ("North Korea", "उत्तर कोरिया", "a country of two words"),
    ("Russia", "रूस", "a country"),
    ("germany", "जर्मनी", "in small letters"),
    ("Egypt", "मिस्र", "a name from Arabic"),
    ("Japan", "जापान", "a country"),
    ("July", "जुलाई", "a month"),
    ("Monday", "सोमवार", "a weekday"),
    ("Cairo", "काहिरा", "a city of our own table"),
    ("Burma", "बर्मा", "in brackets in CLDR"),
    ("bjp", "भाजपा", "a party's letters"),
    ("US", "अमेरिका", "in capitals"),
)


@pytest.mark.parametrize(("typed", "hindi", "_reason"), NAMES, ids=[row[0] for row in NAMES])
def test_a_name_finds_its_hindi_name(typed: str, hindi: str, _reason: str) -> None:
    assert hindi in hindi_names(tuple(typed.split()))


@pytest.mark.parametrize("typed", ["us", "who", "may", "lavrov", "", "रूस"])
def test_what_is_no_name_or_another_word_finds_none(typed: str) -> None:
    assert hindi_names((typed,)) == ()
