"""Which forms of a word are its own, where others share its stem."""

from pathlib import Path

import pytest

from archive.article import Article
from index.lexicon import Lexicon
from index.search.models import Request
from index.search.own_forms import is_rare_form, own_forms
from index.transliteration.phonetic_key import phonetic_key
from tests.factories import archive_in

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


@pytest.mark.parametrize(
    ("word", "held", "with_stem", "rare", "why"),
    [
        ("पुर्जा", {"पुर्जा": 3, "पुर्जे": 90, "पुर्जों": 20}, 100, False, "with its own forms it is not"),
        ("मेल", {"मेल": 3, "मेला": 90}, 93, True, "another word has the stem"),
        ("मेल", {"मेल": 40, "मेला": 50}, 90, False, "it has enough itself"),
        ("मेल", {"मेला": 50}, 50, False, "a word that is not there is none"),
    ],
)
def test_a_word_is_rare_by_all_its_forms(
    word: str, held: dict[str, int], with_stem: int, rare: bool, why: str
) -> None:
    lexicon = Lexicon((form, phonetic_key(form), n) for form, n in sorted(held.items()))
    assert is_rare_form(word, with_stem, lexicon) is rare, why
