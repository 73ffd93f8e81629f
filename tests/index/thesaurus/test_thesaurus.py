"""What else means the same, from tables that are searched as they are."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.thesaurus import Concept, Thesaurus
from index.thesaurus.compile import COMPILED, compile_tables

NAMES = (
    # typed, among what is found, reason
    ("North Korea", "उत्तर कोरिया", "a country of two words"),
    ("Russia", "रूस", "a country"),
    ("germany", "जर्मनी", "in small letters"),
    ("Egypt", "मिस्र", "a name from Arabic"),
    ("July", "जुलाई", "a month"),
    ("Monday", "सोमवार", "a weekday"),
    ("Cairo", "काहिरा", "a city of our own table"),
    ("काहिरा", "Cairo", "from Hindi"),
    ("चीन", "China", "from Hindi, of CLDR"),
    ("Burma", "बर्मा", "in brackets in CLDR"),
    ("earthquake", "भूकंप", "an English word"),
    ("earthquakes", "भूकंप", "inflected"),
    ("Earthquake", "भूकंप", "in capitals"),
    ("भूकंपों", "जलजला", "an inflected Hindi word"),
    ("भूकम्प", "earthquake", "another spelling"),
)


def forms(*words: str, shouted: bool = False) -> list[str]:
    return [each.form for each in Thesaurus.default().find(words, shouted=shouted)]


@pytest.mark.parametrize(("typed", "other", "_reason"), NAMES, ids=[row[2] for row in NAMES])
def test_a_word_or_name_finds_what_means_the_same(typed: str, other: str, _reason: str) -> None:
    assert other in forms(*typed.split())


def test_capitals_make_another_word() -> None:
    assert forms("us") == forms("Us") == forms("US") == []
    assert "अमेरिका" in forms("US", shouted=True)


def test_what_it_does_not_know_stands_for_nothing() -> None:
    assert forms("zzyx") == forms("") == forms() == forms(*["विश्व"] * 20) == []


OWN = Thesaurus([], "").with_own(
    (
        Concept(("lime",), ("चूना", "लाइम"), ("नींबू",)),
        Concept(("news",), ("समाचार",)),
        Concept(("new",), ("नया",)),
    )
)


def own(word: str) -> dict[str, bool]:
    return {each.form: each.near for each in OWN.find((word,))}


def test_long_and_short_vowels_are_two_words() -> None:
    assert own("चूना") == {"लाइम": True, "lime": True}
    assert own("चुना") == {}


def test_what_an_english_word_may_also_mean_stands_for_nothing_itself() -> None:
    assert own("limes") == {"चूना": True, "लाइम": True, "नींबू": False, "lime": True}
    assert own("नींबू") == {}


def test_what_is_a_word_by_itself_is_no_inflection() -> None:
    assert own("news") == {"समाचार": True}
    assert "नया" in own("new")


def test_it_knows_which_words_are_english() -> None:
    assert OWN.knows_english("limes")
    assert not Thesaurus.default().knows_english("Cairo")
    assert not OWN.knows_english("चूना")
    assert Thesaurus.default().knows(("North", "Korea"))
    assert not OWN.knows(("North", "Korea"))


def test_it_completes_and_corrects_english_words() -> None:
    default = Thesaurus.default()
    assert "जर्मनी" in default.complete("germ", 5)
    assert OWN.complete("lim", 5) == ("चूना",)
    assert default.complete("north k", 1) == ("उत्तर कोरिया",)
    assert OWN.complete("", 5) == OWN.complete("भू", 5) == ()
    assert "रूस" in default.within_one_edit("rusia")
    assert OWN.within_one_edit("zz") == ()


@given(st.lists(st.text(max_size=20), max_size=8), st.booleans())
def test_any_text_can_be_asked(words: list[str], shouted: bool) -> None:
    for each in OWN.find(words, shouted=shouted):
        assert each.form
    OWN.complete(" ".join(words), 3)
    OWN.knows(words)


def test_the_compiled_table_is_up_to_date() -> None:
    assert COMPILED.read_text(encoding="utf-8") == compile_tables(), (
        "run: python -m index.thesaurus.compile"
    )


def test_it_is_small() -> None:
    tracemalloc.start()
    Thesaurus.default.__wrapped__(Thesaurus).find(("earthquake",))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000
