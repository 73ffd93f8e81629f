"""Words that mean the same: searched, told, and switched off where a reader wants that."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.article import Article
from index.search.models import Request, Results
from index.search.open import Archive
from tests.factories import archive_in

OWN_ROWS = """\
earthquake\tभूकंप|भूचाल
home minister\tगृह मंत्री
lime\tचूना
fate\tकिस्मत|नसीब
strike\tहड़ताल\tहमला
metro\tमेट्रो
"""
BODIES = {
    "quake": "शहर में भूकंप के झटके आए।",
    "tremor": "कल भूचाल से दीवारें गिरीं।",
    "english": "A strong earthquake was felt.",
    "home": "गृह मंत्री ने बैठक बुलाई।",
    "other-minister": "मंत्री अपने गृह नगर गए।",
    "chosen": "उन्हें नेता चुना गया।",
    "torn": "पुराने नोट फटे मिले।",
    "luck": "किस्मत ने साथ दिया।",
    "strike": "बैंकों में हड़ताल रही।",
    "attack": "रात में हमला हुआ।",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    home = tmp_path_factory.mktemp("home")
    (home / "thesaurus.tsv").write_text(OWN_ROWS, encoding="utf-8")
    articles = [Article(id=name, body=body) for name, body in BODIES.items()]
    with archive_in(home, articles) as archive:
        yield archive


def search(opened: Archive, query: str, **more: object) -> Results:
    return opened.searcher.search(Request(query, **more))  # type: ignore[arg-type]


def ids(results: Results) -> list[str]:
    return [result.article.id for result in results.results]


FOUND = [
    # typed, what is found, in this order where it matters, why
    ("earthquakes", ["quake", "tremor", "english"], "English, inflected"),
    ("भूकंप", ["quake", "tremor", "english"], "Hindi"),
    ("भूचाल", ["tremor", "quake", "english"], "another Hindi word"),
    ("bhukamp", ["quake", "tremor"], "Hindi in Latin letters"),
    ("home minister", ["home"], "a phrase"),
    ('"home minister"', ["home"], "a phrase in quotes"),
    ("strike", ["strike", "attack"], "one of several things comes after what means the same"),
    ("हमला", ["attack"], "which stands for nothing else"),
    ("lime", [], "another word of the same stem is none of its forms"),
    ("=earthquake", ["english"], "exact"),
]


@pytest.mark.parametrize(("typed", "found", "_why"), FOUND, ids=[row[2] for row in FOUND])
def test_what_means_the_same_is_found(
    opened: Archive, typed: str, found: list[str], _why: str
) -> None:
    results = ids(search(opened, typed))
    assert set(results) == set(found)
    if found:
        assert results[0] == found[0] or typed.isascii()


def test_what_is_excluded_is_so_in_all_its_words(opened: Archive) -> None:
    assert ids(search(opened, "दीवारें -earthquake")) == []


def test_each_match_is_told_and_can_be_switched_off(opened: Archive) -> None:
    (word,) = search(opened, "earthquake").words
    assert [(match.term, match.why) for match in word.matched] == [
        ("earthquake", "exact"),
        ("भूकंप", "equivalent"),
        ("भूचाल", "equivalent"),
    ]
    assert all(match.weight < 1 for match in word.matched[1:])
    results = search(opened, "earthquake", off=("भूचाल",))
    assert [match.term for match in results.words[0].off] == ["भूचाल"]
    assert set(ids(results)) == {"quake", "english"}


def test_where_a_word_is_english_and_hindi_both_are_searched(opened: Archive) -> None:
    assert ids(search(opened, "fate")) == ["luck", "torn"]
    # Beside Hindi words in Latin letters it is rather Hindi.
    assert ids(search(opened, "fate purane mile"))[0] == "torn"


def test_marks_show_the_equivalent(opened: Archive) -> None:
    (result,) = search(opened, '"home minister"').results
    marked = [result.snippet.text[slice(*mark)] for mark in result.snippet.marks]
    assert " ".join(marked) == "गृह मंत्री"


def test_rows_of_ones_own_are_used_as_soon_as_they_are_written(tmp_path: Path) -> None:
    with archive_in(tmp_path, [Article(id="a", body="घंटाघर के पास मेला लगा।")]) as archive:
        assert search(archive, "zzyx").total == 0
        (tmp_path / "thesaurus.tsv").write_text("zzyx\tघंटाघर\n", encoding="utf-8")
        assert search(archive, "zzyx").total == 1


def test_a_rare_form_of_what_is_common_does_not_stand_first_for_being_rare(tmp_path: Path) -> None:
    articles = [
        Article(id=f"hindi-{n}", body=f"नरेंद्र मोदी ने सभा {n} में भाषण दिया।") for n in range(20)
    ]
    articles.append(Article(id="latin", body="सभा 99 में Narendra Modi ने भाषण दिया।"))
    with archive_in(tmp_path, articles) as archive:
        found = ids(search(archive, "नरेंद्र मोदी", limit=50))
        assert len(found) == 21
        assert found[-1] == "latin"
