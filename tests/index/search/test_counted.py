"""Numbers in words and in digits, before what they count."""

from pathlib import Path

import pytest

from archive.article import Article
from index.search.models import Request
from tests.factories import archive_in

TEXTS = {
    "words": "बाजार में दो दिन तक हड़ताल रही।",
    "digits": "बैंक कर्मी 2 दिन से छुट्टी पर हैं।",
    "elsewhere": "दो नेताओं ने उसी दिन बयान दिया।",
    "share": "महिलाओं को पचास प्रतिशत आरक्षण मिलेगा।",
    "50%": "सरकार ने 50 फीसदी सीटें बढ़ाईं।",
    "fifty": "पचास गांवों में प्रतिशत घटा।",
    "a hundred": "दाम सौ रुपये हुआ।",
    "five hundred": "दाम 500 रुपये हुआ।",
    "100": "टिकट 100 रुपए में।",
}


@pytest.mark.parametrize(
    ("query", "found", "not_found"),
    [
        ("2 दिन", {"words", "digits"}, {"elsewhere"}),
        ("2 din", {"words", "digits"}, {"elsewhere"}),
        ("दो दिन", {"words", "digits", "elsewhere"}, set()),
        ("two days", {"words", "digits"}, set()),
        ("50%", {"share", "50%"}, {"fifty"}),
        ("पचास प्रतिशत", {"share", "50%"}, set()),
        ("100 रुपये", {"a hundred", "100"}, {"five hundred"}),
        ("=2 दिन", {"digits"}, {"words"}),
        ("2", {"digits"}, {"words"}),
        ("पांच सौ रुपये", {"a hundred"}, {"100"}),
    ],
)
def test_a_number_before_what_it_counts(
    tmp_path: Path, query: str, found: set[str], not_found: set[str]
) -> None:
    with archive_in(tmp_path, [Article(key, text) for key, text in TEXTS.items()]) as opened:
        results = opened.searcher.search(Request(query, limit=20))
        having_all = {one.article.id for one in results.results[: results.with_all]}
        every = {one.article.id for one in results.results}
    assert found <= (having_all if len(found) > 1 else every), having_all
    assert not not_found & having_all


def test_it_is_told_marked_and_switched_off(tmp_path: Path) -> None:
    with archive_in(tmp_path, [Article(key, text) for key, text in TEXTS.items()]) as opened:
        search = opened.searcher.search
        results = search(Request("2 दिन"))
        told = [variant.term for word in results.words for variant in word.matched]
        assert "दो दिन" in told
        texts = {one.article.id: one.snippet for one in results.results}
        marked = [texts["words"].text[start:end] for start, end in texts["words"].marks]
        assert marked == ["दो", "दिन"]
        without = search(Request("2 दिन", off=("दो दिन",)))
        assert without.with_all == 1
        assert "दो दिन" in [each.term for word in without.words for each in word.off]
