"""Spellings of one word that fold into one form, and words that must stay apart."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import is_stop_word, term
from index.analysis.folding import fold, fold_vowels, normalize_ending

# one spelling, another, why they are found together
TOGETHER = [
    ("ज़रूर", "जरूर", "nukta"),
    ("फ़िल्म", "फिल्म", "nukta"),
    ("पाँच", "पांच", "chandrabindu"),
    ("हिन्दी", "हिंदी", "न् before its stop"),
    ("सम्बन्ध", "संबंध", "म् and न्"),
    ("गङ्गा", "गंगा", "ङ्"),
    ("पञ्चायत", "पंचायत", "ञ्"),
    ("दण्ड", "दंड", "ण्"),
    ("इन्टरनेट", "इंटरनेट", "न् before a retroflex"),
    ("फ्रान्स", "फ्रांस", "न् before a sibilant"),
    ("कम्प्यूटर", "कंप्यूटर", "म् before a cluster"),
    ("वॉनसान", "वोनसान", "ॉ"),
    ("ऑफिस", "ओफिस", "ऑ"),
    ("दुःख", "दुख", "visarga"),
    ("व्लादिमीर", "व्लादिमिर", "ी"),
    ("रूपये", "रुपये", "ू"),
    ("लखनऊ", "लखनउ", "ऊ"),
    ("सर्गेई", "सर्गेइ", "ई"),
    ("गए", "गये", "ए and ये"),
    ("रुपए", "रुपये", "ए and ये of a noun"),
    ("रुपये", "रुपया", "its singular"),
    ("रुपये", "रुपयों", "its oblique plural"),
    ("नए", "नया", "ए and या of an adjective"),
    ("चाहिए", "चाहिये", "ए and ये after a vowel sign"),
    ("आए", "आये", "ए and ये after a vowel"),
    ("गई", "गयी", "ई and यी"),
    ("स्थायी", "स्थाई", "ई and यी after a vowel sign"),
    ("महिलाएँ", "महिलायें", "एँ and यें"),
    ("जगत्", "जगत", "virama at the end"),
    ("चिह्न", "चिन्ह", "ह and न in either order"),
    ("ब्राह्मण", "ब्राम्हण", "ह and म"),
    ("व्हाइट", "ह्वाइट", "ह and व"),
    ("आह्लाद", "आल्हाद", "ह and ल"),
    ("महत्त्व", "महत्व", "doubled before a semivowel"),
    ("उज्ज्वल", "उज्वल", "the same"),
    ("कर्त्तव्य", "कर्तव्य", "doubled after र्"),
    ("अर्द्ध", "अर्ध", "the same of an aspirated letter"),
    ("मूर्च्छित", "मूर्छित", "the same"),
    ("चिट्ठी", "चिठ्ठी", "an aspirated letter, doubled"),
    ("मक्खन", "मख्खन", "the same"),
    ("शृंगार", "श्रृंगार", "शृ"),
    ("निःशुल्क", "नि:शुल्क", "a colon for the visarga"),
    ("दुख", "दु:ख", "and no visarga"),
    ("मप्र", "म.प्र.", "dots in an abbreviation"),
    ("ओब्रायन", "ओ’ब्रायन", "an apostrophe"),
    ("OBrien", "O`Brien", "whichever apostrophe"),
    ("U.S.", "US", "dots"),
    ("यू.एस.", "यूएस", "dots in Devanagari"),
    ("बी॰जे॰पी॰", "बीजेपी", "abbreviation signs"),
    ("O’Brien", "OBrien", "apostrophe"),
    ("India’s", "India", "possessive"),
    ("1,00,000", "१०००००", "commas and digits"),
]
APART = [
    ("अन्य", "अंय", "no nasal sign before a semivowel"),
    ("जन्म", "जंम", "nor before another nasal"),
    ("उन्हें", "उंहें", "nor before ह"),
    ("सम्मान", "संमान", "nor doubled"),
    ("ज्ञान", "ज्ंन", "ज्ञ is no nasal and stop"),
    ("अन्न", "अंन", "a doubled न"),
    ("सत्ता", "सता", "a doubled letter makes another word"),
    ("बुद्ध", "बुध", "and so does one before its aspirate"),
    ("बच्चा", "बचा", "the same"),
    ("कल", "खल", "aspiration makes another word"),
    ("दाल", "डाल", "so does the retroflex"),
    ("शाम", "साम", "and the sibilant"),
    ("वन", "बन", "and व for ब"),
    ("6.5", "65", "the decimal point counts"),
    ("गाय", "गए", "गायें is the plural of गाय"),
]


@pytest.mark.parametrize(("one", "other", "why"), TOGETHER)
def test_found_together(one: str, other: str, why: str) -> None:
    assert term(one)[1] == term(other)[1], why


@pytest.mark.parametrize(("one", "other", "why"), APART)
def test_kept_apart(one: str, other: str, why: str) -> None:
    assert term(one)[1] != term(other)[1], why


devanagari = st.text(st.characters(min_codepoint=0x900, max_codepoint=0x97F))


@given(st.text() | devanagari)
@example("क््")
@example("न्न्क")
@example("न्न्ह")
@example("म्ह्न्ह")
@example("ठ्ठ्ठ")
@example("र्द्ध्ध्द्ध")
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(devanagari)
def test_an_ending_can_be_normalized_in_any_word(word: str) -> None:
    assert bool(normalize_ending(word)) == bool(word)


@pytest.mark.parametrize(
    "word",
    "का है नहीं गये गए सिर्फ़ सिर्फ यहाँ यहां हूँ किन्तु चाहिये लिये मे नही उन्होने उन्होनें करेगें एंव किसको क्यूँ".split(),
)
def test_stop_words_in_all_their_spellings(word: str) -> None:
    assert is_stop_word(term(word)[0])


WANTED = [
    ("जाति", "caste, not जाती"),
    ("ऊन", "wool, not उन"),
    ("दीया", "a lamp"),
    ("दीये", "lamps"),
    ("आप", "a party"),
    ("अपना", "a party: अपना दल"),
    ("मत", "a vote"),
    ("कर", "a tax"),
    ("जी", "जी-20"),
    ("ली", "a name"),
    ("मेरी", "मेरी कॉम"),
    ("दिया", "दिया कुमारी"),
    ("किया", "किया मोटर्स"),
    ("देना", "देना बैंक"),
    ("सोना", "gold"),
    ("लावरोव", "a name"),
    ("nato", "Latin words say something"),
    ("20", "so do numbers"),
]


@pytest.mark.parametrize(("word", "why"), WANTED)
def test_what_a_reader_may_want_is_no_stop_word(word: str, why: str) -> None:
    assert not is_stop_word(term(word)[0]), why


@pytest.mark.parametrize("words", ["भूमि", "बॉल", "ऑन", "लखनऊ", "ई", "कमल", ""])
def test_vowels_are_folded_as_in_a_long_stem(words: str) -> None:
    long = "कमलनयन"
    assert fold(long + words) == long + fold_vowels(words)
