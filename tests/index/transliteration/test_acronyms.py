"""Acronyms read letter by letter."""

import pytest

from index.transliteration.acronyms import acronym_of, log_likelihood, may_sound_like, spell_out


@pytest.mark.parametrize(
    ("latin", "word"), [("bjp", "बीजेपी"), ("kcna", "केसीएनए"), ("bbc", "बीबीसी"), ("fir", "एफआईआर")]
)
def test_there_and_back(latin: str, word: str) -> None:
    assert next(spell_out(latin.upper(), latin)) == word
    assert acronym_of(word) == latin


def test_second_names_of_letters() -> None:
    assert {"जेडपी", "ज़ेडपी"} <= set(spell_out("ZP", "zp"))
    assert acronym_of("ज़ेडपी") == "zp"


@pytest.mark.parametrize("word", ["लावरोव", "", "बी", "के", "पर", "एबीसीडीईएफजीएच"])
def test_what_is_not_read_out(word: str) -> None:
    assert acronym_of(word) == ""


def test_long_words_are_not_read_out() -> None:
    assert list(spell_out("CHETAVANI", "chetavani")) == list(spell_out("a", "a")) == []


def test_capitals_and_missing_vowels_speak_for_it() -> None:
    assert log_likelihood("FIR", "fir") > log_likelihood("fir", "fir")
    assert log_likelihood("bjp", "bjp") > log_likelihood("fir", "fir")


@pytest.mark.parametrize(
    ("latin", "word", "may"),
    [
        ("sdf", "एसडीएफ", True),
        ("esdief", "एसडीएफ", True),
        ("asdf", "एसडीएफ", False),
        ("bijepi", "बीजेपी", True),
        ("bjpx", "बीजेपी", False),
        ("lavrov", "लावरोव", True),
        ("di", "डी", True),
    ],
)
def test_a_word_without_vowels_is_no_acronym_but_its_own(
    latin: str, word: str, *, may: bool
) -> None:
    assert may_sound_like(latin, word) is may
