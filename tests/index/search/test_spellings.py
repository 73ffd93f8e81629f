"""Which near spellings of a word are meant, and which forms are its own."""

from pathlib import Path

import pytest

from archive.article import Article
from index.lexicon import Variant
from index.search.models import Request
from index.search.spellings import likely_spellings, own_forms
from tests.factories import archive_in

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


# typed, what the archive holds, which of it are its own forms, why
FORMS = [
    ("बादल", "बादल बादलों बादला", "बादल बादलों", "a noun in a consonant"),
    ("बादला", "बादल बादला बादलों", "बादला", "a name in ा, rarer than what it ends"),
    ("तबला", "तबला तबले तबलों", "तबला तबले तबलों", "a noun in ा"),
    ("अगला", "अगला अगले अगली", "अगला अगले अगली", "an adjective"),
    ("बछड़ा", "बछड़ा बछड़े बछड़ी बछड़ियां", "बछड़ा बछड़े", "a female is another word"),
    ("बछड़ी", "बछड़ा बछड़ी बछड़ियां", "बछड़ी बछड़ियां", "and has its own forms"),
    ("उछला", "उछला उछले उछलना उछल", "", "of a verb nothing is told"),
]


@pytest.mark.parametrize(("word", "held", "own", "why"), FORMS)
def test_own_forms(word: str, held: str, own: str, why: str) -> None:
    articles = {form: 10 - number for number, form in enumerate(held.split())}
    found = own_forms(word, (), lambda form: articles.get(form, 0))
    assert set(found) == set(own.split()), why
    assert all(found[form] == articles[form] for form in found)


def test_another_word_with_the_same_stem_is_no_result(tmp_path: Path) -> None:
    texts = {"name": "चंदेला मैच जीते", "plural": "चंदेल जीते", "other": "चंदेलों का किला"}
    with archive_in(tmp_path, [Article(key, text) for key, text in texts.items()]) as opened:
        found = opened.searcher.search(Request("चंदेला"))
        assert [one.article.id for one in found.results] == ["name"]
        assert found.total == 1
        assert found.results[0].snippet.marks
        assert opened.searcher.search(Request("चंदेल")).total == 2
