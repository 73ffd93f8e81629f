"""Characters in one form, however a text was encoded."""

import unicodedata

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis.normalizer import is_plain_hindi, normalize
from index.analysis.tokenizer import token_spans

# typed, exact form, why
SAME = [
    ("\u0915\u093c\u0932\u092e", "\u0958\u0932\u092e", "nukta apart and precomposed"),
    ("\u0928\u093c", "\u0929", "ऩ, which NFC composes"),
    ("\u0922\u093e\u093c", "\u0922\u093c\u093e", "nukta typed after the vowel sign"),
    ("\u0928\u093e\u093c", "\u0929\u093e", "the same where the letter is composed"),
    ("ओडि\u093cशा", "ओड\u093cिशा", "as news writes it"),
    ("क\u094d\u093cय", "क\u093c\u094dय", "nukta typed after the virama"),
    ("मंे", "में", "vowel sign typed after the nasal sign"),
    ("शकंुतला", "शकुंतला", "the same in a name"),
    ("मेें", "में", "a vowel sign typed twice"),
    ("हैंं", "हैं", "a nasal sign typed twice"),
    ("अा", "आ", "आ typed in two"),
    ("अो", "ओ", "ओ typed in two"),
    ("अाे", "ओ", "ओ typed in three"),
    ("अॉफिस", "ऑफिस", "ऑ typed in two"),
    ("आैर", "और", "औ typed as आ and ै"),
    ("हवाआें", "हवाओं", "ओ typed as आ and े"),
    ("एेसा", "ऐसा", "ऐ typed in two"),
    ("लाेग", "लोग", "ो typed in two"),
    ("गर्इ", "गई", "ई of an old font"),
    ("कोर्ई", "कोई", "the same, half converted"),
    ("िकसान", "किसान", "a short i before its consonant"),
    ("शक्ितशाली", "शक्तिशाली", "the same inside a word"),
    ("िस्थति", "स्थिति", "before a cluster"),
    ("दुिनया", "दुनिया", "after a vowel sign"),
    ("ििजला", "जिला", "twice"),
    ("क्\u200dष", "क्ष", "joiner"),
    ("क्\u200cष", "क्ष", "non-joiner"),
    ("लाव\u00adरोव", "लावरोव", "soft hyphen"),
    ("लाव\u200eरोव", "लावरोव", "direction mark"),
    ("२०२५", "2025", "Devanagari digits"),
    ("٢٠٢٥", "2025", "Arabic digits"),
    ("NATO", "nato", "capitals"),
    ("José", "jose", "accents on Latin letters"),
    ("STRASSE", "straße", "case folding is more than small letters"),
    ("ﬁlm", "film", "a ligature"),
    ("ＮＡＴＯ", "nato", "wide letters"),
]
DIFFERENT = [
    ("ज़रूर", "जरूर", "the nukta is spelling"),
    ("पाँच", "पांच", "so is the nasal sign"),
    ("हिन्दी", "हिंदी", "and the nasal letter"),
    ("दुःख", "दुख", "and visarga"),
    ("वॉनसान", "वोनसान", "and the vowel"),
    ("दिन", "दीन", "and its length"),
    ("किसान", "कसिान", "a short i stays behind a consonant"),
    ("கி", "கீ", "marks of Indian scripts are no accents"),
]


@pytest.mark.parametrize(("typed", "meant", "why"), SAME)
def test_written_the_same(typed: str, meant: str, why: str) -> None:
    assert normalize(typed) == normalize(meant), why
    assert normalize(meant) in (
        unicodedata.normalize("NFC", meant),
        unicodedata.normalize("NFKC", meant).casefold().replace("ß", "ss"),
    )


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_written_differently(one: str, other: str, why: str) -> None:
    assert normalize(one) != normalize(other), why


devanagari = st.text(st.characters(min_codepoint=0x900, max_codepoint=0x97F))


@given(st.text() | devanagari)
@example("र्र्इ")
@example("अाेे")
@example("\u0928\u093e\u093c\u093c")
@example("ͺ")
def test_normalizing_twice_is_normalizing_once(word: str) -> None:
    once = normalize(word)
    assert normalize(once) == once
    assert not regex.search(r"\s", once)


SIGNS = st.text("कखनरऩळअआइएािीेोैॅँंःऽ़्ॐॲ\u200d\u0951\u0958०॰a", max_size=8)


@given(SIGNS)
@example("का")
@example("गर्इ")
@example("कांा")
def test_a_plain_word_is_one_word_in_its_exact_form(word: str) -> None:
    if is_plain_hindi(word):
        assert normalize(word) == word
        assert list(token_spans(word)) == [(0, len(word))]


def test_most_words_are_plain() -> None:
    assert all(map(is_plain_hindi, "लावरोव वॉनसान रूस मंत्री न पाँच दुःख ऑफिस आऍ".split()))
    assert not any(
        map(is_plain_hindi, ["", "ज़रूर", "a", "5", "कोविड-19", "गर्इ", "क\u200d", "का।", "यू.एस."])
    )
