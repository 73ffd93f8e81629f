"""Lists in the order of a Hindi dictionary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.pages.collation import OTHERS, initial, sort_key

# In their right order, with the reason that each neighbourhood is here for.
ORDERED = (
    ("अंजलि", "ं comes before the consonants"),
    ("अँधेरा", "and ँ stands with it"),
    ("अकबर", "अ before आ"),
    ("अमर उजाला", ""),
    ("आज तक", ""),
    ("इंडिया टुडे", ""),
    ("ईनाडु", ""),
    ("उत्तर पत्रिका", ""),
    ("ऋषि", "ऋ after ऊ, before ए"),
    ("एकता", ""),
    ("ऐश्वर्या", ""),
    ("ओम", ""),
    ("कंचन", "कं before कक"),
    ("क़मर", "the nukta is no letter: र before ल decides"),
    ("कमल", "no matra before any matra"),
    ("कम्प्यूटर", "a conjunct after the plain letter and its matras"),
    ("काव्या", ""),
    ("कीर्ति", "ि before ी"),
    ("कुसुमलता", ""),
    ("कृष्ण", "ृ before े"),
    ("केशव", ""),
    ("कौशल", ""),
    ("क्षमा", "क्ष is क् + ष: after all matras of क"),
    ("खबर", ""),
    ("ख़बर लहरिया", "with nukta, longer: after खबर"),
    ("गोमती प्रहरी", ""),
    ("ज़ाकिर", "ज़ stands with ज"),
    ("जावेद", ""),
    ("ज्ञान", "ज्ञ is ज् + ञ"),
    ("त्रिवेदी", "त्र is त् + र"),
    ("हिन्दी", ""),
    ("Arvind Kothiyal", "Latin names after Devanagari"),
    ("Émile", "diacritics and case play no part"),
    ("faizan", ""),
    ("Zoya", ""),
    ("2 मिनट", "then what begins with neither"),
    ("日本", ""),
)


def test_the_order_of_the_dictionary() -> None:
    names = [name for name, _ in ORDERED]
    assert sorted(sorted(names, key=len), key=sort_key) == names


@pytest.mark.parametrize(
    ("label", "letter"),
    [
        ("अंजलि", "अ"),
        ("क्षमा", "क"),
        ("क़मर", "क"),
        ("\u0958मर", "क"),
        ("“गोमती”", "ग"),
        ("<u>टीला</u> टाइम्स", "U"),
        ("élan", "E"),
        ("zoya", "Z"),
        ("2 मिनट", OTHERS),
        ("…", OTHERS),
        ("़", OTHERS),
        ("", OTHERS),
        ("日本", OTHERS),
    ],
)
def test_the_letter_under_which_a_name_stands(label: str, letter: str) -> None:
    assert initial(label) == letter


@given(st.lists(st.text(min_size=1), max_size=9))
def test_any_names_can_be_sorted_and_letters_come_in_runs(labels: list[str]) -> None:
    letters = [initial(label) for label in sorted(labels, key=sort_key)]
    runs = [one for n, one in enumerate(letters) if n == 0 or letters[n - 1] != one]
    assert len(runs) == len(set(runs))
