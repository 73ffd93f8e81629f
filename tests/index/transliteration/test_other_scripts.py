"""Words in other scripts found among the words of a small archive."""

import pytest

from index.lexicon import Lexicon
from index.transliteration.phonetic_key import phonetic_key

WORDS = {
    "मोदी": 3825, "मुद्दे": 692, "पुतिन": 86, "दिल्ली": 3140, "बिदेश": 2, "विदेश": 1114, "केरल": 514,
    "अमेरिका": 1289, "अमरीका": 223, "चंडीगढ़": 300,
    "लावरोव": 12, "मोटी": 31, "modi": 63, "مودی": 1, "370": 5,
}  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon((word, phonetic_key(word), WORDS[word]) for word in sorted(WORDS))


# typed, what is found for sure and first in Devanagari, why
FOUND = [
    ("মোদী", "मोदी", "Bengali"),
    ("পুতিন", "पुतिन", "Bengali"),
    ("বিদেশ", "विदेश", "of two readings the commoner word"),
    ("ਦਿੱਲੀ", "दिल्ली", "Gurmukhi"),
    ("ਚੰਡੀਗੜ੍ਹ", "चंडीगढ़", "Gurmukhi, which has no letter for ढ़"),
    ("પુતિન", "पुतिन", "Gujarati"),
    ("మోదీ", "मोदी", "Telugu"),
    ("மோடி", "मोदी", "Tamil"),
    ("ಮೋದಿ", "मोदी", "Kannada, with another length of the vowel"),
    ("കേരളം", "केरल", "Malayalam"),
    ("مودی", "मोदी", "Urdu"),
    ("لاوروف", "लावरोव", "Urdu"),
    ("امریکہ", "अमेरिका", "of two that sound so the commoner"),
]


@pytest.mark.parametrize(("typed", "first", "why"), FOUND)
def test_what_is_found(lexicon: Lexicon, typed: str, first: str, why: str) -> None:
    found = [v for v in lexicon.find_variants(typed) if v.why == "sound" and not v.term.isascii()]
    assert found[0].term == first, why
    assert found[0].weight > 0.7


def test_the_word_itself_comes_first(lexicon: Lexicon) -> None:
    first, *_ = lexicon.find_variants("مودی")
    assert (first.term, first.why) == ("مودی", "exact")


@pytest.mark.parametrize("typed", ["Путин", "プーチン", "😀", "ৎ", "ءء", "்்"])
def test_what_is_like_nothing_finds_nothing(lexicon: Lexicon, typed: str) -> None:
    assert lexicon.find_variants(typed) == ()
