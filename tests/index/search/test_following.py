"""The words before the one that is typed, and what follows them."""

from collections.abc import Iterator

import pytest

from index.search.following import Before, words_before
from index.search.open import Archive
from tests.factories import archive_in, article

BODIES = (
    "विदेश मंत्री ने कहा कि नरेंद्र मोदी आए।",
    "विदेश मंत्री और विदेश नीति पर BJP News ने लिखा।",
    "भारत में बारिश हुई और भारत में चुनाव होंगे।",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    articles = (
        article(id=str(n), url=f"https://news.example/{n}", body=body)
        for n, body in enumerate(BODIES)
    )
    with archive_in(tmp_path_factory.mktemp("following"), articles) as opened:
        yield opened


def before(archive: Archive, text: str) -> Before:
    generation = archive.generation()
    return words_before(
        text,
        archive.words.expander(generation),
        archive.engine,
        archive.store,
        archive.words.own_rows.thesaurus(),
    )


def heads(archive: Archive, text: str) -> list[str]:
    return [head.text for head in before(archive, text).heads]


def test_it_counts_the_articles_in_which_a_word_follows(archive: Archive) -> None:
    assert before(archive, "विदेश ").following == {"मंत्री": 2, "नीति": 1}


def test_latin_words_are_written_in_hindi_unless_spelled_exactly(archive: Archive) -> None:
    assert heads(archive, "videsh ") == ["विदेश "]
    assert heads(archive, '"narendra ') == ['"नरेंद्र ']
    assert heads(archive, "source:jansatta videsh ") == ["source:jansatta विदेश "]
    assert heads(archive, "=videsh ") == []
    assert heads(archive, "xqzxqz ") == []


def test_a_latin_word_of_the_archive_stays_beside_its_hindi_form(archive: Archive) -> None:
    assert "bjp " in heads(archive, "bjp ")
    (latin,) = [head for head in before(archive, "bjp ").heads if head.is_latin]
    assert latin.last == ("bjp",)


def test_a_word_behind_a_stop_word_follows_both(archive: Archive) -> None:
    found = before(archive, "भारत में ")
    assert found.heads[0].last == ("भारत", "में")
    assert found.following == {"बारिश": 1, "चुनाव": 1}


@pytest.mark.parametrize("text", ['"विदेश" ', "source:जनसत्ता ", "में "])
def test_where_nothing_is_said_about_the_next_word_nothing_follows(
    archive: Archive, text: str
) -> None:
    assert not before(archive, text).following
