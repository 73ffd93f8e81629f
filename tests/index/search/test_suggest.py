"""What is offered while a query is typed, over the small archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import indexing
from index.engine import EngineUnavailable
from index.search import suggest as module
from index.search.open import Archive
from index.search.suggest import MAX_SUGGEST_CHARS, MAX_SUGGESTIONS, Suggester, Suggestion
from tests.factories import archive_in, article


@pytest.fixture(scope="module")
def suggester(opened: Archive) -> Iterator[Suggester]:
    with pytest.MonkeyPatch.context() as patch:
        # On a busy machine the counting would stop early.
        patch.setattr("index.search.suggest._COUNTING_SECONDS", 60)
        yield Suggester(opened)


def texts(suggester: Suggester, typed: str) -> list[str]:
    return [one.text for one in suggester.suggest(typed)]


@pytest.mark.parametrize(
    ("typed", "text", "articles"),
    [
        ("lavrov", "लावरोव", 1),
        ("LAVRO", "लावरोव", 1),
        ("won", "वॉनसान", 1),
        ("वोन", "वोनसान", 1),
        ("चतव", "चेतावनी", 1),  # matras not typed yet
        ("vide", "विदेश", 3),
        ("tas", "tass", 1),
        ("TAS", "tass", 1),
        ("ज़र", "ज़रूर", 1),
        ("जर", "जरूर", 1),
        ("pradh", "प्रधानमंत्री", 2),
        ("japan", "जापान", 1),
    ],
)
def test_a_word_is_completed(suggester: Suggester, typed: str, text: str, articles: int) -> None:
    assert Suggestion(text, articles) in suggester.suggest(typed)[:2]


def test_the_words_before_are_kept_and_what_follows_them_comes_first(suggester: Suggester) -> None:
    assert suggester.suggest("videsh m")[0] == Suggestion("videsh मंत्री", 3)
    assert suggester.suggest("विदेश म")[0] == Suggestion("विदेश मंत्री", 3)
    assert texts(suggester, "videsh  n")[0] == "videsh  नीति"
    assert texts(suggester, "sergei l")[:2] == ["सर्गेई लावरोव", "sergei लावरोव"]
    assert texts(suggester, "रूस Lavrov vo")[0] == "रूस Lavrov वोनसान"


def test_after_a_space_comes_what_follows_more_than_once(suggester: Suggester) -> None:
    assert texts(suggester, "विदेश ") == ["विदेश नीति"]
    assert texts(suggester, "videsh ") == ["videsh नीति"]
    assert texts(suggester, "में ") == []


def test_what_no_article_has_together_is_not_offered(suggester: Suggester) -> None:
    assert "शतक लावरोव" not in texts(suggester, "शतक ल")
    assert texts(suggester, "शतक ल") == ["शतक लड़के"]


def test_names_that_are_not_spelled_by_sound(suggester: Suggester) -> None:
    assert suggester.suggest("north")[0] == Suggestion("उत्तर कोरिया", 1)
    assert suggester.suggest("north k")[0] == Suggestion("उत्तर कोरिया", 1)
    assert suggester.suggest("russi")[0] == Suggestion("रूस", 2)
    for typed in ("=north", "-north", '"north', "शतक OR north"):
        assert "उत्तर कोरिया" not in texts(suggester, typed)


def test_quotes_and_signs_stay(suggester: Suggester) -> None:
    assert texts(suggester, '"विदेश म')[0] == '"विदेश मंत्री'
    assert texts(suggester, "=जाप") == ["=जापान"]
    assert texts(suggester, "title:जाप") == ["title:जापान"]
    assert suggester.suggest("रूस -जाप")[0] == Suggestion("रूस -जापान", None)
    assert suggester.suggest("शतक या लाव")[0] == Suggestion("शतक या लावरोफ़", None)
    assert suggester.suggest("शतक OR लाव")[0] == Suggestion("शतक OR लावरोफ़", None)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\0", "source:जन", 'source:"जन वा', "रूस author:Man", "after:20", "-category:खे",
     "लाव*", '"विदेश"', "?", "विदेश, ", "2025", "xqzxqz", "क" * (MAX_SUGGEST_CHARS + 1)],
)  # fmt: skip
def test_what_cannot_be_completed_is_left_alone(suggester: Suggester, typed: str) -> None:
    assert suggester.suggest(typed) == ()


def test_stop_words_and_second_forms_of_a_word_take_no_place(suggester: Suggester) -> None:
    assert "में" not in texts(suggester, "m")
    assert len({"लड़के", "लड़कों"} & set(texts(suggester, "lad"))) == 1


def test_as_many_as_asked_for_at_most(suggester: Suggester) -> None:
    assert len(suggester.suggest("m", 2)) == 2
    assert len(suggester.suggest("m")) <= MAX_SUGGESTIONS
    assert suggester.suggest("m", 0) == ()


def test_what_cannot_be_counted_in_time_has_no_number(
    suggester: Suggester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_COUNTING_SECONDS", -1.0)
    assert suggester.suggest("videsh m")[0] == Suggestion("videsh मंत्री", None)


def test_new_articles_are_offered_at_once(tmp_path: Path) -> None:
    with archive_in(tmp_path) as growing:
        suggester = Suggester(growing)
        assert suggester.suggest("lav") == ()
        with pytest.raises(EngineUnavailable, match="reindex"):
            suggester.suggest("रूस lav")
        for number in (1, 2):
            growing.store.put([article(id=str(number), body="रूस के लावरोव आए।")])
            indexing.catch_up(growing.store, growing.engine)
            assert suggester.suggest("lav") == (Suggestion("लावरोव", number),)
            assert suggester.suggest("रूस lav") == (Suggestion("रूस लावरोव", number),)


pieces = st.sampled_from(
    ["lav", "लाव", "विदेश", " ", '"', "-", "=", "*", "OR", "या", "|", "title:", "source:", "\u200d",
     "़", "\0", "\ud800", "२", "7", "é", "西", "🙂", "(", "a" * 50, "क" * 50]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.lists(pieces).map("".join) | st.lists(pieces).map(" ".join))
@example("\u0302 lav")
def test_any_text_is_answered_and_its_words_are_kept(suggester: Suggester, typed: str) -> None:
    for one in suggester.suggest(typed):
        assert one.text
        assert one.articles is None or one.articles > 0
