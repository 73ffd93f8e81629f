"""Tags in small Latin letters, over a small lexicon and a small archive."""

from pathlib import Path

import pytest

from archive.article import Article
from index.lexicon import Lexicon
from index.search.models import Request
from index.search.tags import split_tag
from index.transliteration.phonetic_key import phonetic_key
from tests.factories import archive_in

WORDS = {
    "नरेंद्र": 2650, "मोदी": 3825, "राहुल": 670, "गांधी": 967, "किसान": 461, "आंदोलन": 300,
    "बालाकोट": 60, "बाल": 200, "कोट": 20, "मान": 2,
}  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon((word, phonetic_key(word), WORDS[word]) for word in sorted(WORDS))


@pytest.mark.parametrize(
    ("tag", "halves", "why"),
    [
        ("narendramodi", ("narendra", "modi"), "a name"),
        ("rahulgandhi", ("rahul", "gandhi"), "another"),
        ("kisanandolan", ("kisan", "andolan"), "two words"),
        ("balakot", None, "one word that the archive holds"),
        ("modi", None, "too short"),
        ("xyzzyplugh", None, "unknown words"),
        ("narendramaan", None, "a half that is too rare"),
        ("n" * 200, None, "too long"),
        ("नरेंद्रमोदी", None, "no Latin letters"),
        ("", None, "nothing"),
    ],
)
def test_halves(lexicon: Lexicon, tag: str, halves: tuple[str, str] | None, why: str) -> None:
    assert split_tag(tag, lexicon) == halves, why


def test_a_tag_finds_its_words_in_a_row(tmp_path: Path) -> None:
    texts = {f"name-{n}": f"नरेंद्र मोदी ने {n} घोषणाएँ कीं।" for n in range(6)}
    texts |= {"apart": "मोदी और नरेंद्र मिले।", "tag": "सुर्खियों में @narendramodi रहे।"}
    articles = [Article(name, text, "खबर") for name, text in texts.items()]
    with archive_in(tmp_path, articles) as opened:
        for query in ("@narendramodi", "#NarendraModi"):
            found = opened.searcher.search(Request(query, limit=50))
            assert {r.article.id for r in found.results} == texts.keys() - {"apart"}
        found = opened.searcher.search(Request("narendramodi", limit=50))
        assert {r.article.id for r in found.results} == texts.keys() - {"apart"}
