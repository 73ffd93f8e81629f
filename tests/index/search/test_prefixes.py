"""The words that a beginning stands for, over a small lexicon."""

import pytest

from index.lexicon import Lexicon
from index.query.parser import parse
from index.search.prefixes import words_beginning
from index.transliteration.phonetic_key import phonetic_key

WORDS = {
    "हिंदी": 169, "हिन्दी": 242, "हिंदुस्तान": 30, "हिंसा": 80, "हाथी": 9, "ज़रूरत": 40, "जरूर": 90,
    "जारी": 300, "पुतिन": 86, "पूतिन": 2, "पत्नी": 200, "putin": 3, "लावरोव": 14, "लव": 108, "लेवल": 5,
    "लाइव": 94, "2020": 9, "2019": 4, "2": 50, "मोदी": 900, "मोबाइल": 80,
}  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon((word, phonetic_key(word), WORDS[word]) for word in sorted(WORDS))


# typed, the words it stands for, in any order, why
BEGINNINGS = [
    ("हिंद*", {"हिंदी", "हिन्दी", "हिंदुस्तान"}, "either way of writing the nasal"),
    ("हिन्द*", {"हिंदी", "हिन्दी", "हिंदुस्तान"}, "typed the other way"),
    ("जरू*", {"ज़रूरत", "जरूर"}, "with nukta and without"),
    ("ज़रू*", {"ज़रूरत", "जरूर"}, "typed with nukta"),
    ("पुति*", {"पुतिन", "पूतिन"}, "either length of a vowel"),
    ("puti*", {"पुतिन", "पूतिन", "putin"}, "by sound, and Latin words"),
    ("lav*", {"लावरोव", "लव", "लेवल"}, "by sound, without what only resembles it"),
    ("ल*व", {"लव", "लाइव", "लावरोव"}, "that also end so"),
    ("हि*न", {"हिंदुस्तान"}, "in writing"),
    ("ह*ंदी", {"हिंदी", "हिन्दी"}, "either way of writing the nasal there"),
    ("lav*v", {"लावरोव", "लव"}, "by the consonants of the end"),
    ("pu*n", {"पुतिन", "पूतिन", "putin"}, "and Latin words"),
    ("मोदी*दी", set(), "what begins and ends so has both, one behind the other"),
    ("20*", {"2020", "2019"}, "numbers"),
    ("२०*", {"2020", "2019"}, "in other digits"),
    ("झठ*", set(), "nothing begins so"),
    ("مو*", set(), "a script that no word has"),
]


@pytest.mark.parametrize(("typed", "expected", "why"), BEGINNINGS)
def test_beginnings(lexicon: Lexicon, typed: str, expected: set[str], why: str) -> None:
    ((term,),) = parse(typed).required
    found, more = words_beginning(term.words[0], lexicon)
    assert {variant.term for variant in found} == expected, why
    assert {variant.why for variant in found} <= {"prefix"}
    assert not more


def test_of_too_many_the_commonest_are_taken(lexicon: Lexicon) -> None:
    ((term,),) = parse("हिंद*").required
    found, more = words_beginning(term.words[0], lexicon, 2)
    assert [variant.term for variant in found] == ["हिन्दी", "हिंदी"]
    assert more
