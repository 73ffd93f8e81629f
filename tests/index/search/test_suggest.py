"""What is offered while a query is typed, over the small archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.article import Article
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
    assert suggester.suggest("विदेश म")[0] == Suggestion("विदेश मंत्री", 3)
    assert texts(suggester, "विदेश  न")[0] == "विदेश  नीति"


def test_latin_words_before_are_written_in_hindi(suggester: Suggester) -> None:
    assert suggester.suggest("videsh m")[0] == Suggestion("विदेश मंत्री", 3)
    assert texts(suggester, "videsh  n")[0] == "विदेश  नीति"
    assert texts(suggester, "sergei l")[0] == "सर्गेई लावरोव"
    assert texts(suggester, '"videsh m')[0] == '"विदेश मंत्री'
    assert texts(suggester, "=videsh m") == []  # no article has this spelling


def test_after_a_space_comes_what_follows_more_than_once(suggester: Suggester) -> None:
    assert texts(suggester, "विदेश ") == ["विदेश नीति"]
    assert texts(suggester, "videsh ") == ["विदेश नीति"]
    assert texts(suggester, "में ") == []


def test_what_never_follows_the_words_before_is_not_offered(suggester: Suggester) -> None:
    assert texts(suggester, "शतक ल") == []


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
    assert suggester.suggest("videsh m")[0] == Suggestion("विदेश मंत्री", None)


NEWS = (
    (30, "रक्षा मंत्री और गृह मंत्री दिल्ली में मिले।"),
    (25, "रक्षामंत्री का बजट भाषण इंदौर में सुना गया।"),
    (20, "राहुल गांधी ने रोहित शर्मा के साथ 5जी सेवा और कोविड-19 पर बात की।"),
    (1, "रक्षा मंगलवार को नहीं, इन्दोर में राहुल गुप्ता ने 5 गुना टीके गिने।"),
    (5, "उत्तर प्रदेश यानी उ.प्र. की डॉ. शर्मा ने 2020 में मोदी, ट्रंप और सबको देखा।"),
)


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Suggester]:
    bodies = [body for number, body in NEWS for _ in range(number)]
    articles = (
        article(id=str(n), url=f"https://news.example/{n}", title="समाचार", body=body)
        for n, body in enumerate(bodies)
    )
    with (
        pytest.MonkeyPatch.context() as patch,
        archive_in(tmp_path_factory.mktemp("newspaper"), articles) as archive,
    ):
        patch.setattr("index.search.suggest._COUNTING_SECONDS", 60)
        yield Suggester(archive)


def test_phrases_and_names_are_offered_joined_and_apart(newspaper: Suggester) -> None:
    assert set(newspaper.suggest("रक्षा मं")) == {
        Suggestion("रक्षा मंत्री", 30),
        Suggestion("रक्षामंत्री", 25),
    }
    assert Suggestion("रक्षा मंत्री", 30) in newspaper.suggest("रक्षामं")
    assert newspaper.suggest("rahul g")[0] == Suggestion("राहुल गांधी", 20)
    assert texts(newspaper, "राहुल g")[0] == "राहुल गांधी"
    assert texts(newspaper, "modi tr") == ["मोदी ट्रंप"]


def test_what_few_articles_have_is_left_out_beside_what_many_have(newspaper: Suggester) -> None:
    assert texts(newspaper, "indor") == ["इंदौर"]
    assert "रक्षा मंगलवार" not in texts(newspaper, "रक्षा मं")
    assert "गृह मंगलवार" not in texts(newspaper, "गृह मं")


def test_a_name_in_one_article_is_offered_where_nothing_likelier_is(newspaper: Suggester) -> None:
    assert texts(newspaper, "गुप्") == ["गुप्ता"]


def test_equivalents_are_offered(newspaper: Suggester) -> None:
    assert Suggestion("बजट", 25) in newspaper.suggest("budg")
    assert texts(newspaper, "उ.प्र")[0] == "उत्तर प्रदेश"


def test_a_person_s_own_rows_are_offered(tmp_path: Path) -> None:
    with archive_in(tmp_path, [article(body="आज नभयान उड़ा।")]) as archive:
        assert Suggester(archive).suggest("skyc") == ()
        own = "Skycraft\tनभयान\n"
        (tmp_path / "thesaurus.tsv").write_text(own, encoding="utf-8")
        assert Suggester(archive).suggest("skyc") == (Suggestion("नभयान", 1),)


def test_digits_are_completed_and_letters_behind_them_are_letters(newspaper: Suggester) -> None:
    assert texts(newspaper, "20") == ["2020"]
    assert texts(newspaper, "5G") == ["5जी"]
    assert texts(newspaper, "कोविड-") == ["कोविड-19"]
    assert texts(newspaper, "kovid-1") == ["कोविड-19"]


def test_punctuation_at_the_end_is_ignored(newspaper: Suggester) -> None:
    assert texts(newspaper, "मोदी,") == texts(newspaper, "मोदी") == ["मोदी"]
    assert texts(newspaper, "डॉ.") == ["डॉ"]
    assert texts(newspaper, "राहुल गां।")[0] == "राहुल गांधी"


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


def _many(**texts: int) -> list[Article]:
    """Articles that hold a word, so many of each."""
    return [
        Article(f"{word}/{n}", f"{word.replace('_', ' ')} यह है।", "खबर")
        for word, times in texts.items()
        for n in range(times)
    ]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Suggester]:
    articles = _many(
        मुख्यमंत्री=30, चीफ_मिनिस्टर=2, मोदी=60, संशोधित=9, दुष्कर्म=30, सरसों=4, मोड=5, मोर=6, मोती=7, मोक्ष=1
    )
    with (
        archive_in(tmp_path_factory.mktemp("crowd"), articles) as opened,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("index.search.suggest._COUNTING_SECONDS", 60)
        yield Suggester(opened)


def test_behind_several_english_words_the_usual_hindi_word_is_offered(crowd: Suggester) -> None:
    assert texts(crowd, "chief minist")[0] == "मुख्यमंत्री"


def test_a_whole_word_is_meant_as_it_is(crowd: Suggester) -> None:
    assert texts(crowd, "modi")[0] == "मोदी"
    assert "संशोधित" not in texts(crowd, "modi")
    assert texts(crowd, "rape")[0] == "दुष्कर्म"
    assert "सरसों" not in texts(crowd, "rape")


def test_behind_words_in_more_articles_none_in_few_is_offered(crowd: Suggester) -> None:
    assert "मोक्ष" not in texts(crowd, "मो")
    assert texts(crowd, "मोक्") == ["मोक्ष"]
