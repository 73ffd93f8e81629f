"""Which near spellings of a word are meant."""

import pytest

from index.lexicon import Variant
from index.search.spellings import likely_spellings

# typed, its articles, a near spelling, its articles, whether it is searched, why
NEAR = [
    ("चीता", 2, "चिंता", 447, False, "a short word is another word"),
    ("चूना", 5, "चुना", 257, False, "by the length of a vowel too"),
    ("बॉल", 40, "बाल", 120, False, "or by its sound"),
    ("केसर", 4, "कसर", 70, False, "three aksharas are short"),
    ("हिंदी", 900, "हिन्दी", 300, True, "the nasal sign is spelling"),
    ("ज़रूर", 10, "जरूर", 300, True, "and the nukta"),
    ("शुरु", 10, "शुरू", 3000, True, "and the length of the last vowel"),
    ("पूतिन", 10, "पुतिन", 3000, True, "and any length in three aksharas"),
    ("डाक्टर", 10, "डॉक्टर", 400, True, "and the candra among three consonants"),
    ("चिंता", 447, "चीता", 2, True, "one much rarer may be a slip"),
    ("मल", 0, "मिल", 3000, True, "one that no article holds may be one itself"),
    ("अमरीका", 300, "अमेरिका", 1500, True, "a long word has no near neighbours"),
]


@pytest.mark.parametrize(("word", "articles", "other", "others", "searched", "why"), NEAR)
def test_near_spellings(  # noqa: PLR0917
    word: str, articles: int, other: str, others: int, searched: bool, why: str
) -> None:
    itself = (Variant(word, 1.0, articles),) if articles else ()
    near = Variant(other, 0.8, others, "spelling")
    assert likely_spellings(word, (*itself, near)) == (*itself, *[near] * searched), why
