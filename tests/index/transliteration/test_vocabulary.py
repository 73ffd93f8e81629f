"""The vocabulary: words by number, prefix and consonant key."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.transliteration.consonant_key import consonant_key
from index.transliteration.phonetic_key import LATIN_MARK, phonetic_key
from index.transliteration.tables import PHONEME_CODES, encode
from index.transliteration.vocabulary import Vocabulary

WORDS = st.dictionaries(
    st.text("कलमनसािीं्abcz", max_size=6) | st.text(max_size=4), st.integers(0, 99), max_size=30
)


@given(WORDS)
def test_each_word_is_where_it_says(words: dict[str, int]) -> None:
    held = Vocabulary((word, phonetic_key(word), count) for word, count in words.items())
    assert [held[n] for n in range(len(held))] == sorted(words)
    for word, count in words.items():
        number = held.number(word)
        assert number is not None
        assert held.articles[number] == count
        codes = held.phonemes(np.array([number]))[0]
        assert codes[codes > 0].tolist() == list(encode(phonetic_key(word), PHONEME_CODES))[:40]
    assert held.number("nowhere") is None


@given(WORDS, st.text("कलना", max_size=2))
def test_prefixes(words: dict[str, int], prefix: str) -> None:
    held = Vocabulary((word, phonetic_key(word), count) for word, count in words.items())
    found = [held[n] for n in held.with_prefix(prefix)]
    assert found == sorted(word for word in words if word.startswith(prefix))


@given(WORDS)
def test_a_word_is_near_itself_once(words: dict[str, int]) -> None:
    held = Vocabulary((word, phonetic_key(word), count) for word, count in words.items())
    for word in words:
        numbers, equal = held.with_near_keys([consonant_key(phonetic_key(word))])
        if phonetic_key(word) == LATIN_MARK:  # a number, say, which has no sound
            assert held.number(word) not in numbers
            continue
        assert len(set(numbers.tolist())) == len(numbers)
        assert held.number(word) in numbers[equal]


def test_beyond_the_last_word() -> None:
    held = Vocabulary([("पर", phonetic_key("पर"), 1)])
    for number in (-1, 1):
        with pytest.raises(IndexError):
            held[number]
