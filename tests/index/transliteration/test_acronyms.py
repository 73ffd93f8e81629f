"""Letters read out."""

import pytest

from index.transliteration.acronyms import likelihood, read_out, spelled


@pytest.mark.parametrize(
    ("latin", "word"), [("bjp", "बीजेपी"), ("kcna", "केसीएनए"), ("bbc", "बीबीसी"), ("fir", "एफआईआर")]
)
def test_there_and_back(latin: str, word: str) -> None:
    assert next(read_out(latin.upper(), latin)) == word
    assert spelled(word) == latin


def test_second_names_of_letters() -> None:
    assert {"जेडपी", "ज़ेडपी"} <= set(read_out("ZP", "zp"))
    assert spelled("ज़ेडपी") == "zp"


@pytest.mark.parametrize("word", ["लावरोव", "", "बी", "के", "पर", "एबीसीडीईएफजीएच"])
def test_what_is_not_read_out(word: str) -> None:
    assert spelled(word) == ""


def test_long_words_are_not_read_out() -> None:
    assert list(read_out("CHETAVANI", "chetavani")) == list(read_out("a", "a")) == []


def test_capitals_and_missing_vowels_speak_for_it() -> None:
    assert likelihood("FIR", "fir") > likelihood("fir", "fir")
    assert likelihood("bjp", "bjp") > likelihood("fir", "fir")
